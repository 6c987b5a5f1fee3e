"""Our pages and flows."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from benchmarks.ours.data import hand_over
from benchmarks.sizes import BASKETS
from cms_pages.models import FaqAudiencePage, StoryPage
from commerce.catalogue.models import Category, Product
from commerce.customer.models import User
from commerce.partner.models import Membership

ADDRESS = {
    "first_name": "Camille",
    "last_name": "Martin",
    "line1": "8 rue Dumenge",
    "line4": "Lyon",
    "postcode": "69004",
}
PROMISE = re.compile(r'name="promise" value="([^"]+)"')


def measure(notebook):
    """Every page and flow, at the notebook's number of products."""
    product = sold_alone().first()
    notebook.page("home", "/")
    notebook.page("category", Category.objects.filter(depth=1).first().get_absolute_url())
    notebook.page("product", product.get_absolute_url())
    notebook.page("search", f"{reverse('search:search')}?q=bol")
    notebook.page("shop", product.vendor.get_absolute_url())
    notebook.page("faq", address_of(FaqAudiencePage))
    notebook.page("story", address_of(StoryPage))
    for lines, vendors in BASKETS:
        measure_basket(notebook, lines, vendors)
    notebook.page("portal_orders", reverse("vendor_portal:orders"), client_of_the_first_vendor())


def measure_basket(notebook, lines, vendors):
    """Basket, recap and placement of an order of `lines` products from `vendors` vendors."""
    size = {"lines": lines, "vendors": vendors}
    products = list(sold_alone()[:lines])
    sellers = hand_over(products, vendors)
    notebook.page("basket", reverse("basket:summary"), ready_to_order(products, sellers), **size)
    notebook.page("recap", reverse("checkout:preview"), ready_to_order(products, sellers), **size)
    notebook.flow("place_order", lambda: ready_to_order(products, sellers), place, **size)


def sold_alone():
    """Products without variants, in a fixed order."""
    return Product.objects.filter(structure=Product.STANDALONE, is_public=True).order_by("pk")


def address_of(page_type):
    """Path of the first published page of this type."""
    return urlsplit(page_type.objects.live().first().full_url).path


def client_of_the_first_vendor():
    """A signed-in member of the vendor whom the flows ordered from."""
    [vendor] = hand_over([], 1)
    client = Client()
    client.force_login(User.objects.get(pk=Membership.objects.filter(partner=vendor).first().user_id))
    return client


def ready_to_order(products, vendors):
    """A guest who stands before the recap."""
    client = Client()
    for product in products:
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    client.post(reverse("checkout:index"), {"email": "camille@exemple.test"})
    client.post(reverse("checkout:shipping-address"), ADDRESS)
    client.post(reverse("checkout:shipping-method"), {f"atelier-{vendor.pk}-kind": "home" for vendor in vendors})
    recap = client.get(reverse("checkout:preview")).content.decode()
    client.promise = unescape(PROMISE.search(recap).group(1))
    return client


def place(client):
    """The click that commits to pay."""
    return client.post(reverse("checkout:preview"), {"action": "place_order", "promise": client.promise})
