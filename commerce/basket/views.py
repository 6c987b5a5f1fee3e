from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.apps.basket import views

from commerce.basket.groups import crossed_out
from commerce.basket.refused import remember
from commerce.catalogue.models import Product
from commerce.order.models import Order
from commerce.shipping.options import vendor_offers
from commerce.shipping.repository import Repository
from commerce.voucher.entering import Refused, enter


class BasketAddView(views.BasketAddView):
    """A piece goes into the basket; what is wrong is told on its page, where all that was typed still stands."""

    def form_invalid(self, form):
        shown = self.product.parent if self.product.is_child else self.product
        if not Product.objects.with_a_page().filter(pk=shown.pk).exists():
            return super().form_invalid(form)
        remember(self.request, shown)
        return redirect(f"{shown.get_absolute_url()}#acheter")


class VoucherAddView(views.VoucherAddView):
    """A code that the buyer typed: it lowers the basket, or the answer says why not."""

    def form_valid(self, form):
        basket, user = self.request.basket, self.request.user
        if basket.id:
            try:
                voucher = enter(basket, form.cleaned_data["code"], user=user, now=timezone.now())
            except Refused as refused:
                messages.error(self.request, str(refused))
            else:
                messages.success(self.request, _("Le code %(code)s s’applique.") % {"code": voucher.code})
        return redirect("basket:summary")

    def form_invalid(self, form):
        messages.error(self.request, _("Écrivez un code."))
        return redirect("basket:summary")


class VoucherRemoveView(views.VoucherRemoveView):
    """A code goes out of the basket; twice is once. Oscar counts removals below zero, which its own field refuses."""

    def post(self, request, *args, **kwargs):
        if request.basket.id:
            request.basket.vouchers.remove(*request.basket.vouchers.filter(pk=kwargs["pk"]))
            messages.info(request, _("Le code est retiré."))
        return redirect("basket:summary")


class BasketView(views.BasketView):
    """The basket by vendor, each with its cheapest delivery and its date."""

    def get_vendor_offers(self):
        """What every vendor offers, computed once per request."""
        if not hasattr(self, "_vendor_offers"):
            self._vendor_offers = vendor_offers(self.request.basket)
        return self._vendor_offers

    def get_shipping_methods(self, basket):
        return [self.get_default_shipping_method(basket)]

    def get_default_shipping_method(self, basket):
        repository = Repository()
        return repository.with_offers(
            basket, repository.estimate([(offer.group, offer.options) for offer in self.get_vendor_offers()])
        )

    def get_upsell_messages(self, basket):
        """Nothing is pushed on anybody; it also saves four queries."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["order_to_pay"] = Order.objects.to_pay(self.request.session.get("checkout_order_id"))
        forms = {form.instance.pk: form for form in context["formset"]}
        before = crossed_out(self.request.basket.all_lines(), timezone.now())
        context["parts"] = [
            {
                "group": offer.group,
                "options": offer.options,
                "refused": offer.refused,
                "free_soon": offer.free_soon,
                "lines": [
                    (line, forms[line.pk], before.get(line.pk)) for line in offer.group.lines if line.pk in forms
                ],
            }
            for offer in self.get_vendor_offers()
        ]
        return context
