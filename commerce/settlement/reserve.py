"""The operator's reserve: opened once, filled by wire, and what it pays where a wallet lacks the money."""

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from commerce.ledger import book
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.mangopay.keys import made_once
from commerce.mangopay.onboarding import onboarding
from commerce.money_format import euros
from commerce.settlement import debts, incidents, journals
from commerce.settlement.models import Debt, Reserve, ReserveFunding, ReserveTransfer
from commerce.settlement.operations import advance

State = ReserveTransfer.State
Purpose = ReserveTransfer.Purpose
SHORTAGE = "reserve:shortage"


class ReserveMissing(Exception):
    """No reserve was opened: see `manage.py open_reserve`."""


def open_reserve(user_id):
    """Keep the operator's own user and open its two wallets; again, it opens what is missing. Returns the Reserve."""
    found, _is_new = Reserve.objects.get_or_create(pk=1, defaults={"user_id": user_id})
    for field, description in (("wallet_id", "Réserve"), ("refill_wallet_id", "Réserve, appoint")):
        if not getattr(found, field):
            _open_wallet(found, field, description)
    return found


def _open_wallet(found, field, description):
    def keep(wallet_id):
        setattr(found, field, wallet_id)
        found.save(update_fields=[field])

    make = partial(current_gateway().create_wallet, owner_id=found.user_id, description=description)
    made_once(f"reserve:{field}", lambda key: make(key=key), keep)


def open_operator(identity):
    """Register the operator's own firm at Mangopay as an owner, for Mangopay to make it a platform. Returns its id.

    Asked again, it is the same one.
    """
    if found := Reserve.objects.first():
        return found.user_id
    make = partial(onboarding().create_owner, identity, tag="operator")
    keep = lambda made: Reserve.objects.get_or_create(pk=1, defaults={"user_id": made.id})  # noqa: E731
    return made_once("operator", lambda key: make(key=key), keep).id


def opened():
    """The Reserve, or None while it wasn't opened."""
    return Reserve.objects.exclude(wallet_id="").exclude(refill_wallet_id="").first()


def known_user_id():
    """The operator's own user at Mangopay, or "" before the reserve was opened."""
    found = Reserve.objects.first()
    return found.user_id if found else ""


def current():
    """The Reserve with both its wallets. Raises ReserveMissing before it was opened."""
    if found := opened():
        return found
    raise ReserveMissing("The reserve was never opened.")


def balance_cents():
    """What the reserve can pay now, in cents, as the book says."""
    return book.balance(journals.RESERVE)


def announce_funding(amount_cents, *, now):
    """Ask Mangopay where to wire money for the reserve. Returns the ReserveFunding with its reference and IBAN.

    An announcement of this amount that nobody knows the answer of is carried on instead of a second one.
    """
    unanswered = ReserveFunding.objects.open().filter(amount_cents=amount_cents, resource_id="")
    if funding := unanswered.order_by("pk").first():
        return follow_funding(funding, now=now)
    number = (ReserveFunding.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    funding = ReserveFunding.objects.create(
        business_key=f"reserve:funding:{number}", amount_cents=amount_cents, asked_at=now
    )
    return follow_funding(funding, now=now)


def follow_funding(funding, *, gateway=None, now):
    """Announce a wire, or look whether it arrived, and book it. Raises OutcomeUnknown or Unavailable."""
    desk, reserve = gateway or current_gateway(), current()

    def ask(key, tag):
        return desk.announce_wire(
            author_id=reserve.user_id,
            wallet_id=reserve.wallet_id,
            amount_cents=funding.amount_cents,
            key=key,
            tag=tag,
        )

    return advance(funding, ask, desk=desk, now=now, post=lambda current: _book_funding(current, now))


def _book_funding(funding, now):
    if funding.state == State.SUCCEEDED:
        journals.reserve_funded(funding, funding.amount_cents, now)
        incidents.solve_all(SHORTAGE, now=now)


def look_at_funding(resource_id, *, now):
    """A hook spoke of this pay-in: a wire for the reserve arrived, or never will."""
    if funding := ReserveFunding.objects.open().filter(resource_id=resource_id).first():
        follow_funding(funding, now=now)


def intend(*, purpose, vendor_id, amount_cents, key, commission_cents=0, refund=None, release=None):
    """Decide that the reserve pays; the caller's transaction holds the decision. Once per key."""
    return ReserveTransfer.objects.get_or_create(
        business_key=key,
        defaults={
            "purpose": purpose,
            "vendor_id": vendor_id,
            "amount_cents": amount_cents,
            "commission_cents": commission_cents,
            "refund": refund,
            "release": release,
        },
    )[0]


def pay(transfer, *, gateway=None, now):
    """Have the reserve pay, once. Returns the transfer as it is then; without the money it waits, and says so.

    Raises ReserveMissing, OutcomeUnknown or Unavailable: run it again later.
    """
    reserve = current()
    if transfer.state == State.INTENDED and balance_cents() < transfer.amount_cents + 1:
        lacking = transfer.amount_cents + 1 - balance_cents()
        message = _("Il manque %(amount)s à la réserve pour %(key)s.") % {"amount": euros(lacking), "key": transfer}
        incidents.alarm(SHORTAGE, message, now=now)
        return transfer
    desk = gateway or current_gateway()

    def ask(key, tag):
        return desk.transfer(
            author_id=reserve.user_id,
            debited_wallet_id=reserve.wallet_id,
            amount_cents=transfer.amount_cents + is_fee,
            fees_cents=transfer.amount_cents if is_fee else 0,
            key=key,
            tag=tag,
            **target,
        )

    is_fee = transfer.purpose == Purpose.FEES
    target = (
        {"credited_user_id": reserve.user_id, "credited_wallet_id": reserve.refill_wallet_id}
        if is_fee
        else {
            "credited_user_id": transfer.vendor.mangopay_user_id,
            "credited_wallet_id": transfer.vendor.mangopay_wallet_id,
        }
    )
    return advance(transfer, ask, desk=desk, now=now, post=lambda current: _post(current, now))


@transaction.atomic
def _post(transfer, now):
    if transfer.state == State.SUCCEEDED:
        journals.reserve_paid(transfer, now)
        incidents.solve(transfer.business_key, now=now)
        if transfer.purpose == Purpose.TOP_UP:
            _lend(transfer, now)
    elif transfer.state == State.FAILED:
        incidents.alarm(transfer.business_key, str(transfer.explanation), now=now)


def _lend(transfer, now):
    """What was advanced for a refund, the vendor owes."""
    refund = transfer.refund
    kind = Debt.Kind.CHARGEBACK if refund.dispute_id else Debt.Kind.REFUND
    debts.owe(
        transfer.vendor,
        kind=kind,
        business_key=transfer.business_key,
        amount_cents=transfer.amount_cents,
        description=f"Remboursement de la sous-commande {refund.vendor_order.number}",
        now=now,
    )


def look_at_resource(resource_id, *, now):
    """A hook spoke of this transfer."""
    if transfer := ReserveTransfer.objects.open().filter(resource_id=resource_id).select_related("vendor").first():
        pay(transfer, now=now)


def to_pay(now):
    """Transfers outside of refunds that wait to be paid, looked at or tried again: subsidies and adjustments."""
    alone = ReserveTransfer.objects.filter(refund=None).select_related("vendor", "release__vendor_order")
    return [transfer for transfer in alone.exclude(state=State.SUCCEEDED) if transfer.wants_attention(now)]


def fundings_to_look_at(now):
    """Announced wires whose hook didn't come for a while."""
    return ReserveFunding.objects.to_look_at(now)
