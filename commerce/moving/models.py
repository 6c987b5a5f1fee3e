"""What came from the former marketplace: which row became which of ours, its orders as history, its balances."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Moved(models.Model):
    """A row of the former site, by its own key, and what it became. The same key never becomes two things."""

    class Kind(models.TextChoices):
        VENDOR = "vendor", _("atelier")
        CUSTOMER = "customer", _("acheteur")
        PRODUCT = "product", _("pièce")
        VARIATION = "variation", _("variante")
        ORDER = "order", _("commande")
        COUPON = "coupon", _("coupon")
        BALANCE = "balance", _("solde")
        ADDRESS = "address", _("ancienne adresse")

    kind = models.CharField(_("quoi"), max_length=10, choices=Kind.choices)
    key = models.CharField(_("clé d’avant"), max_length=255)
    target_id = models.BigIntegerField(_("ici"))
    #: Of what the export said when it was last taken over: the same again changes nothing.
    digest = models.CharField(max_length=64)
    moved_at = models.DateTimeField(_("repris le"))

    class Meta:
        verbose_name = _("reprise")
        verbose_name_plural = _("reprises")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="each_row_moves_in_once")]

    def __str__(self):
        return f"{self.kind}:{self.key}"


class FormerOrder(models.Model):
    """An order of the former site, to be read: nothing of it can be paid, sent, refunded or booked here.

    Amounts are cents, tax included; `earning_cents` is what the former site said that the vendor earned.
    """

    number = models.CharField(_("numéro"), max_length=40)
    vendor = models.ForeignKey(
        "partner.Partner",
        verbose_name=_("artisan"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="former_orders",
    )
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("acheteur"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="former_orders",
    )
    placed_at = models.DateTimeField(_("passée le"), null=True)
    status = models.CharField(_("état"), max_length=40)
    currency = models.CharField(_("monnaie"), max_length=3)
    total_cents = models.IntegerField(_("total, en centimes"))
    shipping_cents = models.IntegerField(_("livraison, en centimes"), default=0)
    earning_cents = models.IntegerField(_("gain de l’artisan, en centimes"), null=True)
    #: [{"title", "quantity", "total_cents"}]
    lines = models.JSONField(_("articles"), default=list)

    class Meta:
        verbose_name = _("commande d’avant")
        verbose_name_plural = _("commandes d’avant")
        ordering = ["-placed_at", "-pk"]
        indexes = [models.Index(fields=["vendor", "-placed_at"], name="former_orders_of_a_vendor")]

    def __str__(self):
        return self.number


class OpeningBalance(models.Model):
    """What the former site owed a vendor (below zero: what the vendor owed it), in cents, and how that came about.

    `explained` are cents by kind of movement; they sum to the balance.
    """

    vendor = models.OneToOneField(
        "partner.Partner", verbose_name=_("artisan"), on_delete=models.PROTECT, related_name="opening_balance"
    )
    balance_cents = models.BigIntegerField(_("solde, en centimes"))
    explained = models.JSONField(_("d’où il vient"), default=dict)
    journal_key = models.CharField(_("écriture"), max_length=120, blank=True)
    taken_at = models.DateTimeField(_("repris le"))

    class Meta:
        verbose_name = _("solde d’ouverture")
        verbose_name_plural = _("soldes d’ouverture")

    def __str__(self):
        return str(self.vendor)
