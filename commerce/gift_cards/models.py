"""Gift cards of one shop. What is on a card is what its sale brought, less what was spent and given back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_MESSAGE = 500


class GiftCardSettings(models.Model):
    """Whether a shop sells gift cards, and of how much, in cents. A shop without a row doesn't."""

    vendor = models.OneToOneField("partner.Partner", on_delete=models.CASCADE, related_name="gift_card_settings")
    is_active = models.BooleanField(_("vendre des bons cadeaux"), default=False)
    lowest_cents = models.PositiveIntegerField(_("à partir de, en centimes"), default=1_000)
    highest_cents = models.PositiveIntegerField(_("jusqu’à, en centimes"), default=25_000)

    class Meta:
        verbose_name = _("réglage des bons cadeaux")
        verbose_name_plural = _("réglages des bons cadeaux")
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest_cents__gt=0) & Q(highest_cents__gte=F("lowest_cents")),
                name="gift_cards_have_a_range",
            )
        ]

    def __str__(self):
        return str(self.vendor)


class GiftCard(models.Model):
    """Money for one shop: paid by one person in an order of its own, held in that order's wallet until it is spent."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="gift_cards")
    vendor_order = models.OneToOneField("order.VendorOrder", on_delete=models.PROTECT, related_name="gift_card")
    code = models.CharField(_("code"), max_length=16, unique=True)
    to_name = models.CharField(_("pour"), max_length=80, blank=True)
    to_email = models.EmailField(_("adresse e-mail de la personne"), blank=True)
    from_name = models.CharField(_("de la part de"), max_length=80, blank=True)
    message = models.TextField(_("message"), max_length=LONGEST_MESSAGE, blank=True)
    send_on = models.DateField(_("à envoyer le"))
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    #: When names and message were erased; they are empty since.
    forgotten_at = models.DateTimeField(_("effacé le"), null=True, blank=True)
    request_key = models.CharField(max_length=40, unique=True)

    class Meta:
        verbose_name = _("bon cadeau")
        verbose_name_plural = _("bons cadeaux")
        ordering = ["-pk"]

    def __str__(self):
        return f"•••• {self.code[-4:]}"

    @property
    def value_cents(self):
        """What was paid for it."""
        return self.vendor_order.goods_cents

    @property
    def balance_cents(self):
        """What may still be spent; nothing before it is paid."""
        sale = self.vendor_order
        return sale.goods_cents - sale.refunded_goods_cents - sale.spent_cents if sale.confirmed_at else 0

    @property
    def code_in_groups(self):
        """The code as people read and type it."""
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


class GiftCardPayment(models.Model):
    """What a gift card pays of a vendor order of its shop, in cents. Commission, VAT and subsidy are its part of the
    vendor order's share, frozen at confirmation; `returned_…` went back to the card since.
    """

    gift_card = models.ForeignKey(GiftCard, on_delete=models.PROTECT, related_name="payments")
    vendor_order = models.ForeignKey("order.VendorOrder", on_delete=models.PROTECT, related_name="gift_card_payments")
    goods_cents = models.PositiveIntegerField(_("articles, en centimes"))
    shipping_cents = models.PositiveIntegerField(_("livraison, en centimes"), default=0)
    commission_cents = models.PositiveIntegerField(_("commission hors taxe"), default=0)
    commission_vat_cents = models.PositiveIntegerField(_("TVA sur la commission"), default=0)
    subsidy_cents = models.PositiveIntegerField(_("complément de la réserve"), default=0)
    returned_goods_cents = models.PositiveIntegerField(_("articles rendus, en centimes"), default=0)
    returned_shipping_cents = models.PositiveIntegerField(_("livraison rendue, en centimes"), default=0)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("paiement par bon cadeau")
        verbose_name_plural = _("paiements par bon cadeau")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gift_card", "vendor_order"], name="a_gift_card_pays_a_part_once"),
            models.CheckConstraint(
                condition=Q(goods_cents__gt=0) | Q(shipping_cents__gt=0), name="a_gift_card_pays_something"
            ),
            models.CheckConstraint(
                condition=Q(returned_goods_cents__lte=F("goods_cents"))
                & Q(returned_shipping_cents__lte=F("shipping_cents")),
                name="a_gift_card_gets_back_at_most_what_it_paid",
            ),
        ]

    def __str__(self):
        return f"{self.gift_card} : {self.vendor_order}"

    @property
    def amount_cents(self):
        """What the card paid."""
        return self.goods_cents + self.shipping_cents
