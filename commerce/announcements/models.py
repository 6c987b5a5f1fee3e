"""Announcements of the operator: whom they are for, from when until when, and who has put which away."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.partner.models import Partner
from commerce.plans.models import Plan


class Announcement(models.Model):
    """One piece of news for vendors. An empty audience field means everybody; days are Europe/Paris, both included."""

    class Importance(models.IntegerChoices):
        NEWS = 0, _("Pour information")
        IMPORTANT = 1, _("Important")

    class Shops(models.TextChoices):
        DRAFT = "draft", _("Boutiques en préparation")
        OPEN = "open", _("Boutiques ouvertes")

    title = models.CharField(_("titre"), max_length=120)
    text = models.TextField(
        _("texte"), max_length=2000, help_text=_("Du texte simple ; une ligne vide ouvre un paragraphe.")
    )
    importance = models.PositiveSmallIntegerField(_("importance"), choices=Importance.choices, default=Importance.NEWS)
    shops = models.CharField(_("boutiques"), max_length=10, choices=Shops.choices, blank=True)
    plan_kind = models.CharField(_("formule"), max_length=20, choices=Plan.Kind.choices, blank=True)
    trade = models.CharField(_("statut"), max_length=20, choices=Partner.Trade.choices, blank=True)
    starts_on = models.DateField(_("à partir du"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au, compris"), null=True, blank=True)

    class Meta:
        verbose_name = _("annonce")
        verbose_name_plural = _("annonces")
        ordering = ["-importance", "-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_announcement_ends_after_it_began",
                violation_error_message=_("La fin vient avant le début."),
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("La fin vient avant le début.")})


class Dismissal(models.Model):
    """One person has read an announcement and put it away."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="dismissals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dismissed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "user"], name="an_announcement_is_put_away_once")
        ]

    def __str__(self):
        return f"{self.user}, {self.announcement}"
