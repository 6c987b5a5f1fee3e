"""No address of the shop, made from the URL table, answers 500: whatever stands in it, whatever is sent to it."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.factories import CountryFactory, ProductFactory, UserFactory

pytestmark = pytest.mark.django_db

#: Back-office rooms with their own, well-tested forms.
NOT_OURS = ("cms/", "gestion/", "documents/", "admin/")
VALUES = {"int": ["0", "99999999999999999999"], "slug": ["x", "9" * 300], "str": ["x", "%00", "é🫖", "9" * 300]}
BODIES = [
    {},
    {"q": "\x00", "email": "x" * 5000, "quantity": "9" * 50, "code": "<script>", "promise": "é\x00"},
    {"form-TOTAL_FORMS": "-1", "form-INITIAL_FORMS": "x", "action": "place_order", "address_id": "1e9"},
]
QUERIES = ["", "?page=-1&q=%00&tri=x&prix_min=NaN&prix_max=1e400", "?page=" + "9" * 40 + "&q=" + "%F0%9F%AB%96" * 60]


def addresses(patterns, prefix=""):
    """Every path of the table with absurd values in its holes."""
    for pattern in patterns:
        route = prefix + str(getattr(pattern.pattern, "_route", ""))
        if route.startswith(NOT_OURS):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, route)
        elif hasattr(pattern.pattern, "_route"):
            yield from _filled(route, pattern.pattern.converters)


def _filled(route, converters):
    kinds = {
        name: type(converter).__name__.removesuffix("Converter").lower() for name, converter in converters.items()
    }
    kinds = {name: "str" if kind == "string" else kind for name, kind in kinds.items()}
    for index in range(max((len(VALUES.get(kind, "x")) for kind in kinds.values()), default=1)):
        path = route
        for name, kind in kinds.items():
            values = VALUES.get(kind, ["x"])
            path = path.replace(f"<{kind}:{name}>", values[index % len(values)]).replace(
                f"<{name}>", values[index % len(values)]
            )
        yield f"/{path}"


ADDRESSES = sorted(set(addresses(get_resolver().url_patterns)))


def test_the_table_was_really_walked():
    assert len(ADDRESSES) > 60
    assert any(address.startswith("/panier/") for address in ADDRESSES)
    assert any(address.startswith(PORTAL) for address in ADDRESSES)


PORTAL = "/espace-pro/"
#: What each asks: a vendor's other pages are a buyer's, and tests/vendor_portal/test_isolation.py keeps buyers out.
ASKED = {
    "a visitor": ADDRESSES,
    "a buyer": [address for address in ADDRESSES if not address.startswith(PORTAL)],
    "a vendor": [address for address in ADDRESSES if address.startswith(PORTAL)],
}


def test_a_wrong_address_is_answered_by_a_page():
    answer = Client().get("/rien/é🫖/")
    assert answer.status_code == 404
    assert b"</html>" in answer.content


@pytest.mark.parametrize("who", ASKED)
@pytest.mark.usefixtures("plain_error_pages")
def test_no_address_answers_500_whatever_is_sent_to_it(who):
    client = Client(raise_request_exception=False)
    CountryFactory()
    product = ProductFactory(vendor__member=(vendor := UserFactory()))
    if who != "a visitor":
        client.force_login(vendor if who == "a vendor" else UserFactory())
    client.post(f"/panier/add/{product.pk}/", {"quantity": 1})
    broken = []
    for address in ASKED[who]:
        answers = [client.get(address + query) for query in QUERIES]
        answers += [client.post(address, body) for body in BODIES]
        broken += [f"{address}: {answer.status_code}" for answer in answers if answer.status_code >= 500]
    assert broken == []
