"""What pages show of the shop and of the magazine, live: products, workshops and stories as cards."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from cms_pages.pictures import CARD, fetch_renditions, shown_picture
from commerce.catalogue.cards import product_cards, product_cards_of
from commerce.catalogue.models import Product
from commerce.catalogue.pictures import ShownPicture
from commerce.partner.directory import shop_cards
from commerce.partner.models import Partner

WORKS_IN_A_STORY = 8
PRODUCTS_OF_ONE_WORKSHOP = 2


@dataclass(frozen=True)
class StoryCard:
    """What `components/story_card.html` draws."""

    url: str
    title: str
    introduction: str
    eyebrow: str
    picture: ShownPicture | None


def chosen_products(products):
    """Cards of an editor's products, in the chosen order, without those that are offline. Four queries."""
    ids = [product.pk for product in products if product]
    shown = set(Product.objects.in_listings().filter(pk__in=ids).values_list("pk", flat=True))
    return product_cards_of([pk for pk in ids if pk in shown])


def newest_products(count):
    """Cards of the `count` newest products that can be bought now, at most two of one workshop. Three queries."""
    newest = [F("date_created").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=F("vendor"), order_by=newest)
    for_sale = Product.objects.in_listings().for_sale().annotate(place=place)
    return product_cards(for_sale.filter(place__lte=PRODUCTS_OF_ONE_WORKSHOP).order_by(*newest)[:count])


def chosen_vendors(vendors):
    """Cards of an editor's workshops, in the chosen order, without those that are closed. Three queries."""
    shown = (
        Partner.objects.for_public_display()
        .select_related("plan")
        .in_bulk([vendor.pk for vendor in vendors if vendor])
    )
    return shop_cards([shown[vendor.pk] for vendor in vendors if vendor and vendor.pk in shown])


def newest_vendors(count):
    """Cards of the `count` workshops that opened last. Three queries."""
    return shop_cards(
        list(Partner.objects.for_public_display().select_related("plan").order_by("-opened_at", "-pk")[:count])
    )


def works_of(vendor_id):
    """A workshop on display, and the cards of its newest pieces; (None, []) when it isn't on display. Four queries."""
    vendor = Partner.objects.for_public_display().filter(pk=vendor_id).first()
    if vendor is None:
        return None, []
    works = Product.objects.in_listings().filter(vendor=vendor).order_by("-date_created", "-pk")
    return vendor, product_cards(works[:WORKS_IN_A_STORY])


def newest_story():
    """The card of the story published last, or None. Two queries."""
    stories = apps.get_model("cms_pages", "StoryPage").objects.live().order_by("-first_published_at", "-pk")
    return next(iter(story_cards(stories[:1])), None)


def story_cards(stories):
    """Cards of a queryset of stories, in its order. Two queries whatever their number."""
    stories = list(stories.select_related("vendor", "picture"))
    fetch_renditions([story.picture for story in stories if story.picture], CARD)
    return [_story_card(story) for story in stories]


def _story_card(story):
    vendor = story.vendor
    return StoryCard(
        url=story.url,
        title=story.title,
        introduction=story.introduction,
        eyebrow=", ".join(filter(None, [vendor.craft, vendor.town])) if vendor else "",
        picture=shown_picture(story.picture, CARD),
    )
