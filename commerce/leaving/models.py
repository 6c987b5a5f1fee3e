"""How a shop ends, or is stopped: asked by its owner or decided by the operator, with dates and reasons."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Grounds of the general terms on which the operator may act (art. 3 and 4 of regulation 2019/1150)."""

    LATE_ORDERS = "late_orders", _("Commandes expédiées en retard ou pas du tout, de façon répétée")
    NOT_HANDMADE = "not_handmade", _("Pièces revendues, ou hors des catégories de la plateforme")
    FORBIDDEN = "forbidden", _("Pièces dangereuses, contrefaites ou interdites")
    IDENTITY = "identity", _("Identité ou entreprise qui ne peut plus être vérifiée")
    BUYERS = "buyers", _("Droits des acheteurs non respectés : rétractation, garantie, conformité")
    DEBTS = "debts", _("Sommes dues qui restent impayées")
    LAW = "law", _("Obligation légale ou décision d’une autorité")
    REPEATED = "repeated", _("Manquements répétés après avertissement")
    OTHER = "other", _("Autre clause des conditions générales, précisée ci-dessous")

    @property
    def needs_notice(self):
        """Whether a termination on this ground waits thirty days (art. 4(2)); art. 4(4) excepts law and repetition."""
        return self not in (Ground.LAW, Ground.REPEATED)


class ClosingQuerySet(models.QuerySet):
    """Ends of shops, by where they stand."""

    def open(self):
        """Neither taken back nor done: at most one per vendor."""
        return self.filter(taken_back_at=None, closed_at=None)


class Closing(models.Model):
    """One end of a shop: announced, in force (nothing can be bought), then closed for good, or taken back."""

    class Cause(models.TextChoices):
        OWNER = "owner", _("Demandée par l’atelier")
        OPERATOR = "operator", _("Décidée par MonQuibus")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="closings")
    cause = models.CharField(_("origine"), max_length=10, choices=Cause.choices)
    ground = models.CharField(_("motif"), max_length=20, choices=Ground.choices, blank=True)
    facts = models.TextField(_("faits"), blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("annoncée le"), default=timezone.now)
    effective_at = models.DateTimeField(_("prend effet le"))
    applied_at = models.DateTimeField(_("plus de vente depuis"), null=True, blank=True)
    status_before = models.CharField(max_length=10, blank=True)
    taken_back_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("fermée le"), null=True, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("fermeture de boutique")
        verbose_name_plural = _("fermetures de boutiques")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"],
                condition=Q(taken_back_at__isnull=True, closed_at__isnull=True),
                name="one_open_closing_per_vendor",
            ),
            models.CheckConstraint(
                condition=Q(cause="owner") | (~Q(ground="") & ~Q(facts="")), name="no_termination_without_reasons"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(applied_at__isnull=False), name="no_shop_closes_unannounced"
            ),
        ]

    def __str__(self):
        return f"{self.vendor}, {timezone.localdate(self.asked_at)}"


class Suspension(models.Model):
    """The operator stopped a shop at once, with its reasons; lifted, the shop is what it was before."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="suspensions")
    ground = models.CharField(_("motif"), max_length=20, choices=Ground.choices)
    facts = models.TextField(_("faits"))
    imposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    imposed_at = models.DateTimeField(_("suspendue le"), default=timezone.now)
    status_before = models.CharField(max_length=10)
    lifted_at = models.DateTimeField(_("levée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspension de boutique")
        verbose_name_plural = _("suspensions de boutiques")
        ordering = ["-imposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(lifted_at__isnull=True), name="one_suspension_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(facts=""), name="no_suspension_without_facts"),
        ]

    def __str__(self):
        return f"{self.vendor}, {timezone.localdate(self.imposed_at)}"


def private_storage():
    """Where files lie that no address leads to."""
    return storages["private"]


class ExportQuerySet(models.QuerySet):
    """Exports by where they stand."""

    def being_made(self):
        """Neither ready nor dropped: at most one per vendor."""
        return self.filter(ready_at=None, dropped_at=None)


class Export(models.Model):
    """All the data of a vendor in one file, made by the task cluster, kept for a few days."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tables_done = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(storage=private_storage, upload_to="exports/", blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export de données")
        verbose_name_plural = _("exports de données")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"],
                condition=Q(ready_at__isnull=True, dropped_at__isnull=True),
                name="one_export_at_a_time_per_vendor",
            )
        ]

    def __str__(self):
        return f"{self.vendor}, {timezone.localdate(self.asked_at)}"


class IdleWarning(models.Model):
    """Somebody who hadn't come for years was told that the account will be deleted; the latest warning counts."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idle_warning")
    warned_at = models.DateTimeField(_("averti le"))

    class Meta:
        verbose_name = _("avertissement de compte inutilisé")
        verbose_name_plural = _("avertissements de compte inutilisé")

    def __str__(self):
        return f"{self.user_id} {self.warned_at:%Y-%m-%d}"


class Erasure(models.Model):
    """One kind of data of a person or of a vendor that left, and the day from which it is no longer kept."""

    class Kind(models.TextChoices):
        PAYER = "payer", _("compte de paiement de l’acheteur")
        ADDRESSES = "addresses", _("adresses des commandes")
        PROFILE = "profile", _("vitrine : présentation, images, pièces")
        TRADER = "trader", _("coordonnées du professionnel (art. 30 du règlement sur les services numériques)")
        OWNER = "owner", _("compte de paiement de l’atelier")
        TAX = "tax", _("identité fiscale et légale (DAC7)")

    kind = models.CharField(_("quoi"), max_length=12, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    vendor = models.ForeignKey("partner.Partner", null=True, blank=True, on_delete=models.CASCADE)
    due_on = models.DateField(_("à partir du"))
    done_at = models.DateTimeField(_("fait le"), null=True, blank=True)

    class Meta:
        verbose_name = _("effacement")
        verbose_name_plural = _("effacements")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "user"], name="erased_once_per_person"),
            models.UniqueConstraint(fields=["kind", "vendor"], name="erased_once_per_vendor"),
            models.CheckConstraint(
                condition=Q(user__isnull=True, vendor__isnull=False) | Q(user__isnull=False, vendor__isnull=True),
                name="erasure_of_a_person_or_of_a_vendor",
            ),
        ]

    def __str__(self):
        return f"{self.kind}:{self.user_id or ''}:{self.vendor_id or ''}"
