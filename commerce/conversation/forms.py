"""What both sides fill in: a message with files, a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.communication.spam_trap import StampedForm
from commerce.conversation.files import MOST_FILES, read_files
from commerce.conversation.writing import LONGEST_TEXT
from commerce.moderation.models import Ground
from commerce.withdrawal.forms import SeveralFilesInput, said


class FilesField(forms.FileField):
    """Pictures and papers, judged by what they hold: its value is a list of ReadFiles. `takes_papers`: PDF too."""

    takes_papers = False

    def __init__(self, **kwargs):
        super().__init__(widget=SeveralFilesInput(), required=False, **kwargs)

    def clean(self, data, initial=None):
        """Read them all, or say which ones can't be."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        for file in files:
            super().clean(file, initial)
        return read_files(files, takes_papers=self.takes_papers)


class MessageForm(StampedForm):
    """A message. Its key makes a second click the same message; `takes_papers` is whether a PDF may be attached."""

    text = forms.CharField(
        label=_("Votre message"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    files = FilesField(label=_("Joindre"))

    def __init__(self, *args, takes_papers, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["files"]
        field.takes_papers = takes_papers
        field.widget.attrs["accept"] = "image/*,application/pdf" if takes_papers else "image/*"
        words = _("Facultatif : %(most)s photos au plus.")
        if takes_papers:
            words = _("Facultatif : photos ou PDF, %(most)s au plus.")
        field.help_text = words % {"most": MOST_FILES}

    def clean_text(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["text"])

    def clean(self):
        """Something must be said or shown."""
        data = super().clean()
        if not self.errors and not data.get("text") and not data.get("files"):
            self.add_error("text", _("Écrivez votre message, ou joignez une photo."))
        return data


class ReportForm(forms.Form):
    """Why a message shouldn't be. A reason of the list that buyers, vendors and operators share."""

    ground = forms.ChoiceField(label=_("Raison"), choices=[("", _("À choisir")), *Ground.choices])
    text = forms.CharField(
        label=_("Ce qui pose problème"),
        help_text=_("Facultatif : nous lisons la conversation."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_text(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["text"])
