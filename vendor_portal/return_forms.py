"""What a vendor says of a return: what it keeps and why, its label, and its own conditions."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents, to_euros
from commerce.money_format import euros
from commerce.withdrawal.forms import LONGEST_WORDS, PaperField, PicturesField, WordsForm, said
from commerce.withdrawal.models import ReturnTerms


class AcceptForm(forms.Form):
    """Everything goes back to the buyer."""

    restock = forms.BooleanField(label=_("Remettre les pièces en vente"), required=False, initial=True)


class LabelForm(forms.Form):
    """A label for the way back, at the vendor's cost."""

    file = PaperField(label=_("Étiquette"), help_text=_("PDF, JPEG ou PNG, 8 Mo au plus."))


class ReduceForm(forms.Form):
    """Something is kept: how much, why, and pictures that show it."""

    amount = forms.DecimalField(label=_("Montant retenu, en euros"), decimal_places=2, max_digits=9, localize=True)
    reason = forms.CharField(
        label=_("Ce qui a été abîmé, et comment"),
        help_text=_("L’acheteur le lit, et peut le contester. Essayer une pièce n’est pas l’abîmer."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    pictures = PicturesField(
        label=_("Photos"), help_text=_("Une au moins, six au plus : ce que l’on voit doit suffire.")
    )
    restock = forms.BooleanField(label=_("Remettre les pièces en vente"), required=False)

    def __init__(self, *args, most_cents, **kwargs):
        super().__init__(*args, **kwargs)
        limit = _("Vous pouvez retenir %(most)s au plus, la moitié du prix. Au-delà, écrivez-nous.")
        self.fields["amount"].validators += [
            MinValueValidator(to_euros(1), _("Indiquez un montant.")),
            MaxValueValidator(to_euros(most_cents), limit % {"most": euros(most_cents)}),
        ]
        self.fields["amount"].help_text = limit % {"most": euros(most_cents)}

    def clean_reason(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["reason"])

    @property
    def typed(self):
        """What the rule takes."""
        data = self.cleaned_data
        return {
            "cents": to_cents(data["amount"]),
            "reason": data["reason"],
            "pictures": data["pictures"],
            "restock": data["restock"],
        }


class MissingForm(WordsForm):
    """A posted parcel never came."""


class ReturnTermsForm(forms.ModelForm):
    """Where buyers send back, at whose cost, packed how."""

    class Meta:
        model = ReturnTerms
        fields = ["pays_returns", "address", "advice"]
        help_texts = {
            "pays_returns": _(
                "Vous fournissez l’étiquette à chaque retour. Sans cette case, le retour est aux frais de l’acheteur, "
                "ce que la loi permet (art. L221-23)."
            ),
            "address": _("Vide, c’est l’adresse de votre atelier."),
            "advice": _("Lus par l’acheteur avec l’adresse. Un emballage perdu n’autorise pas à refuser un retour."),
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 4}), "advice": forms.Textarea(attrs={"rows": 4})}
