from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.partner.rights import Right
from commerce.shipping.modes import NoModeLeft, modes_of, save_modes
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.delivery_forms import CARRIERS, DeliveryModeForm, HoursForm


class DeliverySettingsView(VendorRequiredMixin, TemplateView):
    """Réglages → Mode d’expédition."""

    right = Right.SETTINGS
    template_name = "vendor_portal/delivery_settings.html"

    def get_mode_forms(self, data=None):
        """A form per kind of delivery."""
        return [DeliveryModeForm(data, mode=mode) for mode in modes_of(self.vendor)]

    def get_context_data(self, **kwargs):
        forms = {"mode_forms": self.get_mode_forms(), "hours_form": HoursForm(instance=self.vendor)}
        return super().get_context_data(**{**forms, "carriers": CARRIERS, **kwargs})

    def post(self, request, *args, **kwargs):
        mode_forms, hours_form = self.get_mode_forms(request.POST), HoursForm(request.POST, instance=self.vendor)
        mistaken = [form for form in [*mode_forms, hours_form] if not form.is_valid()]
        if mistaken or not self.save(mode_forms):
            self.vendor.refresh_from_db()
            return self.render_to_response(self.get_context_data(mode_forms=mode_forms, hours_form=hours_form))
        hours_form.save_typed()
        return self.saved()

    def saved(self):
        """Where to go once everything is kept."""
        messages.success(self.request, _("Vos modes d’expédition sont enregistrés."))
        return redirect("vendor_portal:delivery-settings")

    def save(self, mode_forms):
        """Whether the modes could be kept; else the first form says why."""
        try:
            save_modes(self.vendor, [form.typed_mode() for form in mode_forms])
        except NoModeLeft:
            mode_forms[0].add_error(
                "is_active", _("Proposez au moins un mode : sans lui, personne ne peut recevoir vos pièces.")
            )
            return False
        return True
