"""The register of firms, played by a small server: what it says is kept, and nothing that it does stops anybody."""

from contextlib import ExitStack

import pytest
from django.utils import timezone

from commerce.registration import public_register
from commerce.registration.models import Registration
from commerce.registration.own_steps import business_missing
from tests.factories import RegistrationFactory
from tests.scripted_server import scripted_server

Finding = Registration.Finding
NOW = timezone.now()


@pytest.fixture
def says(settings):
    """Has the register give these answers in turn: (status, content)."""
    with ExitStack() as stack:

        def script(*answers):
            server = stack.enter_context(scripted_server(*answers))
            settings.FIRMS_REGISTER_URL = server.url
            return server

        yield script


def found(siret, state="A"):
    place = {"siret": siret, "etat_administratif": state}
    return 200, {"results": [{"nom_complet": "CUIRS DE NEVERS", "matching_etablissements": [place]}]}


@pytest.mark.parametrize(("state", "finding"), [("A", Finding.ACTIVE), ("F", Finding.CLOSED)])
def test_what_the_register_says_of_an_establishment(says, state, finding):
    register = says(found("73282932000074", state))
    answer = public_register.look_up("73282932000074")
    assert (answer.finding, answer.name) == (finding, "CUIRS DE NEVERS")
    assert register.requests == [("GET", "/search?q=73282932000074", "")]


def test_an_establishment_that_it_does_not_show_is_unknown(says):
    says(found("35600000000048"))
    assert public_register.look_up("73282932000074").finding == Finding.UNKNOWN


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (429, b"{}"),
        (302, b"{}"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"results": 3}'),
        (200, b'{"results": [null]}'),
        (200, b"\xff\xfe"),
        (200, b" " * 600_000),
    ],
)
def test_nonsense_counts_as_no_answer(says, status, body):
    says((status, body))
    assert public_register.look_up("73282932000074").finding == Finding.UNREACHABLE


def test_a_register_that_is_down_counts_as_no_answer(settings):
    settings.FIRMS_REGISTER_URL = "http://127.0.0.1:1"
    assert public_register.look_up("73282932000074").finding == Finding.UNREACHABLE


def test_where_the_operator_did_not_switch_it_on_nobody_is_asked():
    assert public_register.look_up("73282932000074").finding == Finding.UNCHECKED


@pytest.mark.django_db
def test_it_is_asked_once_for_a_number_and_again_after_a_silence(says):
    file = RegistrationFactory()
    register = says((500, {}), found(file.vendor.siret))
    assert public_register.check(file, now=NOW) == Finding.UNREACHABLE
    for _twice in range(2):
        assert public_register.check(file, now=NOW) == Finding.ACTIVE
    assert len(register.requests) == 2
    file.refresh_from_db()
    assert (file.register_name, file.register_siret) == ("CUIRS DE NEVERS", file.vendor.siret)


@pytest.mark.django_db
def test_a_closed_establishment_is_missing_until_another_number_is_typed(says):
    file = RegistrationFactory()
    says(found(file.vendor.siret, "F"))
    public_register.check(file, now=NOW)
    file.refresh_from_db()
    assert any("registre public" in what for what in business_missing(file.vendor, now=NOW))
    file.vendor.siret = "35600000000048"
    assert not any("registre public" in what for what in business_missing(file.vendor, now=NOW))
