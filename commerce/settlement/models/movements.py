"""An order's money on its usual way: paid in, released, paid out. Each row is an intent first."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.mangopay.result_codes import in_words
from commerce.settlement.operations import Operation

#: How long a buyer may pay before the order is given up. Mangopay's page itself closes after 15 minutes.
PAYMENT_DELAY = timedelta(minutes=30)
PAYMENT_PAGE_LIFETIME = timedelta(minutes=15)


class PayIn(Operation):
    """The payment of an order, by card on Mangopay's page, into a wallet of its own."""

    KIND = "payins"

    order = models.OneToOneField("order.Order", on_delete=models.PROTECT, related_name="pay_in")
    payer_id = models.CharField(_("payeur chez Mangopay"), max_length=128, blank=True)
    wallet_id = models.CharField(_("porte-monnaie"), max_length=128, blank=True, db_index=True)
    redirect_url = models.TextField(_("page de paiement"), blank=True)
    paid_cents = models.PositiveIntegerField(_("reçu, en centimes"), default=0)
    expires_at = models.DateTimeField(_("à payer avant"), db_index=True)

    class Meta:
        verbose_name = _("paiement")
        verbose_name_plural = _("paiements")

    def page_is_over(self, now):
        """Whether Mangopay's page has closed."""
        return bool(self.redirect_url) and now - self.attempted_at >= PAYMENT_PAGE_LIFETIME


class Payout(Operation):
    """What a vendor's wallet sends to the vendor's bank on one day, over all that was released."""

    KIND = "payouts"

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="payouts")
    day = models.DateField(_("jour"))
    recipient_id = models.CharField(_("compte bancaire chez Mangopay"), max_length=128, blank=True)
    returned_at = models.DateTimeField(_("revenu de la banque le"), null=True, blank=True)

    class Meta:
        verbose_name = _("virement")
        verbose_name_plural = _("virements")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["vendor", "day"], name="one_payout_per_vendor_and_day")]

    @property
    def explanation(self):
        """Why it failed, or why the bank sent it back, in words."""
        return in_words(self.result_code) if self.state == self.State.FAILED or self.returned_at else ""

    def search(self, desk):
        """The vendor's wallet can't be read without the vendor: a report can."""
        return desk.find_payout_by_tag(self.vendor.mangopay_user_id, self.tag)


class ShareMovement(Operation):
    """A share, or what a gift card paid of it, on its way to the vendor's wallet. Frozen when it is decided.

    `amount_cents` is what was paid and not given back meanwhile. The fee of the transfer is the commission and what
    the vendor owed; the subsidy follows by a transfer of its own, out of the reserve.
    """

    KIND = "transfers"

    commission_cents = models.PositiveIntegerField(_("commission hors taxe"))
    commission_vat_cents = models.PositiveIntegerField(_("TVA sur la commission"))
    goods_cents = models.PositiveIntegerField(_("articles"), default=0)
    shipping_cents = models.PositiveIntegerField(_("livraison"), default=0)
    debt_cents = models.PositiveIntegerField(_("dette retenue"), default=0)
    subsidy_cents = models.PositiveIntegerField(_("complément de la réserve"), default=0)

    class Meta:
        abstract = True

    @property
    def wallet_id(self):
        """The wallet that the share leaves."""
        return self.wallet_order.pay_in.wallet_id

    @property
    def fees_cents(self):
        """What the operator keeps: the commission, tax included, and what the vendor owed."""
        return self.commission_cents + self.commission_vat_cents + self.debt_cents

    @property
    def net_cents(self):
        """What reaches the vendor's wallet."""
        return self.amount_cents - self.fees_cents


def leaves_a_cent(name):
    """The constraints of a ShareMovement: it is goods and shipping, and its fees leave something to transfer."""
    return [
        models.CheckConstraint(
            condition=Q(amount_cents=F("goods_cents") + F("shipping_cents")), name=f"{name}_has_goods_and_shipping"
        ),
        models.CheckConstraint(
            condition=Q(amount_cents=0)
            | Q(amount_cents__gt=F("commission_cents") + F("commission_vat_cents") + F("debt_cents")),
            name=f"{name}_leaves_a_cent",
        ),
    ]


class Release(ShareMovement):
    """What bank cards paid of a vendor order, out of the order's wallet. The vendor's debts ride on it."""

    vendor_order = models.OneToOneField("order.VendorOrder", on_delete=models.PROTECT, related_name="release")
    payout = models.ForeignKey(
        Payout, null=True, blank=True, on_delete=models.PROTECT, related_name="releases", verbose_name=_("virement")
    )

    class Meta:
        verbose_name = _("libération")
        verbose_name_plural = _("libérations")
        constraints = leaves_a_cent("a_release")

    @property
    def wallet_order(self):
        """The order whose wallet the share leaves."""
        return self.vendor_order.order

    @property
    def refunds(self):
        """What was given back of this share."""
        return self.vendor_order.refunds.filter(gift_card_payment=None)


class GiftCardRelease(ShareMovement):
    """What a gift card paid of a vendor order, out of the wallet of the order that bought the card."""

    payment = models.OneToOneField(
        "gift_cards.GiftCardPayment", on_delete=models.PROTECT, related_name="release", verbose_name=_("paiement")
    )
    payout = models.ForeignKey(
        Payout,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gift_card_releases",
        verbose_name=_("virement"),
    )

    class Meta:
        verbose_name = _("libération d’un bon cadeau")
        verbose_name_plural = _("libérations de bons cadeaux")
        constraints = leaves_a_cent("a_gift_card_release")

    @property
    def vendor_order(self):
        """What the card paid for."""
        return self.payment.vendor_order

    @property
    def wallet_order(self):
        """The order that bought the card."""
        return self.payment.gift_card.vendor_order.order

    @property
    def refunds(self):
        """What went back to the card."""
        return self.payment.refunds.all()
