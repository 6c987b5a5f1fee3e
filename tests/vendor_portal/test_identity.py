"""The pages of identity and bank account: every step by a person, every oddity by somebody else."""

import os
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection as database
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.customer import second_factor
from commerce.identity import bank_accounts, owners
from commerce.identity.models import BankAccount, Owner, Proof
from commerce.partner.models import Membership
from tests.commerce.identity.vendors import account_in_force, opened, owner_of, sent, with_second_factor
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import IBAN, PAPER

pytestmark = pytest.mark.django_db
IDENTITY, BANK = "/espace-pro/identite/", "/espace-pro/compte-bancaire/"
TYPED = {"birthday": "1980-05-17", "nationality": "FR", "email": "atelier@exemple.test"}
ACCOUNT = {"iban": "FR76 3000 4000 0312 3456 7890 143", "first_name": "Jeanne", "last_name": "Lemoine"}
ABSURD = ["", "\x00", "x" * 10_000, "9" * 400, "é🎉", "'; DROP TABLE partner;--", "<script>", "-1", "0000-00-00"]


@pytest.fixture
def vendor(mangopay):
    return opened(mangopay)


def entered(client, vendor):
    client.force_login(owner_of(vendor))
    return client


@pytest.fixture
def portal(client, vendor):
    return entered(client, vendor)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def paper(portal, *files, slug="piece-d-identite", **more):
    pages = [SimpleUploadedFile("carte.pdf", file, "application/pdf") for file in files]
    return portal.post(f"{IDENTITY}{slug}/", {"pages": pages, **more})


def test_from_nothing_to_papers_sent_in_five_steps(client, mangopay):
    vendor = VendorFactory(member=UserFactory())
    portal = entered(client, vendor)
    assert "Ouvrir mon compte de paiement" in text(portal.get(IDENTITY))
    answer = portal.post(IDENTITY, TYPED)
    assert answer.url.startswith(mangopay.url)
    mangopay.authenticate(answer.url)
    answer = portal.get(f"{IDENTITY}?controlStatus=VALIDATED")
    assert "C’est confirmé" in text(portal.get(answer.url))
    assert paper(portal, PAPER, PAPER).url == IDENTITY
    assert paper(portal, PAPER, slug="immatriculation", issued_on=timezone.localdate()).url == IDENTITY
    shown = text(portal.get(IDENTITY))
    assert shown.count("En cours d’examen") == 2
    assert "Vous pouvez vendre pendant la vérification" in shown


def test_what_the_return_address_says_is_not_believed(client, mangopay):
    vendor = opened(mangopay, confirmed=False)
    portal = entered(client, vendor)
    answer = portal.get(f"{IDENTITY}?controlStatus=VALIDATED")
    assert "n’a pas abouti" in text(portal.get(answer.url))
    assert Owner.objects.get().status == "PENDING_USER_ACTION"


def test_an_expired_session_is_explained_with_a_fresh_link(client, mangopay):
    vendor = opened(mangopay, confirmed=False)
    mangopay.control("POST", f"users/{vendor.mangopay_user_id}/authenticate", verdict="EXPIRED")
    owners.look_at_user(vendor.mangopay_user_id, now=timezone.now(), outcome="EXPIRED")
    portal = entered(client, vendor)
    assert "Le délai de dix minutes est passé" in text(portal.get(IDENTITY))
    mangopay.authenticate(portal.post(IDENTITY, {"action": "confirmer"}).url)
    portal.get(f"{IDENTITY}?controlStatus=VALIDATED")
    assert "Confirmer chez Mangopay" not in text(portal.get(IDENTITY))


def test_what_mangopay_refuses_is_said_beside_its_field_and_stays_typed(client, mangopay, monkeypatch):
    from commerce.mangopay.exceptions import Refused

    def refuse(*_args, **_kwargs):
        raise Refused("param_error", "", {"Email": "Invalid", "LegalRepresentative.FirstName": "Too long"})

    monkeypatch.setattr(owners, "open_owner", refuse)
    shown = text(entered(client, VendorFactory(member=UserFactory())).post(IDENTITY, TYPED))
    assert "id_email_error" in shown
    assert "Mangopay refuse cette adresse." in shown
    assert "prénom du responsable" in shown
    assert 'value="atelier@exemple.test"' in shown
    assert 'value="1980-05-17"' in shown


@pytest.mark.parametrize("birthday", ["2015-01-01", "1850-01-01", "x", ""])
def test_children_and_ghosts_open_no_account(client, mangopay, birthday):
    portal = entered(client, VendorFactory(member=UserFactory()))
    assert "id_birthday_error" in text(portal.post(IDENTITY, {**TYPED, "birthday": birthday}))
    assert not Owner.objects.exists()


def test_while_mangopay_is_out_of_reach_what_was_typed_stays(client, mangopay):
    portal = entered(client, VendorFactory(member=UserFactory()))
    with mangopay.fault("error_before", calls=9):
        shown = text(portal.post(IDENTITY, TYPED))
    assert "Mangopay ne répond pas" in shown
    assert 'value="1980-05-17"' in shown


