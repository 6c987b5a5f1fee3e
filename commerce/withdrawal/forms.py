"""What buyers fill in: what they give up, how they sent it back, what they say of a reduction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.communication.spam_trap import StampedForm, on_one_line
from commerce.requirements.papers import paper_type
from commerce.withdrawal.evidence import read_pictures

LONGEST_WORDS = 2_000


def said(text):
    """A text without what no database keeps."""
    return text.replace("\x00", "").strip()


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Pictures, judged and encoded anew: its value is a list of JPEGs in bytes."""

    widget = SeveralFilesInput(attrs={"accept": "image/*"})

    def clean(self, data, initial=None):
        """Read them all, or say which ones can't be."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        for file in files:
            super().clean(file, initial)
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        return read_pictures(files)


class PaperField(forms.FileField):
    """A PDF, a JPEG or a PNG of 8 MB at most, whatever its name says."""

    def clean(self, data, initial=None):
        """Judge it by its content."""
        file = super().clean(data, initial)
        if file:
            paper_type(file)
        return file


class FindForm(StampedForm):
    """Where a guest asks for the way to an order."""

    number = forms.CharField(
        label=_("Numéro de commande"),
        help_text=_("Il est dans le courriel de confirmation : six chiffres environ."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Celle donnée à la commande : le lien y part."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class DeclarationForm(forms.Form):
    """The first step: how many of each line, who declares, and where the acknowledgement goes. No reason is asked."""

    name = forms.CharField(
        label=_("Votre nom"),
        help_text=_("Il figure sur la déclaration."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Adresse e-mail pour l’accusé de réception"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {}
        for piece in pieces:
            if piece.exception:
                continue
            name = f"ligne-{piece.line.pk}"
            self.lines[name] = piece
            self.fields[name] = forms.IntegerField(
                label=_("%(title)s : combien rendez-vous, sur %(count)s ?")
                % {"title": piece.line.title, "count": piece.quantity},
                min_value=0,
                max_value=piece.quantity,
                required=False,
                initial=piece.quantity,
            )
        self.order_fields([*self.lines, "name", "email"])

    @property
    def quantities(self):
        """{line id: quantity} of what is given up."""
        return {piece.line.pk: self.cleaned_data.get(name) or 0 for name, piece in self.lines.items()}

    @property
    def chosen(self):
        """[(line, quantity)] of what is given up."""
        return [
            (piece.line, self.cleaned_data[name]) for name, piece in self.lines.items() if self.cleaned_data.get(name)
        ]

    def clean_name(self):
        """On one line."""
        return on_one_line(self.cleaned_data["name"])

    def clean(self):
        """At least one piece."""
        data = super().clean()
        if not self.errors and not self.chosen:
            raise forms.ValidationError(_("Indiquez au moins une pièce à laquelle vous renoncez."))
        return data


class ConfirmationForm(forms.Form):
    """The second step: the key by which a repeated click stays one declaration."""

    cle = forms.UUIDField()


class SendBackForm(forms.Form):
    """The goods are posted: a number, or a file that proves it."""

    tracking_number = forms.CharField(label=_("Numéro de suivi"), max_length=60, required=False)
    proof = PaperField(
        label=_("Ou preuve de dépôt"),
        help_text=_("Le reçu de la poste, en PDF, JPEG ou PNG, 8 Mo au plus."),
        required=False,
    )

    def clean_tracking_number(self):
        """On one line."""
        return on_one_line(self.cleaned_data["tracking_number"])

    def clean(self):
        """One of both proves it."""
        data = super().clean()
        if not self.errors and not data.get("tracking_number") and not data.get("proof"):
            raise forms.ValidationError(_("Donnez le numéro de suivi, ou le reçu de dépôt : il fait foi pour vous."))
        return data


class WordsForm(forms.Form):
    """A few words, or none."""

    words = forms.CharField(
        label=_("Précision"),
        help_text=_("Facultatif : depuis quand, ce que dit le transporteur."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_words(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["words"])


class AppealForm(forms.Form):
    """Why a reduction is contested."""

    words = forms.CharField(
        label=_("Pourquoi vous contestez"),
        help_text=_("L’état de la pièce quand elle est partie, ce que vous en avez fait."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    pictures = PicturesField(
        label=_("Vos photos"), help_text=_("Facultatif, six au plus : la pièce, son emballage."), required=False
    )

    def clean_words(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["words"])
