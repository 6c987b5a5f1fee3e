"""An order is what the buyer paid once; a vendor order is the part that one vendor fulfils."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from commerce.order.status import OrderStatus, VendorOrderStatus, order_status
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
            "vendor_orders__vendor", "vendor_orders__relay_point", "vendor_orders__lines"
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
    def email(self):
        """Where this order's mails go: the guest's address, or the account's."""
        return self.guest_email or (self.user.email if self.user else "")


class VendorOrderQuerySet(models.QuerySet):
    def of_vendor(self, vendor):
        """The vendor's own part of orders that were paid: an unpaid order is nobody's work."""
        return self.filter(vendor=vendor).exclude(
            Q(status=VendorOrderStatus.AWAITING_PAYMENT) | Q(confirmed_at__isnull=True)
        )

    def to_fulfil(self):
        """Paid and not yet handed over."""
        return self.filter(status=VendorOrderStatus.CONFIRMED)


class VendorOrder(models.Model):
    """The part of an order that one vendor fulfils: lines, delivery, commission, dates.

    Amounts are cents, tax included. The commission's terms are frozen at confirmation.
    """

    class Receipt(models.TextChoices):
        """Who says that the goods arrived. A presumption pays the vendor but doesn't close the right to withdraw."""

        CODE = "code", _("retirée avec le code")
        BUYER = "buyer", _("confirmée par l’acheteur")
        CARRIER = "carrier", _("livrée par le transporteur")
        PRESUMED = "presumed", _("présumée, faute de nouvelles")

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
    shipping_cents = models.PositiveIntegerField(_("livraison"))

    delivery_kind = models.CharField(_("mode d’expédition"), max_length=10)
    carrier = models.CharField(_("transporteur"), max_length=60, blank=True)
    relay_point = models.ForeignKey("shipping.RelayPoint", null=True, blank=True, on_delete=models.PROTECT)
    promised_on = models.DateField(_("promise au plus tard le"))
    transit_days = models.PositiveSmallIntegerField(_("acheminement, en jours ouvrés"), default=0)
    expected_on = models.DateField(_("arrivée attendue le"), null=True, blank=True)
    tracking_number = models.CharField(_("numéro de suivi"), max_length=60, blank=True)
    collection_code = models.CharField(_("code de retrait"), max_length=8, blank=True)

    plan = models.ForeignKey("plans.Plan", null=True, blank=True, on_delete=models.PROTECT)
    commission_rate = models.DecimalField(_("commission, en %"), max_digits=5, decimal_places=2, null=True, blank=True)
    commission_fixed_cents = models.PositiveIntegerField(null=True, blank=True)
    commission_vat_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

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
        ]
        indexes = [models.Index(fields=["vendor", "status", "-confirmed_at"], name="vendor_orders_of_a_vendor")]

    def __str__(self):
        return self.number

    @property
    def is_collection(self):
        """Whether the buyer collects these goods at the workshop."""
        return self.delivery_kind == DeliveryMode.Kind.COLLECT

    @property
    def delivery_in_words(self):
        """How and until when the buyer receives this part, as a phrase."""
        day = date_format(self.promised_on, "l j F")
        if self.is_collection:
            place, phrase = self.vendor.town, _("Retrait à l’atelier (%(place)s), au plus tard %(day)s")
        elif self.relay_point:
            place, phrase = self.relay_point, _("Point relais (%(place)s), au plus tard %(day)s")
        else:
            place, phrase = "", _("Livraison à domicile, au plus tard %(day)s")
        return phrase % {"place": place, "day": day}

    @property
    def total_cents(self):
        """What the buyer paid for this part, in cents."""
        return self.goods_cents + self.shipping_cents


class Line(AbstractLine):
    """A line of an order; it points at the vendor order that fulfils it."""

    vendor_order = models.ForeignKey(VendorOrder, on_delete=models.CASCADE, related_name="lines")

    class Meta(AbstractLine.Meta):
        abstract = False


from oscar.apps.order.models import *  # noqa: E402, F403
