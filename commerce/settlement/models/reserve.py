"""The operator's reserve: its wallets, what it pays, and how it is filled."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.settlement.models.movements import Payout, Release
from commerce.settlement.models.refunds import Refund
from commerce.settlement.operations import Operation


class Reserve(models.Model):
    """The operator's own user at Mangopay (category PLATFORM) with two wallets; there is one row.

    The second wallet only exists because fees ride on transfers: a cent that moves between the two can carry any sum
    into the Fees Wallet.
    """

    user_id = models.CharField(_("utilisateur chez Mangopay"), max_length=128)
    wallet_id = models.CharField(_("porte-monnaie"), max_length=128, blank=True)
    refill_wallet_id = models.CharField(_("porte-monnaie d’appoint"), max_length=128, blank=True)

    class Meta:
        verbose_name = _("réserve")
        verbose_name_plural = _("réserve")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_reserve")]

    def __str__(self):
        return "Reserve"


class ReserveTransfer(Operation):
    """Cents that the reserve pays: to a vendor's wallet, or into the Fees Wallet."""

    KIND = "transfers"

    class Purpose(models.TextChoices):
        TOP_UP = "top_up", _("avance pour un remboursement")
        COMPENSATION = "compensation", _("remboursement pris en charge")
        SUBSIDY = "subsidy", _("réduction prise en charge")
        FEES = "fees", _("commission rendue après la facture de Mangopay")
        ADJUSTMENT = "adjustment", _("régularisation")

    purpose = models.CharField(_("objet"), max_length=12, choices=Purpose.choices)
    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="reserve_transfers")
    refund = models.ForeignKey(
        Refund, null=True, blank=True, on_delete=models.PROTECT, related_name="reserve_transfers"
    )
    release = models.ForeignKey(
        Release, null=True, blank=True, on_delete=models.PROTECT, related_name="reserve_transfers"
    )
    commission_cents = models.PositiveIntegerField(_("dont commission, en centimes"), default=0)
    payout = models.ForeignKey(Payout, null=True, blank=True, on_delete=models.PROTECT, related_name="additions")

    class Meta:
        verbose_name = _("paiement de la réserve")
        verbose_name_plural = _("paiements de la réserve")

    @property
    def wallet_id(self):
        """The reserve's wallet."""
        return Reserve.objects.get().wallet_id


class ReserveFunding(Operation):
    """A bank wire by which the operator fills the reserve; `amount_cents` is what was announced."""

    KIND = "payins"

    wire_reference = models.CharField(_("référence à indiquer"), max_length=60, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    asked_at = models.DateTimeField(_("annoncé le"))

    class Meta:
        verbose_name = _("alimentation de la réserve")
        verbose_name_plural = _("alimentations de la réserve")

    def note(self, seen, now):
        """Take over where to wire the money too, whichever answer tells of it."""
        super().note(seen, now)
        self.wire_reference, self.iban = seen.wire_reference or self.wire_reference, seen.wire_iban or self.iban

    @property
    def wallet_id(self):
        """The reserve's wallet."""
        return Reserve.objects.get().wallet_id
