"""Vendors: Oscar's `Partner`, extended. Price and stock stay on Oscar's stock records, which belong to a partner."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord


class VendorQuerySet(models.QuerySet):
    def for_public_display(self):
        """Vendors whose shop a visitor may see."""
        return self.filter(status__in=[Partner.Status.OPEN, Partner.Status.PAUSED])

    def of_member(self, user):
        """Vendors whose portal this person may enter."""
        return self.filter(memberships__user=user).exclude(status=Partner.Status.CLOSED)


class Partner(AbstractPartner):
    """A vendor: shop, terms, legal identity and payment account of a professional seller."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("En préparation")
        OPEN = "open", _("Ouverte")
        PAUSED = "paused", _("En congé")
        CLOSED = "closed", _("Fermée")

    class Trade(models.TextChoices):
        CRAFTSPERSON = "artisan", _("Artisan")
        SHOPKEEPER = "commercant", _("Commerçant")
        ARTIST = "artiste-auteur", _("Artiste-auteur")

    class LegalForm(models.TextChoices):
        """Mangopay's person types: a micro-entrepreneur is a legal user of type SOLETRADER."""

        NATURAL = "natural", _("Personne physique")
        SOLETRADER = "soletrader", _("Entreprise individuelle")
        BUSINESS = "business", _("Société")

    class KycLevel(models.TextChoices):
        LIGHT = "LIGHT", _("Identité à vérifier")
        REGULAR = "REGULAR", _("Identité vérifiée")

    # Shop
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    plan = models.ForeignKey("plans.Plan", verbose_name=_("formule"), on_delete=models.PROTECT)
    craft = models.CharField(_("métier"), max_length=120, blank=True)
    tagline = models.CharField(_("phrase d’accroche"), max_length=200, blank=True)
    story = models.TextField(_("présentation"), blank=True)
    town = models.CharField(_("commune de l’atelier"), max_length=120, blank=True)
    department = models.CharField(_("département"), max_length=80, blank=True)
    opening_hours = models.TextField(_("horaires de retrait"), blank=True)
    preparation_days = models.PositiveSmallIntegerField(_("préparation, en jours ouvrés"), default=2)
    emblem = models.ImageField(_("emblème"), upload_to="ateliers/", blank=True)
    banner = models.ImageField(_("bannière"), upload_to="ateliers/", blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)

    # Legal identity (art. 30 DSA, M2 and M3: a professional is named to the buyer)
    trade = models.CharField(_("statut"), max_length=20, choices=Trade.choices, default=Trade.CRAFTSPERSON)
    legal_form = models.CharField(
        _("forme juridique"), max_length=20, choices=LegalForm.choices, default=LegalForm.SOLETRADER
    )
    legal_name = models.CharField(_("dénomination légale"), max_length=160, blank=True)
    representative_first_name = models.CharField(_("prénom du responsable"), max_length=100, blank=True)
    representative_last_name = models.CharField(_("nom du responsable"), max_length=100, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    street = models.CharField(_("rue"), max_length=160, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    vat_rate = models.DecimalField(
        _("TVA comprise dans les prix, en %"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(0),
        help_text=_("0 pour une entreprise en franchise de TVA."),
    )

    # Payment account at Mangopay
    mangopay_user_id = models.CharField(max_length=128, blank=True, db_index=True)
    mangopay_wallet_id = models.CharField(max_length=128, blank=True, db_index=True)
    mangopay_recipient_id = models.CharField(max_length=128, blank=True, db_index=True)
    recipient_is_active = models.BooleanField(_("compte bancaire confirmé"), default=False)
    kyc_level = models.CharField(_("identité"), max_length=10, choices=KycLevel.choices, default=KycLevel.LIGHT)

    users = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="partners")

    objects = VendorQuerySet.as_manager()

    class Meta(AbstractPartner.Meta):
        abstract = False
        verbose_name = _("artisan")
        verbose_name_plural = _("artisans")

    def get_absolute_url(self):
        return reverse("partner:shop", kwargs={"slug": self.code})

    @property
    def can_sell(self):
        """Whether a visitor may buy from this shop now: open, and with a plan that sells."""
        return self.status == self.Status.OPEN and self.plan.kind != self.plan.Kind.LISTING


class Membership(models.Model):
    """What a person may do in a vendor's portal."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Responsable")
        STAFF = "staff", _("Équipe")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.STAFF)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "user"], name="one_membership_per_person")]

    def __str__(self):
        return f"{self.user} ({self.partner})"


class StockRecord(AbstractStockRecord):
    """Price, tax included, and stock of one product at its vendor."""

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(num_allocated__isnull=True) | Q(num_in_stock__gte=F("num_allocated")),
                name="stock_is_never_sold_twice",
            )
        ]


from oscar.apps.partner.models import *  # noqa: E402, F403
