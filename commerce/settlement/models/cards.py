"""Cards that pay subscriptions, and their payments. Of a card we know its last digits and when it expires."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.mangopay.result_codes import in_words
from commerce.settlement.models.debts import Debt
from commerce.settlement.models.reserve import Reserve
from commerce.settlement.operations import Operation, new_key

#: How long somebody may take to type a card, and to pay on a page of Mangopay or of the bank.
TYPING_DELAY = timedelta(hours=23)
PAYING_DELAY = timedelta(minutes=30)


class CardRegistration(models.Model):
    """A vendor's card at Mangopay, from the empty form to the day on which it is removed.

    The three fields of the tokeniser let a browser hand one card in; they are emptied once that is done.
    """

    class State(models.TextChoices):
        BEGUN = "begun", _("À saisir")
        KEPT = "kept", _("À confirmer par un premier paiement")
        ACTIVE = "active", _("Enregistrée")
        REMOVED = "removed", _("Retirée")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="card_registrations")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.BEGUN)
    idempotency_key = models.CharField(max_length=36, default=new_key, unique=True)
    registration_id = models.CharField(_("inscription chez Mangopay"), max_length=128, blank=True)
    tokeniser_url = models.URLField(max_length=500, blank=True)
    access_key = models.CharField(max_length=255, blank=True)
    preregistration_data = models.TextField(blank=True)
    card_id = models.CharField(_("carte chez Mangopay"), max_length=128, blank=True)
    agreement_id = models.CharField(_("accord de prélèvement chez Mangopay"), max_length=128, blank=True)
    last_digits = models.CharField(_("derniers chiffres"), max_length=4, blank=True)
    expires = models.CharField(_("expiration (MMAA)"), max_length=4, blank=True)
    result_code = models.CharField(_("code de résultat"), max_length=60, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("saisie par")
    )
    begun_at = models.DateTimeField(_("commencée le"))
    active_at = models.DateTimeField(_("enregistrée le"), null=True, blank=True)
    removed_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    ended_at = models.DateTimeField(_("désactivée chez Mangopay le"), null=True, blank=True)

    class Meta:
        verbose_name = _("carte d’un artisan")
        verbose_name_plural = _("cartes des artisans")
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(fields=["vendor"], condition=Q(state="active"), name="one_card_per_vendor"),
            models.UniqueConstraint(fields=["vendor"], condition=Q(state="begun"), name="one_card_typed_at_a_time"),
        ]

    def __str__(self):
        return f"card:{self.vendor_id}:{self.pk}"

    @property
    def expires_in_words(self):
        """« 12/30 », or nothing."""
        return f"{self.expires[:2]}/{self.expires[2:]}" if self.expires else ""

    @property
    def explanation(self):
        """Why it was not kept, in words."""
        return in_words(self.result_code) if self.result_code else ""


class SubscriptionPayment(Operation):
    """A payment by card of what is open of a subscription, into the operator's reserve.

    While it is open, its amount is promised: no release carries the same cents.
    """

    KIND = "payins"

    class Kind(models.TextChoices):
        PRESENT = "cit", _("carte, en présence de l’artisan")
        ABSENT = "mit", _("carte enregistrée")
        HOSTED = "hosted", _("page de Mangopay")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="subscription_payments")
    bill = models.ForeignKey("plans.SubscriptionBill", on_delete=models.PROTECT, related_name="payments")
    debt = models.ForeignKey(Debt, on_delete=models.PROTECT, related_name="card_payments")
    kind = models.CharField(_("moyen"), max_length=8, choices=Kind.choices)
    card = models.ForeignKey(
        CardRegistration, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    redirect_url = models.TextField(_("page de paiement"), blank=True)
    begun_at = models.DateTimeField(_("commencé le"))

    class Meta:
        verbose_name = _("paiement d’abonnement")
        verbose_name_plural = _("paiements d’abonnements")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["debt"],
                condition=Q(state__in=["intended", "unknown", "created"]),
                name="one_open_card_payment_per_debt",
            ),
        ]

    @property
    def wallet_id(self):
        """The reserve's wallet."""
        return Reserve.objects.get().wallet_id

    @property
    def is_by_somebody(self):
        """Whether somebody pays on a page: it can only be asked for while that person is there."""
        return self.kind != self.Kind.ABSENT

    def is_over(self, now):
        """Whether nobody can be on the page any more."""
        return self.is_by_somebody and now - self.begun_at >= PAYING_DELAY

    def wants_attention(self, now):
        """Whether the scheduler should look: pages once they have closed, everything else as usual."""
        if self.is_final:
            return False
        return self.is_over(now) if self.is_by_somebody else super().wants_attention(now)
