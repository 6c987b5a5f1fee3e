from copy import copy

from django.db.models import Prefetch, Sum
from django.utils import timezone
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine
from oscar.core.loading import get_model
from oscar.core.utils import round_half_up_two_dec

from commerce.catalogue.models import OPTION_CODE
from commerce.money import to_cents
from commerce.promotions.running import best_promotion


class Basket(AbstractBasket):
    """One basket for the goods of several vendors; its lines come with all that a page shows of them."""

    def all_lines(self):
        if self._lines is None and self.id is not None:
            pictures = get_model("catalogue", "ProductImage").objects.order_by("display_order")
            self._lines = (
                self.lines.select_related(
                    "stockrecord",
                    "product__product_class",
                    "product__parent__product_class",
                    "product__vendor__plan",
                )
                .prefetch_related(
                    "attributes__option",
                    "stockrecord__tiers",
                    Prefetch("product__images", pictures),
                    Prefetch("product__parent__images", pictures),
                )
                .annotate(promotion=best_promotion(timezone.now(), "stockrecord__"))
                .order_by(self._meta.pk.name)
            )
        return super().all_lines()

    @property
    def currency(self):
        """What the lines are priced in, or None while there is none; they are not loaded for it."""
        if self._lines is not None or self.id is None:
            return super().currency
        return self.lines.values_list("price_currency", flat=True).first()

    @property
    def num_items(self):
        """Number of articles; lines are counted where they are loaded, and not loaded for it."""
        if self._lines is not None or self.id is None:
            return sum(line.quantity for line in self.all_lines())
        return self.lines.aggregate(articles=Sum("quantity", default=0))["articles"]

    @property
    def total_cents(self):
        """What the goods cost, tax included and reductions deducted."""
        return to_cents(self.total_incl_tax)

    def reductions(self):
        """What each offer takes off the goods, as (offer, Decimal euros): sums of what it takes off the lines."""
        amounts = {}
        for line in self.all_lines():
            for discount in line.discounts:
                if discount.offer:
                    amounts[discount.offer] = amounts.get(discount.offer, 0) + discount.amount
        return list(amounts.items())


class Line(AbstractLine):
    """A line whose reductions are whole cents, so that vendors' parts can add up to what the buyer pays."""

    class Meta(AbstractLine.Meta):
        abstract = False

    @property
    def purchase_info(self):
        """Oscar's, asked anew where the quantity is another by now: it may decide the price."""
        if self.__dict__.get("_priced_quantity") != self.quantity:
            self._info = self.basket.strategy.fetch_for_line(self, self.stockrecord)
            self._priced_quantity = self.quantity
        return self._info

    def get_warning(self):
        """Oscar's, about the price of a single piece: one for a quantity isn't a price that changed."""
        alone = copy(self)
        alone.quantity = 1
        return super(Line, alone).get_warning()

    @property
    def personalisation(self):
        """The text that the buyer typed for this line, or empty; reads the attributes that the basket prefetched."""
        texts = [each.value for each in self.attributes.all() if each.option.code == OPTION_CODE]
        return str(texts[0]).strip() if texts else ""

    def discount(self, discount_value, affected_quantity, incl_tax=True, offer=None):
        """Reduce this line by an amount in euros, rounded half up to the cent, and by no more than it still costs.

        Nothing happens where the offer may not touch this line, beside an exclusive one: some benefits don't ask.
        """
        if offer and not self.is_available_for_offer_discount(offer):
            return
        left = self.line_price_incl_tax - self.discounts.total
        super().discount(min(round_half_up_two_dec(discount_value), left), affected_quantity, incl_tax, offer)

    def reductions(self):
        """What is taken off this line: a list of (cents, offer)."""
        return [(to_cents(discount.amount), discount.offer) for discount in self.discounts]


from oscar.apps.basket.models import *  # noqa: E402, F403
