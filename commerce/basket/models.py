from django.db.models import Prefetch
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine
from oscar.core.loading import get_model
from oscar.core.utils import round_half_up_two_dec

from commerce.money import to_cents


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
                    Prefetch("product__images", pictures),
                    Prefetch("product__parent__images", pictures),
                )
                .order_by(self._meta.pk.name)
            )
        return super().all_lines()

    @property
    def num_items(self):
        """Number of articles, counted over the lines that are loaded anyway."""
        return sum(line.quantity for line in self.all_lines())

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

    def discount(self, discount_value, affected_quantity, incl_tax=True, offer=None):
        """Reduce this line by an amount in euros, rounded half up to the cent."""
        super().discount(round_half_up_two_dec(discount_value), affected_quantity, incl_tax, offer)


from oscar.apps.basket.models import *  # noqa: E402, F403
