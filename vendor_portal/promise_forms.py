"""What a vendor says when an order can't go as promised."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.fulfilment.models import NOTE_LENGTH
from commerce.fulfilment.unavailable import ANSWER_DAYS, replacements
from commerce.money_format import euros
from commerce.order.parcels import left_to_send
from commerce.promotions.prices import selling_cents

REFUND, DELAY, PIECE = "rembourser", "attendre", "remplacer"


def _note():
    return forms.CharField(
        label=_("Un mot pour l’acheteur"),
        help_text=_("Facultatif : il le lit dans le courriel."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _day(label, **more):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class DelayForm(forms.Form):
    """A new day."""

    jour = _day(
        _("Nouveau jour promis"), help_text=_("Au plus tard chez l’acheteur, ou prête à l’atelier, ce jour-là.")
    )
    note = _note()


class UnavailableForm(forms.Form):
    """Which piece is missing, and what is done about it."""

    ligne = forms.TypedChoiceField(label=_("Pièce qui manque"), coerce=int)
    quantite = forms.IntegerField(label=_("Combien manquent"), min_value=1, max_value=9_999, initial=1)
    solution = forms.ChoiceField(
        label=_("Ce que vous proposez"),
        choices=[
            (REFUND, _("Rembourser tout de suite")),
            (DELAY, _("Demander à l’acheteur d’attendre")),
            (PIECE, _("Proposer une autre pièce de la boutique")),
        ],
        widget=forms.RadioSelect,
        initial=REFUND,
    )
    jour = _day(_("Jour proposé"), required=False, help_text=_("Si vous demandez d’attendre."))
    piece = forms.TypedChoiceField(
        label=_("Pièce proposée"),
        help_text=_("Au même prix ou moins chère : la différence est remboursée."),
        coerce=int,
        required=False,
        empty_value=None,
    )
    note = _note()
    cle = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, part, now, **kwargs):
        super().__init__(*args, initial={"cle": uuid4()}, **kwargs)
        self.lines = {line.pk: line for line, _quantity in left_to_send(part)}
        self.left = {line.pk: quantity for line, quantity in left_to_send(part)}
        self.fields["ligne"].choices = [
            (pk, f"{line.title} × {self.left[pk]}" if self.left[pk] > 1 else line.title)
            for pk, line in self.lines.items()
        ]
        self.records = {}
        for line in self.lines.values():
            line.vendor_order = part
            self.records |= {record.pk: record for record in replacements(line, now=now)}
        self.fields["piece"].choices = [("", _("Choisissez"))] + [
            (pk, f"{record.product.get_title()}, {euros(selling_cents(record, now))}")
            for pk, record in self.records.items()
        ]
        days = {"n": ANSWER_DAYS}
        self.fields["solution"].help_text = (
            _("L’acheteur a %(n)s jours pour répondre ; sans réponse, il est remboursé.") % days
        )

    def clean(self):
        data = self.cleaned_data
        if (line := data.get("ligne")) and data.get("quantite", 0) > self.left[line]:
            self.add_error("quantite", _("Il n’y en a que %(n)s à expédier.") % {"n": self.left[line]})
        if data.get("solution") == DELAY and not data.get("jour") and "jour" not in self.errors:
            self.add_error("jour", _("Dites jusqu’à quel jour il faudrait attendre."))
        if data.get("solution") == PIECE and not data.get("piece") and "piece" not in self.errors:
            self.add_error("piece", _("Choisissez la pièce que vous proposez."))
        return data

    @property
    def proposal(self):
        """What is proposed, as `unavailable.propose` takes it; None where it is refunded at once."""
        data = self.cleaned_data
        if data["solution"] == REFUND:
            return None
        if data["solution"] == DELAY:
            return {"new_on": data["jour"]}
        return {"replacement": self.records[data["piece"]]}
