import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.promotions.models import Promotion
from tests.factories import ProductFactory, PromotionFactory

ADD = reverse("vendor_portal:promotion-add")


def moment(**ahead):
    return timezone.localtime(timezone.now() + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M")


def typed(**changes):
    usual = {"name": "Fête", "kind": "pour-cent", "percent": "25", "scope": "shop", "ends_at": moment(days=5)}
    return {**usual, **changes}


def page(portal, name, *args):
    return portal.get(reverse(f"vendor_portal:{name}", args=args)).content.decode()


def test_a_promotion_is_planned_seen_by_buyers_and_ended(portal, product, client):
    portal.post(ADD, typed())
    promotion = Promotion.objects.get()
    assert "30,00" in page(portal, "promotion", promotion.pk)
    assert "30,00" in client.get(product.get_absolute_url()).content.decode()
    assert "Fête" in page(portal, "promotions")
    portal.post(reverse("vendor_portal:promotion-end", args=[promotion.pk]))
    assert "40,00" in client.get(product.get_absolute_url()).content.decode()


def test_a_promotion_that_comes_is_changed(portal, product):
    promotion = PromotionFactory(vendor=product.vendor, starts_at=timezone.now() + timedelta(days=2))
    address = reverse("vendor_portal:promotion-change", args=[promotion.pk])
    assert 'value="Fête des potiers"' in portal.get(address).content.decode()
    portal.post(address, typed(kind="montant", amount="5,50", starts_at=moment(days=1)))
    promotion.refresh_from_db()
    assert (promotion.percent, promotion.amount_cents, promotion.name) == (None, 550, "Fête")


def test_what_has_begun_is_not_changed(portal, product):
    promotion = PromotionFactory(vendor=product.vendor)
    address = reverse("vendor_portal:promotion-change", args=[promotion.pk])
    assert portal.post(address, typed()).url == reverse("vendor_portal:promotion", args=[promotion.pk])
    promotion.refresh_from_db()
    assert promotion.percent == 10


@pytest.mark.parametrize(
    "odd",
    [
        {"percent": "0"},
        {"percent": "100"},
        {"percent": ""},
        {"kind": "montant", "amount": "40"},
        {"kind": "montant", "amount": "-1"},
        {"kind": "montant"},
        {"kind": "x"},
        {"scope": "x"},
        {"name": ""},
        {"name": "a\0b"},
        {"name": "x" * 5000},
        {"name": "Soldes"},
        {"ends_at": ""},
        {"ends_at": "hier"},
        {"ends_at": moment(days=-1)},
        {"ends_at": "9999-12-31T23:59"},
        {"scope": "chosen", "products": ["9" * 40, "x", "\0"]},
        {"scope": "chosen", "products": ["9" * 17]},
        {"scope": "categories", "categories": ["9" * 40]},
        {"scope": "chosen"},
    ],
)
def test_odd_input_is_told_and_kept_never_a_failure(portal, product, odd):
    answer = portal.post(ADD, typed(**odd))
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()
    assert not Promotion.objects.exists()


def ticked_and_offered(answer):
    """Ids that are ticked, and those that can be."""
    boxes = re.findall(
        r'<input type="checkbox" name="products" value="(\d+)"[^>]*?( checked)?>', answer.content.decode()
    )
    return {int(pk) for pk, checked in boxes if checked}, {int(pk) for pk, _checked in boxes}


@pytest.mark.parametrize("address", [ADD, reverse("vendor_portal:coupon-add")])
def test_looking_for_a_piece_keeps_all_that_was_typed_and_ticked_and_saves_nothing(portal, product, address):
    vases = [ProductFactory(vendor=product.vendor, title=f"Vase {n}") for n in range(2)]
    typing = typed(scope="chosen", products=[product.pk], ends_at="", amount="x", q="VASE 1", cherche="")
    asked = [{"chercher": "1"}, {}]
    for how in asked:
        shown = portal.post(address, {**typing, **how})
        assert ticked_and_offered(shown) == ({product.pk}, {product.pk, vases[1].pk})
        page_shown = shown.content.decode()
        assert "field-wrong" not in page_shown
        assert all(f'value="{value}"' in page_shown for value in ("25", "x", "VASE 1"))
    saved = portal.post(address, {**typing, "enregistrer": "1"})
    assert "field-wrong" in saved.content.decode()
    assert ticked_and_offered(saved)[0] == {product.pk}


def test_ticked_pieces_are_never_a_whole_shop_by_mistake(portal, product):
    shown = portal.post(ADD, typed(products=[product.pk])).content.decode()
    assert "Vous avez coché des pièces" in shown
    assert not Promotion.objects.exists()


def test_no_words_break_the_search(portal, product):
    for words in ("\0", "%", "x" * 5000, "<script>"):
        assert portal.post(ADD, typed(q=words, chercher="1")).status_code == 200
        assert portal.get(ADD, {"q": words}).status_code == 200


def test_another_shops_piece_is_no_choice(portal, product):
    portal.post(ADD, typed(scope="chosen", products=[ProductFactory().pk]))
    assert not Promotion.objects.exists()


def test_pages_cost_the_same_for_many_promotions_and_pieces(portal, product):
    vendor = product.vendor
    first = PromotionFactory(vendor=vendor)

    def costs():
        counts = []
        for name, args in (("promotions", []), ("promotion-add", []), ("promotion", [first.pk])):
            with CaptureQueriesContext(connection) as captured:
                page(portal, name, *args)
            counts.append(len(captured))
        return counts

    costs()
    few = costs()
    for _ in range(12):
        PromotionFactory(vendor=vendor)
        ProductFactory(vendor=vendor)
    assert costs() == few
