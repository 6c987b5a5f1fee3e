"""The directory of workshops: who is open, what they make, and a glimpse of it."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from commerce.catalogue.models import Product, ProductImage
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.partner.models import Partner

PER_PAGE = 24
PICTURES = 3


@dataclass(frozen=True)
class ShopCard:
    """What `components/shop_card.html` draws."""

    url: str
    name: str
    craft: str
    place: str
    tagline: str
    product_count: int
    pictures: list[ShownPicture] = field(default_factory=list)


def directory_page(page_number):
    """A page of workshops by name. Returns the Page and its cards; four queries whatever their number."""
    page = Paginator(Partner.objects.for_public_display().order_by("name", "pk"), PER_PAGE).get_page(page_number)
    return page, shop_cards(list(page.object_list))


def shop_cards(vendors):
    """Cards of vendors, in their order, in two queries."""
    counts, pictures = _counts(vendors), _pictures(vendors)
    return [
        ShopCard(
            url=vendor.get_absolute_url(),
            name=vendor.name,
            craft=vendor.craft,
            place=vendor.town,
            tagline=vendor.tagline,
            product_count=counts.get(vendor.pk, 0),
            pictures=pictures.get(vendor.pk, []),
        )
        for vendor in vendors
    ]


def _counts(vendors):
    shown = Product.objects.in_listings().filter(vendor__in=vendors)
    return dict(shown.order_by().values_list("vendor").annotate(count=Count("pk")))


def _pictures(vendors):
    place = Window(
        RowNumber(), partition_by=F("product__vendor"), order_by=[F("product__date_created").desc(), F("pk").asc()]
    )
    shown = Product.objects.in_listings().filter(vendor__in=vendors)
    images = ProductImage.objects.filter(product__in=shown, display_order=0).annotate(
        vendor_id=F("product__vendor"), place=place
    )
    pictures = {}
    for image in images.filter(place__lte=PICTURES):
        pictures.setdefault(image.vendor_id, []).append(shown_picture(image))
    return pictures
