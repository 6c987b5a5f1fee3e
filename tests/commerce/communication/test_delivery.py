"""A mail server that fails, refuses or stays away: nothing lost, nothing doubled, nobody asked for ever."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.conf import settings
from django.core import mail as outbox_of
from django.utils import timezone

from commerce.communication import delivery, mails
from commerce.communication.models import Mail

pytestmark = pytest.mark.django_db
NOW = timezone.now()
State = Mail.State


@pytest.fixture(autouse=True)
def _tasks_wait(monkeypatch):
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)
    with time_machine.travel(NOW, tick=False):
        yield


def decided(key="1", recipient="camille@exemple.test"):
    return mails.send(event="account_erased", key=key, recipient=recipient, context={})


class Server:
    """What a mail server answers, one after the other; then it takes everything."""

    def __init__(self, monkeypatch, *answers):
        self.answers = list(answers)
        take = outbox_of.EmailMessage.send

        def send(message, fail_silently=False):
            if self.answers and (answer := self.answers.pop(0)):
                raise answer
            return take(message, fail_silently)

        monkeypatch.setattr("django.core.mail.EmailMessage.send", send)


def refusal(code, recipient="camille@exemple.test"):
    return SMTPRecipientsRefused({recipient: (code, b"no such user")})


def test_pauses_grow_up_to_six_hours():
    minutes = [delivery.pause(attempts).total_seconds() / 60 for attempts in (1, 2, 3, 6, 7, 8, 50)]
    assert minutes == [5, 10, 20, 160, 320, 360, 360]


def test_a_failed_mail_rests_says_why_and_leaves_once(monkeypatch):
    mail = decided()
    Server(monkeypatch, SMTPServerDisconnected("gone\x00"))
    with pytest.raises(SMTPServerDisconnected):
        delivery.deliver(mail, now=NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (State.FAILING, 1, "SMTPServerDisconnected: gone")
    delivery.deliver(mail, now=NOW + timedelta(minutes=4))
    assert outbox_of.outbox == []
    for _time in range(2):
        delivery.deliver(mail, now=NOW + timedelta(minutes=6))
    mail.refresh_from_db()
    assert (mail.state, len(outbox_of.outbox)) == (State.SENT, 1)


def test_a_mail_is_sent_and_signed_by_the_address_of_its_site(settings):
    settings.DEFAULT_FROM_EMAIL = "La halle <bonjour@halle.test>"
    mail = decided()
    delivery.deliver(mail, now=NOW)
    (message,) = outbox_of.outbox
    assert message.message()["From"] == "La halle <bonjour@halle.test>"
    assert message.message()["Message-ID"] == f"<mail-{mail.pk}@halle.test>"


REFUSALS = [refusal(550), SMTPDataError(554, b"refused"), UnicodeEncodeError("x", "é", 0, 1, "x")]


@pytest.mark.parametrize("answer", REFUSALS)
def test_a_refusal_for_good_is_told_to_the_operator_and_not_tried_again(answer, monkeypatch):
    mail = decided()
    Server(monkeypatch, answer)
    delivery.deliver(mail, now=NOW)
    delivery.deliver_overdue(now=NOW + timedelta(days=30))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.REFUSED, 1)
    told = Mail.objects.get(event="mail_refused")
    assert told.recipient == settings.OPERATOR_EMAIL
    assert "camille@exemple.test" in told.subject
    assert list(delivery.refused()) == [mail]


def test_a_refusal_for_now_is_tried_again(monkeypatch):
    mail = decided()
    Server(monkeypatch, refusal(450))
    with pytest.raises(SMTPRecipientsRefused):
        delivery.deliver(mail, now=NOW)
    assert delivery.deliver_overdue(now=NOW + timedelta(hours=1)) == 1


def test_the_operators_own_refused_address_is_not_written_to(monkeypatch):
    mail = decided(recipient=settings.OPERATOR_EMAIL)
    Server(monkeypatch, refusal(550, settings.OPERATOR_EMAIL))
    delivery.deliver(mail, now=NOW)
    assert Mail.objects.count() == 1


def test_a_run_leaves_a_dead_server_alone_and_loses_nothing(monkeypatch):
    kept = [decided(key=str(number)) for number in range(8)]
    later = NOW + timedelta(minutes=30)
    server = Server(monkeypatch, *[ConnectionRefusedError()] * 100)
    assert delivery.deliver_overdue(now=later) == 0
    assert len(server.answers) == 100 - delivery.FAILURES_IN_A_ROW
    assert delivery.stuck(NOW + timedelta(hours=3)).count() == len(kept)
    server.answers.clear()
    assert delivery.deliver_overdue(now=later + timedelta(minutes=10)) == len(kept)
    assert len(outbox_of.outbox) == len(kept)
    assert not delivery.stuck(NOW + timedelta(hours=3)).exists()


def test_send_again_tries_at_once_and_never_a_mail_that_left(monkeypatch):
    mail = decided()
    Server(monkeypatch, refusal(550), refusal(550), None)
    delivery.deliver(mail, now=NOW)
    assert not delivery.send_again(mail, now=NOW)
    assert delivery.send_again(mail, now=NOW)
    assert delivery.send_again(mail, now=NOW)
    assert len(outbox_of.outbox) == 1
