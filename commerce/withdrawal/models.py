"""A buyer's declaration that he withdraws, what becomes of the goods, and every step with who took it."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.withdrawal.states import FINAL, Role, State


def private_storage():
    """Evidence lies outside of what is served: views hand it out."""
    return storages["private"]


def _where(evidence, _name):
    return f"withdrawals/{evidence.withdrawal_id}/{evidence.kind}"


class ReturnTerms(models.Model):
    """What a vendor wants of whoever sends something back. A shop without it: at the buyer's cost, to its address."""

    vendor = models.OneToOneField("partner.Partner", on_delete=models.CASCADE, related_name="return_terms")
    pays_returns = models.BooleanField(_("j’offre le retour"), default=False)
    address = models.TextField(_("adresse de retour"), blank=True, max_length=400)
    advice = models.TextField(_("conseils d’emballage"), blank=True, max_length=600)

    class Meta:
        verbose_name = _("conditions de retour")
        verbose_name_plural = _("conditions de retour")

    def __str__(self):
        return str(self.vendor)


class WithdrawalQuerySet(models.QuerySet):
    """Withdrawals by where they stand."""

    def open(self):
        """Neither refunded nor closed."""
        return self.exclude(state__in=FINAL)

    def of_vendor(self, vendor):
        """Those of a vendor's orders."""
        return self.filter(vendor_order__vendor=vendor)


class Withdrawal(models.Model):
    """One declaration (art. L221-21), and the return that follows. Amounts are cents, `statement` is what was kept.

    `reduction_cents` is what the vendor keeps for wear beyond a try (art. L221-23), of which `given_up_cents` went
    back in the end; `refund` is what was given first, `later_refund` what an appeal or second thoughts added.
    """

    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="withdrawals")
    number = models.CharField(_("numéro"), max_length=50, unique=True)
    request_key = models.CharField(max_length=40, unique=True)
    state = models.CharField(_("état"), max_length=12, choices=State.choices, default=State.DECLARED)
    name = models.CharField(_("déclarée par"), max_length=120)
    email = models.EmailField(_("accusé de réception envoyé à"))
    declared_at = models.DateTimeField(_("déclarée le"), db_index=True)
    period_ends_on = models.DateField(_("dernier jour du délai"), null=True, blank=True)
    statement = models.TextField(_("déclaration"))
    return_by = models.DateField(_("à renvoyer au plus tard le"), null=True, blank=True)
    vendor_pays_return = models.BooleanField(_("retour offert par l’artisan"), default=False)
    instructions = models.TextField(_("consignes de retour"), blank=True)

    dispatched_at = models.DateTimeField(_("renvoyée le"), null=True, blank=True)
    tracking_number = models.CharField(_("numéro de suivi du retour"), max_length=60, blank=True)
    returned_at = models.DateTimeField(_("revenue le"), null=True, blank=True)
    reduced_at = models.DateTimeField(_("réduction annoncée le"), null=True, blank=True)
    reduction_cents = models.PositiveIntegerField(_("réduction, en centimes"), default=0)
    given_up_cents = models.PositiveIntegerField(_("réduction rendue, en centimes"), default=0)
    reduction_reason = models.TextField(_("motif de la réduction"), blank=True)
    appeal = models.TextField(_("contestation de l’acheteur"), blank=True)
    decision = models.TextField(_("décision motivée"), blank=True)
    is_back_in_stock = models.BooleanField(_("remise en vente"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(_("conclue le"), null=True, blank=True)

    refund = models.OneToOneField(
        "settlement.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    later_refund = models.OneToOneField(
        "settlement.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="reduced_withdrawal"
    )

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("rétractation")
        verbose_name_plural = _("rétractations")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_up_cents__lte=models.F("reduction_cents")), name="no_more_than_was_kept_is_given_up"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINAL, concluded_at__isnull=False)
                | (~Q(state__in=FINAL) & Q(concluded_at__isnull=True)),
                name="a_final_withdrawal_is_concluded",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "declared_at"], condition=~Q(state__in=FINAL), name="withdrawals_under_way")
        ]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        """Whether somebody still has to do something."""
        return self.state not in FINAL


class WithdrawalLine(models.Model):
    """A quantity of one line that the buyer gives up."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="withdrawal_lines")
    quantity = models.PositiveIntegerField(_("quantité"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["withdrawal", "line"], name="one_withdrawal_line_per_line"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_withdrawal_line_gives_something_up"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line_id}"


class Step(models.Model):
    """What happened to a withdrawal: which action, by whom, when, with which words."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(_("étape"), max_length=20)
    role = models.CharField(_("par"), max_length=10, choices=Role.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("état ensuite"), max_length=12, choices=State.choices)
    words = models.TextField(_("précision"), blank=True)
    taken_at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("étape d’une rétractation")
        verbose_name_plural = _("étapes des rétractations")
        ordering = ["taken_at", "pk"]

    def __str__(self):
        return f"{self.withdrawal_id}: {self.action}"


class Evidence(models.Model):
    """A file that shows something: a receipt of posting, a label, a picture of what came back."""

    class Kind(models.TextChoices):
        LABEL = "label", _("Étiquette de retour")
        DISPATCH = "dispatch", _("Preuve d’envoi")
        INSPECTION = "inspection", _("Photo de l’atelier")
        APPEAL = "appeal", _("Photo de l’acheteur")

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind.choices)
    file = models.FileField(_("fichier"), storage=private_storage, upload_to=_where)
    file_name = models.CharField(max_length=60)
    content_type = models.CharField(max_length=30)
    sent_at = models.DateTimeField(_("envoyé le"))

    class Meta:
        verbose_name = _("pièce d’une rétractation")
        verbose_name_plural = _("pièces des rétractations")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.withdrawal_id}: {self.kind}"

    @property
    def is_picture(self):
        """Whether a page may show it."""
        return self.content_type == "image/jpeg"
