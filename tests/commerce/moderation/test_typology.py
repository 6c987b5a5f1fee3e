"""Categories, kinds and attributes without a developer; what becomes of the pieces of a category that ends."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from commerce.catalogue.attributes import answers_of, class_of
from commerce.catalogue.models import Category, Product, ProductAttribute
from commerce.catalogue.preparing import describe, missing_of
from commerce.communication.models import Mail
from commerce.moderation.ending import end_category
from commerce.moderation.roles import GROUP, create_role
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.catalogue.typology import asking, kind, textile
from tests.factories import ProductFactory, RegistrationFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def moderator(client):
    person = UserFactory()
    create_role()
    person.groups.add(Group.objects.get(name=GROUP))
    client.force_login(person)
    return client


@pytest.fixture
def scarf():
    piece = ProductFactory(title="Étole", description="Douce.", vendor=VendorFactory(email="a@exemple.test"))
    put(with_picture(piece), asking(category("Étoles"), textile()))
    return describe(
        piece, category=piece.categories.get(), answers={"fibres": "100 % laine", "entretien": "À la main"}
    )


def test_pieces_of_a_category_that_ends_go_where_the_operator_says(client, scarf):
    ended, heir = scarf.categories.get(), asking(category("Écharpes"), kind("Mode", entretien={}))
    file = RegistrationFactory()
    file.categories.add(ended, heir)
    address = ended.get_absolute_url()
    assert end_category(ended, heir, by=UserFactory(), now=NOW) == 1
    scarf = Product.objects.get(pk=scarf.pk)
    assert (scarf.categories.get(), scarf.is_public, scarf.product_class.name) == (heir, True, "Mode")
    assert answers_of(scarf) == {"entretien": "À la main"}
    assert {"Catégorie": ["Étoles", "Écharpes"]} in [each.changes for each in scarf.changes.all()]
    assert list(file.categories.all()) == [heir]
    assert Mail.objects.get(recipient="a@exemple.test").subject.count("Étoles") == 1
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (301, heir.get_absolute_url())
    assert "Étoles" not in client.get(reverse("catalogue:index")).content.decode()


def test_a_category_does_not_end_in_itself_nor_before_what_it_contains(scarf):
    home = category("Maison")
    vases, closed = category("Vases", parent=home), category("Fin")
    end_category(closed, vases, by=None, now=NOW)
    for ended, heir in [(home, vases), (vases, vases), (vases, home), (vases, Category.objects.get(pk=closed.pk))]:
        with pytest.raises(ValidationError):
            end_category(ended, heir, by=None, now=NOW)


def test_a_piece_outside_the_typology_is_not_shown(scarf):
    Product.objects.filter(pk=scarf.pk).update(is_public=False)
    assert Product.objects.prepared().exists()
    Category.objects.update(is_public=False)
    record = Product.objects.get(pk=scarf.pk).stockrecords.get()
    assert missing_of(record) == ["category"]
    assert not Product.objects.prepared().exists()


def typed(**fields):
    return {"name": "", "description": "", "parent": "", "product_class": "", **fields}


def test_a_category_is_added_filed_and_moved_in_the_back_office(moderator):
    home, made = category("Maison"), kind("Textile de maison", fibres={})
    add = reverse("typology_categories:add")
    assert moderator.get(add).status_code == 200
    moderator.post(add, typed(name="Plaids", parent=home.pk, product_class=made.pk))
    plaids = Category.objects.get(name="Plaids")
    assert (plaids.get_parent(), class_of(plaids)) == (home, made)
    moderator.post(reverse("typology_categories:edit", args=[plaids.pk]), typed(name="Plaids et jetés"))
    plaids = Category.objects.get(pk=plaids.pk)
    assert (plaids.name, plaids.depth, plaids.product_class) == ("Plaids et jetés", 1, None)


def test_an_attribute_is_added_and_its_code_stays(moderator):
    made = kind("Céramique")
    fields = {"name": "Cuisson", "code": "cuisson", "type": "text", "order": "5", "product_class": made.pk}
    moderator.post(reverse("typology_attributes:add"), {**fields, "required": "on"})
    attribute = ProductAttribute.objects.get(code="cuisson")
    assert attribute.required
    edit = reverse("typology_attributes:edit", args=[attribute.pk])
    moderator.post(edit, {**fields, "code": "autre", "name": "Température de cuisson"})
    attribute.refresh_from_db()
    assert (attribute.code, attribute.name, attribute.required) == ("cuisson", "Température de cuisson", False)


def test_moderators_open_the_typology_and_end_a_category(moderator, scarf):
    heir = category("Écharpes")
    for name in ("typology_categories", "typology_kinds", "typology_attributes"):
        page = moderator.get(reverse(f"{name}:index"))
        assert page.status_code == 200
        assert not {"Full name", "False"} & set(re.findall(r"[\w ]+", page.content.decode()))
    ended = scarf.categories.get()
    address = reverse("moderation_office:end_category", args=[ended.pk])
    assert moderator.get(address).status_code == 200
    assert moderator.post(address, {"successor": ended.pk}).status_code == 200
    moderator.post(address, {"successor": heir.pk})
    assert scarf.categories.get() == heir
