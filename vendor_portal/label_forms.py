"""What a vendor says to have a label made."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.dispatch.labels import usual_grams

HEAVIEST_GRAMS = 200_000


class LabelForm(forms.Form):
    """A parcel's weight; its key makes one label of two clicks."""

    grams = forms.IntegerField(
        label=_("Poids du colis, en grammes"),
        help_text=_("Emballage compris. Le transporteur peut peser et facturer l’écart."),
        min_value=1,
        max_value=HEAVIEST_GRAMS,
    )
    cle = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, initial={"grams": usual_grams(part), "cle": uuid4()}, **kwargs)
