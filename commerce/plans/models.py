from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet):
    def offered_on(self, day):
        """Plans that a new vendor may choose; `terms.all()` begins with the terms in force on that day."""
        in_force = PlanTerms.objects.filter(starts_on__lte=day).order_by("-starts_on")
        return self.filter(is_offered=True).prefetch_related(Prefetch("terms", queryset=in_force))


class Plan(models.Model):
    """The commercial terms a vendor chose (« formule »). Its rates are dated rows: `PlanTerms`."""

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
    commission_on_shipping = models.BooleanField(_("commission aussi sur la livraison"), default=False)
    monthly_fee_cents = models.PositiveIntegerField(_("abonnement mensuel hors taxe, en centimes"), default=0)
    yearly_fee_cents = models.PositiveIntegerField(
        _("abonnement annuel hors taxe, en centimes"), default=0, help_text=_("0 si la formule ne se paie qu’au mois.")
    )
    announced_at = models.DateTimeField(_("annoncé le"), null=True, blank=True, editable=False)
    not_before = models.DateField(
        _("hausse : pas avant le"), null=True, blank=True, editable=False, help_text=_("Préavis de 15 jours.")
    )

    class Meta:
        verbose_name = _("tarif d’une formule")
        verbose_name_plural = _("tarifs des formules")
        ordering = ["plan", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "starts_on"], name="one_tariff_per_plan_and_day"),
            models.CheckConstraint(
                condition=Q(not_before__isnull=True) | Q(starts_on__gte=F("not_before")),
                name="a_rise_has_its_notice",
            ),
        ]

    def __str__(self):
        return f"{self.plan} ({self.starts_on})"

    def clean(self):
        """Refuse what `tariffs.announce_terms` would refuse, whichever form asks."""
        from commerce.plans.tariffs import check_terms

        if self.plan_id and self.starts_on and self.commission_rate is not None:
            self.not_before = check_terms(self, now=getattr(self, "announcing_at", None) or timezone.now())

    def fee_cents(self, period):
        """The subscription of a monthly or yearly period, before VAT, in cents."""
        return self.yearly_fee_cents if period == PlanChoice.Period.YEARLY else self.monthly_fee_cents


class PlanChoiceQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def pending(self):
        """Those that haven't taken effect yet: at most one per vendor."""
        return self.standing().filter(settled_at=None)


class PlanChoice(models.Model):
    """From which day on a vendor has which plan. The latest row that has begun rules, whether or not a task ran.

    `settled_at` is when the vendor's current plan was brought up to date, and says nothing of which plan rules.
    """

    class Period(models.TextChoices):
        MONTHLY = "monthly", _("au mois")
        YEARLY = "yearly", _("à l’année")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="plan_choices")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="choices", verbose_name=_("formule"))
    period = models.CharField(_("paiement"), max_length=10, choices=Period.choices, default=Period.MONTHLY)
    starts_on = models.DateField(_("à partir du"))
    asked_at = models.DateTimeField(_("demandée le"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    settled_at = models.DateTimeField(_("appliquée le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    objects = PlanChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choix de formule")
        verbose_name_plural = _("choix de formules")
        ordering = ["vendor", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"],
                condition=Q(settled_at__isnull=True, withdrawn_at__isnull=True),
                name="one_pending_switch_per_vendor",
            ),
            models.UniqueConstraint(
                fields=["vendor", "starts_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_plan_per_vendor_and_day",
            ),
        ]

    def __str__(self):
        return f"{self.vendor} : {self.plan} ({self.starts_on})"


class SubscriptionBill(models.Model):
    """What a vendor owes for one period of its plan. In cents; `ends_on` is the first day after it."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="subscription_bills")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="bills", verbose_name=_("formule"))
    period = models.CharField(_("paiement"), max_length=10, choices=PlanChoice.Period.choices)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("jusqu’au, non compris"))
    net_cents = models.PositiveIntegerField(_("hors taxe, en centimes"))
    vat_cents = models.PositiveIntegerField(_("TVA, en centimes"))
    billed_at = models.DateTimeField(_("facturé le"))
    owed_at = models.DateTimeField(_("inscrit au compte de l’artisan le"), null=True, blank=True)
    cancelled_cents = models.PositiveIntegerField(_("annulé, TVA comprise, en centimes"), default=0)
    failed_at = models.DateTimeField(_("premier échec du paiement"), null=True, blank=True)
    fell_back_at = models.DateTimeField(_("retour à la commission seule"), null=True, blank=True)

    class Meta:
        verbose_name = _("facture d’abonnement")
        verbose_name_plural = _("factures d’abonnement")
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["vendor", "starts_on"], name="one_bill_per_vendor_and_period"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_period_has_days"),
            models.CheckConstraint(
                condition=Q(cancelled_cents__lte=F("net_cents") + F("vat_cents")), name="no_more_cancelled_than_billed"
            ),
        ]

    def __str__(self):
        return self.business_key

    @property
    def business_key(self):
        """What names this bill in debts, payments and mails."""
        return f"subscription:{self.vendor_id}:{self.starts_on:%Y-%m-%d}"

    @property
    def total_cents(self):
        """With VAT, before anything was cancelled."""
        return self.net_cents + self.vat_cents
