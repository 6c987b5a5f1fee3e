"""An order is what the buyer paid once; a vendor order is the part that one vendor fulfils."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from commerce.date_format import date_format
from commerce.money import to_cents
from commerce.order.parcel_models import Parcel, ParcelLine, Receipt  # noqa: F401
from commerce.order.status import TO_SEND, OrderStatus, VendorOrderStatus, order_status
from commerce.shipping.models import DeliveryMode


class OrderQuerySet(models.QuerySet):
    def of_buyer(self, user):
        """This account's own orders."""
        return self.filter(user=user)

    def to_pay(self, pk):
        """This order while it waits to be paid, or None: a buyer who closed the payment page finds it again."""
        if pk is None:
            return None
        return self.filter(pk=pk, vendor_orders__status=VendorOrderStatus.AWAITING_PAYMENT).distinct().first()

    def with_parts(self):
        """With all that a page shows of its vendor orders, in a few queries."""
        return self.select_related("user", "shipping_address__country").prefetch_related(
            "vendor_orders__vendor",
            "vendor_orders__relay_point",
            "vendor_orders__lines",
            "vendor_orders__parcels__lines__line",
            "vendor_orders__delays",
            "vendor_orders__unavailabilities",
            "vendor_orders__documents",
            "vendor_orders__refunds__pay_in_refund",
            "vendor_orders__gift_card__vendor_order",
            "vendor_orders__withdrawals",
        )


class Order(AbstractOrder):
    """One basket, one order, one payment."""

    objects = OrderQuerySet.as_manager()

    class Meta(AbstractOrder.Meta):
        abstract = False

    @property
    def status(self):
        """Derived from the vendor orders; stands in for Oscar's stored field, which could contradict them."""
        return order_status([vendor_order.status for vendor_order in self.vendor_orders.all()])

    def get_status_display(self):
        """The status as the buyer reads it."""
        return OrderStatus(self.status).label

    @property
    def is_gift_card(self):
        """Whether a gift card was bought, which bears no VAT; reads the vendor orders that were fetched."""
        return any(part.is_gift_card for part in self.vendor_orders.all())

    @property
    def email(self):
        """Where this order's mails go: the guest's address, or the account's."""
        return self.guest_email or (self.user.email if self.user else "")


class VendorOrderQuerySet(models.QuerySet):
    def of_vendor(self, vendor):
        """The vendor's own part of orders that were paid: an unpaid order is nobody's work."""
        return self.filter(vendor=vendor).exclude(
            Q(status=VendorOrderStatus.AWAITING_PAYMENT) | Q(confirmed_at__isnull=True)
        )

    def of_goods(self):
        """Without the sales of gift cards: what is bought with them is counted when it is bought."""
        return self.exclude(delivery_kind=VendorOrder.GIFT_CARD)

    def to_fulfil(self):
        """Paid, and something of it not yet handed over."""
        return self.filter(status__in=TO_SEND)


