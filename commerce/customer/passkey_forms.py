"""allauth's forms of passkeys and security keys, whose one field to type has no label of its own."""

from allauth.mfa.webauthn import forms
from django.utils.translation import gettext_lazy as _

LABEL = _("Nom de la clé")


class AddPasskeyForm(forms.AddWebAuthnForm):
    """Adds a key under a name that tells it from the others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = LABEL


class RenamePasskeyForm(forms.EditWebAuthnForm):
    """Gives a key another name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = LABEL
