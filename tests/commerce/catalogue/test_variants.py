from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commerce.catalogue.duplicating import duplicate
from commerce.catalogue.making import set_making
from commerce.catalogue.models import Making, Product
from commerce.catalogue.preparing import describe, missing_of
from commerce.catalogue.variants import TypedVariant, variants_of, vary
from commerce.partner.models import StockRecord
from commerce.partner.shelf import put_online, put_ready_online, ready_drafts
from commerce.stock.rule import set_to
from tests.commerce.baskets import placed
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_picture
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring():
    piece = ProductFactory(title="Bague", description="Argent.", price=Decimal(120), stock=3)
    return put(with_picture(piece), category("Bagues"))


def sizes(*labels):
    return [TypedVariant(label, Decimal(120 + n), stock=2) for n, label in enumerate(labels)]


def test_a_piece_comes_in_sizes_and_the_first_takes_its_record(ring):
    record = ring.stockrecords.get()
    vary(record, by_what="Taille", rows=sizes("50", "52"))
    ring.refresh_from_db()
    first, second = variants_of(ring)
    assert (ring.structure, ring.variant_label, first.pk) == (Product.PARENT, "Taille", record.pk)
    assert [each.product.title for each in (first, second)] == ["Bague, 50", "Bague, 52"]
    assert (second.price, second.num_in_stock, missing_of(second)) == (Decimal(121), 2, [])
    describe(ring, title="Alliance")
    assert [each.product.title for each in variants_of(ring)] == ["Alliance, 50", "Alliance, 52"]


def test_what_is_reserved_stays_reserved_when_a_piece_gets_variants(ring):
    placed(ring)
    record = ring.stockrecords.get()
    vary(record, by_what="Taille", rows=[TypedVariant("50", Decimal(120), stock=0)])
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (1, 1)


def test_variants_change_and_leave(ring):
    record = ring.stockrecords.get()
    vary(record, by_what="Taille", rows=sizes("50", "52", "54"))
    first, second, third = variants_of(ring)
    vary(first, by_what="Tour", rows=[TypedVariant("51", Decimal(99), record_id=first.pk)], removed=[second.pk])
    assert [(each.product.variant_label, each.price) for each in variants_of(ring)] == [
        ("51", Decimal(99)),
        ("54", Decimal(122)),
    ]
    assert not StockRecord.objects.filter(pk=second.pk).exists()
    with pytest.raises(ValidationError):
        vary(first, by_what="Tour", rows=[], removed=[first.pk, third.pk])


def test_a_sold_variant_is_hidden_and_kept(ring):
    vary(ring.stockrecords.get(), by_what="Taille", rows=sizes("50", "52"))
    put_online(variants_of(ring)[0], True)
    first, second = variants_of(ring)
    placed(second.product)
    vary(first, by_what="Taille", rows=[], removed=[second.pk])
    assert [each.pk for each in variants_of(ring)] == [first.pk]
    assert Product.objects.filter(pk=second.product_id, is_public=False).exists()


@pytest.mark.parametrize("rows", [sizes("50", "50"), sizes("a", "A"), sizes(*map(str, range(31)))])
def test_variants_that_can_not_be_told_apart_or_counted_are_refused(ring, rows):
    with pytest.raises(ValidationError):
        vary(ring.stockrecords.get(), by_what="Taille", rows=rows)
    ring.refresh_from_db()
    assert ring.is_standalone


def test_a_stranger_s_variant_is_never_touched(ring):
    other = ProductFactory(price=Decimal(10)).stockrecords.get()
    vary(ring.stockrecords.get(), by_what="Taille", rows=sizes("50"))
    vary(variants_of(ring)[0], by_what="Taille", rows=[TypedVariant("x", Decimal(1), record_id=other.pk)])
    other.refresh_from_db()
    assert other.price == Decimal(10)


def test_a_copy_has_the_same_variants_and_is_made_alike(ring):
    set_making(ring, making=Making.TO_ORDER, preparation_days=12, personalisation="Initiales")
    record = ring.stockrecords.get()
    vary(record, by_what="Taille", rows=sizes("50", "52"))
    second = variants_of(ring)[1]
    copies = [duplicate(second, "f" * 32) for _ in range(2)]
    copy = copies[0].product.parent
    assert copies[0].pk == copies[1].pk
    assert [(each.product.variant_label, each.price, each.num_in_stock) for each in variants_of(copy)] == [
        ("50", Decimal(120), 1),
        ("52", Decimal(121), 1),
    ]
    assert (copy.title, copy.variant_label, copy.is_public) == ("Bague", "Taille", False)
    assert (copy.making, copy.preparation_days, copy.personalisation) == (Making.TO_ORDER, 12, "Initiales")
    assert copy.product_options.exists()


def test_a_copy_keeps_what_variants_of_the_former_site_differ_by():
    griotte = ring_in_sizes(("50", 3), ("52", 0), vendor=VendorFactory())
    copy = duplicate(variants_of(griotte)[0], "f" * 32).product.parent
    assert [each.product.variant_label for each in variants_of(copy)] == ["50", "52"]


def test_a_draft_with_variants_is_ready_once_and_goes_online_with_the_others(ring):
    vary(ring.stockrecords.get(), by_what="Taille", rows=[TypedVariant("50", Decimal(120)), *sizes("52", "54")])
    Product.objects.filter(pk=ring.pk).update(is_public=False)
    set_to(variants_of(ring)[0], 0)
    assert [record.product.variant_label for record in ready_drafts(ring.vendor)] == ["52"]
    assert put_ready_online(ring.vendor) == (1, 0)
    ring.refresh_from_db()
    assert ring.is_public
    assert ready_drafts(ring.vendor) == []


def test_a_unique_piece_has_one_copy_and_no_variants(ring):
    set_making(ring, making=Making.UNIQUE)
    record = ring.stockrecords.select_related("product").get()
    assert [str(each.label) for each in missing_of(record)] == ["un stock de 1, puisque la pièce est unique"]
    with pytest.raises(ValidationError):
        vary(record, by_what="Taille", rows=sizes("50"))


def test_made_to_order_says_its_delay(ring):
    with pytest.raises(ValidationError) as refusal:
        set_making(ring, making=Making.TO_ORDER)
    assert "preparation_days" in refusal.value.message_dict
    set_making(ring, making=Making.TO_ORDER, preparation_days=20)
    assert Product.objects.get(pk=ring.pk).preparation_days == 20
