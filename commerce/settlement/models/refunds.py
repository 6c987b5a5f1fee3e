"""Money that goes back to a buyer: the decision, and the movements that carry it out, each an intent first."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from commerce.date_format import date_format
from commerce.settlement.models.movements import GiftCardRelease, PayIn, Payout, Release
from commerce.settlement.operations import Operation


def _day(moment):
    return date_format(localtime(moment), "j F Y")


class RefundQuerySet(models.QuerySet):
    def open(self):
        """Decided, and the buyer doesn't have the money yet."""
        return self.filter(concluded_at=None)


class Refund(models.Model):
    """The decision to give something back, written once: what, why, through which door, and at whose expense.

    Goods and shipping are what the buyer gets, in cents; the rest says where it comes from: commission and VAT from
    the operator's fees, the remainder from the vendor's share, and the subsidy that the vendor no longer needs. What a
    gift card paid goes back to it: `pay_in` is then the payment that bought the card.
    """

    class Reason(models.TextChoices):
        LATE = "late", _("paiement arrivé après l’annulation de la commande")
        AMOUNT = "amount", _("montant reçu différent du montant dû")
        CANCELLED = "cancelled", _("annulation avant l’expédition")
        UNAVAILABLE = "unavailable", _("article indisponible")
        WITHDRAWAL = "withdrawal", _("rétractation")
        RETURN = "return", _("retour d’un article")
        DAMAGED = "damaged", _("article abîmé ou non conforme")
        LOST = "lost", _("colis perdu")
        DISPUTE = "dispute", _("litige avec l’artisan")
        GESTURE = "gesture", _("geste commercial")
        MISTAKE = "mistake", _("erreur de prix ou de livraison")
        CHARGEBACK = "chargeback", _("paiement contesté auprès de la banque")
        ELSEWHERE = "elsewhere", _("remboursement fait chez Mangopay")

    class Door(models.TextChoices):
        """Who asked, and where."""

        SETTLEMENT = "settlement", _("Règlement automatique")
        BUYER = "buyer", _("Acheteur")
        VENDOR = "vendor", _("Artisan, dans son espace")
        OPERATOR = "operator", _("Équipe, dans l’espace Argent")
        COMMAND = "command", _("Commande d’administration")
        HOOK = "hook", _("Avis de Mangopay")
        CHARGEBACK = "chargeback", _("Litige bancaire")

    class Bearer(models.TextChoices):
        VENDOR = "vendor", _("l’artisan")
        OPERATOR = "operator", _("MonQuibus")

    class Path(models.TextChoices):
        """Where the money is when it is decided; UNDECIDED while the share is on its way."""

        UNDECIDED = "undecided", _("La part est en cours de libération")
        BEFORE_RELEASE = "before", _("Avant libération")
        AFTER_RELEASE = "after", _("Après libération")

    business_key = models.CharField(_("clé"), max_length=80, unique=True)
    pay_in = models.ForeignKey(PayIn, on_delete=models.PROTECT, related_name="refunds")
    vendor_order = models.ForeignKey(
        "order.VendorOrder", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )
    gift_card_payment = models.ForeignKey(
        "gift_cards.GiftCardPayment", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )
    decided_with = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="beside")
    dispute = models.ForeignKey(
        "settlement.Dispute", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )
    reason = models.CharField(_("motif"), max_length=12, choices=Reason.choices)
    door = models.CharField(_("demandé par"), max_length=12, choices=Door.choices, default=Door.SETTLEMENT)
    bearer = models.CharField(_("à la charge de"), max_length=10, choices=Bearer.choices, default=Bearer.VENDOR)
    path = models.CharField(_("chemin"), max_length=10, choices=Path.choices, default=Path.BEFORE_RELEASE)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, verbose_name=_("par")
    )
    note = models.CharField(_("précision"), max_length=300, blank=True)
    request_key = models.CharField(max_length=40, null=True, blank=True, unique=True)

    goods_cents = models.PositiveIntegerField(_("articles, en centimes"), default=0)
    shipping_cents = models.PositiveIntegerField(_("livraison, en centimes"), default=0)
    commission_cents = models.PositiveIntegerField(_("commission rendue, en centimes"), default=0)
    commission_vat_cents = models.PositiveIntegerField(_("TVA rendue, en centimes"), default=0)
    subsidy_cents = models.PositiveIntegerField(_("complément repris, en centimes"), default=0)

    decided_at = models.DateTimeField(_("décidé le"), db_index=True)
    concluded_at = models.DateTimeField(_("rendu le"), null=True, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("remboursement")
        verbose_name_plural = _("remboursements")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goods_cents__gt=0) | Q(shipping_cents__gt=0), name="a_refund_gives_something_back"
            ),
            models.CheckConstraint(
                condition=Q(goods_cents__gte=F("commission_cents") + F("commission_vat_cents") - F("shipping_cents")),
                name="a_refund_takes_nothing_from_thin_air",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(concluded_at=None), name="refunds_under_way"),
        ]

    def __str__(self):
        return self.business_key

    @property
    def amount_cents(self):
        """What the buyer gets, in cents."""
        return self.goods_cents + self.shipping_cents

    @property
    def given_cents(self):
        """What the same decision gives the buyer in all, on the bank card and on gift cards. One query."""
        return self.amount_cents + sum(each.amount_cents for each in self.beside.all())

    @property
    def fees_cents(self):
        """What the operator gives back of its commission, tax included."""
        return self.commission_cents + self.commission_vat_cents

    @property
    def from_share_cents(self):
        """What comes out of the vendor's share in the order, in cents."""
        return self.amount_cents - self.fees_cents

    @property
    def vendor_cents(self):
        """What the vendor gives up in all: its net of these goods; nothing where the operator bears the refund."""
        return 0 if self.bearer == self.Bearer.OPERATOR else self.from_share_cents + self.subsidy_cents

    @property
    def share_movement(self):
        """What brought the share to its vendor, or None before: a Release, or the GiftCardRelease of a card."""
        return getattr(self.gift_card_payment or self.vendor_order, "release", None)

    @property
    def is_done(self):
        """Whether the buyer's bank has been told to credit the buyer."""
        return self.concluded_at is not None

    @property
    def progress_in_words(self):
        """Where the money is, for buyer and vendor, without capital or full stop."""
        if self.gift_card_payment_id:
            words = _("remis le %(day)s sur le bon cadeau") if self.is_done else _("décidé le %(day)s, en cours")
            return words % {"day": _day(self.concluded_at or self.decided_at)}
        if self.is_done and self.dispute_id:
            return _("rendu par la banque, après contestation du paiement")
        if self.is_done:
            return _("reparti le %(day)s vers la carte qui a payé") % {"day": _day(self.concluded_at)}
        step = getattr(self, "pay_in_refund", None)
        if step is not None and step.not_before and step.state == Operation.State.INTENDED:
            return _(
                "attend jusqu’au %(moment)s, car la banque n’accepte pas deux fois le même montant le même jour"
            ) % {"moment": date_format(localtime(step.not_before), "j F, H:i")}
        return _("décidé le %(day)s, en cours") % {"day": _day(self.decided_at)}


