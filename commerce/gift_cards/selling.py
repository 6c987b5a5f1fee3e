"""Selling a gift card: an order of its own, of one line without any product, paid like every other."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from oscar.apps.order.utils import OrderNumberGenerator

from commerce.basket.models import Basket
from commerce.gift_cards.codes import new_code
from commerce.gift_cards.models import GiftCard, GiftCardSettings
from commerce.money import to_euros
from commerce.money_format import euros
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.models import Line, Order, VendorOrder
from commerce.partner.models import Partner

CURRENCY = "EUR"


@dataclass(frozen=True)
class Wish:
    """What the buyer of a gift card typed. `amount_cents` is what it is worth and costs."""

    amount_cents: int
    to_name: str
    from_name: str
    send_on: date
    to_email: str = ""
    message: str = ""


def settings_of(vendor):
    """The shop's GiftCardSettings, as they are or as they would be."""
    return GiftCardSettings.objects.filter(vendor=vendor).first() or GiftCardSettings(vendor=vendor)


def sells(vendor, *, now=None):
    """Whether the shop sells gift cards now: it wants to, and it sells."""
    wanted = GiftCardSettings.objects.filter(vendor=vendor, is_active=True)
    return Partner.objects.selling(now or timezone.now()).filter(pk=vendor.pk, gift_card_settings__in=wanted).exists()


def order_of_request(request_key):
    """The order that an earlier click on the same page made, or None."""
    return Order.objects.filter(vendor_orders__gift_card__request_key=request_key).first()


def again_path(order):
    """Where the buyer of a gift card that was never paid takes it up again: its form, as it was typed."""
    vendor = order.vendor_orders.select_related("vendor").get().vendor
    if not sells(vendor):
        return vendor.get_absolute_url()
    asked = urlencode({"commande": order.number, "cle": order.verification_hash()})
    return f"{reverse('gift_cards:offer', args=[vendor.code])}?{asked}"


def typed_before(vendor, number, signature):
    """What was typed for a gift card of this shop that was never paid, by the form's fields; nothing to a stranger."""
    waiting = GiftCard.objects.filter(vendor=vendor, vendor_order__confirmed_at=None, forgotten_at=None)
    card = waiting.select_related("vendor_order__order").filter(vendor_order__order__number=number).first()
    if card is None or not card.vendor_order.order.check_verification_hash(signature):
        return {}
    names = ("to_name", "from_name", "message", "to_email", "send_on")
    typed = {name: getattr(card, name) for name in names}
    return {**typed, "amount": to_euros(card.value_cents), "email": card.vendor_order.order.guest_email}


def place(vendor, wish, *, user, guest_email, request_key, now):
    """Write the order of a gift card, once per `request_key`. Returns it. Raises UnableToPlaceOrder, in words."""
    if not sells(vendor, now=now):
        raise UnableToPlaceOrder(_("%(shop)s ne vend pas de bon cadeau en ce moment.") % {"shop": vendor.name})
    try:
        with transaction.atomic():
            return _write(vendor, wish, user, guest_email, request_key, now)
    except IntegrityError:
        if order := order_of_request(request_key):
            return order
        raise


def _write(vendor, wish, user, guest_email, request_key, now):
    owner = user if user.is_authenticated else None
    basket = Basket.objects.create(owner=owner, status=Basket.SUBMITTED)
    price = to_euros(wish.amount_cents)
    order = Order.objects.create(
        number=str(OrderNumberGenerator().order_number(basket)),
        basket=basket,
        user=owner,
        guest_email="" if owner else guest_email,
        currency=CURRENCY,
        total_incl_tax=price,
        total_excl_tax=price,
        shipping_incl_tax=0,
        shipping_excl_tax=0,
        date_placed=now,
    )
    sale = VendorOrder.objects.create(
        order=order,
        vendor=vendor,
        number=f"VO-{order.number}-1",
        goods_cents=wish.amount_cents,
        shipping_cents=0,
        delivery_kind=VendorOrder.GIFT_CARD,
        promised_on=wish.send_on,
    )
    _write_line(order, sale, price)
    GiftCard.objects.create(
        vendor=vendor,
        vendor_order=sale,
        code=new_code(),
        to_name=wish.to_name,
        to_email=wish.to_email,
        from_name=wish.from_name,
        message=wish.message,
        send_on=wish.send_on,
        request_key=request_key,
    )
    return order


def _write_line(order, sale, price):
    """Its one line bears no VAT: what is bought with the card will.

    It is a multi-purpose voucher (CGI, art. 256 ter): which rate the pieces bear isn't known before they are chosen.
    """
    amounts = ["line_price_incl_tax", "line_price_excl_tax", "unit_price_incl_tax", "unit_price_excl_tax"]
    amounts += ["line_price_before_discounts_incl_tax", "line_price_before_discounts_excl_tax"]
    Line.objects.create(
        order=order,
        vendor_order=sale,
        partner=sale.vendor,
        partner_name=sale.vendor.name,
        title=_("Bon cadeau de %(amount)s") % {"amount": euros(sale.goods_cents)},
        quantity=1,
        num_allocated=0,
        **dict.fromkeys(amounts, price),
    )
