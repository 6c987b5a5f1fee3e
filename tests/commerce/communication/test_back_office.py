"""« Courriels » in the back office: read, preview, change, bring back, send again; alarms on the first screen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail as outbox_of
from django.urls import reverse
from django.utils import timezone

from commerce.communication import events, mails, wording
from commerce.communication.models import Mail, Wording
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TEXT = reverse("mails:text", args=["vendor_order_received"])


@pytest.fixture
def keeper(client):
    person = UserFactory()
    person.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "keep_mails"]))
    client.force_login(person)
    return client


def shown(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def waiting_mail(**more):
    told = {
        "event": "order_confirmed",
        "key": "100042",
        "recipient": "camille@exemple.test",
        "subject": "Votre commande",
    }
    return Mail.objects.create(**told | {"text": "secret", "html": "<p>secret</p>"} | more)


def test_whoever_does_not_keep_mails_sees_nothing_of_them(client):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    for url in (reverse("mails:texts"), TEXT, reverse("mails:mails"), reverse("mails:mail", args=[waiting_mail().pk])):
        for method in (client.get, client.post):
            assert method(url).status_code == 302, url
    assert reverse("mails:texts") not in shown(client.get(reverse("wagtailadmin_home")))


def test_every_event_is_found_by_its_audience_and_its_words(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = shown(keeper.get(reverse("mails:texts")))
    assert all(reverse("mails:text", args=[event.name]) in page for event in events.declared())
    found = shown(keeper.get(reverse("mails:texts"), {"q": "étiquette\x00"}))
    assert "Étiquette de retour" in found
    assert "Virement arrivé" not in found


def test_every_event_shows_its_mail(keeper):
    for event in events.declared():
        page = shown(keeper.get(reverse("mails:text", args=[event.name])))
        assert "<iframe" in page, event.name
        assert "sandbox" in page
    assert keeper.get(reverse("mails:text", args=["nobody"])).status_code == 404


def test_words_are_previewed_before_they_are_kept(keeper):
    words = {"subject": "Vendu {sous_commande}", "opening": "Bravo {boutique}", "closing": ""}
    page = shown(keeper.post(TEXT, words | {"preview": "1"}))
    assert "Vendu 100042-1" in page
    assert "Bravo Atelier des Brumes" in page
    assert not Wording.objects.exists()
    assert keeper.post(TEXT, words | {"save": "1"}).url == TEXT
    assert wording.current(events.event_of("vendor_order_received")).opening == "Bravo {boutique}"
    assert "Camille Martin" in shown(keeper.get(TEXT))
    keeper.post(TEXT, words | {"original": "1"})
    assert wording.current(events.event_of("vendor_order_received")) is None


def test_what_an_operator_types_is_never_markup_in_the_preview(keeper):
    words = dict.fromkeys(("subject", "opening", "closing"), '"><script>alert(1)</script>')
    page = shown(keeper.post(TEXT, words | {"preview": "1"}))
    assert "<script>alert(1)</script>" not in page
    assert page.count('sandbox title="') == 1


@pytest.mark.parametrize("typed", ["{inconnu}", "{{ settings.SECRET_KEY }}", "a\x00b", "x" * 3000])
def test_unfit_words_are_refused_beside_their_field_and_stay(typed, keeper):
    page = shown(keeper.post(TEXT, {"subject": "Vendu", "opening": typed, "save": "1"}))
    assert "Vendu" in page
    assert "error-message" in page
    assert not Wording.objects.exists()


def test_mails_are_found_by_person_and_number_and_tried_again(keeper):
    mail = waiting_mail(attempts=2, last_error="ConnectionRefusedError: 111")
    waiting_mail(key="200000", recipient="zoe@exemple.test", sent_at=timezone.now())
    for query in ({"q": "camille@"}, {"q": "100042"}, {"state": "failing"}):
        page = shown(keeper.get(reverse("mails:mails"), query))
        assert ("camille@exemple.test" in page, "zoe@exemple.test" in page) == (True, False), query
    page = shown(keeper.get(reverse("mails:mail", args=[mail.pk])))
    assert "ConnectionRefusedError: 111" in page
    assert "secret" not in page
    for _time in range(2):
        keeper.post(reverse("mails:mail", args=[mail.pk]))
    assert len(outbox_of.outbox) == 1
    assert "Renvoyer maintenant" not in shown(keeper.get(reverse("mails:mail", args=[mail.pk])))


def test_the_first_screen_alarms_of_mails_that_wait_or_are_refused_and_of_broken_words(keeper):
    home = reverse("wagtailadmin_home")
    assert reverse("mails:mails") + "?state" not in shown(keeper.get(home))
    late = waiting_mail(attempts=1)
    Mail.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(hours=3))
    waiting_mail(key="2", recipient="refuse@exemple.test", refused_at=timezone.now())
    Wording.objects.create(event="order_confirmed", subject="{rien}", written_at=timezone.now())
    mails.render("order_confirmed", events.event_of("order_confirmed").context)
    page = shown(keeper.get(home))
    assert "Un courriel attend depuis" in page
    assert "refuse@exemple.test" in page
    assert "n’a pas pu servir" in page
