import pytest
from django.urls import reverse

from tests.factories import ProductFactory
from tests.vendor_portal.test_pages import ABSURD, text

pytestmark = pytest.mark.django_db
NAMES = ("from_quantity", "percent", "price")


def address(product, name="product-tiers"):
    return reverse(f"vendor_portal:{name}", args=[product.stockrecords.get().pk])


def typed(*rows):
    """What the form sends: rows of (quantity, per cent, price) as typed."""
    rows = [*rows, *[("", "", "")] * (3 - len(rows))]
    return {f"tiers-{name}-{n}": value for n, row in enumerate(rows) for name, value in zip(NAMES, row, strict=True)}


def tiers_of(product):
    return [(tier.from_quantity, tier.percent, tier.cents) for tier in product.stockrecords.get().tiers.all()]


def test_the_vendor_states_prices_by_quantity_and_reads_what_each_brings(portal, product):
    assert portal.post(address(product), typed(("3", "10", ""), ("5", "20", ""))).status_code == 302
    assert tiers_of(product) == [(3, 10, None), (5, 20, None)]
    shown = text(portal.get(address(product, "product"))).replace("\u00a0", " ")
    assert "3 pièces à 36,00 € : il vous revient 92,45 €" in shown
    page = text(portal.get(product.get_absolute_url())).replace("\u00a0", " ")
    assert "à partir de 5" in page
    assert "32,00 €" in page


def test_a_price_for_each_piece_may_be_typed_in_euros_and_all_of_it_emptied_again(portal, product):
    portal.post(address(product), typed(("3", "", "35,50")))
    assert tiers_of(product) == [(3, None, 3550)]
    assert 'value="35,50"' in text(portal.get(address(product, "product")))
    portal.post(address(product), typed())
    assert tiers_of(product) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("3", "", "")], "Dites de combien"),
        ([("", "10", "")], "Dites à partir de combien"),
        ([("3", "10", "35")], "L’un ou l’autre"),
        ([("3", "10", ""), ("5", "", "30")], "Gardez la même manière"),
        ([("3", "20", ""), ("5", "10", "")], "Plus de pièces, prix plus bas"),
        ([("3", "", "40")], "Pas plus bas que le prix"),
        ([("1", "10", "")], "supérieure ou égale à 2"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_stays_typed(portal, product, rows, said):
    shown = text(portal.post(address(product), typed(*rows)))
    assert said in shown
    assert all(f'value="{value}"' in shown for row in rows for value in row if value)
    assert tiers_of(product) == []


def test_all_variants_take_the_same_with_one_tick(portal, vendor):
    parent = ProductFactory(structure="parent", vendor=vendor)
    sizes = [ProductFactory(structure="child", parent=parent, product_class=None, vendor=vendor) for _ in range(2)]
    portal.post(address(sizes[0]), {**typed(("3", "10", "")), "tiers-for_sisters": "on"})
    assert [tiers_of(size) for size in sizes] == [[(3, 10, None)]] * 2


def test_absurd_input_is_answered(portal, product):
    for value in ABSURD:
        answer = portal.post(address(product), dict.fromkeys(typed(), value))
        assert answer.status_code in (200, 302), value
