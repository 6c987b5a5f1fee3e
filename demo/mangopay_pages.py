"""What people do on Mangopay's own pages: type a card number, type the code of the SMS. Local Mangopay only."""

from datetime import date
from urllib.parse import urlsplit

import requests
from django.conf import settings

#: Test values of the local Mangopay.
SMS_CODE = "702100"
CARDS = {"accepted": "4970107111111119", "refused": "4970100000000014"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

#: One line to the local Mangopay, kept open from page to page.
_browser = requests.Session()
_browser.trust_env = False


class NotLocal(Exception):
    """These pages belong to real people: nobody types there for them."""


def is_local():
    """Whether the settings name a Mangopay of this machine."""
    return urlsplit(settings.MANGOPAY["BASE_URL"]).hostname in LOOPBACK


def authenticate(address):
    """Confirm with the code that an owner receives. An empty address asks for nothing."""
    if address:
        _send(address, otp=SMS_CODE, action="confirm")


def pay(address, *, card="accepted"):
    """Pay on the hosted page with a card that is "accepted" or "refused"."""
    expires = f"12/{date.today().year % 100 + 4}"  # noqa: DTZ011
    _send(address, cardNumber=CARDS[card], cardExpirationDate=expires, cardCvx="123", action="pay")


def give_up(address):
    """Cancel on the hosted page."""
    _send(address, action="cancel")


def _send(address, **fields):
    if urlsplit(address).hostname not in LOOPBACK:
        raise NotLocal(address)
    _browser.post(address, data=fields, allow_redirects=False, timeout=20).raise_for_status()
