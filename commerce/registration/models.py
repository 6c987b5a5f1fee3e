"""The file of a vendor-to-be: what it says beside the shop itself, where it stands, and what was decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField


class Registration(models.Model):
    """One per vendor, from the first step to the opening. What the shop itself holds stays on `Partner`."""

    class Status(models.TextChoices):
        STARTED = "started", _("À compléter")
        SUBMITTED = "submitted", _("À valider")
        MORE_ASKED = "more_asked", _("Complément demandé")
        APPROVED = "approved", _("Validée")
        REFUSED = "refused", _("Refusée")

    class Finding(models.TextChoices):
        UNCHECKED = "unchecked", _("Non consulté")
        UNREACHABLE = "unreachable", _("Registre injoignable : à vérifier")
        ACTIVE = "active", _("Établissement en activité")
        CLOSED = "closed", _("Établissement fermé")
        UNKNOWN = "unknown", _("Établissement introuvable ou non diffusé")

    #: States in which its owner may still change what it says.
    OPEN_TO_CHANGES = (Status.STARTED, Status.MORE_ASKED)

    vendor = models.OneToOneField("partner.Partner", on_delete=models.CASCADE, related_name="registration")
    status = models.CharField(_("état"), max_length=12, choices=Status.choices, default=Status.STARTED)
    started_at = models.DateTimeField(_("commencée le"), default=timezone.now)
    touched_at = models.DateTimeField(_("modifiée le"), default=timezone.now)
    submitted_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    #: Counts sendings and decisions: an operator decides about the version that was read.
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    is_reminded = models.BooleanField(_("rappels"), default=True, help_text=_("Leur destinataire peut les couper."))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="registrations_started"
    )

    # What I make
    makes = models.TextField(_("ce que je fabrique"), blank=True)
    categories = models.ManyToManyField("catalogue.Category", verbose_name=_("catégories"), blank=True)

    # My own guess of sales, for the comparison of plans in euros
    guessed_orders_per_month = models.PositiveIntegerField(_("commandes par mois"), null=True, blank=True)
    guessed_basket_cents = models.PositiveIntegerField(_("panier moyen, en centimes"), null=True, blank=True)

    guessed_delivery_cents = models.PositiveIntegerField(
        _("livraison payée par l’acheteur, en centimes"), null=True, blank=True
    )

    # What the public register of firms answered about the SIRET; kept with it, to show what was checked
    register_finding = models.CharField(
        _("registre public"), max_length=12, choices=Finding.choices, default=Finding.UNCHECKED
    )
    register_name = models.CharField(_("dénomination au registre"), max_length=200, blank=True)
    register_siret = models.CharField(_("SIRET vérifié"), max_length=14, blank=True)
    register_checked_at = models.DateTimeField(_("vérifié le"), null=True, blank=True)

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["submitted_at", "pk"]
        permissions = [("validate_registrations", "Valider les inscriptions des artisans")]
        constraints = [
            models.UniqueConstraint(
                fields=["started_by"], condition=Q(status="started"), name="one_unfinished_registration_per_person"
            ),
            models.CheckConstraint(
                condition=Q(status="started") | Q(submitted_at__isnull=False), name="judged_only_once_submitted"
            ),
        ]

    def __str__(self):
        return str(self.vendor)

    @property
    def is_open_to_changes(self):
        """Whether its owner may change what it says: before it is sent, and when more is asked for."""
        return self.status in self.OPEN_TO_CHANGES

    @property
    def says_closed(self):
        """Whether the public register says that the establishment of today's SIRET has closed."""
        return self.register_finding == self.Finding.CLOSED and self.register_siret == self.vendor.siret


