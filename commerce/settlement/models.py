"""What settlement asks of Mangopay: pay-ins and their refunds, releases, payouts. Each row is an intent first."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Refund(Operation):
    """Money of a pay-in that goes back whole: it came too late, or isn't the amount that was due."""

    KIND = "refunds"

    class Reason(models.TextChoices):
        LATE = "late", _("paiement arrivé après l’annulation de la commande")
        AMOUNT = "amount", _("montant reçu différent du montant dû")

    pay_in = models.OneToOneField(PayIn, on_delete=models.PROTECT, related_name="refund")
    reason = models.CharField(_("motif"), max_length=10, choices=Reason.choices)

    class Meta:
        verbose_name = _("remboursement")
        verbose_name_plural = _("remboursements")

    @property
    def wallet_id(self):
        """The wallet that gives the money back."""
        return self.pay_in.wallet_id


class Payout(Operation):
    """What a vendor's wallet sends to the vendor's bank on one day, over all that was released."""

    KIND = "payouts"

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="payouts")
    day = models.DateField(_("jour"))
    returned_at = models.DateTimeField(_("revenu de la banque le"), null=True, blank=True)

    class Meta:
        verbose_name = _("virement")
        verbose_name_plural = _("virements")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["vendor", "day"], name="one_payout_per_vendor_and_day")]

    def search(self, desk):
        """The vendor's wallet can't be read without the vendor: a report can."""
        return desk.find_payout_by_tag(self.vendor.mangopay_user_id, self.tag)


class Release(Operation):
    """A vendor order's share on its way from the order's wallet to the vendor's. Frozen when it is decided."""

    KIND = "transfers"

    vendor_order = models.OneToOneField("order.VendorOrder", on_delete=models.PROTECT, related_name="release")
    commission_cents = models.PositiveIntegerField(_("commission hors taxe"))
    commission_vat_cents = models.PositiveIntegerField(_("TVA sur la commission"))
    payout = models.ForeignKey(
        Payout, null=True, blank=True, on_delete=models.PROTECT, related_name="releases", verbose_name=_("virement")
    )

    class Meta:
        verbose_name = _("libération")
        verbose_name_plural = _("libérations")

    @property
    def wallet_id(self):
        """The wallet that the share leaves."""
        return self.vendor_order.order.pay_in.wallet_id

    @property
    def fees_cents(self):
        """What the operator keeps: the commission, tax included."""
        return self.commission_cents + self.commission_vat_cents

    @property
    def net_cents(self):
        """What reaches the vendor's wallet."""
        return self.amount_cents - self.fees_cents


class Incident(models.Model):
    """Something that settlement couldn't do: why, since when, how often."""

    subject = models.CharField(_("objet"), max_length=120, unique=True)
    message = models.CharField(_("message"), max_length=500)
    first_seen_at = models.DateTimeField(_("depuis"))
    last_seen_at = models.DateTimeField(_("dernière fois"))
    occurrences = models.PositiveIntegerField(_("fois"), default=1)
    solved_at = models.DateTimeField(_("résolu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-last_seen_at"]

    def __str__(self):
        return self.subject
