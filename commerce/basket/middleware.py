from functools import partial

from oscar.apps.basket.middleware import BasketMiddleware as OscarBasketMiddleware


class BasketMiddleware(OscarBasketMiddleware):
    """Oscar's, and a count of the articles for the header: most pages show nothing else of the basket."""

    def __call__(self, request):
        request.count_articles = partial(self.count_articles, request)
        return super().__call__(request)

    def count_articles(self, request):
        """Number of articles in the basket, without its offers and, where nobody else needs them, its lines."""
        return self.get_basket(request).num_items
