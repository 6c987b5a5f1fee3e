"""Stock Oscar's counterparts: it has no vendor's shop, FAQ or stories; its front page is its catalogue."""

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benchmarks.sizes import BASKETS
from benchmarks.stock.data import PARTNER_EMAIL, Category, Product, hand_over

ADDRESS = {"first_name": "Camille", "last_name": "Martin", "line1": "8 rue Dumenge", "line4": "Lyon"}
ADDRESS |= {"postcode": "69004", "country": "FR"}


def measure(notebook):
    """Every page and flow, at the notebook's number of products."""
    notebook.page("home", reverse("catalogue:index"))
    notebook.page("category", Category.objects.filter(depth=1).first().get_absolute_url())
    notebook.page("product", Product.objects.first().get_absolute_url())
    notebook.page("search", f"{reverse('search:search')}?q=bol")
    for lines, vendors in BASKETS:
        measure_basket(notebook, lines, vendors)
    member = Client()
    member.force_login(User.objects.get(email=PARTNER_EMAIL), backend="django.contrib.auth.backends.ModelBackend")
    notebook.page("portal_orders", reverse("dashboard:order-list"), member)


def measure_basket(notebook, lines, vendors):
    """Basket, recap and placement of an order of `lines` products from `vendors` partners."""
    size = {"lines": lines, "vendors": vendors}
    products = list(Product.objects.order_by("pk")[:lines])
    hand_over(products, vendors)
    notebook.page("basket", reverse("basket:summary"), ready_to_order(products), **size)
    notebook.page("recap", reverse("checkout:preview"), ready_to_order(products), **size)
    notebook.flow("place_order", lambda: ready_to_order(products), place, **size)


def ready_to_order(products):
    """A guest who stands before the recap."""
    client = Client()
    for product in products:
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    client.post(reverse("checkout:index"), {"username": "camille@exemple.test", "options": "anonymous"})
    client.post(reverse("checkout:shipping-address"), ADDRESS)
    client.get(reverse("checkout:shipping-method"))
    return client


def place(client):
    """The click that places the order."""
    return client.post(reverse("checkout:preview"), {"action": "place_order"})
