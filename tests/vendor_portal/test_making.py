import pytest
from django.urls import reverse

from commerce.catalogue.variants import variants_of
from tests.vendor_portal.test_pages import ABSURD, text
from vendor_portal.making_forms import NEW_ROWS

pytestmark = pytest.mark.django_db


def address(name, product):
    return reverse(f"vendor_portal:{name}", args=[product.stockrecords.get().pk])


def rows(**typed):
    empty = {f"variants-{name}-new{n}": "" for n in range(NEW_ROWS) for name in ("label", "price", "stock")}
    return {**empty, "variants-by_what": "Taille", **{f"variants-{name}": value for name, value in typed.items()}}


def test_a_piece_gets_its_sizes_on_one_page(portal, product):
    page = address("product-variants", product)
    sent = rows(
        **{"label-new0": "50", "price-new0": "120", "stock-new0": "2", "label-new1": "52", "price-new1": "125,5"}
    )
    assert portal.post(page, sent).status_code == 302
    first, second = variants_of(product)
    assert (second.product.variant_label, str(second.price), second.num_in_stock) == ("52", "125.50", 0)
    shown = text(portal.get(reverse("vendor_portal:product-variants", args=[first.pk])))
    assert 'value="50"' in shown


def test_a_size_without_a_price_is_told_beside_the_field(portal, product):
    shown = text(portal.post(address("product-variants", product), rows(**{"label-new0": "50"})))
    assert "Donnez un prix à ce modèle" in shown
    assert 'value="50"' in shown


def test_how_a_piece_is_made_is_saved_or_told_what_lacks(portal, product):
    page = address("product-making", product)
    typed = {"making-making": "order", "making-personalisation_length": "20", "making-personalisation": "Initiales"}
    assert "en combien de jours" in text(portal.post(page, typed))
    assert portal.post(page, {**typed, "making-preparation_days": "15"}).status_code == 302
    product.refresh_from_db()
    assert (product.making, product.preparation_days, product.personalisation) == ("order", 15, "Initiales")
    shown = text(portal.get(product.get_absolute_url()))
    assert "15 jours ouvrés de fabrication" in shown.replace("\u00a0", " ")
    assert "Initiales" in shown


@pytest.mark.parametrize("name", ["product-making", "product-variants"])
def test_absurd_input_is_answered(portal, product, name):
    keys = ["making-making", "making-preparation_days", "making-personalisation", "making-personalisation_length"]
    keys += ["variants-by_what", "variants-label-new0", "variants-price-new0", "variants-stock-new0"]
    for value in ABSURD:
        answer = portal.post(address(name, product), dict.fromkeys(keys, value))
        assert answer.status_code in (200, 302), value
