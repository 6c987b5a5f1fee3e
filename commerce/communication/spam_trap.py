"""Keeping robots out of public forms without a third party: a field that people don't see, and a time to read."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

QUICKEST_READER = timedelta(seconds=2)
#: A form open for longer is sent again: its stamp could be anybody's by now. A working day, and the evening.
LONGEST_READER = timedelta(hours=16)
SALT = "cms_pages.contact"


def new_stamp(opened_at):
    """The mark of one form: when it was opened, and a key of its own. Signed, not secret."""
    return signing.dumps([opened_at.timestamp(), get_random_string(32)], salt=SALT)


class StampedForm(forms.Form):
    """A form that a hand filled in, once. `website` is a trap: people don't see it, robots fill it in.

    Its view thanks for what `is_spam` and forgets it. `form_key`, once cleaned, is the same for a form sent twice.
    """

    website = forms.CharField(label=_("Ne remplissez pas ce champ"), required=False)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_at"].initial = new_stamp(timezone.now())
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def is_spam(self):
        """Whether the trap was filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean(self):
        """Refuses what no human hand could have typed in time, and what nobody has looked at for hours."""
        cleaned = super().clean()
        opened_at, self.form_key = self._stamp()
        age = timezone.now().timestamp() - opened_at
        if age < QUICKEST_READER.total_seconds():
            raise ValidationError(_("Ce formulaire est parti trop vite pour une main humaine. Envoyez-le de nouveau."))
        if age > LONGEST_READER.total_seconds():
            self._renew_stamp(timezone.now() - QUICKEST_READER)
            raise ValidationError(
                _("Ce formulaire est resté ouvert longtemps. Votre texte est gardé : envoyez-le de nouveau.")
            )
        return cleaned

    def _stamp(self):
        """When it was opened, and its key; a stamp that isn't ours counts as opened now, and is replaced."""
        now = timezone.now()
        try:
            opened_at, key = signing.loads(self.cleaned_data.get("opened_at", ""), salt=SALT)
        except (signing.BadSignature, TypeError, ValueError):
            self._renew_stamp(now)
            return now.timestamp(), ""
        return opened_at, key

    def _renew_stamp(self, opened_at):
        self.data = {**self.data.dict(), self.add_prefix("opened_at"): new_stamp(opened_at)}


def on_one_line(text):
    """The text without line breaks: what may stand in a mail's header."""
    return " ".join(text.split())
