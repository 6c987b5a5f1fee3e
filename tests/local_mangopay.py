"""The local Mangopay for tests: one server per worker, and the hands of the people who use its pages."""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from commerce.partner.models import Partner
from commerce.settlement import accounts

ROOT = Path(__file__).resolve().parents[1]
CARD = "4970107111111119"
CARD_WITH_CHALLENGE = "4970105181818183"
CARD_REFUSED = "4970100000000014"
CARD_EXPIRED = "4970100000000048"
IBAN = "FR7630004000031234567890143"
ONE_TIME_CODE = "702100"
PAPER = b"%PDF-1.4 " + b"essai " * 8000


class LocalMangopay:
    """A running emulator, with what a buyer, an owner and a bank do to it."""

    def __init__(self, url):
        self.url = url

    def pay(self, redirect_url, card=CARD):
        """Type a card into the payment page, and accept 3-D Secure if it is asked. Returns where the buyer goes."""
        typed = {"cardNumber": card, "cardExpirationDate": "1230", "cardCvx": "123"}
        answer = requests.post(redirect_url, typed, allow_redirects=False, timeout=10)
        address = answer.headers.get("Location", "")
        if "/3ds/" in address:
            answer = requests.post(address, {"action": "accept"}, allow_redirects=False, timeout=10)
        return answer.headers.get("Location", "")

    def refuse_challenge(self, redirect_url):
        """Type a card that needs 3-D Secure, and refuse to confirm."""
        typed = {"cardNumber": CARD_WITH_CHALLENGE, "cardExpirationDate": "1230", "cardCvx": "123"}
        address = requests.post(redirect_url, typed, allow_redirects=False, timeout=10).headers["Location"]
        requests.post(address, {"action": "refuse"}, allow_redirects=False, timeout=10)

    def abandon(self, redirect_url):
        """Press « cancel » on the payment page."""
        requests.post(redirect_url, {"action": "cancel"}, allow_redirects=False, timeout=10)

    def authenticate(self, redirect_url):
        """Confirm as an owner with the one-time code."""
        requests.post(redirect_url, {"otp": ONE_TIME_CODE}, allow_redirects=False, timeout=10)

    def confirm(self, challenge_url, action="accept"):
        """Answer the bank's own page (3-D Secure): accept or refuse."""
        requests.post(challenge_url, {"action": action}, allow_redirects=False, timeout=10)

    def control(self, method, path, /, **body):
        """Ask the control API: faults, clock, decisions of banks and officers."""
        answer = requests.request(method, f"{self.url}/control/{path}", json=body or None, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    @contextmanager
    def fault(self, kind, **rule):
        """Have the next matching call or hook go wrong; `calls` says how many."""
        self.control("POST", "faults", kind=kind, **{"calls": 1, **rule})
        try:
            yield
        finally:
            self.control("DELETE", "faults")

    @contextmanager
    def slow_bank(self):
        """Payouts meanwhile wait for the bank's decision."""
        usual = self.control("GET", "delays")["payout"]
        self.control("POST", "delays", payout=None)
        try:
            yield
        finally:
            self.control("POST", "delays", payout=usual)

    def quiet(self):
        """Wait until everything that is due has happened and every hook was delivered."""
        assert self.control("POST", "quiet")["quiet"]


def tokenised(url, access_key, data, number=CARD):
    """What a browser posts to the tokeniser, and what the tokeniser answers."""
    form = {
        "accessKeyRef": access_key,
        "data": data,
        "cardNumber": number,
        "cardExpirationDate": "1230",
        "cardCvx": "123",
    }
    return requests.post(url, form, timeout=10).text


@contextmanager
def running(folder, *options):
    """A local Mangopay in a folder of its own."""
    command = [sys.executable, "-m", "commerce.mangopay_sandbox", "--port", "0", "--fast"]
    command += ["--database", str(folder / "mangopay.sqlite3"), *options]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield LocalMangopay(re.search(r"http://[\d.]+:\d+", process.stdout.readline())[0])
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def mangopay_server(tmp_path_factory):
    """One emulator for all tests of a worker."""
    with running(tmp_path_factory.mktemp("mangopay")) as server:
        yield server


@pytest.fixture
def mangopay(mangopay_server, settings):
    """The local Mangopay, and a gateway that speaks to it as a client of its own: other tests' money isn't there."""
    client = {"BASE_URL": mangopay_server.url, "CLIENT_ID": f"essai{uuid4().hex}"}
    settings.MANGOPAY = {**settings.MANGOPAY, **client}
    yield mangopay_server
    mangopay_server.control("POST", "clock", now=time.time())


def wait_until(condition, seconds=5):
    """Wait for what the emulator does by itself; fails the test when it doesn't."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.02)
    raise AssertionError("It didn't happen in time.")


def open_account(vendor, mangopay):
    """Take a vendor through onboarding: identity confirmed, papers accepted, bank account active."""
    redirect_url = accounts.open_account(vendor, birthday=date(1980, 5, 17))
    if redirect_url:
        mangopay.authenticate(redirect_url)
    kinds = {"natural": ["IDENTITY_PROOF"], "soletrader": ["IDENTITY_PROOF", "REGISTRATION_PROOF"]}
    for kind in kinds.get(vendor.legal_form, [*kinds["soletrader"], "ARTICLES_OF_ASSOCIATION"]):
        accounts.send_document(vendor, kind=kind, pages=[PAPER], tag="accept")
    if redirect_url := accounts.add_bank_account(vendor, iban=IBAN):
        mangopay.authenticate(redirect_url)
    wait_until(lambda: accounts.refresh_account(vendor).kyc_level == Partner.KycLevel.REGULAR)
    return vendor
