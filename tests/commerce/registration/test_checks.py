"""What the machine says of a file to the operator, of many at the price of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.catalogue.models import Category
from commerce.identity.holders import is_in_shops_name
from commerce.identity.models import BankAccount
from commerce.partner.models import Partner
from commerce.registration.checks import checks_of
from commerce.registration.models import RefusedGoods
from commerce.registration.refused_goods import STARTER, install
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db
Bank = BankAccount.Check


@pytest.fixture(autouse=True)
def _nothing_refused_yet():
    RefusedGoods.objects.all().delete()


def outcome(file, label):
    [check] = [check for check in checks_of([file])[file.pk] if check.label == label]
    return check.outcome, check.words


def refuse(*categories):
    refusal = RefusedGoods.objects.create(title="Bougies", why="Leur étiquetage nous dépasse.")
    refusal.categories.set(categories)


def test_categories_are_compared_with_what_the_operator_refuses(file):
    candles = Category.add_root(name="Bougies")
    scented = candles.add_child(name="Bougies parfumées")
    assert outcome(file, "Catégories") == ("wrong", "aucune")
    file.categories.set([scented, Category.add_root(name="Bougeoirs")])
    assert outcome(file, "Catégories") == ("good", "toutes admises")
    refuse(Category.objects.get(pk=candles.pk))
    assert outcome(file, "Catégories") == ("wrong", "refusées : Bougies parfumées")


def test_a_category_that_was_hidden_since_is_named(file):
    lamps = Category.add_root(name="Lampes")
    file.categories.set([lamps])
    Category.objects.filter(pk=lamps.pk).update(is_public=False)
    assert outcome(file, "Catégories") == ("wrong", "plus proposées : Lampes")


@pytest.mark.parametrize(
    ("answer", "is_ours", "expected"),
    [
        (Bank.MATCH, True, "good"),
        (Bank.MATCH, None, "good"),
        (Bank.CLOSE, True, "unknown"),
        (Bank.IMPOSSIBLE, True, "unknown"),
        (Bank.NONE, True, "wrong"),
        (Bank.MATCH, False, "wrong"),
    ],
)
def test_the_accounts_holder_is_compared_with_the_file_and_by_the_bank(file, answer, is_ours, expected):
    assert outcome(file, "Titulaire du compte")[0] == "unknown"
    account(file, state="cancelled", name_check=Bank.NONE)
    account(file, state="in_force", name_check=answer, is_in_shops_name=is_ours)
    assert outcome(file, "Titulaire du compte")[0] == expected


def test_an_account_on_its_way_is_begun_and_one_in_force_is_confirmed(file):
    assert outcome(file, "Compte bancaire") == ("unknown", "pas encore donné")
    account(file, state="pending")
    assert outcome(file, "Compte bancaire") == ("unknown", "en cours")
    file.vendor.recipient_is_active = True
    assert outcome(file, "Compte bancaire")[0] == "good"


def account(file, **more):
    count = BankAccount.objects.count()
    return BankAccount.objects.create(
        vendor=file.vendor, recipient_id=f"r{file.pk}-{count}", country="FR", last_digits="0143", **more
    )


@pytest.mark.parametrize(
    ("first_name", "last_name", "is_ours"),
    [
        ("Jeanne", "Lemoine", True),
        ("LEMOINE", "Jeanne", True),
        ("Jéanne Marie", "Lemoine", True),
        ("Paul", "Lemoine", False),
        ("-", "-", False),
    ],
)
def test_a_name_is_the_files_whatever_its_order_case_and_accents(first_name, last_name, is_ours):
    vendor = Partner(legal_form="soletrader", representative_first_name="Jeanne", representative_last_name="Lemoine")
    assert is_in_shops_name(vendor, {"first_name": first_name, "last_name": last_name}) is is_ours


def test_a_firms_form_makes_no_other_name():
    vendor = Partner(legal_form="business", legal_name="SARL Cuirs de Nevers")
    assert is_in_shops_name(vendor, {"legal_name": "Cuirs de Nevers"})
    assert not is_in_shops_name(vendor, {"legal_name": "Cuirs de Cosne"})


def test_twenty_files_are_checked_with_as_many_questions_as_one():
    refuse(Category.add_root(name="Bougies"))

    def asked(count):
        files = [RegistrationFactory() for _ in range(count)]
        for file in files:
            file.categories.add(Category.add_root(name=f"C{file.pk}"))
            account(file, state="pending")
        with CaptureQueriesContext(connection) as queries:
            checks_of(files)
        return len(queries)

    assert asked(1) == asked(20)


def test_the_list_of_refusals_is_written_once_and_then_the_operators():
    install()
    assert RefusedGoods.objects.count() == len(STARTER)
    RefusedGoods.objects.exclude(pk=RefusedGoods.objects.first().pk).delete()
    install()
    assert RefusedGoods.objects.count() == 1
