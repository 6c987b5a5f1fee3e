from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet):
    def offered_on(self, day):
        """Plans that a new vendor may choose; `terms.all()` begins with the terms in force on that day."""
        in_force = PlanTerms.objects.filter(starts_on__lte=day).order_by("-starts_on")
        return self.filter(is_offered=True).prefetch_related(Prefetch("terms", queryset=in_force))


class Plan(models.Model):
    """The commercial terms a vendor chose (« formule »). Its rates are dated rows: `PlanTerms`."""

    class Kind(models.TextChoices):
        COMMISSION = "commission", _("Commission seule")
        SUBSCRIPTION = "subscription", _("Abonnement et commission réduite")
        LISTING = "listing", _("Référencement simple")

    code = models.SlugField(unique=True)
    name = models.CharField(_("nom"), max_length=80)
    kind = models.CharField(_("genre"), max_length=20, choices=Kind.choices)
    description = models.TextField(_("description"), blank=True)
    is_offered = models.BooleanField(_("proposée aux nouveaux artisans"), default=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("formule")
        verbose_name_plural = _("formules")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def terms_on(self, day):
        """The terms in force on a day (Europe/Paris). Raises PlanTerms.DoesNotExist before the first."""
        return self.terms.filter(starts_on__lte=day).latest("starts_on")


class PlanTerms(models.Model):
    """What a plan costs from a day on. A vendor order freezes the terms of its confirmation."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField(_("à partir du"))
    commission_rate = models.DecimalField(
        _("commission, en % du prix des articles"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    commission_fixed_cents = models.PositiveIntegerField(_("part fixe par sous-commande, en centimes"), default=0)
    commission_vat_rate = models.DecimalField(
        _("TVA sur la commission, en %"), max_digits=5, decimal_places=2, default=20
    )
    monthly_fee_cents = models.PositiveIntegerField(_("abonnement mensuel, en centimes"), default=0)

    class Meta:
        verbose_name = _("tarif d’une formule")
        verbose_name_plural = _("tarifs des formules")
        ordering = ["plan", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["plan", "starts_on"], name="one_tariff_per_plan_and_day")]

    def __str__(self):
        return f"{self.plan} ({self.starts_on})"