class Decision(models.Model):
    """What an operator decided about a registration, and why. Only ever added."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Validée")
        MORE_ASKED = "more_asked", _("Complément demandé")
        REFUSED = "refused", _("Refusée")

    class Reason(models.TextChoices):
        """Why a shop isn't opened (art. 4 and 11 of regulation 2019/1150: reasons are owed)."""

        NOT_OUR_TRADES = "not_our_trades", _("Les pièces n’entrent pas dans les catégories de la plateforme")
        NOT_A_PROFESSIONAL = "not_a_professional", _("Le statut professionnel n’est pas établi")
        NOT_MADE = "not_made", _("Des pièces semblent revendues et non fabriquées ou choisies par l’atelier")
        IDENTITY = "identity", _("L’identité ou l’entreprise n’a pas pu être vérifiée")
        INCOMPLETE = "incomplete", _("Il manque une pièce ou une réponse")
        OUTSIDE_FRANCE = "outside_france", _("L’entreprise n’est pas établie en France")
        FORBIDDEN_GOODS = "forbidden_goods", _("Des pièces ne peuvent pas être vendues ici")
        OTHER = "other", _("Autre raison, précisée ci-dessous")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("décision"), max_length=12, choices=Outcome.choices)
    reason = models.CharField(_("raison"), max_length=20, choices=Reason.choices, blank=True)
    text = models.TextField(_("explication"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("décidée le"), default=timezone.now)

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome="approved") | ~Q(reason=""), name="no_refusal_without_a_reason")
        ]

    def __str__(self):
        return f"{self.registration}, {self.get_outcome_display()}"


class RefusedGoods(models.Model):
    """One kind of goods that isn't sold here, and why: read by vendors-to-be, and compared with what they choose."""

    title = models.CharField(_("ce qui ne se vend pas ici"), max_length=150)
    why = models.TextField(_("pourquoi"), help_text=_("Lu par l’artisan quand il dit ce qu’il fait."))
    categories = models.ManyToManyField(
        "catalogue.Category",
        verbose_name=_("catégories refusées"),
        blank=True,
        help_text=_("Avec celles en dessous : un nouvel artisan ne peut pas les choisir. Aucune : simple lecture."),
    )
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)

    class Meta:
        verbose_name = _("refus")
        verbose_name_plural = _("ce qui ne se vend pas ici")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title


class TermsText(models.Model):
    """One version of what a vendor agrees to. Once accepted by somebody it never changes: a new text is a new row."""

    class Document(models.TextChoices):
        OPERATOR = "operator", _("Conditions de la place de marché")
        MANGOPAY = "mangopay", _("Conditions du compte de paiement Mangopay")

    document = models.CharField(_("document"), max_length=12, choices=Document.choices)
    version = models.SlugField(_("version"), max_length=20, help_text=_("Par exemple 2026-11."))
    body = RichTextField(_("texte"), features=["h3", "bold", "italic", "ol", "ul", "link"])
    changes = models.TextField(
        _("ce qui change"),
        blank=True,
        help_text=_("En quelques phrases, pour les vendeurs qui ont accepté la précédente."),
    )
    announced_at = models.DateTimeField(_("annoncé le"), default=timezone.now, editable=False)
    effective_on = models.DateField(
        _("en vigueur le"), help_text=_("Au moins 15 jours après l’annonce, s’il y a déjà une version.")
    )

    class Meta:
        verbose_name = _("texte à accepter")
        verbose_name_plural = _("textes à accepter")
        ordering = ["document", "-effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="one_text_per_document_and_version"),
            models.UniqueConstraint(fields=["document", "effective_on"], name="one_text_per_document_and_day"),
        ]

    def __str__(self):
        return f"{self.get_document_display()}, {self.version}"


class Acceptance(models.Model):
    """Who agreed to which text for a vendor, and when. Only ever added."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="acceptances")
    text = models.ForeignKey(TermsText, on_delete=models.PROTECT, related_name="acceptances")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(_("accepté le"))

    class Meta:
        verbose_name = _("acceptation")
        verbose_name_plural = _("acceptations")
        ordering = ["accepted_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["vendor", "text"], name="one_acceptance_per_vendor_and_text")]

    def __str__(self):
        return f"{self.vendor}, {self.text}"
