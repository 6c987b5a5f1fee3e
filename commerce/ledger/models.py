"""The double-entry book: accounts, journals and their entries. Written once, never changed, never deleted."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class WrittenForGood(Exception):
    """A journal or an entry was about to be changed or deleted: correct a mistake by another journal."""


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses what the database's triggers refuse, with a clearer message and on every database."""

    def update(self, **kwargs):
        raise WrittenForGood("The book is append-only: post a correcting journal.")

    def delete(self):
        raise WrittenForGood("The book is append-only: post a correcting journal.")


class AppendOnly(models.Model):
    """A row that is inserted and then only read."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WrittenForGood(f"{self} is written for good.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenForGood(f"{self} is written for good.")


class AccountQuerySet(AppendOnlyQuerySet):
    def with_balance(self):
        """Adds `balance_cents` to each account, in the same query."""
        return self.annotate(balance_cents=Coalesce(models.Sum("entries__amount_cents"), 0))


class Account(AppendOnly):
    """A place where money is, a wallet or the world outside Mangopay, or a debt with the claim that answers it."""

    class Kind(models.TextChoices):
        ORDER_WALLET = "order_wallet", _("porte-monnaie d’une commande")
        VENDOR_WALLET = "vendor_wallet", _("porte-monnaie d’un artisan")
        IN_TRANSIT = "in_transit", _("virement en route")
        FEES = "fees", _("commissions")
        RESERVE = "reserve", _("réserve")
        REPUDIATION = "repudiation", _("paiements contestés")
        DEBT = "debt", _("dette d’un artisan")
        CLAIMS = "claims", _("créances sur les artisans")
        OUTSIDE = "outside", _("cartes et comptes bancaires")

    #: Kinds that the world owes nothing to: their balance is never negative.
    NEVER_NEGATIVE = (
        Kind.ORDER_WALLET,
        Kind.VENDOR_WALLET,
        Kind.IN_TRANSIT,
        Kind.RESERVE,
        Kind.CLAIMS,
    )

    #: Kinds whose accounts stand for one wallet: their sum is never negative.
    SHARES_A_WALLET = (Kind.FEES,)

    code = models.CharField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("genre"), max_length=20, choices=Kind.choices)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        ordering = ["code"]
        indexes = [models.Index(fields=["kind"], name="accounts_of_a_kind")]

    def __str__(self):
        return self.code


class Journal(AppendOnly):
    """One movement of money, known by its business key: the same movement can't be written twice."""

    business_key = models.CharField(_("clé"), max_length=120, unique=True)
    occurred_at = models.DateTimeField(_("survenu le"))
    recorded_at = models.DateTimeField(_("écrit le"), auto_now_add=True)
    description = models.CharField(_("libellé"), max_length=200)

    class Meta:
        verbose_name = _("écriture")
        verbose_name_plural = _("écritures")
        ordering = ["-pk"]

    def __str__(self):
        return self.business_key


class Entry(AppendOnly):
    """One side of a journal: cents that entered (positive) or left (negative) an account."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    amount_cents = models.BigIntegerField(_("montant, en centimes"))
    label = models.CharField(_("à quel titre"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("mouvement")
        verbose_name_plural = _("mouvements")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(amount_cents=0), name="an_entry_moves_something")]
        indexes = [models.Index(fields=["account", "amount_cents"], name="balances_from_the_index")]

    def __str__(self):
        return f"{self.account}: {self.amount_cents}"
