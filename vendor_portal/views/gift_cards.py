from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import ListView

from commerce.gift_cards.forms import SellingForm
from commerce.gift_cards.models import GiftCard
from commerce.gift_cards.selling import settings_of
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin


class GiftCardsView(VendorRequiredMixin, ListView):
    """Whether my shop sells gift cards, and those that it sold. Their codes are their owners'."""

    right = Right.MONEY
    right_to_post = Right.SETTINGS
    template_name = "vendor_portal/gift_cards.html"
    context_object_name = "cards"
    paginate_by = 30

    def get_queryset(self):
        sold = GiftCard.objects.filter(vendor=self.vendor, vendor_order__confirmed_at__isnull=False)
        return sold.select_related("vendor_order__order")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": SellingForm(instance=settings_of(self.vendor)), **kwargs})

    def post(self, request, *args, **kwargs):
        form = SellingForm(request.POST, instance=settings_of(self.vendor))
        if not form.is_valid():
            self.object_list = self.get_queryset()
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("vendor_portal:gift-cards")
