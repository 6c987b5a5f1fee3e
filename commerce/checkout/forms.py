from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from commerce.address.french import FrenchAddressForm
from commerce.shipping.models import DeliveryMode


class GuestForm(forms.Form):
    """A guest buys with an e-mail address and nothing else."""

    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour vous envoyer la confirmation et le lien de suivi. Rien d’autre."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ShippingAddressForm(FrenchAddressForm):
    """Where the goods go, in France."""

    class Meta(FrenchAddressForm.Meta):
        model = get_model("order", "ShippingAddress")


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
