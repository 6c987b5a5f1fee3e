"""The schedule of erasures: each kind on its day, safe to repeat, later where money still lies in an account."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.catalogue.models import Product, ProductImage
from commerce.compliance.models import TaxIdentity
from commerce.leaving.models import Erasure
from commerce.ledger import book
from commerce.mangopay.exceptions import Refused
from commerce.mangopay.gateway import gateway
from commerce.order.models import Order, ShippingAddress
from commerce.partner.models import Partner
from commerce.settlement import journals

Kind = Erasure.Kind
#: Mangopay closes empty accounts only: asked again after so many days.
AGAIN_DAYS = 7
NOT_EMPTY = "user_closure_not_possible"


_also = {}
_of_orders = []


def join_orders(act):
    """Have `act(orders, now=…)` done when what orders say of their buyer is erased; twice must be once."""
    _of_orders.append(act)


def forget_buyer(orders, *, now):
    """Erase who bought: the addresses of orders, and what packages above joined."""
    addresses = ShippingAddress.objects.filter(order__in=orders)
    fields = ("title", "first_name", "last_name", "line1", "line2", "line3", "phone_number", "notes", "search_text")
    ShippingAddress.objects.filter(pk__in=addresses.values("pk")).update(**dict.fromkeys(fields, ""))
    for act in _of_orders:
        act(orders, now=now)


def join(kind, act):
    """Have `act(erasure, now=…)` done with erasures of a kind; twice must be once. For packages above this one."""
    _also.setdefault(kind, []).append(act)


def due(now):
    """Erasures whose day has come."""
    waiting = Erasure.objects.filter(done_at=None, due_on__lte=timezone.localdate(now))
    return waiting.select_related("user", "vendor").order_by("due_on", "pk")


def carry_out(erasure, *, now):
    """Erase one kind, once. Raises Refused, OutcomeUnknown or Unavailable: run it again later."""
    if erasure.kind == Kind.ADDRESSES:
        forget_buyer(Order.objects.filter(user=erasure.user), now=now)
    elif _ACTS[erasure.kind](erasure) is False:
        later = timezone.localdate(now) + timedelta(days=AGAIN_DAYS)
        Erasure.objects.filter(pk=erasure.pk).update(due_on=later)
        return
    for act in _also.get(erasure.kind, []):
        act(erasure, now=now)
    Erasure.objects.filter(pk=erasure.pk, done_at=None).update(done_at=now)


def _close_payer(erasure):
    return _closed(erasure.user.mangopay_payer_id, is_legal=False)


def _close_owner(erasure):
    vendor = erasure.vendor
    if book.balance(journals.vendor_wallet(vendor.pk)):
        return False
    return _closed(vendor.mangopay_user_id, is_legal=vendor.legal_form != Partner.LegalForm.NATURAL)


def _closed(user_id, *, is_legal):
    """Whether Mangopay has closed the user; False while money lies in one of its wallets."""
    try:
        gateway().close_user(user_id, is_legal=is_legal)
    except Refused as refusal:
        if refusal.code != NOT_EMPTY:
            raise
        return False
    return True


def _clear_profile(erasure):
    """The shop window: words, pictures with their files, and every piece offline without its description."""
    vendor = erasure.vendor
    for image in ProductImage.objects.filter(product__vendor=vendor).iterator(chunk_size=500):
        image.original.delete(save=False)
        image.delete()
    for name in ("emblem", "banner"):
        getattr(vendor, name).delete(save=False)
    words = dict.fromkeys(("tagline", "story", "opening_hours", "emblem", "banner"), "")
    with transaction.atomic():
        Product.objects.filter(vendor=vendor).update(description="", is_public=False)
        Partner.objects.filter(pk=vendor.pk).update(**words)


def _clear_trader(erasure):
    nothing = dict.fromkeys(("phone", "email", "representative_first_name", "representative_last_name"), "")
    Partner.objects.filter(pk=erasure.vendor_id).update(**nothing)


def _clear_tax(erasure):
    TaxIdentity.objects.filter(vendor=erasure.vendor_id).delete()
    Partner.objects.filter(pk=erasure.vendor_id).update(legal_name="", siret="", street="", postcode="")


_ACTS = {
    Kind.PAYER: _close_payer,
    Kind.OWNER: _close_owner,
    Kind.PROFILE: _clear_profile,
    Kind.TRADER: _clear_trader,
    Kind.TAX: _clear_tax,
}
