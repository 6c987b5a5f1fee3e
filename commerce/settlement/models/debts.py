"""What vendors owe the operator, and how the next releases pay it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.settlement.models.movements import Release


class DebtQuerySet(models.QuerySet):
    def open(self):
        """Not wholly repaid, oldest first."""
        settled = F("repaid_cents") + F("cancelled_cents")
        return self.filter(amount_cents__gt=settled).order_by("owed_at", "pk")


class Debt(models.Model):
    """A sum in cents that a vendor owes since a day. The book has it too: `debt:<vendor>` against `claims:<kind>`."""

    class Kind(models.TextChoices):
        REFUND = "refund", _("remboursement avancé")
        CHARGEBACK = "chargeback", _("paiement contesté")
        SUBSCRIPTION = "subscription", _("abonnement")
        SUBSIDY = "subsidy", _("réduction reprise après remboursement")
        ADJUSTMENT = "adjustment", _("régularisation")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="debts")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind.choices)
    business_key = models.CharField(_("clé"), max_length=100, unique=True)
    description = models.CharField(_("objet"), max_length=200)
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))
    repaid_cents = models.PositiveIntegerField(_("remboursé, en centimes"), default=0)
    cancelled_cents = models.PositiveIntegerField(_("abandonné, en centimes"), default=0)
    owed_at = models.DateTimeField(_("due depuis"))

    objects = DebtQuerySet.as_manager()

    class Meta:
        verbose_name = _("dette d’un artisan")
        verbose_name_plural = _("dettes des artisans")
        ordering = ["owed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gte=F("repaid_cents") + F("cancelled_cents")), name="a_debt_is_paid_once"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_debt_is_something"),
        ]

    def __str__(self):
        return self.business_key

    @property
    def open_cents(self):
        """What is still owed."""
        return self.amount_cents - self.repaid_cents - self.cancelled_cents


class Repayment(models.Model):
    """A part of a debt that a release carries as a higher fee; it counts once `booked_at` is set."""

    debt = models.ForeignKey(Debt, on_delete=models.PROTECT, related_name="repayments")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="repayments")
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))
    booked_at = models.DateTimeField(_("compté le"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debt", "release"], name="one_repayment_per_debt_and_release")]

    def __str__(self):
        return f"{self.debt} : {self.amount_cents}"
