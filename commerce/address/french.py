"""An address in France, as checkout and address book ask for it."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

five_digits = RegexValidator(r"\A[0-9]{5}\Z", _("Un code postal français compte cinq chiffres, par exemple 69004."))


class FrenchAddressForm(forms.ModelForm):
    """Fields, labels and autocompletion of a French address. The country is set, not asked."""

    line1 = forms.CharField(
        label=_("Adresse"), max_length=255, widget=forms.TextInput({"autocomplete": "address-line1"})
    )
    line2 = forms.CharField(
        label=_("Complément d’adresse"),
        max_length=255,
        required=False,
        widget=forms.TextInput({"autocomplete": "address-line2"}),
    )
    postcode = forms.CharField(
        label=_("Code postal"),
        max_length=5,
        validators=[five_digits],
        widget=forms.TextInput({"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    line4 = forms.CharField(
        label=_("Commune"), max_length=255, widget=forms.TextInput({"autocomplete": "address-level2"})
    )

    class Meta:
        fields = ["first_name", "last_name", "line1", "line2", "postcode", "line4", "phone_number", "notes"]
        labels = {
            "first_name": _("Prénom"),
            "last_name": _("Nom"),
            "phone_number": _("Téléphone, pour le livreur"),
            "notes": _("Un mot pour la livraison"),
        }
        help_texts = {"phone_number": _("Facultatif."), "notes": _("Facultatif : étage, code, voisin…")}
        widgets = {"notes": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, autocomplete in (
            ("first_name", "given-name"),
            ("last_name", "family-name"),
            ("phone_number", "tel"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        self.instance.country = get_model("address", "Country").objects.get(iso_3166_1_a2="FR")
