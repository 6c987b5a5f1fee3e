from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.partner.listing import move, public_details, save_details
from commerce.partner.rights import Right
from commerce.registration.steps import asked_of_sellers_only
from vendor_portal.access import VendorRequiredMixin, is_owner
from vendor_portal.listing_forms import ListingForm


class ListingView(VendorRequiredMixin, TemplateView):
    """Réglages → Ma fiche: website, telephone, hours, place, address of the page."""

    right = Right.SETTINGS
    template_name = "vendor_portal/listing.html"

    def get_form(self, data=None):
        """The form over a copy of the shop, so that what is refused doesn't show as the shop's."""
        shop = type(self.vendor).objects.select_related("plan").get(pk=self.vendor.pk)
        return ListingForm(data, instance=shop, is_owner=is_owner(self.request.user, self.vendor))

    def get_context_data(self, **kwargs):
        """The form, what visitors see, and what selling would ask."""
        shop = self.vendor
        return super().get_context_data(
            **{
                "form": self.get_form(),
                **public_details(shop),
                "followers": shop.follows.count(),
                "asked_to_sell": asked_of_sellers_only() if shop.is_listing else [],
                **kwargs,
            }
        )

    def post(self, request):
        """Save everything or nothing."""
        form = self.get_form(request.POST)
        if form.is_valid() and self._saved(form):
            messages.success(request, _("Votre fiche est à jour."))
            return redirect("vendor_portal:listing")
        return self.render_to_response(self.get_context_data(form=form))

    def _saved(self, form):
        try:
            with transaction.atomic():
                save_details(form.instance)
                if "address" in form.cleaned_data:
                    move(self.vendor, form.cleaned_data["address"])
        except ValidationError as taken:
            form.add_error("address", taken)
            return False
        return True
