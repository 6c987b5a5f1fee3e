"""Vendors: Oscar's `Partner`, extended. Price and stock stay on Oscar's stock records, which belong to a partner."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commerce.partner.absence import Absence
from commerce.partner.timetable import Timetable
from commerce.promotions.running import best_promotion


class VendorQuerySet(models.QuerySet):
    def for_public_display(self):
        """Vendors whose shop a visitor finds in the directory."""
        return self.filter(status=Partner.Status.OPEN)

    def once_open(self):
        """Vendors whose shop has an address: open ones, and those that left, whose page says so."""
        return self.filter(status__in=[Partner.Status.OPEN, *Partner.LEAVING])

    def selling(self, now):
        """Vendors that take orders at `now` as far as shop and holidays say; plans are dated by `plans.choices`."""
        shut = Holiday.objects.running(now).filter(vendor=OuterRef("pk"), orders_paused=True)
        return self.filter(~Exists(shut), status=Partner.Status.OPEN)

    def of_member(self, user):
        """Vendors whose portal this person may enter; a closed shop's too, for its documents and its money.

        Each with the person's `member_role` there.
        """
        return self.filter(memberships__user=user).annotate(member_role=F("memberships__role"))


class Partner(AbstractPartner):
    """A vendor: shop, terms, legal identity and payment account of a professional seller."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("En préparation")
        OPEN = "open", _("Ouverte")
        SUSPENDED = "suspended", _("Suspendue")
        CLOSING = "closing", _("En cours de fermeture")
        CLOSED = "closed", _("Fermée")

    class Trade(models.TextChoices):
        CRAFTSPERSON = "artisan", _("Artisan")
        SHOPKEEPER = "commercant", _("Commerçant")
        ARTIST = "artiste-auteur", _("Artiste-auteur")
        IN_CREATION = "en-creation", _("Entreprise en cours de création")

    class LegalForm(models.TextChoices):
        """Mangopay's person types: a micro-entrepreneur is a legal user of type SOLETRADER."""

        NATURAL = "natural", _("Personne physique")
        SOLETRADER = "soletrader", _("Entreprise individuelle")
        BUSINESS = "business", _("Société")

    class KycLevel(models.TextChoices):
        LIGHT = "LIGHT", _("Identité à vérifier")
        REGULAR = "REGULAR", _("Identité vérifiée")

    #: States of a shop that sells no more, for good: its page says so.
    LEAVING = (Status.CLOSING, Status.CLOSED)

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
    banner_alt = models.CharField(_("ce que montre la bannière"), max_length=150, blank=True)
    portrait = models.ImageField(_("portrait"), upload_to="ateliers/", blank=True)
    portrait_alt = models.CharField(_("ce que montre le portrait"), max_length=150, blank=True)
    website = models.URLField(_("site"), max_length=200, blank=True)
    phone_is_shown = models.BooleanField(_("téléphone affiché"), default=True)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    #: What isn't over of `Holiday`, first one first, so that lists need no query. Written by `partner.holidays` alone.
    holidays_ahead = models.JSONField(default=list, blank=True, editable=False)
    #: Days and hours as `commerce.partner.timetable` keeps them; `timetable` reads them.
    kept_hours = models.JSONField(default=dict, blank=True, editable=False)

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
    outflows_blocked = models.BooleanField(_("virements bloqués par Mangopay"), default=False)
    refused_recipient_id = models.CharField(max_length=128, blank=True)
    payout_refusal = models.CharField(_("motif du dernier refus de la banque"), max_length=60, blank=True)
    kyc_level = models.CharField(_("identité"), max_length=10, choices=KycLevel.choices, default=KycLevel.LIGHT)

    sold_out_goes_offline = models.BooleanField(
        _("retirer de la vente ce qui est épuisé"), default=False, db_default=False
    )
    low_stock_default = models.PositiveIntegerField(_("m’alerter quand il en reste"), null=True, blank=True)

    users = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="partners")

    objects = VendorQuerySet.as_manager()

    class Meta(AbstractPartner.Meta):
        abstract = False
        verbose_name = _("artisan")
        verbose_name_plural = _("artisans")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="a_place_has_two_numbers",
            )
        ]

    def get_absolute_url(self):
        return reverse("partner:shop", kwargs={"slug": self.code})

    @property
    def is_listing(self):
        """Whether its plan is a page in the directory: what it makes is seen and bought at the workshop."""
        return self.plan.kind == self.plan.Kind.LISTING

    @property
    def shown_phone(self):
        """Its telephone as visitors read it: who sells online must give one, a simple listing may keep it."""
        return self.phone if self.phone_is_shown or not self.is_listing else ""

    @property
    def is_leaving(self):
        """Whether its owner, or the operator, ended it: from then on nothing can be bought."""
        return self.status in self.LEAVING

    @property
    def can_sell(self):
        """Whether a visitor may buy from this shop now."""
        return self.sells_at(timezone.now())

    def sells_at(self, now):
        """Whether a visitor may buy at `now`: open, with a plan that sells, on no holiday that pauses orders."""
        holiday = self.holiday_at(now)
        is_shut = holiday is not None and holiday.orders_paused
        return self.status == self.Status.OPEN and self.plan.kind != self.plan.Kind.LISTING and not is_shut

    @property
    def timetable(self):
        """When it prepares, hands over and delivers. No query."""
        return Timetable.from_json(self.kept_hours)

    @property
    def pickup_words(self):
        """Lines about when goods are collected, for people."""
        return self.timetable.pickup_words(timezone.localdate(), self.opening_hours)

    @property
    def delivery_words(self):
        """Lines about when the vendor delivers in person."""
        return self.timetable.delivery_words(timezone.localdate())

    @property
    def opening_words(self):
        """Lines about both."""
        return self.timetable.words(timezone.localdate(), self.opening_hours)

    @property
    def absences(self):
        """The holidays that were planned and not over when last written, first one first. No query."""
        return [Absence.from_json(each) for each in self.holidays_ahead]

    @property
    def holiday(self):
        """The holiday that runs now, or None."""
        return self.holiday_at(timezone.now())

    def holiday_at(self, now):
        """The holiday that runs at `now`, or None: read from the clock, no task begins or ends it."""
        return next((absence for absence in self.absences if absence.covers(now)), None)

    def next_holiday_at(self, now):
        """The first holiday that begins after `now`, or None."""
        return next((absence for absence in self.absences if absence.starts_at > now), None)


