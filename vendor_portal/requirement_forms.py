"""What a vendor answers to a requirement, or sends for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.requirements.models import Requirement
from commerce.requirements.recording import LONGEST_ANSWER


class AnswerForm(forms.Form):
    """An answer in words."""

    answer = forms.CharField(
        label=_("Votre réponse"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperForm(forms.Form):
    """A paper."""

    paper = forms.FileField(
        label=_("Le document"),
        help_text=_("PDF, JPEG ou PNG, 8 Mo au plus. Seuls vous et notre équipe pouvez le lire."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        max_length=255,
    )


def form_for(requirement, *data):
    """The form of this requirement, or None for what the machine checks."""
    kinds = {Requirement.Kind.QUESTION: AnswerForm, Requirement.Kind.DOCUMENT: PaperForm}
    form_class = kinds.get(requirement.kind)
    return form_class(*data, prefix=f"r{requirement.pk}") if form_class else None
