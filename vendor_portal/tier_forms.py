"""The prices of an article from a quantity on."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents, to_euros
from commerce.promotions.tiers import LARGEST_QUANTITY, MOST_TIERS, TypedTier, set_tiers, sisters_of
from vendor_portal.promotion_forms import amount_field


@dataclass(frozen=True)
class TierRow:
    """The fields of one tier."""

    from_quantity: object
    percent: object
    price: object


class TiersForm(forms.Form):
    """From how many pieces on, and either per cent or a price for each. An empty row counts for nothing."""

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, prefix="tiers", **kwargs)
        self.record = record
        known = list(record.tiers.all())
        for number in range(MOST_TIERS):
            self._add(number, known[number] if number < len(known) else None)
        if sisters_of(record).exists():
            self.fields["for_sisters"] = forms.BooleanField(
                label=_("Les mêmes pour tous les modèles de la pièce"), required=False
            )

    def _add(self, number, tier):
        self.fields[f"from_quantity-{number}"] = forms.IntegerField(
            label=_("Dès (pièces)"),
            min_value=2,
            max_value=LARGEST_QUANTITY,
            required=False,
            initial=tier and tier.from_quantity,
        )
        self.fields[f"percent-{number}"] = forms.IntegerField(
            label=_("Pour cent en moins"), min_value=1, max_value=99, required=False, initial=tier and tier.percent
        )
        self.fields[f"price-{number}"] = price = amount_field(_("Ou prix de la pièce"))
        price.initial = tier and tier.cents and to_euros(tier.cents)
        price.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        price.widget.is_localized = True

    def rows(self):
        """A TierRow per tier, filled in or not."""
        for number in range(MOST_TIERS):
            yield TierRow(*(self[f"{name}-{number}"] for name in ("from_quantity", "percent", "price")))

    def clean(self):
        """Of per cent and price, one and only one beside each quantity."""
        data = super().clean()
        for number in range(MOST_TIERS):
            self._check_row(data, number)
        return data

    def _check_row(self, data, number):
        names = [f"{name}-{number}" for name in ("from_quantity", "percent", "price")]
        if any(name in self.errors for name in names):
            return
        quantity, percent, price = (data.get(name) for name in names)
        if quantity is None and (percent or price):
            self.add_error(names[0], gettext("Dites à partir de combien de pièces."))
        elif quantity and percent and price:
            self.add_error(names[2], gettext("L’un ou l’autre : pour cent, ou prix de la pièce."))
        elif quantity and not percent and not price:
            self.add_error(names[1], gettext("Dites de combien, ou donnez le prix de la pièce."))

    def save(self, *, actor):
        """Write what was typed. False, with errors beside the fields, where the rule refuses."""
        data = self.cleaned_data
        filled = [number for number in range(MOST_TIERS) if data[f"from_quantity-{number}"]]
        typed = [
            TypedTier(
                data[f"from_quantity-{number}"],
                data[f"percent-{number}"],
                to_cents(data[f"price-{number}"]) if data[f"price-{number}"] else None,
            )
            for number in filled
        ]
        try:
            set_tiers(self.record, typed, for_sisters=data.get("for_sisters", False), actor=actor)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                self.add_error(None, refusal)
                return False
            for position, messages in refusal.message_dict.items():
                self.add_error(f"from_quantity-{filled[int(position)]}", messages)
            return False
        return True
