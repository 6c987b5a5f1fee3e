"""A thread between a person and the team: who answers, who is told, and what is left of it after years."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from cms_pages.contact import AnsweredMeanwhile, answer, receive, thread_url, write_back
from cms_pages.contact_keeping import empty_old_threads
from cms_pages.models import ContactMessage, ContactReply, ReadyAnswer
from cms_pages.roles import create_support_role
from commerce.communication.models import Mail
from commerce.communication.spam_trap import new_stamp
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
Status = ContactMessage.Status
NOW = timezone.now()


@pytest.fixture
def thread():
    written = ContactMessage(
        audience="buyer", name="Inès", email="ines@exemple.test", subject="Un bol fendu", message="Arrivé fendu."
    )
    return receive(written, now=NOW)


def colleague(**names):
    user = UserFactory(**names)
    user.groups.add(create_support_role())
    return user


@pytest.fixture
def support():
    return colleague(first_name="Anne", last_name="Roy")


@pytest.fixture
def path(thread, settings):
    return thread_url(thread).removeprefix(settings.SITE_URL)


def room(thread):
    return f"/cms/contact_messages/inspect/{thread.pk}/"


def answered(thread, author, **changes):
    return answer(
        thread, author=author, now=NOW, **{"text": "Nous voici.", "status": Status.ANSWERED, "seen": 0, **changes}
    )


def typed(text="Voici la photo.", **more):
    return {"message": text, "opened_at": new_stamp(timezone.now() - timedelta(minutes=1)), **more}


def test_the_team_answers_under_a_name_and_the_person_reads_it_without_an_account(thread, support, client, path):
    client.force_login(support)
    data = {"answer": "1", "answer-text": "Nous le remplaçons.", "answer-status": "waiting", "answer-seen": "0"}
    assert client.post(room(thread), data).status_code == 302
    thread.refresh_from_db()
    assert (thread.status, thread.assigned_to) == (Status.WAITING, support)
    sent = mail.outbox[-1]
    assert sent.to == ["ines@exemple.test"]
    assert path in sent.body
    client.logout()
    page = client.get(path).content.decode()
    assert "Nous le remplaçons." in page
    assert "Anne" in page
    assert "noindex" in page


def test_the_person_answers_by_the_link_and_whoever_follows_is_told(thread, support, client, path):
    answered(thread, support, status=Status.CLOSED)
    stamped = typed()
    for _twice in range(2):
        assert client.post(path, stamped).status_code == 302
    thread.refresh_from_db()
    assert thread.status == Status.NEW
    assert [reply.text for reply in thread.replies.all()] == ["Nous voici.", "Voici la photo."]
    assert [sent.to for sent in mail.outbox if "Suite" in sent.subject] == [[support.email]]


def test_a_second_colleague_is_told_who_answered_and_keeps_what_was_typed(thread, support, client):
    answered(thread, support)
    client.force_login(colleague())
    data = {"answer": "1", "answer-text": "Ma réponse à moi", "answer-status": "answered", "answer-seen": "0"}
    page = client.post(room(thread), data)
    html = page.content.decode()
    assert "Anne Roy a écrit dans ce fil" in html
    assert "Ma réponse à moi" in html
    assert thread.replies.count() == 1
    client.post(room(thread), {**data, "answer-seen": page.context["answer"]["seen"].value()})
    assert thread.replies.count() == 2


def test_one_answer_clicked_twice_goes_out_once(thread, support):
    assert answered(thread, support) == answered(thread, support)
    assert Mail.objects.filter(event="contact_reply").count() == 1


def test_an_answer_of_the_person_stops_one_that_was_written_without_having_read_it(thread, support):
    write_back(thread, text="Attendez", form_key="a", now=NOW)
    with pytest.raises(AnsweredMeanwhile, match="Inès"):
        answered(thread, support)


def test_what_stands_in_a_thread_is_not_rewritten(thread, support):
    reply = answered(thread, support)
    reply.text = "Autre chose"
    with pytest.raises(ValidationError):
        reply.save()


def test_nobody_floods_a_thread(thread, client, path):
    for number in range(5):
        write_back(thread, text="Allô", form_key=str(number), now=timezone.now())
    assert "plusieurs fois" in client.post(path, typed()).content.decode()
    assert thread.replies.count() == 5


@pytest.mark.parametrize("token", ["1", "1:forged", "x" * 300, "é", "%00"])
def test_a_forged_link_opens_nothing(thread, client, token):
    assert client.get(f"/fil/{token}/").status_code == 404
    assert client.post(f"/fil/{token}/", typed()).status_code == 404


@pytest.mark.parametrize("text", ["", "\x00", "x" * 5001, "https://x.test " * 6])
def test_what_a_thread_cannot_take_is_said_beside_the_field(thread, client, path, text):
    assert 'id="id_message_error"' in client.post(path, typed(text)).content.decode()
    assert not thread.replies.exists()


def test_a_robot_in_a_thread_is_thanked_and_forgotten(thread, client, path):
    assert client.post(path, typed(website="x")).status_code == 302
    assert not thread.replies.exists()


def test_notes_stay_inside_and_threads_are_handed_over(thread, support, client, path):
    client.force_login(support)
    client.post(room(thread), {"note": "1", "note-text": "Cliente fidèle"})
    client.post(room(thread), {"follow_up": "1", "follow_up-status": "closed", "follow_up-assigned_to": support.pk})
    thread.refresh_from_db()
    assert (thread.status, thread.assigned_to) == (Status.CLOSED, support)
    assert "Cliente fidèle" in client.get(room(thread)).content.decode()
    assert "Cliente fidèle" not in client.get(path).content.decode()


def test_a_ready_answer_is_a_beginning(thread, support, client):
    ready = ReadyAnswer.objects.create(title="Colis abîmé", text="Envoyez-nous une photo.")
    client.force_login(support)
    assert client.get(room(thread), {"reponse": ready.pk}).context["answer"]["text"].value() == ready.text
    for absurd in ("x", "9" * 40, "-1", "²"):
        assert client.get(room(thread), {"reponse": absurd}).status_code == 200


def test_wagtails_home_counts_what_waits_for_the_team_and_for_me(thread, support, client):
    ContactMessage.objects.update(assigned_to=support)
    client.force_login(support)
    page = client.get("/cms/").content.decode()
    assert "message à répondre" in page
    assert "dont 1 pour vous" in page


def test_the_room_names_the_shops_of_whoever_was_signed_in(thread, support, client):
    vendor = VendorFactory(member=UserFactory(), name="Terre Courbe")
    ContactMessage.objects.update(user=vendor.users.get(), vendor=vendor)
    client.force_login(support)
    assert "Terre Courbe" in client.get(room(thread)).content.decode()
    assert thread.number in client.get(f"/cms/contact_messages/?vendor={vendor.pk}").content.decode()


def test_only_the_team_enters_and_readers_do_not_answer(thread, client):
    data = {"answer": "1", "answer-text": "Moi", "answer-status": "answered", "answer-seen": "0"}
    reader = UserFactory()
    reader.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "view_contactmessage"]),
    )
    for user in (UserFactory(), reader):
        client.force_login(user)
        client.post(room(thread), data)
    assert not thread.replies.exists()
    assert "Arrivé fendu." in client.get(room(thread)).content.decode()


@pytest.mark.parametrize("text", ["", "\x00", "x" * 5001])
def test_the_room_takes_no_absurd_answer(thread, support, client, text):
    client.force_login(support)
    for data in ({}, {"answer-seen": "9" * 40}, {"answer-status": "x"}):
        page = client.post(room(thread), {"answer": "1", "answer-text": text, **data})
        assert page.status_code == 200
    assert not thread.replies.exists()


def test_the_list_asks_as_much_for_twenty_threads_as_for_one(thread, support, client, django_assert_max_num_queries):
    client.force_login(support)
    client.get("/cms/contact_messages/")
    with django_assert_max_num_queries(100) as one:
        client.get("/cms/contact_messages/")
    vendor = VendorFactory()
    for number in range(20):
        written = ContactMessage(audience="buyer", name="I", email=f"{number}@exemple.test", subject="s", message="m")
        written.vendor, written.assigned_to = vendor, support
        written.save()
    with django_assert_max_num_queries(len(one)):
        client.get("/cms/contact_messages/")


def test_after_three_years_nothing_is_left_of_what_was_said(thread, support, client, path, settings):
    reply = answered(thread, support)
    write_back(thread, text="Merci !", form_key="b", now=NOW)
    later = NOW + timedelta(days=settings.CONTACT_KEPT_DAYS)
    assert empty_old_threads(now=later) == 0, "somebody still waits for an answer"
    ContactMessage.objects.update(status=Status.CLOSED)
    assert empty_old_threads(now=later - timedelta(days=1)) == 0
    assert empty_old_threads(now=later) == 1
    assert empty_old_threads(now=later) == 0
    thread.refresh_from_db()
    assert thread.name + thread.email + thread.message + thread.subject == ""
    assert set(ContactReply.objects.values_list("text", flat=True)) == {""}
    assert not Mail.objects.exists()
    assert client.get(path).status_code == 404
    client.force_login(support)
    assert "Contenu effacé" in client.get(room(thread)).content.decode()
    assert reply.message_id == thread.pk


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_the_same_moment_send_one_answer(thread, support):
    from concurrent.futures import ThreadPoolExecutor

    def attempt(author):
        try:
            return bool(answered(thread, author, text=f"De {author.pk}"))
        except AnsweredMeanwhile:
            return False
        finally:
            connections.close_all()

    colleagues = [support, UserFactory()]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, colleagues)) == [False, True]
    assert ContactReply.objects.count() == 1
