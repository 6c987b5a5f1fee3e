"""Money that a person moves by decision: proposed with a reason, approved by somebody else above a limit, once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.settlement.models.debts import Debt
from commerce.settlement.models.refunds import Refund


def _by(verbose_name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=verbose_name, **options
    )


class Adjustment(models.Model):
    """What an operator decided by hand, in cents. The row is the record of who asked, who agreed and when it was done.

    `wanted` of a refund are the arguments of `refund_decision.decide`; other kinds leave it empty.
    """

    class Kind(models.TextChoices):
        OWED = "owed", _("l’artisan doit cette somme à MonQuibus")
        GIVEN = "given", _("la réserve verse cette somme à l’artisan")
        FORGIVEN = "forgiven", _("MonQuibus abandonne cette part d’une dette")
        REFUND = "refund", _("l’acheteur est remboursé")

    kind = models.CharField(_("nature"), max_length=10, choices=Kind.choices)
    vendor = models.ForeignKey(
        "partner.Partner", on_delete=models.PROTECT, related_name="adjustments", verbose_name=_("artisan")
    )
    vendor_order = models.ForeignKey(
        "order.VendorOrder", null=True, blank=True, on_delete=models.PROTECT, related_name="adjustments"
    )
    debt = models.ForeignKey(Debt, null=True, blank=True, on_delete=models.PROTECT, related_name="adjustments")
    refund = models.OneToOneField(
        Refund, null=True, blank=True, on_delete=models.PROTECT, related_name="adjustment", verbose_name=_("effet")
    )
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))
    reason = models.CharField(_("motif"), max_length=300)
    wanted = models.JSONField(default=dict, blank=True)
    request_key = models.CharField(max_length=40, unique=True)
    needs_second_person = models.BooleanField(_("attend une deuxième personne"))
    proposed_by = _by(_("proposée par"))
    proposed_at = models.DateTimeField(_("proposée le"))
    approved_by = _by(_("approuvée par"), null=True, blank=True)
    refused_by = _by(_("refusée par"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    executed_at = models.DateTimeField(_("faite le"), null=True, blank=True)

    class Meta:
        verbose_name = _("régularisation")
        verbose_name_plural = _("régularisations")
        ordering = ["-proposed_at", "-pk"]
        permissions = [
            ("see_the_money", "May read the money room"),
            ("move_the_money", "May retry, hold, refund and adjust in the money room"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="nobody_approves_alone"
            ),
            models.CheckConstraint(
                condition=Q(executed_at=None) | Q(needs_second_person=False) | Q(approved_by__isnull=False),
                name="nothing_is_done_before_the_second_person",
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None) | Q(executed_at=None, approved_by=None), name="what_is_refused_isnt_done"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="an_adjustment_moves_something"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_adjustment_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(executed_at=None, refused_by=None), name="adjustments_that_wait")
        ]

    def __str__(self):
        return self.business_key

    @property
    def business_key(self):
        """What its journals and movements are called."""
        return f"adjustment:{self.pk}"

    @property
    def is_open(self):
        """Whether somebody must still answer."""
        return self.executed_at is None and self.refused_by_id is None

    @property
    def state_in_words(self):
        """Where it stands."""
        if self.refused_by_id:
            return _("refusée")
        if self.executed_at:
            return _("faite")
        return _("attend une deuxième personne")