class VendorOrder(models.Model):
    """The part of an order that one vendor fulfils: lines, delivery, commission, dates.

    Amounts are cents, tax included. The commission's terms are frozen at confirmation.
    """

    Receipt = Receipt

    #: The delivery of a vendor order whose one line is a gift card: nothing travels.
    GIFT_CARD = "gift_card"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="vendor_orders")
    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="vendor_orders")
    number = models.CharField(_("numéro"), max_length=40, unique=True)
    status = models.CharField(
        _("état"),
        max_length=20,
        choices=VendorOrderStatus.choices,
        default=VendorOrderStatus.AWAITING_PAYMENT,
    )

    goods_cents = models.PositiveIntegerField(_("articles, réductions déduites"))
    shipping_cents = models.PositiveIntegerField(_("livraison, réductions déduites"))
    standard_shipping_cents = models.PositiveIntegerField(
        _("livraison la moins chère, en centimes"), null=True, blank=True
    )
    vendor_reduction_cents = models.PositiveIntegerField(_("réductions sur les articles, à votre charge"), default=0)
    vendor_shipping_reduction_cents = models.PositiveIntegerField(
        _("réductions sur la livraison, à votre charge"), default=0
    )
    operator_goods_cents = models.PositiveIntegerField(
        _("réductions sur les articles, prises en charge par MonQuibus"), default=0
    )
    operator_shipping_cents = models.PositiveIntegerField(
        _("réductions sur la livraison, prises en charge par MonQuibus"), default=0
    )

    refunded_goods_cents = models.PositiveIntegerField(_("articles remboursés, en centimes"), default=0)
    refunded_shipping_cents = models.PositiveIntegerField(_("livraison remboursée, en centimes"), default=0)

    gift_card_goods_cents = models.PositiveIntegerField(_("articles payés par bon cadeau, en centimes"), default=0)
    gift_card_shipping_cents = models.PositiveIntegerField(_("livraison payée par bon cadeau, en centimes"), default=0)
    spent_cents = models.PositiveIntegerField(_("dépensé, d’un bon cadeau vendu, en centimes"), default=0)

    delivery_kind = models.CharField(_("mode d’expédition"), max_length=10)
    carrier = models.CharField(_("transporteur"), max_length=60, blank=True)
    relay_point = models.ForeignKey("shipping.RelayPoint", null=True, blank=True, on_delete=models.PROTECT)
    promised_on = models.DateField(_("promise au plus tard le"))
    transit_days = models.PositiveSmallIntegerField(_("acheminement, en jours ouvrés"), default=0)
    collection_code = models.CharField(_("code de retrait"), max_length=8, blank=True)
    collection_guesses = models.PositiveSmallIntegerField(_("codes faux d’affilée"), default=0)
    collection_guessed_at = models.DateTimeField(_("dernier code faux le"), null=True, blank=True)

    plan = models.ForeignKey("plans.Plan", null=True, blank=True, on_delete=models.PROTECT)
    commission_rate = models.DecimalField(_("commission, en %"), max_digits=5, decimal_places=2, null=True, blank=True)
    commission_fixed_cents = models.PositiveIntegerField(null=True, blank=True)
    commission_vat_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    commission_on_shipping = models.BooleanField(_("commission aussi sur la livraison"), null=True, blank=True)

    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    shipped_at = models.DateTimeField(_("expédiée le"), null=True, blank=True)
    ready_at = models.DateTimeField(_("prête le"), null=True, blank=True)
    received_at = models.DateTimeField(_("reçue le"), null=True, blank=True)
    receipt_basis = models.CharField(_("réception"), max_length=10, choices=Receipt.choices, blank=True)
    cancelled_at = models.DateTimeField(_("annulée le"), null=True, blank=True)

    objects = VendorOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("sous-commande")
        verbose_name_plural = _("sous-commandes")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "vendor"], name="one_vendor_order_per_vendor"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("confirmed_at")),
                name="received_after_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(refunded_goods_cents__lte=F("goods_cents") - F("spent_cents"))
                & Q(refunded_shipping_cents__lte=F("shipping_cents")),
                name="a_buyer_never_gets_more_than_was_paid",
            ),
            models.CheckConstraint(
                condition=Q(gift_card_goods_cents__lte=F("goods_cents"))
                & Q(gift_card_shipping_cents__lte=F("shipping_cents")),
                name="gift_cards_pay_at_most_the_price",
            ),
            models.CheckConstraint(
                condition=Q(commission_rate__isnull=True, commission_on_shipping__isnull=True)
                | Q(commission_rate__isnull=False, commission_on_shipping__isnull=False),
                name="terms_frozen_together",
            ),
        ]
        indexes = [models.Index(fields=["vendor", "status", "-confirmed_at"], name="vendor_orders_of_a_vendor")]

    def __str__(self):
        return self.number

    @property
    def tracking_number(self):
        """The tracking numbers of its parcels. Reads `parcels`, fetched or not."""
        return ", ".join(parcel.tracking_number for parcel in self.parcels.all() if parcel.tracking_number)

    @property
    def expected_on(self):
        """The day on which the last of its parcels is expected, or None before one left. Reads `parcels`."""
        return max((parcel.expected_on for parcel in self.parcels.all()), default=None)

    @property
    def is_collection(self):
        """Whether the buyer collects these goods at the workshop."""
        return self.delivery_kind == DeliveryMode.Kind.COLLECT

    @property
    def is_to_send(self):
        """Whether something of it is still in the workshop, to be sent or made ready."""
        return self.status in TO_SEND

    @property
    def is_gift_card(self):
        """Whether this is the sale of a gift card: its money waits until the card is spent."""
        return self.delivery_kind == self.GIFT_CARD

    @property
    def gift_card_cents(self):
        """What gift cards paid of this part, in cents."""
        return self.gift_card_goods_cents + self.gift_card_shipping_cents

    @property
    def by_bank_card_cents(self):
        """What was paid by bank card, in cents."""
        return self.total_cents - self.gift_card_cents

    @property
    def delivery_in_words(self):
        """How and until when the buyer receives this part, as a phrase."""
        day = date_format(self.promised_on, "l j F")
        if self.is_gift_card:
            return _("Bon cadeau : rien à expédier")
        if self.is_collection:
            place, phrase = self.vendor.town, _("Retrait à l’atelier (%(place)s), au plus tard %(day)s")
        elif self.relay_point:
            place, phrase = self.relay_point, _("Point relais (%(place)s), au plus tard %(day)s")
        elif self.delivery_kind == DeliveryMode.Kind.OWN:
            place, phrase = "", _("Livraison par l’atelier, au plus tard %(day)s")
        else:
            place, phrase = "", _("Livraison à domicile, au plus tard %(day)s")
        return phrase % {"place": place, "day": day}

    @property
    def hours_in_words(self):
        """When goods change hands in person, a line each; nothing where a carrier brings them."""
        if self.is_collection:
            return self.vendor.pickup_words
        return self.vendor.delivery_words if self.delivery_kind == DeliveryMode.Kind.OWN else []

    @property
    def total_cents(self):
        """What the buyer paid for this part, in cents."""
        return self.goods_cents + self.shipping_cents

    @property
    def refunded_cents(self):
        """What was decided to go back to the buyer, in cents."""
        return self.refunded_goods_cents + self.refunded_shipping_cents

    @property
    def borne_by_vendor_cents(self):
        """Reductions that the vendor pays, on goods and delivery."""
        return self.vendor_reduction_cents + self.vendor_shipping_reduction_cents

    @property
    def borne_by_operator_cents(self):
        """Reductions that the operator pays, on goods and delivery: the vendor is paid as if there were none."""
        return self.operator_goods_cents + self.operator_shipping_cents

    @property
    def commission_base_cents(self):
        """What the commission bears on: the goods as if the operator's reductions didn't exist, delivery if agreed."""
        goods_cents = self.goods_cents + self.operator_goods_cents
        delivery_cents = self.shipping_cents + self.operator_shipping_cents
        return goods_cents + (delivery_cents if self.commission_on_shipping else 0)

    @property
    def gross_cents(self):
        """What goods and delivery cost before every reduction."""
        return self.total_cents + self.borne_by_vendor_cents + self.borne_by_operator_cents


