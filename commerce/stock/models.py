"""The journal of stock, written once and never changed; and who waits for what is sold out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.ledger.models import AppendOnly
from commerce.stock.causes import Cause


class Movement(AppendOnly):
    """What one stock record gained or lost: pieces on the shelf, and how many of them orders reserve.

    The sums of a record's rows are its figures. Its links survive what they point at: a draft that was thrown away, a
    person whose account was erased.
    """

    #: Sent by a tap each, whose key is used once.
    TAPS = (Cause.MARKET, Cause.MARKET_UNDONE)

    stockrecord = models.ForeignKey(
        "partner.StockRecord", on_delete=models.DO_NOTHING, db_constraint=False, related_name="movements"
    )
    vendor = models.ForeignKey(
        "partner.Partner", on_delete=models.DO_NOTHING, db_constraint=False, related_name="stock_movements"
    )
    cause = models.CharField(_("cause"), max_length=20, choices=Cause.choices)
    stock_change = models.IntegerField(_("variation du stock"), default=0)
    reserved_change = models.IntegerField(_("variation des réservations"), default=0)
    stock_after = models.PositiveIntegerField(_("stock ensuite"))
    reserved_after = models.PositiveIntegerField(_("réservé ensuite"))
    occurred_at = models.DateTimeField(_("survenu le"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    reference = models.CharField(_("référence"), max_length=80, blank=True)
    key = models.CharField(_("clé du formulaire"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("mouvement de stock")
        verbose_name_plural = _("mouvements de stock")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stock_after__gte=F("reserved_after")), name="a_movement_leaves_what_is_reserved"
            ),
            models.UniqueConstraint(
                fields=["stockrecord", "key"],
                condition=Q(cause__in=["market", "market_undone"]),
                name="a_tap_counts_once",
            ),
        ]
        indexes = [
            models.Index(fields=["stockrecord", "-id"], name="movements_of_a_piece"),
            models.Index(fields=["vendor", "-id"], name="movements_of_a_vendor"),
            models.Index(fields=["key"], condition=~Q(key=""), name="movements_of_a_form"),
        ]

    def __str__(self):
        return f"{self.cause} {self.stock_change:+d}/{self.reserved_change:+d}"


class WaitingBuyer(models.Model):
    """Somebody who wants to hear once that a sold-out piece is back. Erased when told, and after six months.

    `uid` is the secret of the link in their mail.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="waiting_buyers")
    email = models.EmailField(_("adresse e-mail"))
    asked_at = models.DateTimeField(_("demandé le"))
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("acheteur qui attend")
        verbose_name_plural = _("acheteurs qui attendent")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "email"], name="a_buyer_waits_once_for_a_piece")]
        indexes = [models.Index(fields=["email"], name="waiting_of_an_address")]

    def __str__(self):
        return f"{self.product_id}: {self.uid}"
