"""The operator's room: who enters, what a decision does, what is kept of a form that came too late, what it costs."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from commerce.partner.models import Partner
from commerce.registration.decisions import approve
from commerce.registration.models import Decision, Registration
from commerce.registration.roles import GROUP, create_role
from commerce.requirements.models import RequirementRecord
from tests.commerce.registration.conftest import file_in
from tests.factories import PlanFactory, RegistrationFactory, RequirementFactory, RequirementRecordFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Status = Registration.Status
ABSURD = ["", "\x00", "9" * 30, "-1", "é" * 10_000, "'; DROP TABLE", "🧵"]


@pytest.fixture
def operator(client):
    """A member of the group of validators, and of nothing else."""
    client.operator = UserFactory(first_name="Sacha", last_name="Delorme")
    create_role()
    client.operator.groups.add(Group.objects.get(name=GROUP))
    client.force_login(client.operator)
    return client


@pytest.fixture
def file():
    return file_in(Status.SUBMITTED)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def at(name, *args):
    return reverse(f"registrations:{name}", args=args)


def doors(file):
    record = RequirementRecordFactory(vendor=file.vendor)
    pages = [at(name, file.pk) for name in ("file", "approve", "more", "refuse")]
    return [at("queue"), *pages, at("judge", file.pk, record.requirement_id), at("paper", record.pk)]


def test_only_validators_enter(client, file):
    from django.contrib.auth.models import Permission

    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    for address in doors(file):
        for method in (client.get, client.post):
            assert method(address).status_code == 302
    assert not Decision.objects.exists()


def test_everything_is_on_one_page(operator, file):
    for address in doors(file):
        assert operator.get(address).status_code == 200
    page = text(operator.get(at("file", file.pk)))
    for words in (file.vendor.siret, "Contrôles de la machine", "Pièces et réponses demandées", "Historique"):
        assert words in page


@pytest.mark.parametrize(("name", "status"), [("approve", "approved"), ("more", "more_asked"), ("refuse", "refused")])
def test_a_decision_is_one_form_one_row_one_line_in_the_log(operator, file, name, status):
    sent = {"version": file.version, "reason": "not_made", "text": "Revendu."}
    page = text(operator.post(at(name, file.pk), sent, follow=True))
    file.refresh_from_db()
    assert file.status == status
    assert "Revendu." in page
    assert ModelLogEntry.objects.for_instance(file).get().user == operator.operator


def test_the_second_operator_is_told_and_keeps_every_word(operator, file):
    approve(file, by=UserFactory(first_name="Inès", last_name="Fontaine"), now=NOW, version=file.version)
    sent = {"version": file.version, "reason": "not_made", "text": "Un long texte que personne ne veut retaper."}
    page = text(operator.post(at("refuse", file.pk), sent))
    assert f"Déjà décidée par Inès Fontaine à {timezone.localtime(NOW):%H:%M}" in page
    assert "Un long texte que personne ne veut retaper." in page


@pytest.mark.parametrize("value", ABSURD)
def test_absurd_decisions_and_filters_change_nothing_and_break_nothing(operator, file, value):
    for name in ("more", "refuse"):
        assert operator.post(at(name, file.pk), {"version": value, "reason": value, "text": value}).status_code == 200
        assert operator.get(at(name, file.pk), {"version": value}).status_code == 200
    asked = RequirementFactory()
    assert operator.post(at("judge", file.pk, asked.pk), {"outcome": value, "note": value}).status_code == 200
    for key in ("status", "older", "pieces", "q", "ordering", "p"):
        assert operator.get(at("queue"), {key: value}).status_code == 200
    file.refresh_from_db()
    assert file.status == Status.SUBMITTED


def test_a_paper_is_judged_and_downloaded_never_shown_in_place(operator, file):
    record = RequirementRecordFactory(vendor=file.vendor)
    answer = operator.get(at("paper", record.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    operator.post(at("judge", file.pk, record.requirement_id), {"outcome": "verified", "note": ""})
    assert RequirementRecord.objects.last().recorded_by == operator.operator
    assert "attestation.pdf" in text(operator.get(at("file", file.pk)))


def test_the_queue_finds_files_by_state_age_completeness_and_name(operator, file):
    Registration.objects.filter(pk=file.pk).update(submitted_at=NOW - timezone.timedelta(days=5))
    young = file_in(Status.SUBMITTED)
    Partner.objects.filter(pk=young.vendor_id).update(siret="")

    def shown(**wish):
        page = text(operator.get(at("queue"), wish))
        return [each.vendor.name in page for each in (file, young)]

    assert shown(status="submitted") == [True, True]
    assert shown(status="approved") == [False, False]
    assert shown(older=3) == [True, False]
    assert shown(pieces="incomplete") == [True, True]
    assert shown(q=file.vendor.name) == [True, False]


def many(count):
    """So many sent files, in a few queries."""
    plan = PlanFactory()
    first = Partner.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    vendors = Partner.objects.bulk_create(
        Partner(name=f"Sellerie {first}-{n}", code=f"s-{first}-{n}", plan=plan, siret=f"{n:014}") for n in range(count)
    )
    Registration.objects.bulk_create(
        Registration(vendor=vendor, status="submitted", submitted_at=NOW) for vendor in vendors
    )


def test_the_queue_asks_as_much_at_two_thousand_files_as_at_two(operator):
    def asked(**wish):
        operator.get(at("queue"), wish)
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(at("queue"), wish).status_code == 200
        print(f"queue {wish}: {len(queries)} queries, {1000 * (time.perf_counter() - began):.0f} ms")  # noqa: T201
        return len(queries)

    RegistrationFactory()
    many(51)
    few, few_incomplete = asked(status="submitted"), asked(pieces="incomplete")
    many(1949)
    assert asked(status="submitted") == few
    assert asked(pieces="incomplete") == few_incomplete


def test_a_files_page_asks_as_much_after_twenty_decisions_and_pieces_as_after_one(operator, file):
    def grow(count):
        for _each in range(count):
            Decision.objects.create(registration=file, outcome="approved", decided_by=UserFactory())
            RequirementRecordFactory(vendor=file.vendor, recorded_by=UserFactory())

    def asked():
        operator.get(at("file", file.pk))
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(at("file", file.pk)).status_code == 200
        return len(queries)

    grow(1)
    few = asked()
    grow(20)
    assert asked() == few