def test_a_refused_paper_is_explained_where_it_is_sent_again(portal, vendor, mangopay):
    sent(mangopay, vendor, tag="refuse_incomplete")
    for page in (IDENTITY, f"{IDENTITY}piece-d-identite/"):
        assert "verso" in text(portal.get(page))
    assert paper(portal, PAPER).url == IDENTITY


def test_a_paper_too_old_or_of_the_future_is_kept_from_leaving(portal):
    for day in (date(2020, 1, 1), timezone.localdate() + timezone.timedelta(days=2)):
        assert "id_issued_on_error" in text(paper(portal, PAPER, slug="immatriculation", issued_on=day))
    assert not Proof.objects.exists()


@pytest.mark.parametrize("slug", ["statuts", "x", "beneficiaires"])
def test_papers_that_this_firm_has_no_use_for_are_not_there(portal, slug):
    assert portal.get(f"{IDENTITY}{slug}/").status_code == 404


def test_the_csrf_check_still_guards_the_papers(vendor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner_of(vendor))
    assert paper(strict, PAPER).status_code == 403
    assert not Proof.objects.exists()


def test_after_the_sending_no_file_and_no_row_holds_a_byte_of_it(portal, settings, monkeypatch, tmp_path, caplog):
    """6 MB, above the size from which Django would write a temporary file."""
    mark = b"MARQUE-DE-LA-CARTE-" + os.urandom(8).hex().encode()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened_files = []
    monkeypatch.setattr(
        "django.core.files.uploadedfile.tempfile.NamedTemporaryFile", lambda *a, **k: opened_files.append(a)
    )
    caplog.set_level("DEBUG")
    assert len(big := b"%PDF-1.4 " + mark * (6 * 1024 * 1024 // len(mark))) > project.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert paper(portal, big).url == IDENTITY
    assert not opened_files
    for folder in (tmp_path, Path(settings.MEDIA_ROOT)):
        assert not [file for file in folder.rglob("*") if file.is_file() and mark in file.read_bytes()]
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert mark.decode() not in repr(cursor.fetchall()), table
    assert mark.decode() not in caplog.text


def test_a_request_larger_than_five_pages_can_be_is_stopped(portal, monkeypatch):
    monkeypatch.setattr("commerce.identity.uploads.REQUEST_MAX", 50_000)
    assert "id_pages_error" in text(paper(portal, PAPER, PAPER))
    assert not Proof.objects.exists()


@pytest.mark.parametrize("absurd", ABSURD)
def test_absurd_input_gets_a_page_and_changes_nothing(client, portal, absurd, mangopay):
    firm = opened(mangopay, legal_form="business")
    bank = dict.fromkeys(ACCOUNT, absurd)
    for address, fields in [
        (f"{IDENTITY}piece-d-identite/", {"pages": absurd}),
        (f"{IDENTITY}immatriculation/", {"pages": absurd, "issued_on": absurd}),
        (BANK, bank),
        (BANK, {**ACCOUNT, "last_name": "x" * 10_000}),
        (BANK, {"action": absurd}),
        (IDENTITY, {"action": absurd}),
    ]:
        assert portal.post(address, fields).status_code in (200, 302), address
    entered(client, VendorFactory(member=UserFactory()))
    assert client.post(IDENTITY, dict.fromkeys(TYPED, absurd)).status_code == 200
    entered(client, firm)
    for total in (absurd, "2"):
        typed = {f"form-0-{name}": absurd for name in ("first_name", "birthday", "country")}
        for action in ("declarer", "ajouter", "retirer"):
            data = {"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": absurd, "action": action, **typed}
            assert client.post(f"{IDENTITY}beneficiaires/", data).status_code == 200
    assert not Proof.objects.exists()
    assert not BankAccount.objects.exists()


def test_people_are_added_typed_kept_and_declared(client, mangopay):
    firm = opened(mangopay, legal_form="business")
    portal = entered(client, firm)
    page = f"{IDENTITY}beneficiaires/"
    first = {
        "first_name": "AcceptUBO",
        "last_name": "Lemoine",
        "birthday": "1980-05-17",
        "nationality": "FR",
        "birth_town": "Nevers",
        "birth_country": "FR",
        "street": "3 rue des Potiers",
        "postcode": "89520",
        "town": "Nevers",
        "country": "FR",
    }
    typed = {f"form-0-{name}": value for name, value in first.items()}
    typed |= {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
    shown = text(portal.post(page, {**typed, "action": "ajouter"}))
    assert 'value="AcceptUBO"' in shown
    assert "Personne 2" in shown
    assert portal.post(page, {**typed, "action": "declarer"}).url == IDENTITY
    assert Proof.objects.get().state == "asked"


def test_an_account_is_typed_confirmed_and_shown_by_its_last_characters(portal, vendor, mangopay):
    answer = portal.post(BANK, ACCOUNT)
    assert answer.url.startswith(mangopay.url)
    assert "à confirmer" in text(portal.get(BANK))
    mangopay.authenticate(answer.url)
    answer = portal.get(f"{BANK}?controlStatus=FAILED")
    shown = text(portal.get(answer.url))
    assert "Votre compte bancaire est en service." in shown
    assert "FR •••• 0143, depuis le" in shown
    assert IBAN not in shown


def test_a_doubtful_name_is_explained_and_can_be_corrected_or_kept(client, mangopay):
    portal = entered(client, opened(mangopay, legal_form="business"))
    doubtful = {"iban": "FR7630001007941234567890185", "legal_name": "EuroCarp"}
    assert portal.post(BANK, doubtful).url == BANK
    shown = text(portal.get(BANK))
    assert "un nom un peu différent" in shown
    assert "EuroCorp" in shown
    portal.post(BANK, {"action": "maintenir"})
    assert BankAccount.objects.get().state == "in_force"


def test_a_mistyped_iban_is_said_beside_the_field_and_stays(portal):
    shown = text(portal.post(BANK, {**ACCOUNT, "iban": "FR7630004000031234567890144"}))
    assert "id_iban_error" in shown
    assert 'value="FR7630004000031234567890144"' in shown


def test_a_change_asks_for_a_second_factor_waits_and_is_stopped_by_anybody_with_the_link(
    portal,
    vendor,
    client,
    mangopay,
):
    account_in_force(mangopay, vendor)
    assert "double authentification" in text(portal.get(BANK))
    assert "securite/" in portal.post(BANK, {**ACCOUNT, "iban": "FR1420041010050500013M02606"}).url
    assert BankAccount.objects.count() == 1
    with_second_factor(owner_of(vendor))
    session = portal.session
    session[second_factor.SET_UP_KEY] = {"user": owner_of(vendor).pk, "at": time.time()}
    session.save()
    mangopay.authenticate(portal.post(BANK, {**ACCOUNT, "iban": "FR1420041010050500013M02606"}).url)
    portal.get(f"{BANK}?controlStatus=VALIDATED")
    shown = text(portal.get(BANK))
    assert "quarante-huit heures" in shown
    assert "vos virements vont à l’ancien compte" in shown
    account = BankAccount.objects.get(state="waiting")
    address = bank_accounts.stop_url(account)
    stranger = Client()
    assert "Arrêter ce changement de compte" in text(stranger.get(address))
    assert BankAccount.objects.get(pk=account.pk).state == "waiting"
    assert "C’est arrêté" in text(stranger.post(address))
    assert "C’est arrêté" in text(stranger.get(address))
    assert BankAccount.objects.get(pk=account.pk).state == "stopped"
    assert "Arrêté" in text(portal.get(BANK))


@pytest.mark.parametrize("token", ["x", "1:2:3", "é", "x" * 3000])
def test_a_link_that_is_not_ours_leads_to_help(client, token):
    for method in (client.get, client.post):
        assert "Nous écrire" in text(method(reverse("vendor_portal:bank-account-stop", args=[token])))


def test_staff_neither_see_nor_change_any_of_it(portal, vendor):
    Membership.objects.filter(partner=vendor).update(role=Membership.Role.MANAGER)
    for address in (IDENTITY, BANK, f"{IDENTITY}piece-d-identite/", f"{IDENTITY}beneficiaires/"):
        assert portal.get(address).status_code == 403
        assert portal.post(address, ACCOUNT).status_code == 403


def test_without_an_account_the_other_pages_lead_to_the_one_that_opens_it(client, db):
    portal = entered(client, VendorFactory(member=UserFactory(), legal_form="business"))
    for address in (f"{IDENTITY}piece-d-identite/", f"{IDENTITY}beneficiaires/"):
        assert portal.get(address).url == IDENTITY
        assert portal.post(address, {}).url == IDENTITY
    assert "Ouvrez d’abord votre compte de paiement" in text(portal.get(BANK))
    assert portal.post(BANK, ACCOUNT).url == BANK


def test_pages_ask_as_often_after_twenty_changes_as_after_one(
    portal,
    vendor,
    mangopay,
    django_assert_max_num_queries,
):
    def count(address):
        with django_assert_max_num_queries(40) as queries:
            text(portal.get(address))
        return len(queries)

    sent(mangopay, vendor, tag="refuse_expired")
    account_in_force(mangopay, vendor)
    before = [(count(address), count(address))[1] for address in (IDENTITY, BANK)]
    for number in range(20):
        Proof.objects.create(vendor=vendor, kind="IDENTITY_PROOF", state="refused")
        BankAccount.objects.create(
            vendor=vendor, recipient_id=f"r{number}", country="FR", last_digits="1", state="stopped"
        )
    assert [count(IDENTITY), count(BANK)] == before


def test_a_code_that_grew_old_is_asked_for_again_and_the_iban_is_kept_nowhere(portal, vendor, mangopay):
    account_in_force(mangopay, vendor)
    with_second_factor(owner_of(vendor))
    assert "Vérifier et continuer" not in text(portal.get(BANK))
    answer = portal.post(BANK, {**ACCOUNT, "iban": "FR1420041010050500013M02606"})
    assert answer.url == f"{BANK}?changer=1"
    assert "2004101005" not in repr(dict(portal.session))
    assert "reauthenticate" in portal.get(answer.url).url
    assert BankAccount.objects.count() == 1
