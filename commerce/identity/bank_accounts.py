"""Where payouts go. The first account serves at once; another one waits 48 hours and can be stopped by a link.

Payouts meanwhile go to the old account; where the bank refuses that one, the money waits for the new one.
"""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from commerce.customer import second_factor
from commerce.identity import letters
from commerce.identity.holders import is_in_shops_name
from commerce.identity.models import BankAccount
from commerce.mangopay.keys import made_once
from commerce.mangopay.onboarding import onboarding
from commerce.partner.models import Partner
from commerce.settlement import accounts, incidents
from commerce.settlement.locks import lock_vendor

State = BankAccount.State

#: How long a changed account waits before money goes there.
WAIT = timedelta(hours=48)
SALT = "commerce.identity.bank_accounts.stop"


class ChangeRefused(Exception):
    """This account can't be asked for now: its text says why, in French."""


class SecondFactorMissing(ChangeRefused):
    """Whoever changes a bank account signs in with a second factor."""


def is_change(vendor):
    """Whether another account already served: the next one then waits."""
    return bool(vendor.mangopay_recipient_id)


def open_change(vendor):
    """The account that was asked for and isn't in force yet, or None."""
    return BankAccount.objects.filter(vendor=vendor, state__in=BankAccount.OPEN).first()


def ask_for(vendor, *, iban, holder, by, now):
    """Register an account at Mangopay for this vendor; nothing goes there yet. Returns the BankAccount.

    `holder` maps fields of an Identity (`legal_name`, or `first_name` and `last_name`) to the name on the bank's
    paper. Asked twice, it registers one. Raises ChangeRefused, or Refused with the fields.
    """
    if is_change(vendor) and not second_factor.is_set_up(by):
        raise SecondFactorMissing
    pending = open_change(vendor)
    if pending and pending.state == State.WAITING:
        raise ChangeRefused
    identity = replace(accounts.identity_of(vendor), **holder)
    asked = {"asked_by": by, "asked_at": now, "country": iban[:2], "last_digits": iban[-4:]}
    asked["is_in_shops_name"] = is_in_shops_name(vendor, holder)
    made = []
    made_once(
        f"vendor:{vendor.pk}:bank-account",
        lambda key: onboarding().add_recipient(
            vendor.mangopay_user_id, identity, iban=iban, key=key, tag=f"vendor:{vendor.pk}"
        ),
        lambda recipient: made.append(_keep(vendor, recipient, asked, now)),
        details=f"{identity} {iban}",
    )
    return made[0]


def _keep(vendor, recipient, asked, now):
    lock_vendor(vendor.pk)
    if known := BankAccount.objects.filter(recipient_id=recipient.id).first():
        return known
    BankAccount.objects.filter(vendor=vendor, state=State.PENDING).update(state=State.CANCELLED, ended_at=now)
    return BankAccount.objects.create(
        vendor=vendor,
        recipient_id=recipient.id,
        name_check=recipient.check or BankAccount.Check.IMPOSSIBLE,
        check_message=recipient.check_message[:255],
        **asked,
    )


def insist(account, *, now):
    """The person says that the holder's name is right although the bank doubts it."""
    BankAccount.objects.filter(pk=account.pk, name_kept_at=None).update(name_kept_at=now)
    account.refresh_from_db()


def look(account, *, now):
    """Read an account that isn't in force yet again, go on with it. Returns (account, where to confirm it or "")."""
    recipient = onboarding().recipient(account.recipient_id)
    if account.state == State.PENDING and recipient.status in ("CANCELED", "DEACTIVATED"):
        BankAccount.objects.filter(pk=account.pk, state=State.PENDING).update(state=State.CANCELLED, ended_at=now)
    elif account.state == State.PENDING and recipient.status == "ACTIVE" and not account.needs_a_word_on_the_name:
        _confirm(account.pk, now)
    account.refresh_from_db()
    return account, recipient.redirect_url if account.state == State.PENDING else ""


@transaction.atomic
def _confirm(account_id, now):
    """Its owner authenticated: the first account serves at once, another one in 48 hours, and everybody is told."""
    account = _locked(account_id)
    if account.state != State.PENDING:
        return
    account.confirmed_at = now
    if is_change(account.vendor):
        account.state, account.takes_effect_at = State.WAITING, now + WAIT
        account.previous_recipient_id = account.vendor.mangopay_recipient_id
        account.save()
        letters.account_waits(account, stop_url=stop_url(account))
    else:
        _put_in_force(account, now)


def _locked(account_id):
    account = BankAccount.objects.select_related("vendor", "asked_by").get(pk=account_id)
    vendor = lock_vendor(account.vendor_id)
    account.refresh_from_db()
    account.vendor = vendor
    return account


def _put_in_force(account, now):
    BankAccount.objects.filter(vendor=account.vendor, state=State.IN_FORCE).update(state=State.REPLACED, ended_at=now)
    account.state, account.in_force_at = State.IN_FORCE, now
    account.save()
    Partner.objects.filter(pk=account.vendor_id).update(
        mangopay_recipient_id=account.recipient_id,
        recipient_is_active=True,
        refused_recipient_id="",
        payout_refusal="",
    )
    letters.account_in_force(account)


def due(now):
    """Accounts whose 48 hours are over, and those whose confirmation may have been missed."""
    waiting = BankAccount.objects.filter(state=State.WAITING, takes_effect_at__lte=now)
    pending = BankAccount.objects.filter(state=State.PENDING, asked_at__lte=now - timedelta(minutes=15))
    return (waiting | pending).select_related("vendor")


def go_on(account, *, now):
    """What the scheduler does with each of them. Raises Unavailable: the next run goes on."""
    if account.state == State.PENDING:
        return look(account, now=now)
    status = onboarding().recipient(account.recipient_id).status
    return _end_wait(account.pk, status, now)


@transaction.atomic
def _end_wait(account_id, status, now):
    account = _locked(account_id)
    if account.state != State.WAITING or account.takes_effect_at > now:
        return
    if status == "ACTIVE":
        _put_in_force(account, now)
    else:
        account.state, account.ended_at = State.CANCELLED, now
        account.save()


@transaction.atomic
def stop(account, *, now):
    """Give up an account that isn't in force yet: the old one stays. Returns whether it was still in time."""
    account = _locked(account.pk)
    if account.state == State.STOPPED:
        return True
    if account.state not in BankAccount.OPEN:
        return False
    was_waiting = account.state == State.WAITING
    account.state, account.ended_at = State.STOPPED, now
    account.save()
    if was_waiting:
        letters.account_stopped(account)
        message = f"{account.vendor.name} : le changement de compte bancaire ({account}) a été arrêté."
        incidents.alarm(f"bank-account:{account.pk}", message, now=now)
    return True


def stop_url(account):
    """The address by which whoever got the warning stops the change, signed in or not."""
    token = signing.dumps(account.pk, salt=SALT)
    return f"{settings.SITE_URL}{reverse('vendor_portal:bank-account-stop', args=[token])}"


def by_token(token):
    """The account that a link is about, or None for a link that isn't ours."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return BankAccount.objects.filter(pk=pk).select_related("vendor").first()


def look_at_recipient(recipient_id, *, now):
    """A hook spoke of a bank account."""
    for account in BankAccount.objects.filter(recipient_id=recipient_id, state=State.PENDING).select_related("vendor"):
        look(account, now=now)
