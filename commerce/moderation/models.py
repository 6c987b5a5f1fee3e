"""What the operator reads of pieces, what people report of them, and the reasons that were given."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Why a piece is reported, refused or taken off: the closed list that buyers, vendors and operators share."""

    ILLEGAL = "illegal", _("Contraire à la loi")
    COUNTERFEIT = "counterfeit", _("Contrefaçon ou copie")
    DANGEROUS = "dangerous", _("Produit dangereux")
    MISLEADING = "misleading", _("Description trompeuse ou incomplète")
    NOT_THE_WORKSHOP = "resale", _("Ne vient pas de l’atelier")
    TYPOLOGY = "typology", _("Hors de ce que vend la place de marché")
    PERSON = "person", _("Porte atteinte à une personne")
    CHILD = "child", _("Met un enfant en danger")
    OTHER = "other", _("Autre raison")


class PieceCheck(models.Model):
    """A piece, or a change of one, that waits for the operator or was decided. One waits per piece at most."""

    class Kind(models.TextChoices):
        FIRST = "first", _("Mise en ligne")
        CHANGE = "change", _("Changement")

    class State(models.TextChoices):
        WAITING = "waiting", _("À lire")
        ACCEPTED = "accepted", _("Acceptée")
        REFUSED = "refused", _("Refusée")

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(_("objet"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.WAITING)
    #: Of a change: what `preparing.describe` is asked for, a category by its id.
    proposed = models.JSONField(_("proposition"), default=dict, blank=True)
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("relecture d’une pièce")
        verbose_name_plural = _("relectures de pièces")
        ordering = ["asked_at", "pk"]
        permissions = [("moderate_pieces", "Can moderate pieces")]
        constraints = [
            models.UniqueConstraint(
                fields=["product"], condition=Q(state="waiting"), name="one_check_waits_per_piece"
            ),
        ]

    def __str__(self):
        return f"{self.product}, {self.get_kind_display()}"


def new_reference():
    """The number that a person who reports reads and quotes."""
    return f"S-{get_random_string(8, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')}"


class Report(models.Model):
    """Somebody says that a piece shouldn't be there (art. 16 of regulation (EU) 2022/2065)."""

    class State(models.TextChoices):
        RECEIVED = "received", _("À lire")
        UPHELD = "upheld", _("Fondé")
        DISMISSED = "dismissed", _("Non fondé")

    reference = models.CharField(_("numéro"), max_length=12, unique=True, default=new_reference, editable=False)
    form_key = models.CharField(max_length=32, null=True, unique=True, editable=False)
    product = models.ForeignKey("catalogue.Product", null=True, on_delete=models.SET_NULL, related_name="reports")
    title = models.CharField(_("pièce"), max_length=255)
    ground = models.CharField(_("raison"), max_length=20, choices=Ground.choices)
    text = models.TextField(_("explication"))
    name = models.CharField(_("nom"), max_length=100, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("réponse"), blank=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["received_at", "pk"]

    def __str__(self):
        return f"{self.reference}, {self.title}"


class Statement(models.Model):
    """The reasons of a restriction, as the vendor received them (art. 17 of regulation (EU) 2022/2065)."""

    class Measure(models.TextChoices):
        NOT_SHOWN = "not_shown", _("Mise en ligne refusée")
        CHANGE_REFUSED = "change_refused", _("Changement refusé")
        TAKEN_OFF = "taken_off", _("Retirée de la vente")
        WARNED = "warned", _("Avertissement pour un message")
        MESSAGE_HIDDEN = "message_hidden", _("Message masqué")
        CONVERSATION_CLOSED = "conversation_closed", _("Message masqué et conversation close")

    product = models.ForeignKey("catalogue.Product", null=True, on_delete=models.SET_NULL, related_name="statements")
    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="statements")
    title = models.CharField(_("pièce"), max_length=255)
    measure = models.CharField(_("mesure"), max_length=20, choices=Measure.choices)
    ground = models.CharField(_("raison"), max_length=20, choices=Ground.choices)
    text = models.TextField(_("faits et circonstances"))
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements")
    stated_at = models.DateTimeField(_("le"), default=timezone.now)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("exposé des motifs")
        verbose_name_plural = _("exposés des motifs")
        ordering = ["-stated_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_statement_says_its_facts")]

    def __str__(self):
        return f"{self.title}, {self.get_measure_display()}"
