from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from commerce.address.french import FrenchAddressForm, five_digits
from commerce.shipping.models import DeliveryMode
from commerce.shipping.relays import typed_relay


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
        label=_("Comment recevoir ces articles ?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez comment recevoir les articles de cet atelier.")},
    )
    relay_point = forms.ChoiceField(label=_("Point relais"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, offer, relays, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.options, self.refused = offer.group, offer.options, offer.refused
        self.relays = relays
        options = offer.options
        self.fields["kind"].choices = [(option.kind, option.label) for option in options]
        self.fields["relay_point"].choices = [(near.point.code, str(near.point)) for near in relays.relays]
        self.offers_relay = any(option.kind == DeliveryMode.Kind.RELAY for option in options)
        if not relays.is_answered:
            for name, field in typed_relay_fields().items():
                self.fields[name] = field

    def typed_fields(self):
        """The fields of a relay that the buyer knows, while the carrier is silent; none otherwise."""
        return [self[name] for name in TYPED_RELAY if name in self.fields]

    @property
    def shows_relays(self):
        """Whether the list is shown open: a relay is chosen, or something about it is wrong."""
        chosen = self["kind"].value() == DeliveryMode.Kind.RELAY
        return chosen or any(field.errors for field in (self["relay_point"], *self.typed_fields()))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != DeliveryMode.Kind.RELAY or cleaned.get("relay_point"):
            return cleaned
        typed = [cleaned.get(name) for name in TYPED_RELAY]
        if any(typed):
            self._ask_for_all(cleaned)
        else:
            self.add_error("relay_point", _("Choisissez le point relais où retirer votre colis."))
        return cleaned

    def _ask_for_all(self, cleaned):
        for name in TYPED_RELAY:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Nécessaire pour trouver ce point relais."))

    def choice(self):
        """What the session keeps: kind and code of the relay point, the typed one made a row."""
        data = self.cleaned_data
        is_relay = data["kind"] == DeliveryMode.Kind.RELAY
        code = data["relay_point"] if is_relay else ""
        if is_relay and not code:
            carrier = next(option.mode.carrier for option in self.options if option.kind == data["kind"])
            code = typed_relay(carrier, **{name.removeprefix("typed_"): data[name] for name in TYPED_RELAY}).code
        return {"kind": data["kind"], "relay_point": code}


TYPED_RELAY = ("typed_name", "typed_street", "typed_postcode", "typed_town")


def typed_relay_fields():
    """The four fields of a relay point that the buyer knows."""
    return {
        "typed_name": forms.CharField(label=_("Nom du point relais"), max_length=120, required=False),
        "typed_street": forms.CharField(label=_("Adresse"), max_length=160, required=False),
        "typed_postcode": forms.CharField(
            label=_("Code postal"), max_length=5, required=False, validators=[five_digits]
        ),
        "typed_town": forms.CharField(label=_("Commune"), max_length=120, required=False),
    }
