"""What the operator asks of vendors before a shop opens, and what each vendor gave or an operator decided of it."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.partner.models import Partner


class Requirement(models.Model):
    """One thing asked for. Retired from a day on instead of deleted: what was given for it is kept."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("Conditions acceptées (constaté par la machine)")
        ATTRIBUTE = "attribute", _("Donnée de la boutique (constatée par la machine)")
        PRODUCTS = "products", _("Nombre de pièces préparées (compté par la machine)")
        DOCUMENT = "document", _("Document à envoyer")
        QUESTION = "question", _("Question à laquelle répondre")

    class Attribute(models.TextChoices):
        SIRET = "siret", _("SIRET")
        PHONE = "phone", _("Téléphone")
        STORY = "story", _("Présentation de l’atelier")
        PORTRAIT = "portrait", _("Portrait")
        BANNER = "banner", _("Bannière")
        BANK_ACCOUNT = "bank_account", _("Compte bancaire confirmé")
        TAX_IDENTITY = "tax_identity", _("Identité fiscale (personnes physiques et entreprises individuelles)")

    #: Kinds that a person answers; the others are read from the data, and nobody waives what the law's rules check.
    ANSWERED = (Kind.DOCUMENT, Kind.QUESTION)

    code = models.SlugField(_("code"), unique=True, help_text=_("Ne change plus."))
    kind = models.CharField(_("genre"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("intitulé"), max_length=150)
    why = models.TextField(_("pourquoi c’est demandé"), help_text=_("Lu par l’artisan avant de répondre."))
    help = models.TextField(_("comment y répondre"), blank=True)
    question = models.SlugField(_("ancre dans la FAQ"), max_length=80, blank=True)
    attribute = models.CharField(_("donnée"), max_length=20, choices=Attribute.choices, blank=True)
    number = models.PositiveSmallIntegerField(
        _("nombre de pièces"), default=0, validators=[MinValueValidator(0), MaxValueValidator(500)]
    )
    trades = models.JSONField(_("statuts concernés"), default=list, blank=True)
    categories = models.ManyToManyField(
        "catalogue.Category", verbose_name=_("catégories concernées"), blank=True, help_text=_("Aucune : toutes.")
    )
    sellers_only = models.BooleanField(_("seulement pour la vente en ligne"), default=True)
    is_blocking = models.BooleanField(_("empêche l’ouverture"), default=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    retired_on = models.DateField(_("n’est plus demandé depuis le"), null=True, blank=True)

    class Meta:
        verbose_name = _("demande")
        verbose_name_plural = _("demandes")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="attribute") | ~Q(attribute=""), name="attribute_is_named"),
            models.CheckConstraint(condition=~Q(kind="products") | Q(number__gt=0), name="products_are_counted"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_answered_by_people(self):
        """Whether the vendor answers it, and an operator may judge the answer."""
        return self.kind in self.ANSWERED


class WrittenForGood(Exception):
    """A record was about to be changed: add another one."""


def private_storage():
    """Files that no address leads to."""
    return storages["private"]


def _where(record, _name):
    return f"requirements/{record.vendor_id}/{uuid.uuid4().hex}"


class RequirementRecord(models.Model):
    """What a vendor gave for a requirement, or an operator decided of it. Only ever added: the latest one counts."""

    class Outcome(models.TextChoices):
        ATTESTED = "attested", _("attesté par l’atelier")
        VERIFIED = "verified", _("vérifié")
        WAIVED = "waived", _("dispensé")
        REJECTED = "rejected", _("à refaire")

    OF_OPERATORS = [each for each in Outcome.choices if each[0] != "attested"]

    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="requirement_records")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="records")
    outcome = models.CharField(_("état"), max_length=10, choices=Outcome.choices)
    answer = models.TextField(_("réponse"), blank=True)
    file = models.FileField(_("document"), storage=private_storage, upload_to=_where, blank=True)
    file_name = models.CharField(max_length=60, blank=True)
    content_type = models.CharField(max_length=30, blank=True)
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("réponse à une demande")
        verbose_name_plural = _("réponses aux demandes")
        ordering = ["recorded_at", "pk"]
        indexes = [models.Index(fields=["vendor", "requirement"], name="records_of_a_vendor")]

    def __str__(self):
        return f"{self.vendor}, {self.requirement} : {self.get_outcome_display()}"

    def save(self, *args, **kwargs):
        """Insert only. Raises WrittenForGood."""
        if not self._state.adding:
            raise WrittenForGood(str(self))
        super().save(*args, **kwargs)
