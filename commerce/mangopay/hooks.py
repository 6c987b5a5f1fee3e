"""What Mangopay tells us: « look again at this resource ». Whoever owns the resource registers to be told."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django_q.tasks import async_task

from commerce.mangopay.gateway import gateway
from commerce.mangopay.models import HookNotice

#: Events that Mangopay is asked to announce.
EVENT_TYPES = (
    "PAYIN_NORMAL_SUCCEEDED",
    "PAYIN_NORMAL_FAILED",
    "PAYIN_REFUND_SUCCEEDED",
    "PAYIN_REFUND_FAILED",
    "TRANSFER_NORMAL_SUCCEEDED",
    "TRANSFER_NORMAL_FAILED",
    "TRANSFER_REFUND_SUCCEEDED",
    "TRANSFER_REFUND_FAILED",
    "TRANSFER_SETTLEMENT_SUCCEEDED",
    "TRANSFER_SETTLEMENT_FAILED",
    "DISPUTE_CREATED",
    "DISPUTE_ACTION_REQUIRED",
    "DISPUTE_SUBMITTED",
    "DISPUTE_SENT_TO_BANK",
    "DISPUTE_FURTHER_ACTION_REQUIRED",
    "DISPUTE_CLOSED",
    "PAYOUT_NORMAL_SUCCEEDED",
    "PAYOUT_NORMAL_FAILED",
    "PAYOUT_REFUND_SUCCEEDED",
    "USER_KYC_REGULAR",
    "USER_KYC_LIGHT",
    "USER_OUTFLOWS_BLOCKED",
    "USER_OUTFLOWS_UNBLOCKED",
    "USER_ACCOUNT_ACTIVATED",
    "USER_ACCOUNT_CLOSED",
    "SCA_ENROLLMENT_SUCCEEDED",
    "SCA_ENROLLMENT_FAILED",
    "SCA_ENROLLMENT_EXPIRED",
    "KYC_SUCCEEDED",
    "KYC_FAILED",
    "KYC_OUTDATED",
    "UBO_DECLARATION_VALIDATED",
    "UBO_DECLARATION_INCOMPLETE",
    "UBO_DECLARATION_REFUSED",
    "IDENTITY_VERIFICATION_VALIDATED",
    "IDENTITY_VERIFICATION_FAILED",
    "IDENTITY_VERIFICATION_INCONCLUSIVE",
    "IDENTITY_VERIFICATION_OUTDATED",
    "RECIPIENT_ACTIVE",
    "RECIPIENT_CANCELED",
    "RECIPIENT_DEACTIVATED",
)

_listeners = {}


def listen(event_types, listener):
    """Have `listener(resource_id, now=…)` called, in the task cluster, when an event of these types is announced."""
    for event_type in event_types:
        _listeners.setdefault(event_type, []).append(listener)


def secret():
    """The part of the hooks' address that strangers can't guess."""
    client_id = settings.MANGOPAY["CLIENT_ID"]
    return settings.MANGOPAY.get("HOOK_SECRET") or salted_hmac("commerce.mangopay.hooks", client_id).hexdigest()


def receive(*, event_type, resource_id, date):
    """Keep a notice and the task that will look, together. A repeated notice changes nothing."""
    with transaction.atomic():
        notice, is_new = HookNotice.objects.get_or_create(event_type=event_type, resource_id=resource_id, date=date)
        if is_new:
            async_task("commerce.mangopay.tasks.handle_notice", notice.pk)


def handle(notice, *, now):
    """Have the owner of the resource look at it. Twice is harmless."""
    if notice.handled_at:
        return
    for listener in _listeners.get(notice.event_type, ()):
        listener(notice.resource_id, now=now)
    notice.handled_at = now
    notice.save(update_fields=["handled_at"])


def register_hooks():
    """Have Mangopay announce every event that we follow at our address. Returns how many hooks were made or moved."""
    url = f"{settings.SITE_URL}{reverse('mangopay:hooks', args=[secret()])}"
    desk = gateway()
    registered = desk.hooks()
    changed = 0
    for event_type in EVENT_TYPES:
        hook_id, known_url = registered.get(event_type, (None, None))
        if known_url == url:
            continue
        desk.move_hook(hook_id, url) if hook_id else desk.create_hook(event_type, url)
        changed += 1
    return changed
