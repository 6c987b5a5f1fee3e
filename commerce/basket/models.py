from django.db.models import Prefetch
from oscar.apps.basket.abstract_models import AbstractBasket
from oscar.core.loading import get_model

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


from oscar.apps.basket.models import *  # noqa: E402, F403
