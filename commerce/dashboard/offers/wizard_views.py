from django.shortcuts import redirect
from oscar.apps.dashboard.offers import wizard_views


class OfferWizardStepView(wizard_views.OfferWizardStepView):
    """Oscar's steps; saving from any of them passes by the last one, which shows who pays what."""

    def save_offer(self, offer):
        """Save from the last step; lead there from any other, which kept what it was told already."""
        if self.step_name != "restrictions":
            return redirect("dashboard:offer-restrictions", pk=offer.pk)
        return super().save_offer(offer)
