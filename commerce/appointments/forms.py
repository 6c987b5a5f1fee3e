"""What a visitor says to be called."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.appointments.phone import NotFrench, french_number
from commerce.communication.spam_trap import StampedForm, on_one_line

LONGEST_SUBJECT = 1000


class BookingForm(StampedForm):
    """Who is to be called, where, and about what. Four fields."""

    name = forms.CharField(
        label=_("Votre nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Votre téléphone"),
        max_length=40,
        help_text=_("C’est nous qui vous appelons, à ce numéro."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour la confirmation, le rappel de la veille, et le lien qui permet de déplacer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(
        label=_("De quoi parlerons-nous ?"),
        max_length=LONGEST_SUBJECT,
        help_text=_("Votre métier, là où vous en êtes, ce qui vous arrête."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_name(self):
        """On one line: it stands in mails' headers."""
        return on_one_line(self.cleaned_data["name"])

    def clean_phone(self):
        """In its international form."""
        try:
            return french_number(self.cleaned_data["phone"])
        except NotFrench:
            raise ValidationError(
                _("Donnez un numéro français à dix chiffres, fixe ou mobile, par exemple 06 12 34 56 78.")
            ) from None
