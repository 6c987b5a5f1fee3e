"""A dispute between buyer and vendor about one vendor order: its pieces, its steps, and what was sent to show it.

Not to be confused with `commerce.settlement.models.Dispute`, a bank's about a payment.
"""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.disputes.grounds import Ground, Remedy, Wish
from commerce.disputes.states import FINAL, Role, State


def private_storage():
    """What was sent lies outside of what is served: views hand it out."""
    return storages["private"]


def _where(exhibit, _name):
    return f"disputes/{exhibit.step.dispute_id}"


class OrderDisputeQuerySet(models.QuerySet):
    """Disputes by where they stand."""

    def open(self):
        """Somebody still has to do something."""
        return self.exclude(state__in=FINAL)

    def of_vendor(self, vendor):
        """Those about a vendor's orders."""
        return self.filter(vendor_order__vendor=vendor)


class OrderDispute(models.Model):
    """Buyer and vendor disagree about a vendor order. `since` is when it came into its state.

    `remedy` and `remedy_by` are what the vendor promised, or the operator ordered, and until which day.
    """

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="order_disputes")
    number = models.CharField(_("numéro"), max_length=50, unique=True)
    request_key = models.CharField(max_length=40, unique=True)
    state = models.CharField(_("état"), max_length=12, choices=State.choices)
    opened_by = models.CharField(_("ouvert par"), max_length=10, choices=Role.choices)
    ground = models.CharField(_("motif"), max_length=12, choices=Ground.choices)
    wish = models.CharField(_("demande"), max_length=12, choices=Wish.choices, blank=True)
    opened_at = models.DateTimeField(_("ouvert le"), db_index=True)
    since = models.DateTimeField(_("dans cet état depuis"))
    remedy = models.CharField(_("solution promise"), max_length=12, choices=Remedy.choices, blank=True)
    remedy_by = models.DateField(_("promise pour le"), null=True, blank=True)
    decision = models.TextField(_("décision motivée"), blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(_("conclu le"), null=True, blank=True)

    objects = OrderDisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("litige")
        verbose_name_plural = _("litiges")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor_order"], condition=~Q(state__in=FINAL), name="one_open_dispute_per_vendor_order"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINAL, concluded_at__isnull=False)
                | (~Q(state__in=FINAL) & Q(concluded_at__isnull=True)),
                name="a_final_dispute_is_concluded",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PROMISED) | (~Q(remedy="") & Q(remedy_by__isnull=False)),
                name="a_promise_says_what_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DECIDED) | ~Q(decision=""), name="a_decision_has_its_reasons"
            ),
        ]
        indexes = [models.Index(fields=["state", "since"], condition=~Q(state__in=FINAL), name="disputes_under_way")]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        """Whether somebody still has to do something."""
        return self.state not in FINAL


class DisputeLine(models.Model):
    """A quantity of one line that the dispute is about."""

    dispute = models.ForeignKey(OrderDispute, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="dispute_lines")
    quantity = models.PositiveIntegerField(_("quantité"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "line"], name="one_dispute_line_per_line"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_dispute_line_is_about_something"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line_id}"


class DisputeStep(models.Model):
    """What happened to a dispute: which action, by whom, when, with which words, and the refund that it decided."""

    dispute = models.ForeignKey(OrderDispute, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(_("étape"), max_length=20)
    role = models.CharField(_("par"), max_length=10, choices=Role.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("état ensuite"), max_length=12, choices=State.choices)
    words = models.TextField(_("mots"), blank=True)
    taken_at = models.DateTimeField(_("le"))
    refund = models.OneToOneField(
        "settlement.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="dispute_step"
    )

    class Meta:
        verbose_name = _("étape d’un litige")
        verbose_name_plural = _("étapes des litiges")
        ordering = ["taken_at", "pk"]

    def __str__(self):
        return f"{self.dispute_id}: {self.action}"


class Exhibit(models.Model):
    """A picture or a paper that somebody sent with a step, to show what the words say."""

    step = models.ForeignKey(DisputeStep, on_delete=models.CASCADE, related_name="exhibits")
    file = models.FileField(_("fichier"), storage=private_storage, upload_to=_where)
    file_name = models.CharField(max_length=60)
    content_type = models.CharField(max_length=30)
    #: Encoded anew by us: a page may show it.
    is_picture = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("pièce d’un litige")
        verbose_name_plural = _("pièces des litiges")
        ordering = ["pk"]

    def __str__(self):
        return self.file_name
