"""The directory of workshops: who is open, what they make, and a glimpse of it."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from commerce.catalogue.models import Product, ProductImage
from commerce.catalogue.pictures import ShownPicture, shown_picture
from commerce.partner.absence import Absence
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
    is_listing: bool = False
    holiday: Absence | None = None
    pictures: list[ShownPicture] = field(default_factory=list)


def directory_page(page_number, *, department="", craft=""):
    """A page of workshops by name, of one department or craft where asked. Four queries whatever their number."""
    asked = {name: value for name, value in {"department": department, "craft": craft}.items() if value}
    found = Partner.objects.for_public_display().filter(**asked).select_related("plan").order_by("name", "pk")
    page = Paginator(found, PER_PAGE).get_page(page_number)
    return page, shop_cards(list(page.object_list))


def choices(name):
    """What the open workshops say of `name`, "department" or "craft", in order, each once. One query."""
    told = Partner.objects.for_public_display().exclude(**{name: ""})
    return list(told.order_by(name).values_list(name, flat=True).distinct())


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
            is_listing=vendor.is_listing,
            holiday=vendor.holiday,
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
