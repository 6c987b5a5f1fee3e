"""Why a vendor's money waits, in words. Reads only what was already fetched: no query, no call."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.partner.models import Partner
from commerce.settlement.calendar import release_due_on
from commerce.settlement.models import PayIn, Release

#: Result codes by which Mangopay says that a user or a wallet is blocked.
BLOCKED = {"008600", "008700", "121005"}


class Wait(models.TextChoices):
    """Reasons that keep a share where it is."""

    PAYMENT = "payment", gettext_lazy("le paiement de l’acheteur n’est pas encore confirmé")
    NOT_RECEIVED = "not_received", gettext_lazy("l’acheteur n’a pas encore reçu sa commande")
    WITHDRAWAL_PERIOD = (
        "withdrawal_period",
        gettext_lazy("le délai de rétractation court encore : libération le %(day)s"),
    )
    KYC = "kyc", gettext_lazy("votre identité n’est pas encore vérifiée")
    BANK_ACCOUNT_MISSING = "bank_account_missing", gettext_lazy("il manque votre compte bancaire")
    BANK_ACCOUNT_INACTIVE = "bank_account_inactive", gettext_lazy("votre compte bancaire n’est pas confirmé")
    BLOCKED = "blocked", gettext_lazy("votre compte de paiement est bloqué : écrivez-nous")
    IN_PROGRESS = "in_progress", gettext_lazy("le mouvement est en cours")
    FAILED = "failed", gettext_lazy("le mouvement a échoué et sera retenté : %(cause)s")


@dataclass(frozen=True)
class Reason:
    """One reason to wait, with the day it ends or the cause of the failure where there is one."""

    wait: Wait
    until: date | None = None
    cause: str = ""

    @property
    def in_words(self):
        """What the vendor reads, without capital or full stop."""
        day = date_format(self.until, "j F Y") if self.until else ""
        return _(self.wait.label) % {"day": day, "cause": self.cause}

    def __str__(self):
        return self.in_words


def account_reasons(vendor):
    """What is missing on the vendor's side before any money may reach it."""
    reasons = []
    if vendor.kyc_level != Partner.KycLevel.REGULAR or not vendor.mangopay_wallet_id:
        reasons.append(Reason(Wait.KYC))
    if not vendor.mangopay_recipient_id:
        reasons.append(Reason(Wait.BANK_ACCOUNT_MISSING))
    elif not vendor.recipient_is_active:
        reasons.append(Reason(Wait.BANK_ACCOUNT_INACTIVE))
    return reasons


def obstacles(vendor_order, *, now):
    """Everything that forbids to move this share now; empty when it is due. Nobody else's parcel counts."""
    reasons = []
    pay_in = getattr(vendor_order.order, "pay_in", None)
    if pay_in is None or pay_in.state != PayIn.State.SUCCEEDED or vendor_order.confirmed_at is None:
        reasons.append(Reason(Wait.PAYMENT))
    elif vendor_order.received_at is None:
        reasons.append(Reason(Wait.NOT_RECEIVED))
    elif (due_on := release_due_on(vendor_order)) > timezone.localdate(now):
        reasons.append(Reason(Wait.WITHDRAWAL_PERIOD, until=due_on))
    return reasons + account_reasons(vendor_order.vendor)


def progress(release):
    """What a movement that was already asked for waits for."""
    if release is None or release.state == Release.State.SUCCEEDED:
        return []
    if release.state != Release.State.FAILED:
        return [Reason(Wait.IN_PROGRESS)]
    if release.result_code in BLOCKED:
        return [Reason(Wait.BLOCKED)]
    return [Reason(Wait.FAILED, cause=str(release.explanation))]


def reasons_to_wait(vendor_order, *, now):
    """Why this vendor order's share hasn't moved, for vendor and operator; empty once it moved or may move now."""
    release = getattr(vendor_order, "release", None)
    if release is not None and release.state == Release.State.SUCCEEDED:
        return []
    return progress(release) or obstacles(vendor_order, now=now)
