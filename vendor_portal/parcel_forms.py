"""What a vendor says when a parcel leaves: which pieces, with whom, under which number."""

from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from commerce.dispatch.labels import unused_label
from commerce.order.parcels import left_to_send

#: Orders that are handled together at most.
MOST_AT_ONCE = 50

tracking_number_is_plain = RegexValidator(r"^[\w .\-/]*$", _("Des lettres, des chiffres, des espaces et des tirets."))


def tracking_field(**more):
    """A tracking number that a vendor types."""
    options = {"label": _("Numéro de suivi"), "max_length": 60, "required": False}
    return forms.CharField(validators=[tracking_number_is_plain], **{**options, **more})


class ShipForm(forms.Form):
    """Handing a parcel over: all that is left, unless the quantities say otherwise. `quantities` is {line id: n}."""

    tracking_number = tracking_field(help_text=_("Facultatif : l’acheteur le reçoit par courriel et suit son colis."))
    carrier = forms.CharField(label=_("Transporteur"), max_length=60, required=False)
    cle = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, part, **kwargs):
        last = part.parcels.last()
        known = {"tracking_number": last.tracking_number, "carrier": last.carrier} if last and part.shipped_at else {}
        label = unused_label(part)
        if label is not None and not known:
            known = {"tracking_number": label.number, "carrier": label.carrier}
        initial = {"cle": uuid4(), "carrier": part.carrier, **known}
        super().__init__(*args, initial=initial, **kwargs)
        self.lines = {}
        left = left_to_send(part)
        if sum(quantity for _line, quantity in left) > 1:
            for line, quantity in left:
                self._ask(line, quantity)

    def _ask(self, line, quantity):
        name = f"quantite-{line.pk}"
        label = _("%(title)s : combien, sur %(count)s") % {"title": line.title, "count": quantity}
        self.lines[name] = line.pk
        self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=quantity, required=False)
        self.initial[name] = quantity

    def clean(self):
        typed = [self.cleaned_data.get(name) for name in self.lines if name in self.cleaned_data]
        if typed and not self.errors and all(quantity == 0 for quantity in typed):
            self.add_error(next(iter(self.lines)), _("Choisissez au moins une pièce qui part dans ce colis."))
        return self.cleaned_data

    @property
    def quantities(self):
        """{line id: how many leave}, or None for all that is left: also where nothing was typed."""
        typed = {pk: self.cleaned_data.get(name) for name, pk in self.lines.items()}
        if all(quantity is None for quantity in typed.values()):
            return None
        return {pk: quantity or 0 for pk, quantity in typed.items()}

    @property
    def line_fields(self):
        """The quantities' fields, for the page."""
        return [self[name] for name in self.lines]


class _Several(forms.MultipleChoiceField):
    """Numbers that were ticked: whose they are is judged by the query, not here."""

    def valid_value(self, value):
        return len(value) <= 40 and "\x00" not in value

    def validate(self, value):
        super().validate(value)
        if len(value) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Cinquante commandes à la fois au plus."))


class SelectionForm(forms.Form):
    """Which orders were ticked in the list."""

    commande = _Several(required=False)


class ShipManyForm(forms.Form):
    """A tracking number for each order that leaves. `handed_over` is [(vendor order, what was typed)]."""

    cle = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, initial={"cle": uuid4()}, **kwargs)
        self.parts = {f"suivi-{part.pk}": part for part in parts}
        for name, part in self.parts.items():
            buyer = part.order.shipping_address.name if part.order.shipping_address else ""
            label = _("%(number)s, %(buyer)s : numéro de suivi") % {"number": part.number, "buyer": buyer}
            self.fields[name] = tracking_field(label=label)

    @property
    def handed_over(self):
        """What leaves, each with its own key, so that a repeated click sends nothing twice."""
        key = self.cleaned_data["cle"].hex
        return [
            (part, {"tracking_number": self.cleaned_data[name], "request_key": f"{part.pk}:{key}"})
            for name, part in self.parts.items()
        ]

    @property
    def tracking_fields(self):
        """The fields, for the page."""
        return [self[name] for name in self.parts]
