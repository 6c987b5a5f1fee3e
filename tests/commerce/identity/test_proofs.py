"""Every answer that Mangopay may give about a paper, a declaration or a hosted verification; none is kept."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from commerce.communication.models import Mail
from commerce.identity import beneficial_owners, hosted, papers, proofs, reminders
from commerce.identity.models import Proof
from commerce.identity.words import REFUSALS, explained
from commerce.mangopay.declarations import declarations
from commerce.mangopay.exceptions import MangopayError
from commerce.settlement import due
from tests.commerce.identity.vendors import fresh, opened, person, sent
from tests.local_mangopay import PAPER

pytestmark = pytest.mark.django_db

TAGS = {
    "refuse_unreadable": "DOCUMENT_UNREADABLE",
    "refuse_not_accepted": "DOCUMENT_NOT_ACCEPTED",
    "refuse_expired": "DOCUMENT_HAS_EXPIRED",
    "refuse_incomplete": "DOCUMENT_INCOMPLETE",
    "refuse_missing": "DOCUMENT_MISSING",
    "refuse_no_user_data_match": "DOCUMENT_DO_NOT_MATCH_USER_DATA",
    "refuse_falsified": "DOCUMENT_FALSIFIED",
    "refuse_underage": "UNDERAGE_PERSON",
    "refuse_specific_case": "SPECIFIC_CASE",
}
KINDS = ("IDENTITY_PROOF", "REGISTRATION_PROOF", "ARTICLES_OF_ASSOCIATION", "SHAREHOLDER_DECLARATION")


@pytest.fixture
def firm(mangopay):
    return opened(mangopay, legal_form="business")


@pytest.fixture
def vendor(mangopay):
    return opened(mangopay)


def mails():
    return Mail.objects.filter(event__startswith="identity_", recipient__startswith="atelier")


def test_every_reason_to_refuse_every_kind_is_told_explained_and_sent_again(mangopay, firm):
    for kind in KINDS:
        for tag, reason in TAGS.items():
            proof = sent(mangopay, firm, kind, tag=tag)
            assert (proof.state, proof.reason) == ("refused", reason), (kind, tag)
            assert str(explained(proof)) == str(REFUSALS[reason])
            proofs.look_at_resource(proof.resource_id, now=timezone.now())
        assert sent(mangopay, firm, kind, tag="accept").state == "validated"
    assert mails().count() == len(KINDS) * len(TAGS)
    assert len({REFUSALS[reason] for reason in TAGS.values()}) == len(TAGS)
    assert "Vous pouvez vendre pendant ce temps" in mails().first().text


def test_an_unknown_reason_says_so_instead_of_nothing(vendor):
    proof = Proof(vendor=vendor, kind="IDENTITY_PROOF", state="refused", reason="BRAND_NEW")
    assert "Écrivez-nous" in str(explained(proof))


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("AcceptUBO", "validated", ""),
        ("RefusedUBO", "refused", "INVALID_DECLARED_UBO"),
        ("IncompleteUBO", "incomplete", "MISSING_UBO"),
    ],
)
def test_every_answer_about_beneficial_owners(mangopay, firm, name, state, reason):
    proof = beneficial_owners.declare(firm, [person(name), person("Zoé")], now=timezone.now())
    mangopay.quiet()
    proof = proofs.look(proof, now=timezone.now())
    assert (proof.state, proof.reason) == (state, reason)
    assert mails().count() == (state != "validated")
    if state != "validated":
        assert str(explained(proof)) == str(REFUSALS[reason])
        again = beneficial_owners.declare(firm, [person("AcceptUBO")], now=timezone.now())
        mangopay.quiet()
        assert proofs.look(again, now=timezone.now()).state == "validated"
        assert (again.pk == proof.pk) == (state == "incomplete")


@pytest.mark.parametrize("number", [1, 15])
def test_one_to_fifteen_people_are_declared(firm, number):
    people = [person(f"Personne{letter}") for letter in "abcdefghijklmno"[:number]]
    proof = beneficial_owners.declare(firm, people, now=timezone.now())
    assert len(proofs.seen(proof).people) == number
    assert not [value for row in Proof.objects.values() for value in row.values() if "Personnea" in str(value)]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("VALIDATED", "validated"),
        ("REFUSED", "refused"),
        ("REVIEW", "review"),
        ("OUT_OF_DATE", "out_of_date"),
    ],
)
def test_every_answer_of_a_hosted_verification(mangopay, vendor, status, state):
    first = hosted.begin(vendor, return_url="http://testserver/", now=timezone.now())
    assert hosted.begin(vendor, return_url="http://testserver/", now=timezone.now()) == first
    proof = Proof.objects.get()
    mangopay.control("POST", f"identity-verifications/{proof.resource_id}", status=status)
    proofs.look_at_resource(proof.resource_id, now=timezone.now())
    assert fresh(proof).state == state
    assert fresh(vendor).kyc_level == ("REGULAR" if status == "VALIDATED" else "LIGHT")
    assert mails().filter(subject__startswith="Vérification").count() == (state in Proof.WANTING)


def test_what_is_missing_is_counted_by_legal_form(mangopay, vendor):
    assert proofs.missing(vendor) == ["IDENTITY_PROOF", "REGISTRATION_PROOF"]
    proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    assert proofs.missing(vendor) == ["REGISTRATION_PROOF"]
    vendor.legal_form = "natural"
    assert proofs.missing(vendor) == []


def test_two_clicks_send_one_paper(vendor):
    proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    with pytest.raises(proofs.AlreadySent):
        proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    assert Proof.objects.count() == 1


def test_a_lost_hook_is_made_up_for_at_night(mangopay, vendor):
    proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now(), tag="refuse_expired")
    mangopay.quiet()
    due.check_nightly(now=timezone.now() + timedelta(minutes=5))
    assert Proof.objects.get().state == "refused"
    assert mails().count() == 1


def test_a_paper_that_waits_is_reminded_three_times_and_never_after_a_new_one(mangopay, vendor):
    proof = sent(mangopay, vendor, tag="refuse_expired")
    for days in range(0, 70, 3):
        now = timezone.now() + timedelta(days=days)
        for each in reminders.to_remind(now):
            reminders.remind(each, now=now)
    assert mails().filter(text__startswith="Un rappel").count() == len(reminders.AFTER_DAYS)
    Mail.objects.all().delete()
    proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    reminders.remind(proof, now=timezone.now() + timedelta(days=8))
    assert not mails().exists()


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before", "method": "POST", "path": "users/*/kyc/documents"},
        {"kind": "error_before", "method": "POST", "path": "users/*/kyc/documents/*/pages"},
        {"kind": "drop_after", "method": "POST", "path": "users/*/kyc/documents/*/pages"},
        {"kind": "error_before", "method": "PUT", "path": "users/*/kyc/documents/*"},
    ],
)
def test_a_sending_that_breaks_off_can_be_done_again_at_once(mangopay, vendor, fault):
    with mangopay.fault(**fault), pytest.raises(MangopayError):
        proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    assert sorted(Proof.objects.values_list("state", flat=True)) == ["abandoned", "asked"]


def test_a_paper_whose_receipt_got_lost_counts_as_sent(mangopay, vendor):
    with mangopay.fault("drop_after", method="PUT", path="users/*/kyc/documents/*"):
        proofs.send(vendor, "IDENTITY_PROOF", [PAPER], now=timezone.now())
    assert Proof.objects.get().state == "asked"


def picture(form="JPEG", size=(1200, 900)):
    """A photograph of nothing, heavy enough to be an identity card."""
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("pages", [[PAPER], [picture(), picture()], [picture("PNG", (800, 600))], [PAPER] * 5])
def test_what_mangopay_takes_is_let_through(pages):
    papers.check_pages("IDENTITY_PROOF", pages)


@pytest.mark.parametrize(
    "pages",
    [
        [],
        [PAPER] * 6,
        [b""],
        [b"GIF89a" + bytes(40_000)],
        [b"<html>" * 9_000],
        [b"%PDF" + bytes(1_000)],
        [b"%PDF" + bytes(8 * 1024 * 1024)],
        [PAPER + b"/Encrypt 9 0 R"],
        [b"\xff\xd8\xff" + bytes(40_000)],
        [b"\x89PNG\r\n\x1a\n" + bytes(40_000)],
        [picture(size=(3000, 300))],
        [PAPER, b"MZ" * 40_000],
    ],
    ids=range(12),
)
def test_what_mangopay_would_send_back_is_refused_in_words_before_it_leaves(pages):
    with pytest.raises(ValidationError) as refusal:
        papers.check_pages("IDENTITY_PROOF", pages)
    assert refusal.value.messages[0]


def test_a_declaration_whose_key_was_forgotten_is_found_and_gone_on_with(firm):
    declarations().open_declaration(firm.mangopay_user_id, key="0" * 36)
    assert beneficial_owners.declare(firm, [person()], now=timezone.now()).state == "asked"


@pytest.mark.parametrize("is_correction", [False, True])
def test_a_declaration_judged_before_we_noted_it_is_not_sent_again(mangopay, firm, is_correction, monkeypatch):
    if is_correction:
        beneficial_owners.declare(firm, [person("IncompleteUBO")], now=timezone.now())
        mangopay.quiet()
        proofs.look(Proof.objects.get(), now=timezone.now())
    monkeypatch.setattr(proofs, "sent", lambda proof, now: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        beneficial_owners.declare(firm, [person("AcceptUBO")], now=timezone.now())
    monkeypatch.undo()
    mangopay.quiet()
    with pytest.raises(proofs.AlreadySent):
        beneficial_owners.declare(firm, [person("AcceptUBO")], now=timezone.now())
    assert proofs.look(Proof.objects.get(), now=timezone.now()).state == "validated"
