"""A vendor's lower prices: for a time, or from a quantity on. Amounts are cents, tax included; a moment's day is in
Europe/Paris."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.money_format import euros


class PromotionQuerySet(models.QuerySet):
    """Promotions, by moment."""

    def running(self, now):
        """Begun and not over at `now`."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def ahead(self, now):
        """Not over at `now`."""
        return self.filter(ends_at__gt=now)


class Promotion(models.Model):
    """A vendor lowers prices from `starts_at` to `ends_at`, its end not included: by so many per cent, or cents.

    Whether it runs is read from the clock. What has begun never changes but for its end, which may come sooner:
    the price history counts on it.
    """

    class Scope(models.TextChoices):
        """What it reaches."""

        SHOP = "shop", _("Toute la boutique")
        CATEGORIES = "categories", _("Des catégories")
        CHOSEN = "chosen", _("Des pièces choisies")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="promotions")
    name = models.CharField(_("nom"), max_length=60)
    scope = models.CharField(_("elle porte sur"), max_length=10, choices=Scope.choices, default=Scope.SHOP)
    categories = models.ManyToManyField("catalogue.Category", blank=True, related_name="+")
    percent = models.PositiveSmallIntegerField(_("pour cent"), null=True, blank=True)
    amount_cents = models.PositiveIntegerField(_("montant"), null=True, blank=True)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    planned_at = models.DateTimeField(_("prévue le"), default=timezone.now)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["vendor", "ends_at", "starts_at"], name="promotions_that_run")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="promotion_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(percent__isnull=False, percent__range=(1, 99), amount_cents__isnull=True)
                | Q(percent__isnull=True, amount_cents__isnull=False, amount_cents__gt=0),
                name="promotion_takes_per_cent_or_cents",
            ),
        ]

    def __str__(self):
        return self.name

    def lowered(self, cents):
        """The price of a piece under it; None where nothing would be left to pay: it doesn't reach such a piece.

        A broken cent is the buyer's, so that the reduction is never smaller than announced.
        """
        left = cents - self.amount_cents if self.percent is None else cents * (100 - self.percent) // 100
        return left if left > 0 else None

    def runs_at(self, now):
        """Whether it lowers prices at `now`."""
        return self.starts_at <= now < self.ends_at


class Reach(models.Model):
    """A product (not a variant: those follow) that a promotion on categories or chosen pieces lowers, since when.

    Never removed once the promotion has begun.
    """

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="reaches")
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(_("depuis"), default=timezone.now)

    class Meta:
        verbose_name = _("pièce en promotion")
        verbose_name_plural = _("pièces en promotion")
        constraints = [models.UniqueConstraint(fields=["promotion", "product"], name="a_promotion_reaches_once")]

    def __str__(self):
        return f"{self.promotion}, {self.product_id}"


class QuantityTier(models.Model):
    """What each piece of an article costs from `from_quantity` of it on: so many per cent less, or so many cents.

    The tiers of an article are of one kind, and the more pieces, the lower the price: the database refuses any other
    (`commerce.promotions.tier_order`). Written by `commerce.promotions.tiers` alone.
    """

    record = models.ForeignKey("partner.StockRecord", on_delete=models.CASCADE, related_name="tiers")
    from_quantity = models.PositiveSmallIntegerField(_("à partir de"))
    percent = models.PositiveSmallIntegerField(_("pour cent"), null=True, blank=True)
    cents = models.PositiveIntegerField(_("prix de la pièce"), null=True, blank=True)

    class Meta:
        verbose_name = _("prix par quantité")
        verbose_name_plural = _("prix par quantité")
        ordering = ["from_quantity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "from_quantity"], name="one_tier_per_quantity"),
            models.CheckConstraint(condition=Q(from_quantity__range=(2, 999)), name="a_tier_is_for_several_pieces"),
            models.CheckConstraint(
                condition=Q(percent__isnull=False, percent__range=(1, 99), cents__isnull=True)
                | Q(percent__isnull=True, cents__isnull=False, cents__gt=0),
                name="tier_takes_per_cent_or_has_a_price",
            ),
        ]

    def __str__(self):
        """« dès 3 : −10 % », or with a price."""
        off = _("−%(percent)s %%") % {"percent": self.percent}
        return _("dès %(n)d : %(price)s") % {
            "n": self.from_quantity,
            "price": off if self.cents is None else euros(self.cents),
        }

    def price_of(self, cents):
        """What it makes of a piece's usual price; None where it doesn't lower it, or would leave nothing to pay.

        A broken cent is the buyer's, as in a promotion.
        """
        asked = self.cents if self.percent is None else cents * (100 - self.percent) // 100
        return asked if 0 < asked < cents else None