class RefundLine(models.Model):
    """A quantity of one line that a refund gives back, and its price in cents."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(_("quantité"))
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["refund", "line"], name="one_refund_line_per_line")]

    def __str__(self):
        return f"{self.quantity} × {self.line_id}"


class PriceReduction(models.Model):
    """Cents of a refund that lower the price of some pieces of a line, which stay with the buyer.

    They are the next `quantity` that come back after `after` of the line, and are then given back at their lowered
    price: no piece is ever paid twice.
    """

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="reductions")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="price_reductions")
    quantity = models.PositiveIntegerField(_("quantité"))
    after = models.PositiveIntegerField(_("pièces déjà rendues"))
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="one_price_reduction_per_line"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_price_reduction_lowers_something"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_price_reduction_is_of_pieces"),
        ]

    def __str__(self):
        return f"{self.amount_cents} < {self.line_id}"


class TransferRefund(Operation):
    """A released share on its way back from the vendor's wallet to the order's; `fees_cents` come from the fees."""

    KIND = "refunds"

    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, related_name="transfer_refund")
    release = models.ForeignKey(
        Release, null=True, blank=True, on_delete=models.PROTECT, related_name="transfer_refunds"
    )
    gift_card_release = models.ForeignKey(
        GiftCardRelease, null=True, blank=True, on_delete=models.PROTECT, related_name="transfer_refunds"
    )
    fees_cents = models.PositiveIntegerField(_("commission rendue, en centimes"))
    payout = models.ForeignKey(Payout, null=True, blank=True, on_delete=models.PROTECT, related_name="deductions")

    class Meta:
        verbose_name = _("reprise d’une part libérée")
        verbose_name_plural = _("reprises de parts libérées")
        constraints = [
            models.CheckConstraint(
                condition=Q(release__isnull=False, gift_card_release__isnull=True)
                | Q(release__isnull=True, gift_card_release__isnull=False),
                name="a_transfer_refund_takes_one_share_back",
            )
        ]

    @property
    def share_movement(self):
        """The transfer that it takes back."""
        return self.release or self.gift_card_release

    @property
    def wallet_id(self):
        """The order's wallet, which its payer's transactions can be read of without strong authentication."""
        return self.refund.pay_in.wallet_id


class PayInRefund(Operation):
    """The last step of a refund: from the order's wallet to the buyer's card."""

    KIND = "refunds"

    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, related_name="pay_in_refund")
    pay_in = models.ForeignKey(PayIn, on_delete=models.PROTECT, related_name="pay_in_refunds")
    not_before = models.DateTimeField(_("pas avant le"), null=True, blank=True)

    class Meta:
        verbose_name = _("crédit de la carte")
        verbose_name_plural = _("crédits de cartes")

    @property
    def wallet_id(self):
        """The wallet that gives the money back."""
        return self.pay_in.wallet_id


class SettlementTransfer(Operation):
    """The last step of a lost dispute: from the order's wallet to the repudiation wallet, which paid the buyer."""

    KIND = "settlements"

    refund = models.OneToOneField(Refund, on_delete=models.PROTECT, related_name="settlement_transfer")

    class Meta:
        verbose_name = _("règlement d’un litige bancaire")
        verbose_name_plural = _("règlements de litiges bancaires")

    @property
    def wallet_id(self):
        """The order's wallet."""
        return self.refund.pay_in.wallet_id
