"""What we keep of a vendor's identity: kinds, ids, states, reasons, dates. No paper, no birthday, no IBAN."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Owner(models.Model):
    """The vendor's user at Mangopay, as it was last seen there."""

    class Status(models.TextChoices):
        PENDING = "PENDING_USER_ACTION", _("À confirmer")
        ACTIVE = "ACTIVE", _("Actif")
        CLOSED = "CLOSED", _("Fermé")

    vendor = models.OneToOneField("partner.Partner", on_delete=models.CASCADE, related_name="owner_at_mangopay")
    status = models.CharField(_("état"), max_length=20, choices=Status.choices, default=Status.PENDING)
    #: What was told to Mangopay, as a digest: does the shop say something else today?
    told = models.CharField(max_length=64, blank=True)
    enrolment_trouble = models.CharField(_("dernière confirmation manquée"), max_length=10, blank=True)
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    enrolled_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    verified_at = models.DateTimeField(_("vérifié le"), null=True, blank=True)

    class Meta:
        verbose_name = _("compte de paiement")
        verbose_name_plural = _("comptes de paiement")

    def __str__(self):
        return str(self.vendor)


class Proof(models.Model):
    """One thing that proves who a vendor is, sent to Mangopay and judged there. The papers themselves aren't ours."""

    class Kind(models.TextChoices):
        """Mangopay's types of documents, then what isn't a document there."""

        IDENTITY = "IDENTITY_PROOF", _("Pièce d’identité")
        REGISTRATION = "REGISTRATION_PROOF", _("Justificatif d’immatriculation")
        ARTICLES = "ARTICLES_OF_ASSOCIATION", _("Statuts")
        SHAREHOLDERS = "SHAREHOLDER_DECLARATION", _("Déclaration d’actionnariat")
        BENEFICIAL_OWNERS = "UBO_DECLARATION", _("Bénéficiaires effectifs")
        HOSTED = "IDENTITY_VERIFICATION", _("Vérification d’identité en ligne")

    class State(models.TextChoices):
        SENDING = "sending", _("Envoi en cours")
        ABANDONED = "abandoned", _("Envoi interrompu")
        ASKED = "asked", _("En cours d’examen")
        REVIEW = "review", _("Examen approfondi")
        VALIDATED = "validated", _("Acceptée")
        INCOMPLETE = "incomplete", _("À compléter")
        REFUSED = "refused", _("Refusée")
        OUT_OF_DATE = "out_of_date", _("À renouveler")

    #: States in which nobody needs to send anything.
    SENT = (State.ASKED, State.REVIEW, State.VALIDATED)
    #: States that leave no room for another one of the kind.
    LIVING = (State.SENDING, State.INCOMPLETE, *SENT)
    #: States that ask something of the vendor.
    WANTING = (State.INCOMPLETE, State.REFUSED, State.OUT_OF_DATE)
    #: Kinds whose pages are files.
    PAPERS = (Kind.IDENTITY, Kind.REGISTRATION, Kind.ARTICLES, Kind.SHAREHOLDERS)

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(_("nature"), max_length=30, choices=Kind.choices)
    state = models.CharField(_("état"), max_length=12, choices=State.choices, default=State.SENDING)
    key = models.UUIDField(default=uuid4, editable=False)
    resource_id = models.CharField(max_length=128, blank=True, db_index=True)
    reason = models.CharField(_("motif"), max_length=60, blank=True)
    message = models.CharField(_("précision de Mangopay"), max_length=500, blank=True)
    flags = models.JSONField(_("codes"), default=list, blank=True)
    begun_at = models.DateTimeField(_("commencé le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    decided_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("justificatif")
        verbose_name_plural = _("justificatifs")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind"],
                condition=Q(state__in=["sending", "incomplete", "asked", "review", "validated"]),
                name="one_living_proof_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.vendor}, {self.get_kind_display()}"


class BankAccount(models.Model):
    """The journal of a vendor's bank accounts: who asked for which, when, and what became of it. Never an IBAN."""

    class State(models.TextChoices):
        PENDING = "pending", _("À confirmer")
        WAITING = "waiting", _("En attente de 48 heures")
        IN_FORCE = "in_force", _("En service")
        REPLACED = "replaced", _("Remplacé")
        STOPPED = "stopped", _("Arrêté")
        CANCELLED = "cancelled", _("Abandonné")

    class Check(models.TextChoices):
        """What the bank says of the holder's name (verification of payee)."""

        MATCH = "MATCH", _("Le nom est celui du titulaire")
        CLOSE = "CLOSE_MATCH", _("Le nom ressemble à celui du titulaire")
        NONE = "NO_MATCH", _("Le nom n’est pas celui du titulaire")
        IMPOSSIBLE = "MATCH_NOT_POSSIBLE", _("La banque n’a pas pu vérifier le nom")

    #: States in which another account can't be asked for, or replaces this one.
    OPEN = (State.PENDING, State.WAITING)

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="bank_accounts")
    recipient_id = models.CharField(max_length=128, unique=True)
    previous_recipient_id = models.CharField(max_length=128, blank=True)
    country = models.CharField(_("pays"), max_length=2)
    last_digits = models.CharField(_("derniers caractères"), max_length=4)
    name_check = models.CharField(
        _("nom du titulaire"), max_length=20, choices=Check.choices, default=Check.IMPOSSIBLE
    )
    is_in_shops_name = models.BooleanField(_("au nom du dossier"), null=True, editable=False)
    check_message = models.CharField(_("réponse de la banque"), max_length=255, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PENDING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("demandé par"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    name_kept_at = models.DateTimeField(_("nom maintenu le"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    takes_effect_at = models.DateTimeField(_("prend effet le"), null=True, blank=True)
    in_force_at = models.DateTimeField(_("en service depuis"), null=True, blank=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("changement de compte bancaire")
        verbose_name_plural = _("changements de compte bancaire")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"],
                condition=Q(state__in=["pending", "waiting"]),
                name="one_change_of_account_at_a_time",
            ),
            models.UniqueConstraint(fields=["vendor"], condition=Q(state="in_force"), name="one_account_in_force"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(takes_effect_at__isnull=False), name="whoever_waits_knows_until_when"
            ),
        ]

    def __str__(self):
        return f"{self.country} •••• {self.last_digits}"

    @property
    def needs_a_word_on_the_name(self):
        """Whether the bank doubts the holder's name and nobody insisted on it yet."""
        return self.name_check in (self.Check.CLOSE, self.Check.NONE) and self.name_kept_at is None


class FormerAddress(models.Model):
    """An e-mail address that a shop or a person gave up not long ago: it is warned too of a new bank account."""

    vendor = models.ForeignKey("partner.Partner", null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("adresse"))
    given_up_at = models.DateTimeField(_("quittée le"), default=timezone.now)

    class Meta:
        verbose_name = _("ancienne adresse")
        verbose_name_plural = _("anciennes adresses")

    def __str__(self):
        return self.email
