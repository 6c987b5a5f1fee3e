"""What a vendor asks to give back: quantities of each line, an amount, delivery, and why."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents, to_euros
from commerce.money_format import euros
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted, left_of, returned_quantities

#: Reasons that a vendor may give.
REASONS = (
    Refund.Reason.UNAVAILABLE,
    Refund.Reason.WITHDRAWAL,
    Refund.Reason.RETURN,
    Refund.Reason.DAMAGED,
    Refund.Reason.LOST,
    Refund.Reason.GESTURE,
    Refund.Reason.MISTAKE,
)
NOTE_LENGTH = 300


def _quantity_field(line, remaining):
    label = _("%(title)s : combien, sur %(count)s") % {"title": line.title, "count": remaining}
    return forms.IntegerField(label=label, min_value=0, max_value=remaining, required=False)


def _amount_field(label, most_cents, help_text=""):
    field = forms.DecimalField(
        label=label, help_text=help_text, min_value=0, decimal_places=2, localize=True, required=False
    )
    message = _("Il reste %(left)s à rembourser.") % {"left": euros(most_cents)}
    field.validators.append(MaxValueValidator(to_euros(most_cents), message))
    return field


class RefundForm(forms.Form):
    """A refund of one vendor order, in the words of its page; `wanted` says it in cents."""

    tout = forms.BooleanField(label=_("Tout ce qui reste, livraison comprise"), required=False)
    motif = forms.ChoiceField(
        label=_("Motif"), choices=[("", _("Choisissez"))] + [(reason.value, reason.label) for reason in REASONS]
    )
    note = forms.CharField(
        label=_("Un mot pour l’acheteur"),
        help_text=_("Facultatif. Il le lit dans le courriel qui annonce le remboursement."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {}
        returned, left = returned_quantities(part), left_of(part)
        for line in part.lines.all():
            if remaining := line.quantity - returned[line.pk]:
                self.lines[f"ligne-{line.pk}"] = line.pk
                self.fields[f"ligne-{line.pk}"] = _quantity_field(line, remaining)
        if left.goods_cents:
            self.fields["montant"] = _amount_field(
                _("Un montant sur les articles, en euros"),
                left.goods_cents,
                help_text=_("Facultatif : un geste, une différence de prix. Il s’ajoute aux articles choisis."),
            )
        if left.shipping_cents:
            self.fields["livraison"] = _amount_field(_("Sur la livraison, en euros"), left.shipping_cents)
        self.order_fields(["tout", *self.lines, "montant", "livraison", "motif", "note"])

    @property
    def wanted(self):
        """What was asked for, in cents."""
        data = self.cleaned_data
        if data["tout"]:
            return Wanted(everything=True)
        return Wanted(
            lines={pk: data[name] for name, pk in self.lines.items() if data.get(name)},
            goods_cents=to_cents(data.get("montant") or 0),
            shipping_cents=to_cents(data.get("livraison") or 0),
        )


class ConfirmationForm(forms.Form):
    """The second page: the key by which a repeated click stays one refund."""

    cle = forms.UUIDField()
