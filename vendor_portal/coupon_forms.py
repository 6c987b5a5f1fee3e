from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Product
from commerce.dashboard.previews import SampleField
from commerce.voucher import making
from commerce.voucher.codes import LONGEST, proposed
from commerce.voucher.making import Kind
from vendor_portal.promotion_forms import ChosenPiecesField, amount_field, moment_field

MOST_USES = 100_000
#: What may still change of a coupon that somebody used.
OPEN_WHEN_USED = {"ends_at", "max_uses", "sample"}


def _uses(label, why):
    return forms.IntegerField(label=label, help_text=why, min_value=1, max_value=MOST_USES, required=False)


class CouponForm(forms.Form):
    """What a code takes off, for whom, from when to when."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Proposé sans lettres qui se confondent ; capitales et espaces ne comptent pas."),
        max_length=LONGEST,
    )
    kind = forms.ChoiceField(label=_("Réduction"), choices=Kind.choices, widget=forms.RadioSelect)
    percent = forms.DecimalField(
        label=_("Pour cent"), min_value=1, max_value=making.MOST_PERCENT, decimal_places=0, required=False
    )
    amount = amount_field(_("Montant, en euros"))
    minimum = amount_field(
        _("À partir de, en euros"),
        _("Ce que vos pièces doivent coûter dans le panier, promotions déduites. Vide : aucun minimum."),
    )
    products = ChosenPiecesField(
        Product.objects.none(),
        label=_("Seulement ces pièces"),
        help_text=_("Aucune cochée : toute la boutique."),
        required=False,
    )
    only_first_order = forms.BooleanField(
        label=_("Première commande chez moi seulement"),
        help_text=_("Reconnue au compte ou à l’adresse e-mail."),
        required=False,
    )
    max_uses = _uses(_("Utilisations en tout"), _("Vide : sans limite. Une commande annulée rend son utilisation."))
    max_uses_per_buyer = _uses(_("Utilisations par personne"), _("Vide : sans limite."))
    starts_at = moment_field(_("Début"), _("Heure de Paris. Vide : dès que vous enregistrez."), required=False)
    ends_at = moment_field(_("Fin"), _("Heure de Paris, à la seconde."))
    sample = SampleField()

    def __init__(self, *args, vendor, coupon=None, copied=None, words="", **kwargs):
        super().__init__(*args, initial=_initial(coupon or copied, is_copy=coupon is None), **kwargs)
        self.vendor, self.coupon = vendor, coupon
        pieces = self.fields["products"]
        pieces.queryset = vendor.products.exclude(structure=Product.CHILD)
        typed = self.data.getlist("products") if self.is_bound else [str(pk) for pk in self.initial["products"]]
        pieces.show([int(pk) for pk in typed if pieces.is_key(pk)], words)
        if coupon:
            self.fields["code"].disabled = True
            if making.is_used(coupon):
                for name in self.fields.keys() - OPEN_WHEN_USED:
                    self.fields[name].disabled = True

    def clean(self):
        """What the rule refuses, beside its field."""
        data = super().clean()
        asked = {Kind.PERCENT: "percent", Kind.AMOUNT: "amount"}.get(data.get("kind"))
        if asked and data.get(asked) is None and asked not in self.errors:
            self.add_error(asked, _("Dites de combien."))
        if not self.errors:
            try:
                making.check(self.vendor, self.terms, voucher=self.coupon, now=timezone.now())
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return data

    @property
    def terms(self):
        """What the rule takes."""
        data = self.cleaned_data
        names = ("code", "kind", "products", "minimum", "starts_at", "ends_at", *making.LIMITS)
        value = {Kind.PERCENT: data["percent"], Kind.AMOUNT: data["amount"]}.get(data["kind"])
        return {"value": value, **{name: data[name] for name in names}}


def _initial(coupon, *, is_copy):
    if coupon is None:
        return {"code": proposed(), "kind": Kind.PERCENT, "products": []}
    terms = making.terms_of(coupon)
    initial = {
        **terms,
        "products": [product.pk for product in terms["products"]],
        "percent": int(terms["value"]) if terms["kind"] == Kind.PERCENT else None,
        "amount": terms["value"] if terms["kind"] == Kind.AMOUNT else None,
    }
    return {**initial, "code": proposed(), "starts_at": None, "ends_at": None} if is_copy else initial