class HolidayQuerySet(models.QuerySet):
    """Holidays of vendors, by moment."""

    def running(self, now):
        """Begun and not over at `now`."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def ahead(self, now):
        """Not over at `now`, first one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at")


class Holiday(models.Model):
    """A vendor is away from `starts_at` to `ends_at`, its end not included. Those of one vendor never overlap."""

    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="holidays")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("retour"))
    message = models.CharField(_("message aux visiteurs"), max_length=300, blank=True)
    orders_paused = models.BooleanField(_("aucune commande pendant le congé"), default=True)
    planned_at = models.DateTimeField(_("prévu le"), default=timezone.now)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("congé")
        verbose_name_plural = _("congés")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="holiday_ends_after_its_start"),
            models.UniqueConstraint(fields=["vendor", "starts_at"], name="one_holiday_begins_at_a_time"),
        ]

    def __str__(self):
        return f"{self.vendor}, {timezone.localdate(self.starts_at)}"

    @property
    def absence(self):
        """What visitors see of it."""
        return Absence(self.starts_at, self.ends_at, self.orders_paused, self.message)


class PastAddress(models.Model):
    """An address that a shop had. It leads to the shop for ever, and no other shop takes it."""

    slug = models.SlugField(_("adresse"), max_length=128, unique=True)
    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="past_addresses")
    left_at = models.DateTimeField(_("quittée le"), default=timezone.now)

    class Meta:
        verbose_name = _("ancienne adresse")
        verbose_name_plural = _("anciennes adresses")

    def __str__(self):
        return self.slug


class Follow(models.Model):
    """A person wants to find a shop again, whatever its plan is or becomes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(_("depuis le"), default=timezone.now)

    class Meta:
        verbose_name = _("abonnement à un atelier")
        verbose_name_plural = _("abonnements à un atelier")
        ordering = ["-since", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "vendor"], name="a_shop_is_followed_once")]

    def __str__(self):
        return f"{self.user}, {self.vendor}"


class Membership(models.Model):
    """What a person may do in a vendor's portal."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Responsable")
        MANAGER = "manager", _("Gestion")
        WORKSHOP = "workshop", _("Atelier et préparation")
        ACCOUNTING = "accounting", _("Comptabilité")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.WORKSHOP)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "user"], name="one_membership_per_person")]

    def __str__(self):
        return f"{self.user} ({self.partner})"


class StockRecordQuerySet(models.QuerySet):
    def with_promotion(self, now):
        """Adds `promotion`, as `commerce.promotions.prices` reads it: what lowers each record's price at `now`."""
        return self.annotate(promotion=best_promotion(now))


class StockRecord(AbstractStockRecord):
    """Price, tax included, and stock of one product at its vendor. Promotions may lower what it sells at.

    Every change of `price` is written to the price history by the database (`commerce.compliance.price_history`).
    Its figures are changed by `commerce.stock` alone, which writes down why: a record saved again keeps those that the
    database has, and Oscar's own ways to change them refuse.
    """

    COUNTED = ("num_in_stock", "num_allocated")

    sold_out_goes_offline = models.BooleanField(_("épuisée, elle quitte la boutique"), null=True, blank=True)
    is_off_until_back = models.BooleanField(
        _("hors ligne jusqu’au retour du stock"), default=False, db_default=False, editable=False
    )

    objects = StockRecordQuerySet.as_manager()

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(num_allocated__isnull=True) | Q(num_in_stock__gte=F("num_allocated")),
                name="stock_is_never_sold_twice",
            )
        ]

    def save(self, *args, update_fields=None, **kwargs):
        if not self._state.adding:
            wanted = update_fields or [field.name for field in self._meta.concrete_fields if not field.primary_key]
            update_fields = [name for name in wanted if name not in self.COUNTED]
        super().save(*args, update_fields=update_fields, **kwargs)

    def allocate(self, quantity):
        """Raises NotImplementedError, as its two sisters: stock changes through `commerce.stock`, with its cause."""
        raise NotImplementedError("Stock changes through commerce.stock.")

    consume_allocation = cancel_allocation = allocate


from oscar.apps.partner.models import *  # noqa: E402, F403

from commerce.partner import people_models  # noqa: E402, F401
