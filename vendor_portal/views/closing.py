from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.leaving import closing, retention, terminating
from commerce.leaving.open_matters import open_matters
from vendor_portal.access import OwnerRequiredMixin, SecondFactorRequiredMixin
from vendor_portal.closing_forms import ClosingForm


class ClosingView(OwnerRequiredMixin, SecondFactorRequiredMixin, TemplateView):
    """Réglages → Fermer ma boutique: what is still open, the question, and the way back while there is one."""

    template_name = "vendor_portal/closing.html"
    works_when_closed = True
    safe_methods = ("GET",)

    def get_context_data(self, **kwargs):
        found = open_matters(self.vendor, now=timezone.now())
        return super().get_context_data(
            **{
                "form": ClosingForm(shop=self.vendor.name),
                "kept": retention.kept_of_vendor(self.vendor, now=timezone.now()),
                "suspension": terminating.suspension_of(self.vendor),
                "closing": closing.open_closing(self.vendor),
                "waited_for": [matter for matter in found if matter.blocks],
                "standing": [matter for matter in found if not matter.blocks],
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        if "rester" in request.POST:
            return self.stay()
        form = ClosingForm(request.POST, shop=self.vendor.name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            closing.ask(self.vendor, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("C’est noté : plus rien ne s’achète, et la boutique fermera d’elle-même."))
        return redirect("vendor_portal:closing")

    def stay(self):
        """The owner thinks again."""
        if closing.take_back(self.vendor, now=timezone.now()):
            messages.success(self.request, _("Vous restez : votre boutique est comme avant."))
        else:
            messages.info(self.request, _("Il n’y a rien à annuler."))
        return redirect("vendor_portal:closing")
