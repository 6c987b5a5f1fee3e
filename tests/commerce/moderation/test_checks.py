"""First pieces and changes wait for the operator; the approved version stays until it is decided."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.catalogue.preparing import describe
from commerce.catalogue.variants import TypedVariant, variants_of, vary
from commerce.communication.models import Mail
from commerce.moderation import deciding, gate
from commerce.moderation.models import Ground, PieceCheck, Statement
from commerce.moderation.roles import GROUP, create_role
from commerce.partner.shelf import put_online
from commerce.stock.rule import set_to
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.catalogue.typology import kind
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def two_pieces_are_read(settings):
    settings.FIRST_PIECES_CHECKED = 2


@pytest.fixture
def vendor():
    return VendorFactory(email="atelier@exemple.test")


@pytest.fixture
def operator():
    return UserFactory()


def draft(vendor, **fields):
    fields = {"title": "Bol", "description": "Grès.", "price": Decimal(30), "stock": 1, "is_public": False, **fields}
    product = put(with_picture(ProductFactory(vendor=vendor, **fields)), category(f"Bols {Product.objects.count()}"))
    return product.stockrecords.select_related("product", "partner").get()


def approved(vendor, operator):
    record = draft(vendor)
    put_online(record, True)
    deciding.accept(PieceCheck.objects.get(product=record.product), by=operator, now=NOW)
    record.product.refresh_from_db()
    return record.product


def test_the_first_pieces_of_a_shop_wait_and_the_next_ones_do_not(vendor, operator):
    record = draft(vendor)
    assert put_online(record, True) is False
    assert put_online(record, True) is False
    record.product.refresh_from_db()
    assert not record.product.is_public
    check = PieceCheck.objects.get()
    deciding.accept(check, by=operator, now=NOW)
    record.product.refresh_from_db()
    assert record.product.is_public
    assert Mail.objects.get(event__startswith="piece_").recipient == "atelier@exemple.test"
    approved(vendor, operator)
    assert put_online(draft(vendor), True) is True


def test_a_piece_whose_first_size_is_sold_out_can_be_accepted(vendor, operator):
    record = draft(vendor)
    vary(record, by_what="Taille", rows=[TypedVariant("50", Decimal(30)), TypedVariant("52", Decimal(30), stock=1)])
    first, second = variants_of(record.product)
    set_to(first, 0)
    put_online(second, True)
    deciding.accept(PieceCheck.objects.get(), by=operator, now=NOW)
    assert Product.objects.get(pk=record.product_id).is_public


def test_a_decision_is_taken_once(vendor, operator):
    record = draft(vendor)
    put_online(record, True)
    check = PieceCheck.objects.get()
    deciding.accept(check, by=operator, now=NOW)
    with pytest.raises(deciding.AlreadyDecided):
        deciding.refuse(check, ground=Ground.OTHER, text="Non.", by=operator, now=NOW)
    assert not Statement.objects.exists()


def test_a_refusal_says_why_and_how_to_contest(vendor, operator):
    record = draft(vendor)
    put_online(record, True)
    with pytest.raises(ValidationError):
        deciding.refuse(PieceCheck.objects.get(), ground=Ground.TYPOLOGY, text=" ", by=operator, now=NOW)
    deciding.refuse(PieceCheck.objects.get(), ground=Ground.TYPOLOGY, text="Pas d’alimentation.", by=operator, now=NOW)
    statement = Statement.objects.get()
    assert (statement.measure, statement.vendor) == (Statement.Measure.NOT_SHOWN, vendor)
    mail = Mail.objects.get(event__startswith="piece_")
    assert "Pas d’alimentation." in mail.text
    assert "/contact-professionnel/" in mail.text
    put_online(record, True)
    assert PieceCheck.objects.filter(state="waiting").count() == 1


def test_a_change_waits_and_the_approved_version_stays(vendor, operator):
    product = approved(vendor, operator)
    hand = UserFactory()
    describe(product, actor=hand, title="Bol cerise")
    describe(product, actor=hand, description="Grès rouge.")
    product.refresh_from_db()
    assert (product.title, product.description) == ("Bol", "Grès.")
    deciding.accept(gate.waiting_check(product), by=operator, now=NOW)
    product.refresh_from_db()
    assert (product.title, product.description, product.is_public) == ("Bol cerise", "Grès rouge.", True)
    assert product.changes.first().by == hand


def test_the_moderator_reads_what_differs_and_nothing_else(vendor, operator, client):
    product = approved(vendor, operator)
    shelf = product.categories.get()
    typed = {"title": "Bol cerise", "description": "Grès.", "preparation_days": None, "category": shelf}
    describe(product, **typed, answers={})
    create_role()
    operator.groups.add(Group.objects.get(name=GROUP))
    client.force_login(operator)
    page = client.get(reverse("moderation_office:check", args=[gate.waiting_check(product).pk]))
    assert page.context["proposed"] == [("Nom", "Bol", "Bol cerise")]
    assert "<del>Bol</del>" in page.content.decode()


def test_a_wrong_change_is_refused_at_once_and_waits_for_nobody(vendor, operator):
    product = approved(vendor, operator)
    with pytest.raises(ValidationError):
        describe(product, description=" ")
    assert gate.waiting_check(product) is None


def test_a_change_that_was_made_after_the_operator_read_is_not_accepted_unseen(vendor, operator):
    product = approved(vendor, operator)
    describe(product, title="Bol cerise")
    read = gate.waiting_check(product)
    describe(product, title="Bol contrefait")
    with pytest.raises(deciding.AlreadyDecided):
        deciding.accept(read, by=operator, now=NOW)


def test_a_refused_change_leaves_what_was_approved(vendor, operator):
    product = approved(vendor, operator)
    describe(product, title="Sac de marque")
    deciding.refuse(gate.waiting_check(product), ground=Ground.COUNTERFEIT, text="Une marque.", by=operator, now=NOW)
    product.refresh_from_db()
    assert (product.title, product.is_public) == ("Bol", True)
    assert Statement.objects.get().measure == Statement.Measure.CHANGE_REFUSED


def test_a_kind_of_piece_can_be_read_every_time(settings, vendor, operator):
    settings.FIRST_PIECES_CHECKED = 0
    record = draft(vendor, product_class=kind("Or"))
    record.product.product_class.is_checked = True
    record.product.product_class.save()
    assert put_online(record, True) is False


def test_a_piece_that_was_changed_while_offline_is_read_again(settings, vendor, operator):
    product = approved(vendor, operator)
    put_online(product.stockrecords.select_related("product", "partner").get(), False)
    describe(product, title="Autre chose")
    record = product.stockrecords.select_related("product", "partner").get()
    assert put_online(record, True) is False
