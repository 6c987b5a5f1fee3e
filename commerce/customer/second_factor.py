"""A person's second factor: whether there is one (an application's code or a passkey), and when it was last shown."""

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.dispatch import receiver

#: Where the session keeps who set up a second factor in it, and when.
SET_UP_KEY = "second_factor_set_up"
#: Where the session keeps which page the person came from to set one up.
RETURN_KEY = "second_factor_return"


def is_set_up(user):
    """Whether this person has a second factor. Recovery codes alone are none."""
    return is_mfa_enabled(user, types=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def is_fresh(request):
    """Whether the second factor was shown in this session within the last ACCOUNT_REAUTHENTICATION_TIMEOUT seconds.

    At sign-in, when asked again, or by setting it up.
    """
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] == "mfa"]
    set_up = request.session.get(SET_UP_KEY)
    if set_up and set_up["user"] == request.user.pk:
        shown.append(set_up["at"])
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT


@receiver(authenticator_added)
def remember_setting_up(request, user, authenticator, **kwargs):
    """A code or a passkey was just accepted: don't ask for it again at once."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SET_UP_KEY] = {"user": user.pk, "at": time.time()}
