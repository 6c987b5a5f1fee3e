"""Which products and workshops a query finds, and in which order."""

from django.utils.text import slugify
from wagtail.search.backends import get_search_backend

from commerce.catalogue.models import Product
from commerce.partner.models import Partner
from commerce.search.words import words

CANDIDATES_MAX = 1000
WORKSHOPS_MAX = 3


def matching_products(query: str) -> list[int]:
    """Ids of the products on display that hold every word of the query (the last one may be begun), best first.

    Those with more of the words in their title come first, then the newest. Nothing else counts, and nobody can
    pay for a place (art. D111-6 Code de la consommation: the ranking page says the same).
    """
    wanted = words(query)
    if not wanted:
        return []
    shown = Product.objects.filter(is_public=True, structure__in=[Product.STANDALONE, Product.PARENT])
    newest = shown.only("pk", "title", "date_created").order_by("-date_created")
    found = get_search_backend().autocomplete(" ".join(wanted), newest, order_by_relevance=False)[:CANDIDATES_MAX]
    return [product.pk for product in sorted(found, key=lambda product: -_title_hits(product.title, wanted))]


def matching_workshops(query: str) -> list[Partner]:
    """Workshops on display whose name holds the query, a few at most."""
    name = slugify(query)
    if not name:
        return []
    return list(
        Partner.objects.for_public_display().select_related("plan").filter(code__contains=name)[:WORKSHOPS_MAX]
    )


def _title_hits(title, wanted):
    held = words(title)
    return sum(any(word.startswith(begun) for word in held) for begun in wanted)