class Line(AbstractLine):
    """A line of an order; it points at the vendor order that fulfils it."""

    vendor_order = models.ForeignKey(VendorOrder, on_delete=models.CASCADE, related_name="lines")
    promotion = models.ForeignKey(
        "promotions.Promotion",
        verbose_name=_("vendue en promotion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lines",
    )

    #: How many of `quantity` won't be sent: given back to the buyer before they left.
    called_off = models.PositiveIntegerField(_("annulées avant l’expédition"), default=0)

    #: What the buyer asked to be engraved, sewn or painted; empty for a piece as it is.
    personalisation = models.CharField(_("texte de l’acheteur"), max_length=200, blank=True)

    #: What of its reductions the vendor bears, in cents: its VAT isn't due.
    vendor_reduction_cents = models.PositiveIntegerField(_("réductions, à votre charge"), default=0)

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off__lte=F("quantity")), name="no_more_is_called_off_than_was_ordered"
            )
        ]

    @property
    def vat_rate(self):
        """The VAT within its price, in per cent, as it was when the order was placed (Oscar's tax code)."""
        return Decimal(self.tax_code or 0)

    @property
    def taxable_cents(self):
        """What the vendor sells it for, tax included: its own reductions are deducted, others are paid to it."""
        return to_cents(self.line_price_before_discounts_incl_tax) - self.vendor_reduction_cents

    @property
    def is_exempt_from_withdrawal(self):
        """Whether it was made to the buyer's own words (art. L221-28, 3°): a size or a colour chosen isn't enough."""
        return bool(self.personalisation)


from oscar.apps.order.models import *  # noqa: E402, F403
