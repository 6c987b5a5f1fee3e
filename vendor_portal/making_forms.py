"""How a piece is made and personalised, and the variants that it comes in."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.making import OF_MAKING
from commerce.catalogue.models import Making
from commerce.catalogue.variants import TypedVariant
from vendor_portal.delivery_forms import HEAVIEST_GRAMS
from vendor_portal.forms import LARGEST_PRICE, LARGEST_STOCK

#: Empty rows below the variants that a piece has already.
NEW_ROWS = 4
LONGEST_CM = 500


class MakingForm(forms.Form):
    """Ready, one of a kind or to order; and what the buyer may have written on it."""

    making = forms.ChoiceField(
        label=_("Fabrication"),
        help_text=_("À la commande, le stock est le nombre de commandes que vous acceptez encore."),
        choices=Making.choices,
    )
    preparation_days = forms.IntegerField(
        label=_("Délai de fabrication ou de préparation, en jours ouvrés"),
        min_value=0,
        max_value=90,
        required=False,
    )
    packed_grams = forms.IntegerField(
        label=_("Poids, en grammes"), min_value=1, max_value=HEAVIEST_GRAMS, required=False
    )
    packed_length_cm = forms.IntegerField(
        label=_("Longueur, en cm"), min_value=1, max_value=LONGEST_CM, required=False
    )
    packed_width_cm = forms.IntegerField(label=_("Largeur, en cm"), min_value=1, max_value=LONGEST_CM, required=False)
    packed_height_cm = forms.IntegerField(label=_("Hauteur, en cm"), min_value=1, max_value=LONGEST_CM, required=False)
    personalisation = forms.CharField(
        label=_("Texte demandé à l’acheteur"),
        help_text=_("« Prénom à graver », par exemple. Vide : la pièce se vend telle quelle."),
        max_length=80,
        required=False,
    )
    personalisation_length = forms.IntegerField(label=_("Caractères, au plus"), min_value=1, max_value=200)
    personalisation_required = forms.BooleanField(label=_("Pas de vente sans ce texte"), required=False)

    def __init__(self, *args, instance, **kwargs):
        initial = {name: getattr(instance, name) for name in (*OF_MAKING, "preparation_days")}
        super().__init__(*args, initial=initial, prefix="making", **kwargs)


@dataclass(frozen=True)
class VariantRow:
    """The fields of one variant, and its stock record where it exists."""

    record: object
    label: object
    price: object
    other: object


class VariantsForm(forms.Form):
    """What the piece varies by, its variants, and some rows for new ones. An empty row counts for nothing."""

    by_what = forms.CharField(
        label=_("Ce qui change d’un modèle à l’autre"), help_text=_("« Taille », « Coloris »…"), max_length=60
    )

    def __init__(self, *args, product, records, price=None, **kwargs):
        super().__init__(*args, initial={"by_what": product.variant_label}, prefix="variants", **kwargs)
        self.records = records
        for record in records:
            self._add(record.pk, record.product.variant_label or record.product.title, record.price, is_new=False)
            self.fields[f"remove-{record.pk}"] = forms.BooleanField(label=_("Retirer"), required=False)
        for number in range(NEW_ROWS):
            self._add(f"new{number}", "", price, is_new=True)

    def _add(self, key, label, price, *, is_new):
        self.fields[f"label-{key}"] = forms.CharField(
            label=_("Modèle"), max_length=60, required=not is_new, initial=label
        )
        self.fields[f"price-{key}"] = forms.DecimalField(
            label=_("Prix, TVA comprise"),
            min_value=0.01,
            max_value=LARGEST_PRICE,
            decimal_places=2,
            localize=True,
            required=not is_new,
            initial=price,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        if is_new:
            self.fields[f"stock-{key}"] = forms.IntegerField(
                label=_("Stock"), min_value=0, max_value=LARGEST_STOCK, required=False, initial=1
            )

    def rows(self):
        """A VariantRow per variant and per empty row."""
        for record in self.records:
            key = record.pk
            yield VariantRow(record, self[f"label-{key}"], self[f"price-{key}"], self[f"remove-{key}"])
        for number in range(NEW_ROWS):
            key = f"new{number}"
            yield VariantRow(None, self[f"label-{key}"], self[f"price-{key}"], self[f"stock-{key}"])

    def clean(self):
        data = super().clean()
        for number in range(NEW_ROWS):
            if data.get(f"label-new{number}") and f"price-new{number}" in data and not data[f"price-new{number}"]:
                self.add_error(f"price-new{number}", gettext("Donnez un prix à ce modèle."))
        return data

    def typed(self):
        """What `variants.vary` is asked for."""
        data = self.cleaned_data
        rows = [
            TypedVariant(data[f"label-{each.pk}"], data[f"price-{each.pk}"], record_id=each.pk)
            for each in self.records
        ]
        new = (f"new{number}" for number in range(NEW_ROWS))
        rows += [
            TypedVariant(data[f"label-{key}"], data[f"price-{key}"], data[f"stock-{key}"] or 0)
            for key in new
            if data[f"label-{key}"]
        ]
        removed = [each.pk for each in self.records if data[f"remove-{each.pk}"]]
        return {"by_what": data["by_what"], "rows": rows, "removed": removed}
