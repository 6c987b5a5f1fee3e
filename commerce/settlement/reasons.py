"""Why a vendor's money waits, in words. Reads only what was already fetched: no query, no call."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.date_format import date_format
from commerce.mangopay.result_codes import in_words
from commerce.partner.models import Partner
from commerce.settlement.calendar import release_due_on
from commerce.settlement.models import Hold, PayIn, Release

#: Result codes by which Mangopay says that a user or a wallet is blocked.
BLOCKED = {"008600", "008700", "121005"}


class Wait(models.TextChoices):
    """Reasons that keep a share where it is."""

    PAYMENT = "payment", gettext_lazy("le paiement de l’acheteur n’est pas encore confirmé")
    NOT_RECEIVED = "not_received", gettext_lazy("l’acheteur n’a pas encore reçu sa commande")
    WITHDRAWAL_PERIOD = (
        "withdrawal_period",
        gettext_lazy("le délai de rétractation court encore : libération le %(day)s"),
    )
    KYC = "kyc", gettext_lazy("votre identité n’est pas encore vérifiée")
    BANK_ACCOUNT_MISSING = "bank_account_missing", gettext_lazy("il manque votre compte bancaire")
    BANK_ACCOUNT_INACTIVE = "bank_account_inactive", gettext_lazy("votre compte bancaire n’est pas confirmé")
    BANK_ACCOUNT_REFUSED = (
        "bank_account_refused",
        gettext_lazy("la banque a refusé votre compte ; enregistrez-en un autre : %(cause)s"),
    )
    HELD = "held", gettext_lazy("MonQuibus retient cette part : %(cause)s")
    DISPUTED = "disputed", gettext_lazy("l’acheteur conteste son paiement auprès de sa banque")
    WITHDRAWN = "withdrawn", gettext_lazy("l’acheteur s’est rétracté : le retour est en cours")
    IN_DISPUTE = "in_dispute", gettext_lazy("un litige avec l’acheteur est ouvert : %(cause)s")
    GIFT_CARD = "gift_card", gettext_lazy("un bon cadeau vous revient achat par achat, à mesure qu’il est dépensé")
    CANCELLED = "cancelled", gettext_lazy("la commande est annulée et l’acheteur remboursé")
    BLOCKED = "blocked", gettext_lazy("votre compte de paiement est bloqué : écrivez-nous")
    IN_PROGRESS = "in_progress", gettext_lazy("le mouvement est en cours")
    FAILED = "failed", gettext_lazy("le mouvement a échoué et sera retenté : %(cause)s")


#: Reasons that end when somebody decides, on no day that is known.
HOLDS = {Wait.HELD, Wait.DISPUTED, Wait.WITHDRAWN, Wait.IN_DISPUTE}


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
    if vendor.outflows_blocked:
        reasons.append(Reason(Wait.BLOCKED))
    if vendor.kyc_level != Partner.KycLevel.REGULAR or not vendor.mangopay_wallet_id:
        reasons.append(Reason(Wait.KYC))
    if not vendor.mangopay_recipient_id:
        reasons.append(Reason(Wait.BANK_ACCOUNT_MISSING))
    elif not vendor.recipient_is_active:
        reasons.append(Reason(Wait.BANK_ACCOUNT_INACTIVE))
    elif vendor.mangopay_recipient_id == vendor.refused_recipient_id:
        reasons.append(Reason(Wait.BANK_ACCOUNT_REFUSED, cause=str(in_words(vendor.payout_refusal)).rstrip(".")))
    return reasons


def obstacles(vendor_order, *, now):
    """Everything that forbids to move this share now; empty when it is due. Nobody else's parcel counts.

    Reads the holds where `release.open_holds` fetched them.
    """
    if vendor_order.cancelled_at:
        return [Reason(Wait.CANCELLED)]
    if vendor_order.is_gift_card and vendor_order.confirmed_at:
        return [*holds_of(vendor_order), Reason(Wait.GIFT_CARD)]
    reasons = holds_of(vendor_order)
    pay_in = getattr(vendor_order.order, "pay_in", None)
    if pay_in is None or pay_in.state != PayIn.State.SUCCEEDED or vendor_order.confirmed_at is None:
        reasons.append(Reason(Wait.PAYMENT))
    elif vendor_order.received_at is None:
        reasons.append(Reason(Wait.NOT_RECEIVED))
    elif (due_on := release_due_on(vendor_order)) > timezone.localdate(now):
        reasons.append(Reason(Wait.WITHDRAWAL_PERIOD, until=due_on))
    return reasons + account_reasons(vendor_order.vendor)


def holds_of(vendor_order):
    """The Reasons that holds and disputes of it are."""
    return [_held(hold) for hold in _holds(vendor_order)]


def _holds(vendor_order):
    if hasattr(vendor_order, "open_holds"):
        return vendor_order.open_holds
    return vendor_order.holds.filter(lifted_at=None)


def _held(hold):
    if hold.reason == Hold.Reason.DISPUTE:
        return Reason(Wait.DISPUTED)
    if hold.reason == Hold.Reason.WITHDRAWAL:
        return Reason(Wait.WITHDRAWN)
    if hold.reason == Hold.Reason.IN_DISPUTE:
        return Reason(Wait.IN_DISPUTE, cause=hold.note)
    return Reason(Wait.HELD, cause=hold.note)


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
