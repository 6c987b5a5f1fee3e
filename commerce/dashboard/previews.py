"""The page before the last click: who pays what, shown first, saved only once it was seen."""

import json

from django import forms
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents
from commerce.offer.samples import NothingToPreview, preview_of


class SampleField(forms.DecimalField):
    """The goods of the basket on which an offer is tried, in euros."""

    def __init__(self):
        super().__init__(
            label=_("Panier type pour l’aperçu, en euros"),
            help_text=_("Articles d’un seul artisan, avant réduction. Cette somme n’est pas enregistrée."),
            initial=60,
            min_value=1,
            max_value=100_000,
            decimal_places=2,
        )


def previews_of(offers, sample_euros, pieces=()):
    """For each (offer, benefit, condition), the offer and its Preview, or None where nobody can foresee it.

    `pieces`: see `preview_of`.
    """
    day, sample_cents = timezone.localdate(), to_cents(sample_euros)
    found = []
    for offer, benefit, condition in offers:
        try:
            shown = preview_of(offer, benefit, condition, sample_cents=sample_cents, day=day, pieces=pieces)
            found.append((offer, shown))
        except NothingToPreview:
            found.append((offer, None))
    return found


def fingerprint(previews):
    """What was shown, as a word that nobody else can make: it comes back with the click that saves."""
    shown = [
        [offer.name, offer.bearer, str(offer.operator_rate), offer.vendor_id]
        + [
            [column.buyer_cents, column.vendor_cents, column.operator_cents, column.reduction_cents]
            for column in (preview.columns if preview else [])
        ]
        for offer, preview in previews
    ]
    return salted_hmac(__name__, json.dumps(shown)).hexdigest()


class PreviewFirstMixin:
    """A form view that saves on the second valid POST: the first one shows who pays what.

    Says by `offers_of(form)` which (offer, benefit, condition) the form is about, and by `pieces_of(form)` which
    products alone they lower, if no range does; the form has a SampleField `sample`.
    """

    def pieces_of(self, form):
        """All that the offers' ranges hold."""
        return ()

    def form_valid(self, form):
        """Save what was previewed; preview what was not, keeping what was typed."""
        previews = previews_of(self.offers_of(form), form.cleaned_data["sample"], self.pieces_of(form))
        seen = fingerprint(previews)
        if constant_time_compare(self.request.POST.get("previewed", ""), seen):
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form, previews=previews, previewed=seen))
