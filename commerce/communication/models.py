from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail that was decided, sent once by the task cluster. One per event, subject of the event, and person."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        SENT = "sent", _("parti")
        FAILING = "failing", _("nouvel essai prévu")
        REFUSED = "refused", _("refusé")

    event = models.CharField(_("événement"), max_length=60)
    key = models.CharField(_("objet de l’événement"), max_length=80)
    recipient = models.EmailField(_("destinataire"))
    subject = models.CharField(_("sujet"), max_length=200)
    text = models.TextField(_("texte"))
    html = models.TextField(_("HTML"))
    calendar = models.TextField(_("fichier d’agenda"), blank=True, default="", db_default="")
    reply_to = models.EmailField(_("réponses à"), blank=True, default="", db_default="")
    created_at = models.DateTimeField(_("décidé le"), auto_now_add=True)
    claimed_at = models.DateTimeField(_("pris en charge le"), null=True, blank=True)
    sent_at = models.DateTimeField(_("parti le"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("essais manqués"), default=0, db_default=0)
    next_attempt_at = models.DateTimeField(_("pas de nouvel essai avant le"), null=True, blank=True)
    last_error = models.CharField(_("dernière erreur"), max_length=500, blank=True, default="", db_default="")
    refused_at = models.DateTimeField(_("refusé pour de bon le"), null=True, blank=True)

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "key", "recipient"], name="one_mail_per_event_and_person")
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(sent_at=None), name="mails_that_have_not_left"),
        ]

    def __str__(self):
        return f"{self.event} {self.key} → {self.recipient}"

    @property
    def state(self):
        """Where it stands: sent, refused, failing or waiting."""
        if self.sent_at:
            return self.State.SENT
        if self.refused_at:
            return self.State.REFUSED
        return self.State.FAILING if self.attempts else self.State.WAITING


class Wording(models.Model):
    """The operator's words in the mails of an event: a row per change, the last one counts, empty is the original.

    `failed_at` says when these words couldn't be used and the original went out instead.
    """

    event = models.CharField(_("événement"), max_length=60)
    subject = models.CharField(_("sujet"), max_length=150, blank=True)
    opening = models.TextField(_("mot d’ouverture"), max_length=2000, blank=True)
    closing = models.TextField(_("mot de la fin"), max_length=2000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("le"))
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("texte de courriel")
        verbose_name_plural = _("textes de courriels")
        default_permissions = ()
        permissions = [("keep_mails", "Suivre les courriels et changer leurs textes")]
        ordering = ["-pk"]
        indexes = [models.Index(fields=["event", "-id"], name="wordings_of_an_event")]

    def __str__(self):
        return self.event

    @property
    def is_original(self):
        """Whether nothing is changed."""
        return not (self.subject or self.opening or self.closing)


class ShopNotice(models.Model):
    """What a shop was told, for its members' portal: one per event and subject of the event."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(_("événement"), max_length=60)
    key = models.CharField(_("objet de l’événement"), max_length=80)
    title = models.CharField(_("titre"), max_length=200)
    path = models.CharField(_("page"), max_length=300, blank=True)
    noted_at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-noted_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["vendor", "event", "key"], name="one_notice_per_shop_event")]
        indexes = [models.Index(fields=["vendor", "-noted_at"], name="notices_of_a_shop")]

    def __str__(self):
        return self.title


class NoticeReading(models.Model):
    """A member has read a notice."""

    notice = models.ForeignKey(ShopNotice, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("lue le"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "reader"], name="a_notice_is_read_once")]

    def __str__(self):
        return f"{self.notice_id} {self.reader_id}"


class MutedEvent(models.Model):
    """A member does without the mails of an event; the notice stays in the portal."""

    membership = models.ForeignKey("partner.Membership", on_delete=models.CASCADE, related_name="muted_events")
    event = models.CharField(_("événement"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "event"], name="an_event_is_muted_once")]

    def __str__(self):
        return f"{self.membership_id} {self.event}"


from oscar.apps.communication.models import *  # noqa: E402, F403
