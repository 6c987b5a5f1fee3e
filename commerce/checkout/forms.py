from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from commerce.shipping.models import DeliveryMode

Country = get_model("address", "Country")
ShippingAddress = get_model("order", "ShippingAddress")


class GuestForm(forms.Form):
    """A guest buys with an e-mail address and nothing else."""

    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour vous envoyer la confirmation et le lien de suivi. Rien d’autre."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ShippingAddressForm(forms.ModelForm):
    """Where the goods go, in France."""

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
        validators=[RegexValidator(r"^\d{5}$", _("Un code postal français compte cinq chiffres, par exemple 69004."))],
        widget=forms.TextInput({"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    line4 = forms.CharField(
        label=_("Commune"), max_length=255, widget=forms.TextInput({"autocomplete": "address-level2"})
    )

    class Meta:
        model = ShippingAddress
        fields = ["first_name", "last_name", "line1", "line2", "postcode", "line4", "phone_number", "notes"]
        labels = {
            "first_name": _("Prénom"),
            "last_name": _("Nom"),
            "phone_number": _("Téléphone, pour le livreur"),
            "notes": _("Un mot pour la livraison"),
        }
        help_texts = {"phone_number": _("Facultatif."), "notes": _("Facultatif : étage, code, voisin…")}
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
        self.instance.country = Country.objects.get(iso_3166_1_a2="FR")


class DeliveryForm(forms.Form):
    """One vendor's modes as a choice, and the relay points beside it."""

    kind = forms.ChoiceField(
        label=_("Comment recevoir ces articles ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez comment recevoir les articles de cet atelier.")},
    )
    relay_point = forms.ChoiceField(label=_("Point relais"), required=False)

    def __init__(self, *args, group, options, relay_points, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.options = group, options
        self.fields["kind"].choices = [(option.kind, option.label) for option in options]
        self.fields["relay_point"].choices = [("", _("Choisir un point relais"))] + [
            (point.code, str(point)) for point in relay_points
        ]
        self.offers_relay = any(option.kind == DeliveryMode.Kind.RELAY for option in options)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == DeliveryMode.Kind.RELAY and not cleaned.get("relay_point"):
            self.add_error("relay_point", _("Choisissez le point relais où retirer votre colis."))
        return cleaned
