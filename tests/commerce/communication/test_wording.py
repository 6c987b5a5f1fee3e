"""The operator's words in mails: named values, no code, and never a mail that stops because of them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.communication import events, mails, wording
from commerce.communication.models import Mail, Wording
from commerce.communication.wording import Words
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EVENT = events.event_of("vendor_order_received")


def saved(**words):
    return wording.save(EVENT, Words(**words), by=None, now=NOW)


def rendered(event=EVENT):
    return mails.render(event.name, event.context)


def test_words_stand_in_subject_html_and_text_once_with_their_values():
    saved(subject="Vendu : {sous_commande}", opening="Bravo <b>{boutique}</b> !\nAu travail.", closing="À vous.")
    written = rendered()
    assert written.subject == "Vendu : 100042-1"
    for body in (written.text, written.html):
        assert body.count("Au travail.") == body.count("À vous.") == 1
    assert "Bravo &lt;b&gt;Atelier des Brumes&lt;/b&gt; !<br>Au travail." in written.html
    assert written.text.startswith("Bravo <b>Atelier des Brumes</b> !\nAu travail.\n\n")


def test_every_editable_event_has_a_place_for_both_words():
    for event in events.declared():
        if event.is_editable:
            written = mails.render_with(event.name, event.context, Words("Sujet", "Ouverture ici", "Fin ici"))
            assert written.subject == "Sujet"
            for body in (written.text, written.html):
                assert body.count("Ouverture ici") == body.count("Fin ici") == 1, event.name


@pytest.mark.parametrize("text", ["{inconnu}", "{{ order.number }}", "{boutique", "{% load i18n %}", "{order.number}"])
def test_what_names_no_value_is_refused_beside_its_field(text):
    with pytest.raises(ValidationError) as refused:
        saved(subject="Bonjour", opening=text)
    assert set(refused.value.message_dict) == {"opening"}
    assert not Wording.objects.exists()


def test_the_original_comes_back_and_history_stays():
    original = rendered()
    who = UserFactory()
    wording.save(EVENT, Words(subject="Autre"), by=who, now=NOW)
    wording.save(EVENT, Words(subject="Autre"), by=who, now=NOW)
    wording.save(EVENT, Words(), by=who, now=NOW)
    assert rendered() == original
    assert [(row.subject, row.written_by) for row in wording.history(EVENT)] == [("", who), ("Autre", who)]


def test_words_that_break_never_stop_a_mail_and_are_told_once():
    Wording.objects.create(event=EVENT.name, subject="{boutique} " * 12, opening="{disparu}", written_at=NOW)
    original = mails.render_with(EVENT.name, EVENT.context, Words())
    for key in "12":
        mail = mails.send(event=EVENT.name, key=key, recipient="a@exemple.test", context=EVENT.context)
        assert (mail.subject, mail.text) == (original.subject, original.text)
    alarm = Mail.objects.get(event="wording_failed")
    assert "Nouvelle commande" in alarm.subject
    assert [row.event for row in wording.broken()] == [EVENT.name]
    saved(subject="Réparé")
    assert wording.broken() == []


def test_a_subject_that_grows_too_long_leaves_the_original():
    Wording.objects.create(event=EVENT.name, subject="x" * 140 + "{boutique}" * 1, written_at=NOW)
    context = EVENT.context
    context["vendor_order"].vendor.name = "y" * 100
    assert mails.render(EVENT.name, context).subject.startswith("Vous avez vendu")


@given(st.text(max_size=120))
def test_whatever_is_typed_is_refused_or_shown_as_it_is(text):
    try:
        wording.check(EVENT, text)
    except ValidationError:
        assert "{" in text or "}" in text
        return
    words = wording.filled(EVENT, Wording(opening=text), EVENT.context)
    assert words.opening == wording.NAMED.sub(lambda found: words_of(found.group(1)), text).strip()


def words_of(name):
    return {each.name: each.value(EVENT.context) for each in EVENT.placeholders}[name]
