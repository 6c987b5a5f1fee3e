"""A vendor's card: typed, kept by Mangopay, confirmed by a first payment, removed. One is active at a time.

The card's number goes from the browser to Mangopay; what passes here are keys and the last four digits.
"""

import logging

from django.db import transaction
from django.db.models import Q

from commerce.mangopay.cards import card_desk
from commerce.mangopay.exceptions import MangopayError, Refused
from commerce.settlement import reserve
from commerce.settlement.models import CardRegistration, SubscriptionPayment
from commerce.settlement.models.cards import TYPING_DELAY
from commerce.settlement.operations import key_beside, new_key

logger = logging.getLogger(__name__)

State = CardRegistration.State
VALIDATED, WAITING = "VALIDATED", "CREATED"


def may_pay_by_card(vendor):
    """Whether cards can be taken: the vendor has an account at Mangopay, and the operator's reserve is open."""
    return bool(vendor.mangopay_user_id and reserve.opened())


def active_card(vendor):
    """The card that pays the vendor's subscription, or None."""
    return CardRegistration.objects.filter(vendor=vendor, state=State.ACTIVE).first()


def unfinished(vendor, *, now):
    """The card that somebody is typing, or that waits for its first payment; or None."""
    recent = CardRegistration.objects.filter(vendor=vendor, begun_at__gt=now - TYPING_DELAY)
    typed = recent.filter(state=State.BEGUN).exclude(registration_id="").select_related("vendor").first()
    return typed or recent.filter(state=State.KEPT).select_related("vendor").first()


def begin(vendor, *, user, now):
    """Have a card form opened, or find the open one. Returns the CardRegistration with the tokeniser's keys.

    Raises Refused, OutcomeUnknown or Unavailable: nothing was registered, and asking again is safe.
    """
    for stale in _forgotten(now).filter(vendor=vendor, state=State.BEGUN):
        remove(stale, now=now)
    card = CardRegistration.objects.get_or_create(
        vendor=vendor, state=State.BEGUN, defaults={"begun_by": user, "begun_at": now}
    )[0]
    if card.registration_id:
        return card
    try:
        made = card_desk().begin_registration(vendor.mangopay_user_id, key=card.idempotency_key, tag=str(card))
    except Refused:  # The key is used up.
        _change(card, idempotency_key=new_key())
        raise
    return _change(
        card,
        registration_id=made.id,
        tokeniser_url=made.url,
        access_key=made.access_key,
        preregistration_data=made.data,
    )


def finish(card, *, data, now):
    """Have Mangopay keep the card that the tokeniser read (`data` is its answer). Returns the CardRegistration.

    KEPT, or REMOVED with an `explanation`. Asked again, it looks first. Raises Refused, OutcomeUnknown or Unavailable.
    """
    desk = card_desk()
    seen = desk.registration(card.registration_id)
    if seen.status == WAITING:
        seen = desk.finish_registration(card.registration_id, data)
    if seen.status != VALIDATED:
        return remove(card, now=now, result_code=seen.result_code)
    shown = desk.card(seen.card_id)
    return _change(
        card,
        state=State.KEPT,
        card_id=seen.card_id,
        last_digits=shown.last_digits,
        expires=shown.expires,
        tokeniser_url="",
        access_key="",
        preregistration_data="",
    )


def agree(card, *, first_cents):
    """The agreement to debit this card again and again; made once. Returns the card. Raises like `begin`."""
    if card.agreement_id:
        return card
    fund = reserve.opened()
    agreement_id = card_desk().begin_subscription(
        author_id=card.vendor.mangopay_user_id,
        card_id=card.card_id,
        credited_user_id=fund.user_id,
        wallet_id=fund.wallet_id,
        first_cents=first_cents,
        key=key_beside(card, "agreement"),
        tag=str(card),
    )
    return _change(card, agreement_id=agreement_id)


@transaction.atomic
def activate(card, *, now):
    """The first payment succeeded: this card replaces the one before. One that was removed meanwhile stays so."""
    if card.state != State.KEPT:
        return
    for former in CardRegistration.objects.filter(vendor_id=card.vendor_id, state=State.ACTIVE):
        remove(former, now=now)
    CardRegistration.objects.filter(pk=card.pk, state=State.KEPT).update(state=State.ACTIVE, active_at=now)


def remove(card, *, now, result_code=""):
    """Never debit this card again. What Mangopay keeps of it is ended afterwards by `end`. Returns it."""
    return _change(
        card,
        state=State.REMOVED,
        removed_at=now,
        result_code=result_code[:60],
        tokeniser_url="",
        access_key="",
        preregistration_data="",
        ended_at=None if card.card_id else now,
    )


def remove_at_once(card, *, now):
    """A person removes the card: Mangopay forgets it too, now or as soon as it can be reached."""
    remove(card, now=now)
    try:
        end(card, now=now)
    except MangopayError as error:
        logger.warning("%s will be ended later: %s", card, error)


def end(card, *, now):
    """Have Mangopay end the agreement and forget a removed card. Safe to repeat. Raises like `begin`."""
    desk = card_desk()
    if card.agreement_id:
        desk.end_subscription(card.agreement_id)
    if card.card_id:
        desk.deactivate(card.card_id)
    return _change(card, ended_at=now)


def to_end():
    """Removed cards that Mangopay still keeps."""
    return CardRegistration.objects.filter(state=State.REMOVED, ended_at=None).select_related("vendor")


def forgotten(now):
    """Cards that nobody finished typing or paying with."""
    return _forgotten(now).select_related("vendor")


def _forgotten(now):
    unfinished = CardRegistration.objects.filter(Q(state=State.BEGUN) | Q(state=State.KEPT))
    paying = SubscriptionPayment.objects.open().filter(card__isnull=False).values("card")
    return unfinished.filter(begun_at__lte=now - TYPING_DELAY).exclude(pk__in=paying)


def _change(card, **fields):
    CardRegistration.objects.filter(pk=card.pk).update(**fields)
    for name, value in fields.items():
        setattr(card, name, value)
    return card
