"""Who is asked into a shop, who asks to come in, and what became of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from commerce.ledger.models import AppendOnly
from commerce.partner.models import Membership, Partner

Role = Membership.Role
INVITATION_LIFETIME = timedelta(days=7)
REQUEST_LIFETIME = timedelta(days=30)


def new_secret():
    """What makes a link to an invitation good once; a message sent again makes the earlier link worthless."""
    return get_random_string(32)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Neither accepted nor withdrawn; those whose seven days are over too."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """An address that an owner asks into the shop."""

    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("adresse e-mail"))
    role = models.CharField(_("rôle"), max_length=10, choices=Role.choices)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    secret = models.CharField(max_length=32, default=new_secret)
    sent_at = models.DateTimeField(_("envoyée le"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "vendor",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self):
        return f"{self.email} ({self.vendor})"

    @property
    def expires_at(self):
        """When its link stops working: seven days after it was last sent."""
        return self.sent_at + INVITATION_LIFETIME

    def is_good_at(self, now):
        """Whether it may be accepted then."""
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at

    @property
    def is_expired(self):
        """Whether only its age keeps it from being accepted."""
        return timezone.now() >= self.expires_at


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self, now):
        """Of a shop, unanswered and younger than thirty days."""
        return self.filter(vendor__isnull=False, answered_at=None, asked_at__gt=now - REQUEST_LIFETIME)


class JoinRequest(models.Model):
    """A person who asks to join the shop of a business number. Without a shop it only counts against flooding."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Acceptée")
        DECLINED = "declined", _("Déclinée")

    vendor = models.ForeignKey(Partner, null=True, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    siret = models.CharField(_("SIRET"), max_length=14)
    message = models.TextField(_("message"), blank=True)
    asked_at = models.DateTimeField(_("demandée le"))
    answer = models.CharField(_("réponse"), max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande à rejoindre une boutique")
        verbose_name_plural = _("demandes à rejoindre une boutique")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["siret", "person"], condition=Q(answered_at=None), name="one_open_join_request_per_person"
            )
        ]

    def __str__(self):
        return f"{self.person} → {self.siret}"


class PeopleEvent(AppendOnly):
    """What changed among the people of a shop. Only ever added; names stay when accounts go."""

    class Kind(models.TextChoices):
        INVITED = "invited", _("a invité")
        RESENT = "resent", _("a renvoyé l’invitation de")
        REVOKED = "revoked", _("a annulé l’invitation de")
        JOINED = "joined", _("a rejoint la boutique")
        ACCEPTED = "accepted", _("a accepté la demande de")
        DECLINED = "declined", _("a décliné la demande de")
        ROLE_CHANGED = "role", _("a changé le rôle de")
        REMOVED = "removed", _("a retiré")
        LEFT = "left", _("a quitté la boutique")

    vendor = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="people_events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    actor = models.CharField(max_length=254)
    subject = models.CharField(max_length=254, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("événement de l’équipe")
        verbose_name_plural = _("événements de l’équipe")
        ordering = ["-happened_at", "-pk"]

    def __str__(self):
        return f"{self.actor} {self.get_kind_display()} {self.subject}".strip()
