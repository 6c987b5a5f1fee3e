from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox_of
from django.db import connections
from django.utils import timezone

from commerce.communication import delivery, mails
from commerce.communication.models import Mail
from commerce.order import lifecycle
from commerce.settlement.models import Payout, Refund, Release
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture(autouse=True)
def _time_stands_still():
    """Mails are created at `NOW`, however long ago this file was read."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def decided(monkeypatch):
    """A mail that was decided and whose task hasn't run."""
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)
    return mails.send(event="account_erased", key="1", recipient="camille@exemple.test", context={})


def sent():
    return [message.subject for message in outbox_of.outbox]


def test_a_mail_asked_for_twice_is_decided_once(decided):
    again = mails.send(event="account_erased", key="1", recipient="camille@exemple.test", context={})
    assert again == decided
    assert Mail.objects.count() == 1


def test_two_workers_with_the_same_mail_send_it_once(decided):
    delivery.deliver(decided, now=NOW)
    delivery.deliver(decided, now=NOW)
    assert len(sent()) == 1


def test_a_mail_that_somebody_takes_charge_of_is_left_to_him(decided):
    Mail.objects.update(claimed_at=NOW)
    delivery.deliver(decided, now=NOW + timedelta(minutes=1))
    assert sent() == []


def test_a_worker_that_died_is_replaced(decided):
    Mail.objects.update(claimed_at=NOW)
    delivery.deliver(decided, now=NOW + timedelta(minutes=6))
    assert len(sent()) == 1


def test_a_mail_server_that_is_down_delays_a_mail_and_loses_none(decided, monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            delivery.deliver(decided, now=NOW)
    assert list(delivery.overdue(NOW + timedelta(minutes=20))) == [decided]
    delivery.deliver(decided, now=NOW + timedelta(minutes=20))
    assert len(sent()) == 1


def test_answers_go_where_the_mail_says_and_else_to_the_site(decided):
    Mail.objects.filter(pk=decided.pk).update(reply_to="reponse+jeton@monquibus.example")
    delivery.deliver(Mail.objects.get(pk=decided.pk), now=NOW)
    assert outbox_of.outbox[0].reply_to == ["reponse+jeton@monquibus.example"]
    assert delivery._message(decided).reply_to == []


def test_a_line_break_never_reaches_the_subject(decided):
    assert "\n" not in decided.subject


def test_without_a_recipient_nothing_is_decided():
    assert mails.send(event="account_erased", key="2", recipient="", context={}) is None


@pytest.fixture
def every_mail_of_an_order():
    vendor = VendorFactory(name="<b>Atelier</b> & fils", email="fils@exemple.test")
    order = placed(
        ProductFactory(vendor=vendor, title="<script>Bol</script>"), ProductFactory(), kinds=("home", "collect")
    )
    lifecycle.confirm(order, now=MONDAY)
    sent_home, collected = order.vendor_orders.order_by("pk")
    lifecycle.ship(sent_home, tracking_number="MR 5523", now=MONDAY)
    lifecycle.make_ready(collected, now=MONDAY)
    return list(Mail.objects.all())


def test_an_order_is_told_in_one_mail_per_event_and_person(every_mail_of_an_order):
    told = sorted((mail.event, mail.recipient) for mail in every_mail_of_an_order)
    assert len(told) == len(set(told)) == 5


def test_every_mail_is_whole_in_html_and_in_text(every_mail_of_an_order):
    for mail in every_mail_of_an_order:
        for body in (mail.subject, mail.text, mail.html):
            assert body.strip()
            assert "{{" not in body
            assert "None" not in body
        assert '<html lang="fr">' in mail.html
        assert "<" not in mail.text.replace("<script>Bol</script>", "").replace("<b>Atelier</b>", "")


def test_what_a_vendor_wrote_is_escaped_in_html_and_left_alone_in_text(every_mail_of_an_order):
    html = " ".join(mail.html for mail in every_mail_of_an_order)
    assert "<script>" not in html
    assert "&lt;script&gt;Bol" in html
    assert any("<b>Atelier</b> & fils" in mail.text for mail in every_mail_of_an_order)


def test_the_confirmation_carries_rights_and_identities(every_mail_of_an_order):
    [confirmation] = [mail for mail in every_mail_of_an_order if mail.event == "order_confirmed"]
    for body in (confirmation.text, confirmation.html):
        assert "14 jours" in body
        assert "/retractation/" in body
        assert "garantie légale de conformité" in body
        assert "SIRET 73282932000074" in body
        assert "ec.europa.eu/consumers/odr" not in body


def test_the_code_to_collect_is_told_to_the_buyer_only(every_mail_of_an_order):
    code = next(mail for mail in every_mail_of_an_order if mail.event == "vendor_order_ready").text
    codes = [mail for mail in every_mail_of_an_order if "code de retrait" in mail.text]
    assert "code de retrait" in code
    assert {mail.recipient for mail in codes} == {"camille@exemple.test"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_decide_and_send_one_mail(monkeypatch):
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)

    def work(_):
        try:
            delivery.deliver(
                mails.send(event="account_erased", key="1", recipient="camille@exemple.test", context={}), now=NOW
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert Mail.objects.count() == 1
    assert len(sent()) == 1


@pytest.fixture
def every_mail_of_money():
    vendor = VendorFactory(name="<b>Atelier</b> & fils", email="fils@exemple.test")
    order = placed(ProductFactory(vendor=vendor))
    payout = Payout(vendor=vendor, amount_cents=4114, day=MONDAY.date())
    release = Release(
        vendor_order=order.vendor_orders.get(), amount_cents=4570, commission_cents=380, commission_vat_cents=76
    )
    told = {"payout": payout, "vendor": vendor, "releases": [release]}
    for event in ("payout_sent", "payout_failed"):
        mails.send(event=event, key="1", recipient=vendor.email, context=told)
    for key, is_late in (("late", True), ("odd", False)):
        context = {"order": order, "refund": Refund(goods_cents=4770), "is_late": is_late}
        mails.send(event="payment_refunded", key=key, recipient="camille@exemple.test", context=context)
    return list(Mail.objects.all())


def test_every_mail_about_money_is_whole_in_html_and_in_text(every_mail_of_money):
    assert len(every_mail_of_money) == 4
    for mail in every_mail_of_money:
        for body in (mail.subject, mail.text, mail.html):
            assert body.strip()
            assert not [leftover for leftover in ("{{", "{%", "None") if leftover in body]
        assert "41,14" in mail.text or "47,70" in mail.text
        assert '<html lang="fr">' in mail.html
