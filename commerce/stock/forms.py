"""What somebody says who wants to hear of a piece again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.communication.spam_trap import StampedForm


class WaitForm(StampedForm):
    """An address, and nothing else."""

    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_(
            "Elle ne sert qu’à cela : un seul courriel, puis elle est effacée ; au bout de six mois dans tous les cas."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, user=None, **kwargs):
        initial = {"email": user.email} if user is not None and user.is_authenticated else {}
        super().__init__(*args, initial=initial, **kwargs)
