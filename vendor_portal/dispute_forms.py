"""What a vendor says in a dispute: a part of the money, a promise with its day."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.disputes import deadlines
from commerce.disputes.answering import remedies_of
from commerce.disputes.forms import FewWordsForm, words_of
from commerce.disputes.giving_back import left_in
from commerce.money import to_cents, to_euros
from commerce.money_format import euros
from commerce.withdrawal.forms import LONGEST_WORDS


class PartForm(forms.Form):
    """How much goes back, and why not all of it."""

    amount = forms.DecimalField(label=_("Montant rendu, en euros"), decimal_places=2, max_digits=9, localize=True)
    words = forms.CharField(
        label=_("Pourquoi ce montant"),
        help_text=_("L’acheteur le lit, garde la pièce, et peut demander l’avis de l’équipe."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, dispute, **kwargs):
        super().__init__(*args, **kwargs)
        most_cents = max(1, left_in(dispute).total_cents - 1)
        limit = _("%(most)s au plus ; pour le tout, remboursez en entier.") % {"most": euros(most_cents)}
        self.fields["amount"].validators += [
            MinValueValidator(to_euros(1), _("Indiquez un montant.")),
            MaxValueValidator(to_euros(most_cents), limit),
        ]
        self.fields["amount"].help_text = limit

    def clean_words(self):
        """Without what no database keeps."""
        return words_of(self.cleaned_data["words"])

    @property
    def typed(self):
        """What the rule takes."""
        return {"cents": to_cents(self.cleaned_data["amount"]), "words": self.cleaned_data["words"]}


class PromiseForm(FewWordsForm):
    """What will be done, and until when."""

    remedy = forms.ChoiceField(label=_("Ce que vous ferez"), widget=forms.RadioSelect)
    by = forms.DateField(label=_("Au plus tard le"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    field_order = ["remedy", "by", "words"]

    def __init__(self, *args, dispute, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = _(
            "Facultatif. Si la pièce doit vous revenir, le trajet est à vos frais : vous joindrez l’étiquette de "
            "retour au dossier, aussitôt cette promesse faite."
        )
        remedies = remedies_of(dispute, now=timezone.now())
        self.fields["remedy"].choices = [(remedy.value, remedy.label) for remedy in remedies]
        last = deadlines.remedy_by(timezone.localdate(dispute.opened_at))
        self.fields["by"].widget.attrs |= {"min": timezone.localdate().isoformat(), "max": last.isoformat()}
        self.fields["by"].help_text = _("Trente jours après l’ouverture au plus : la loi le veut (art. L217-10).")

    @property
    def typed(self):
        """What the rule takes."""
        return self.cleaned_data
