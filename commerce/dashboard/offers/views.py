from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.offers import views

from commerce.dashboard.previews import PreviewFirstMixin


class OfferRestrictionsView(PreviewFirstMixin, views.OfferRestrictionsView):
    """The last step: who pays, under which limits, and what that gives."""

    def offers_of(self, form):
        """The offer as it would be saved, with what the earlier steps said."""
        offer = form.instance  # Not form.save(): Oscar's writes the combinations even with commit=False.
        offer.name = self._fetch_session_offer().name
        benefit = self._fetch_object("benefit") or self.offer.benefit
        condition = self._fetch_object("condition") or self.offer.condition
        return [(offer, benefit, condition)]

    def get_title(self):
        return _("Qui paie, et limites")
