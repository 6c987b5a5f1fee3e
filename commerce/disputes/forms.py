"""What buyers and vendors fill in: what went wrong, what they answer, what shows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.disputes.grounds import Ground, Wish
from commerce.withdrawal.forms import LONGEST_WORDS, PaperField, PicturesField, said


class KeyForm(forms.Form):
    """The key by which a form that is sent twice stays one dispute."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class OpeningForm(KeyForm):
    """About which pieces, on which ground, what happened, and what shows it."""

    ground = forms.ChoiceField(label=_("Ce qui ne va pas"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ce qui s’est passé"),
        help_text=_("Les faits, les dates, ce que vous avez déjà essayé. L’autre partie et notre équipe vous lisent."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    wish = forms.ChoiceField(
        label=_("Ce que vous demandez"),
        help_text=_(
            "Avec la garantie légale, la réparation ou le remplacement d’abord, à votre choix : "
            "le remboursement vient ensuite."
        ),
        widget=forms.RadioSelect,
    )
    pictures = PicturesField(
        label=_("Vos photos"), help_text=_("Facultatif, six au plus : la pièce, son emballage."), required=False
    )
    paper = PaperField(
        label=_("Un document"), help_text=_("Facultatif : PDF, JPEG ou PNG, 8 Mo au plus."), required=False
    )

    def __init__(self, *args, pieces, grounds, asks=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(ground.value, ground.label) for ground in grounds]
        if asks:
            self.fields["wish"].choices = Wish.choices
        else:
            del self.fields["wish"]
        self.lines = {f"ligne-{piece.line.pk}": piece for piece in pieces}
        for name, piece in self.lines.items():
            self.fields[name] = forms.IntegerField(
                label=_("%(title)s : combien sont concernées, sur %(count)s ?")
                % {"title": piece.line.title, "count": piece.quantity},
                min_value=0,
                max_value=piece.quantity,
                required=False,
                initial=piece.quantity,
            )
        self.order_fields(["ground", *self.lines, "words", "wish", "pictures", "paper"])

    def clean_words(self):
        """Without what no database keeps."""
        return words_of(self.cleaned_data["words"])

    @property
    def quantities(self):
        """{line id: quantity} of what it is about."""
        return {piece.line.pk: self.cleaned_data.get(name) or 0 for name, piece in self.lines.items()}

    @property
    def typed(self):
        """What `open_dispute` takes of it, but for the pieces and the key."""
        data = self.cleaned_data
        return {
            "ground": Ground(data["ground"]),
            "wish": data.get("wish", ""),
            "words": data["words"],
            "pictures": data["pictures"],
            "paper": data["paper"],
        }


def words_of(words):
    """Words without what no database keeps; some have to be left."""
    words = said(words)
    if not words:
        raise forms.ValidationError(_("Écrivez quelques mots : ils restent au dossier."))
    return words


class AnswerForm(forms.Form):
    """Words, and what shows them."""

    words = forms.CharField(label=_("Vos mots"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))
    pictures = PicturesField(label=_("Photos"), help_text=_("Facultatif, six au plus."), required=False)
    paper = PaperField(
        label=_("Un document"), help_text=_("Facultatif : PDF, JPEG ou PNG, 8 Mo au plus."), required=False
    )

    def clean_words(self):
        """Without what no database keeps."""
        return words_of(self.cleaned_data["words"])


class FewWordsForm(forms.Form):
    """A few words, or none."""

    words = forms.CharField(
        label=_("Un mot"),
        help_text=_("Facultatif."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_words(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["words"])
