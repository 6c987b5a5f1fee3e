from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.catalogue import preparing, typology
from commerce.catalogue.attributes import answers_of, check_composition, class_of, read_answer
from commerce.catalogue.models import Category, Product, ProductAttribute, ProductClass
from commerce.catalogue.preparing import MissingAnswer, missing_of
from commerce.partner.models import Partner
from commerce.partner.shelf import NotReady, put_online
from demo.workshops import WORKSHOPS
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.catalogue.typology import asking, kind, textile
from tests.factories import ProductFactory, VendorFactory

KEY = "d" * 32


@pytest.fixture
def vendor(db):
    return VendorFactory(status=Partner.Status.OPEN)


def scarf(vendor, **answers):
    record = preparing.prepare(
        vendor,
        KEY,
        title="Écharpe",
        category=asking(category("Écharpes"), textile()),
        description="Douce.",
        price=Decimal(60),
        stock=1,
        answers=answers,
    )
    with_picture(record.product)
    return record


@pytest.mark.parametrize(
    "text",
    [
        "100 % laine",
        "laine 100%",
        "80\u00a0% laine, 20\u202f% soie",
        "33,3 % lin, 66,7 % coton",
        "dessus 100 % soie ; doublure 100 % coton",
    ],
)
def test_a_composition_that_makes_a_hundred_is_kept(text):
    check_composition(text)


@pytest.mark.parametrize("text", ["laine", "90 % laine", "60 % laine, 60 % soie", "100 %", "100 % soie ; coton"])
def test_a_composition_that_does_not_is_refused(text):
    with pytest.raises(ValidationError):
        check_composition(text)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_shares_make_a_hundred_or_are_refused(shares):
    text = ", ".join(f"{share} % fibre" for share in shares)
    try:
        check_composition(text)
    except ValidationError:
        assert sum(shares) != 100
    else:
        assert sum(shares) == 100


@given(st.text(max_size=400), st.sampled_from(["text", "integer", "float", "boolean", "option"]))
def test_whatever_is_typed_is_read_or_refused_in_words(text, type_):
    with suppress(ValidationError):
        read_answer(ProductAttribute(type=type_, code="x", name="X"), text)


@pytest.mark.django_db
def test_the_nearest_category_says_what_is_asked():
    home = asking(category("Maison"), kind("Maison", matiere={}))
    linen = category("Linge", parent=home)
    assert class_of(linen).name == "Maison"
    assert class_of(asking(linen, textile())).name == "Textile"
    assert class_of(category("Ailleurs")) is None
    assert class_of(None) is None


def test_a_piece_is_not_shown_before_its_category_is_answered(vendor):
    record = scarf(vendor)
    assert missing_of(record) == [MissingAnswer("Fibres", "Règlement (UE) 1007/2011")]
    assert not Product.objects.prepared().exists()
    with pytest.raises(NotReady):
        put_online(record, True)
    preparing.amend(record, answers={"fibres": "100 % laine"})
    record.refresh_from_db()
    assert missing_of(record) == []
    assert Product.objects.prepared().get() == record.product
    put_online(record, True)


def test_a_wrong_answer_saves_nothing_of_the_form(vendor):
    record = scarf(vendor, fibres="100 % laine")
    with pytest.raises(ValidationError):
        preparing.describe(record.product, title="Étole", answers={"fibres": "90 % laine"})
    record.product.refresh_from_db()
    assert (record.product.title, answers_of(record.product)) == ("Écharpe", {"fibres": "100 % laine"})


def test_a_piece_online_keeps_its_answers(vendor):
    record = scarf(vendor, fibres="100 % laine")
    put_online(record, True)
    with pytest.raises(ValidationError) as refusal:
        preparing.describe(record.product, answers={"fibres": ""}, description=" ")
    assert set(refusal.value.message_dict) == {"fibres", "description"}
    assert answers_of(record.product) == {"fibres": "100 % laine"}


def test_answers_follow_a_piece_into_another_category(vendor):
    record = scarf(vendor, fibres="100 % laine", entretien="À la main")
    hat = asking(category("Chapeaux"), kind("Mode", entretien={}, taille={}))
    preparing.amend(record, category=hat)
    assert answers_of(record.product) == {"entretien": "À la main"}
    assert Product.objects.get().product_class.name == "Mode"


@pytest.mark.django_db
def test_the_first_typology_is_installed_once_and_leaves_alone_what_was_edited():
    linen = category("Linge de maison", parent=category("Maison"))
    typology.install()
    assert class_of(Category.objects.get(pk=linen.pk)).name == "Textile de maison"
    ProductAttribute.objects.filter(code="fibres").update(help="Autrement")
    typology.install()
    assert ProductClass.objects.count() == len(typology.KINDS)
    assert set(ProductAttribute.objects.filter(code="fibres").values_list("help", flat=True)) == {"Autrement"}


def test_every_piece_of_the_demo_answers_what_its_category_requires():
    for workshop in WORKSHOPS:
        for piece in workshop.pieces:
            _categories, asked = typology.KINDS[typology.kind_name(piece.category_path)]
            for one in asked:
                answer = piece.attributes.get(one.name, "")
                assert answer or not one.required, (piece.title, one.name)
                read_answer(ProductAttribute(type="text", rule=one.rule), answer)


@pytest.mark.django_db
def test_a_variant_may_answer_for_its_parent():
    parent = ProductFactory(
        structure="parent", product_class=kind("Bijoux", taille={"required": True}), is_public=False
    )
    child = ProductFactory(structure="child", parent=parent, vendor=parent.vendor, product_class=None)
    put(with_picture(parent), category("Bagues"))
    Product.objects.filter(pk=parent.pk).update(description="Argent.")
    assert missing_of(child.stockrecords.get())[-1] == MissingAnswer("Taille")
    child.attribute_values.create(attribute=ProductAttribute.objects.get(code="taille"), value_text="52")
    child.refresh_from_db()
    assert missing_of(child.stockrecords.get()) == []
