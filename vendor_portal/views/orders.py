from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from commerce.order import lifecycle
from commerce.order.exceptions import StepNotAllowed, WrongCollectionCode
from commerce.order.models import VendorOrder
from commerce.order.status import actions_from
from commerce.settlement.statements import earning, earnings
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.forms import CollectForm, OrderFilterForm, ShipForm


class OrderListView(VendorRequiredMixin, ListView):
    """My orders, and my part only."""

    template_name = "vendor_portal/orders.html"
    paginate_by = 25

    def get_queryset(self):
        self.form = OrderFilterForm(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        parts = VendorOrder.objects.of_vendor(self.vendor).select_related("vendor", "relay_point")
        if asked.get("etat"):
            parts = parts.filter(status=asked["etat"])
        if asked.get("q"):
            parts = parts.filter(number__icontains=asked["q"])
        return parts.prefetch_related("lines").order_by("-confirmed_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(form=self.form, **kwargs)
        now = timezone.now()
        context["earnings"] = earnings(context["object_list"], now=now)
        context["today"] = timezone.localdate(now)
        return context


class OrderDetailView(VendorRequiredMixin, DetailView):
    """One vendor order: what to send where, what it earns, and what can be done now."""

    template_name = "vendor_portal/order.html"
    context_object_name = "vendor_order"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self):
        return (
            VendorOrder.objects.of_vendor(self.vendor)
            .select_related("order__shipping_address__country", "order__user", "relay_point", "vendor")
            .prefetch_related("lines__attributes__option")
        )

    def get_context_data(self, **kwargs):
        part = self.object
        forms = {
            "ship_form": ShipForm(initial={"tracking_number": part.tracking_number}),
            "collect_form": CollectForm(),
        }
        return super().get_context_data(
            actions=actions_from(part.status, "vendor", collection=part.is_collection),
            earning=earning(part),
            **{**forms, **kwargs},
        )


class OrderActionView(OrderDetailView):
    """One step of a vendor order; a refusal shows the page again with what was typed and the reason beside it."""

    http_method_names = ["post"]
    done = ""

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.get_form(request.POST)
        if form is not None and not form.is_valid():
            return self.refuse(form)
        try:
            self.act(form.cleaned_data if form is not None else {})
        except StepNotAllowed:
            messages.error(request, _("Cette action n’est plus possible : la commande a changé d’état entre-temps."))
        except WrongCollectionCode:
            form.add_error("code", _("Ce code n’est pas celui de cette commande. Vérifiez-le avec l’acheteur."))
            return self.refuse(form)
        else:
            messages.success(request, self.done % {"number": self.object.number})
        return redirect("vendor_portal:order", number=self.object.number)

    def get_form(self, data):
        """The form of this action, or None."""

    def refuse(self, form):
        """The page again, with this form as it was filled in."""
        return self.render_to_response(self.get_context_data(**{self.form_name: form}))


class ShipView(OrderActionView):
    """The parcel was handed over."""

    form_name = "ship_form"
    done = gettext_lazy("La sous-commande %(number)s est expédiée, et l’acheteur prévenu.")

    def get_form(self, data):
        return ShipForm(data)

    def act(self, data):
        lifecycle.ship(self.object, tracking_number=data["tracking_number"], now=timezone.now())


class MakeReadyView(OrderActionView):
    """The goods wait at the workshop."""

    done = gettext_lazy("La sous-commande %(number)s est prête, et l’acheteur prévenu.")

    def act(self, data):
        lifecycle.make_ready(self.object, now=timezone.now())


class CollectView(OrderActionView):
    """The buyer came with the code."""

    form_name = "collect_form"
    done = gettext_lazy("La sous-commande %(number)s est remise.")

    def get_form(self, data):
        return CollectForm(data)

    def act(self, data):
        lifecycle.collect(self.object, code=data["code"], now=timezone.now())
