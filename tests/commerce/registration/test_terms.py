from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.registration import terms
from commerce.registration.models import TermsText
from tests.factories import RegistrationFactory, TermsTextFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def draft(days, **given):
    return TermsText(document="operator", version="suite", effective_on=TODAY + timedelta(days=days), **given)


def test_the_first_text_binds_at_once_and_the_next_gives_fifteen_whole_days():
    terms.check_text(draft(0), now=NOW)
    TermsTextFactory(document="operator")
    with pytest.raises(ValidationError):
        terms.check_text(draft(15), now=NOW)
    terms.check_text(draft(16), now=NOW)


def test_a_text_that_somebody_accepted_does_not_change():
    file = RegistrationFactory()
    text = TermsTextFactory(effective_on=TODAY)
    terms.accept(file.vendor, text, by=file.started_by, now=NOW)
    with pytest.raises(ValidationError):
        terms.check_text(text, now=NOW)


def test_a_new_version_asks_again_from_its_day_on_and_not_before():
    file = RegistrationFactory()
    first = TermsTextFactory(document="operator")
    later = TermsTextFactory(document="operator", effective_on=TODAY + timedelta(days=16))
    terms.accept(file.vendor, first, by=file.started_by, now=NOW)
    title = first.get_document_display()
    assert title not in terms.to_accept(file.vendor, now=NOW)
    assert title in terms.to_accept(file.vendor, now=NOW + timedelta(days=16))
    terms.accept(file.vendor, later, by=file.started_by, now=NOW)
    assert title not in terms.to_accept(file.vendor, now=NOW + timedelta(days=16))


def test_accepting_twice_keeps_the_first_time_and_person():
    file = RegistrationFactory()
    text = TermsTextFactory()
    for later in (0, 1):
        terms.accept(file.vendor, text, by=file.started_by, now=NOW + timedelta(days=later))
    assert file.vendor.acceptances.get().accepted_at == NOW


def test_the_operator_publishes_a_version_in_the_back_office_and_is_held_to_the_notice(client):
    client.force_login(UserFactory(is_superuser=True))
    file = RegistrationFactory()
    terms.accept(file.vendor, TermsTextFactory(document="operator"), by=file.started_by, now=NOW)
    RegistrationFactory()
    page = reverse("terms_texts:add")
    assert client.get(page).status_code == 200
    body = '{"blocks": [{"key": "a", "text": "Chacun ses droits.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'  # noqa: E501
    typed = {"document": "operator", "version": "2027-01", "body": body, "changes": "Le délai."}
    early = client.post(page, {**typed, "effective_on": f"{TODAY + timedelta(days=3):%Y-%m-%d}"})
    assert "quinze jours" in early.content.decode()
    client.post(page, {**typed, "effective_on": f"{TODAY + timedelta(days=20):%Y-%m-%d}"})
    assert TermsText.objects.filter(version="2027-01").exists()
    letters = Mail.objects.filter(event="terms_to_accept")
    assert {letter.recipient for letter in letters} == {file.vendor.email, file.started_by.email}
    letter = letters[0]
    assert "Le délai." in letter.text
    assert "Le délai." in letter.html
