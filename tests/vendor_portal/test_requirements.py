"""The vendor's side of the list: what is asked and why, an answer, a paper, and files that lie."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.partner.models import Membership
from commerce.requirements.models import Requirement, RequirementRecord
from tests.factories import RegistrationFactory, RequirementFactory, RequirementRecordFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "vendor_portal:requirements"


@pytest.fixture
def file(client):
    file = RegistrationFactory()
    client.force_login(file.started_by)
    return file


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def answer(client, requirement, **data):
    sent = {f"r{requirement.pk}-{name}": value for name, value in data.items()}
    return client.post(reverse("vendor_portal:requirement-answer", args=[requirement.pk]), sent, follow=True)


def paper(content=b"%PDF-1.7 %%EOF", name="attestation.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_list_says_what_is_asked_and_why(client, file):
    page = text(client.get(reverse(LIST)))
    for requirement in Requirement.objects.filter(trades=[]):
        assert requirement.title in page
        assert requirement.why.split("(")[0].strip() in page
    assert Requirement.objects.exists()


def test_an_answer_and_a_paper_are_kept_and_can_be_replaced(client, file):
    question, document = RequirementFactory(kind="question"), RequirementFactory()
    assert "CM2C" in text(answer(client, question, answer="CM2C"))
    assert document.code in text(answer(client, document, paper=paper()))
    kept = RequirementRecord.objects.get(requirement=document)
    download = client.get(reverse("vendor_portal:requirement-paper", args=[kept.pk]))
    assert download["Content-Disposition"].startswith("attachment")
    answer(client, question, answer="Médicys")
    assert RequirementRecord.objects.filter(requirement=question).count() == 2


@pytest.mark.parametrize("value", ["", "  ", "\x00", "é" * 10_000])
def test_an_absurd_answer_is_told_beside_its_field_and_not_lost(client, file, value):
    question = RequirementFactory(kind="question")
    page = text(answer(client, question, answer=value))
    assert 'aria-invalid="true"' in page
    assert value.strip("\x00 ") in page
    assert not RequirementRecord.objects.exists()


@pytest.mark.parametrize("content", [b"", b"<script>", b"%PDF-1.7 cut", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_lies_is_refused_beside_its_field(client, file, content):
    document = RequirementFactory()
    for name in ("a.pdf", "../" * 60 + "é.html"):
        assert 'aria-invalid="true"' in text(answer(client, document, paper=paper(content, name)))
    assert not RequirementRecord.objects.exists()


def test_what_is_not_asked_of_this_shop_cant_be_answered(client, file):
    elsewhere = RequirementFactory(trades=["artiste-auteur"])
    assert answer(client, elsewhere, paper=paper()).status_code == 404
    counted = RequirementFactory(kind="products", number=3)
    assert answer(client, counted, answer="Trois").status_code == 404


def test_another_shops_paper_is_not_found_and_staff_reads_none(client, file):
    theirs = RequirementRecordFactory()
    assert client.get(reverse("vendor_portal:requirement-paper", args=[theirs.pk])).status_code == 404
    mine, person = RequirementRecordFactory(vendor=file.vendor), UserFactory()
    Membership.objects.create(partner=file.vendor, user=person, role=Membership.Role.MANAGER)
    client.force_login(person)
    assert client.get(reverse("vendor_portal:requirement-paper", args=[mine.pk])).status_code == 403


def test_a_verdict_of_the_operator_is_read_with_its_note(client, file):
    record = RequirementRecordFactory(vendor=file.vendor, outcome="rejected", note="Illisible : photographiez à plat.")
    page = text(client.get(reverse(LIST)))
    assert record.note in page
    assert "à refaire" in page
