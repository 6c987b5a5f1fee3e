"""What an operator fills in before money moves. Every form asks why; none of them shows a row to edit."""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents
from commerce.settlement.models import Dispute, Refund
from commerce.settlement.refund_request import Wanted, returned_quantities

#: Reasons that a person may give; the others are the system's own.
REFUND_REASONS = [
    Refund.Reason.WITHDRAWAL,
    Refund.Reason.RETURN,
    Refund.Reason.DAMAGED,
    Refund.Reason.LOST,
    Refund.Reason.UNAVAILABLE,
    Refund.Reason.CANCELLED,
    Refund.Reason.MISTAKE,
    Refund.Reason.GESTURE,
]


def new_token():
    """What makes a form that is sent twice one decision."""
    return str(uuid4())


class ReasonForm(forms.Form):
    """Why, and a token that lets the same form count once."""

    reason = forms.CharField(
        label=_("Motif"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Reste écrit avec votre nom et l’heure."),
    )
    token = forms.CharField(widget=forms.HiddenInput, initial=new_token, max_length=40)


class HoldForm(ReasonForm):
    """Hold a share: the vendor reads the note."""

    note = forms.CharField(
        label=_("Précision lue par l’artisan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["note", "reason"]


class Amount(forms.DecimalField):
    """Euros with cents; `cents` of the cleaned value are what the rules take."""

    def __init__(self, **kwargs):
        more = {"max_digits": 9, "decimal_places": 2, "localize": True, **kwargs}
        super().__init__(**more)


class AmountForm(ReasonForm):
    """A sum and its reason."""

    amount = Amount(label=_("Montant, en euros"), validators=[MinValueValidator(Decimal("0.01"))])
    field_order = ["amount", "reason"]

    @property
    def cents(self):
        """The sum, in cents."""
        return to_cents(self.cleaned_data["amount"])


class BearerForm(ReasonForm):
    """Who bears a dispute that is lost."""

    bearer = forms.ChoiceField(
        label=_("Si le litige est perdu, à la charge de"),
        choices=Dispute._meta.get_field("bearer").choices,
        widget=forms.RadioSelect,
    )
    field_order = ["bearer", "reason"]


class RefundForm(forms.Form):
    """What goes back to the buyer: quantities of lines, an amount, shipping, or everything that is left."""

    everything = forms.BooleanField(
        label=_("Tout ce qui reste"), required=False, help_text=_("Les champs suivants ne comptent alors pas.")
    )
    goods = Amount(label=_("Montant libre sur les articles, en euros"), required=False, min_value=0)
    shipping = Amount(label=_("Livraison, en euros"), required=False, min_value=0)
    refund_reason = forms.ChoiceField(label=_("Motif"), choices=[(one.value, one.label) for one in REFUND_REASONS])
    bearer = forms.ChoiceField(label=_("À la charge de"), choices=Refund.Bearer.choices, initial=Refund.Bearer.VENDOR)
    note = forms.CharField(
        label=_("Précision, lue par l’acheteur et l’artisan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    token = forms.CharField(widget=forms.HiddenInput, initial=new_token, max_length=40)

    def __init__(self, *args, vendor_order, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = list(vendor_order.lines.order_by("pk"))
        returned = returned_quantities(vendor_order)
        for line in self.lines:
            left = line.quantity - returned[line.pk]
            self.fields[self._name(line)] = forms.IntegerField(
                label=line.title,
                required=False,
                min_value=0,
                widget=forms.NumberInput(attrs={"max": left}),  # The rule judges: a form sent twice isn't wrong.
                initial=0,
                help_text=_("Quantité à rembourser ; il en reste %(left)s.") % {"left": left},
            )
        self.order_fields(["everything", *(self._name(line) for line in self.lines)])

    @staticmethod
    def _name(line):
        return f"line_{line.pk}"

    def wanted(self):
        """What was filled in, for the rule to price."""
        data = self.cleaned_data
        if data["everything"]:
            return Wanted(everything=True)
        quantities = {line.pk: data[self._name(line)] or 0 for line in self.lines}
        return Wanted(
            lines={pk: quantity for pk, quantity in quantities.items() if quantity},
            goods_cents=to_cents(data["goods"] or Decimal(0)),
            shipping_cents=to_cents(data["shipping"] or Decimal(0)),
        )
