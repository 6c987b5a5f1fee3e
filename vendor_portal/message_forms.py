"""Which conversations the vendor looks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

STATES = [
    ("", _("Toutes")),
    ("a-repondre", _("À répondre")),
    ("non-lues", _("Non lues")),
    ("commandes", _("Sur une commande")),
    ("questions", _("Sur une pièce")),
    ("closes", _("Closes")),
]


class MessageFilterForm(forms.Form):
    """State and words."""

    etat = forms.ChoiceField(label=_("Conversations"), choices=STATES, required=False)
    q = forms.CharField(
        label=_("Chercher"),
        help_text=_("Un nom, un numéro de commande, une pièce, un mot."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def clean_q(self):
        """Without what no database looks for."""
        return self.cleaned_data["q"].replace("\x00", "").strip()
