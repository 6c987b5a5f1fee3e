"""A bank is answered with what the system knows: each paper, the operator's page, and the night that answers alone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pypdf import PdfReader

from commerce.aftersales import chargeback_file, evidence
from commerce.communication.models import Mail
from commerce.mangopay.disputes import dispute_desk
from commerce.order import lifecycle
from commerce.settlement import chargebacks, due, refund_decision, refunds
from commerce.settlement.models import Dispute, Incident, Refund
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.conversation.cases import about, said
from tests.commerce.disputes.cases import opened
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor
from tests.commerce.settlement.test_chargebacks import disputed
from tests.commerce.withdrawal.cases import pictures
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(mangopay):
    """A vendor order that left with a tracking number."""
    part = parts(paid(mangopay, order_of(ready_vendor(mangopay))))[0]
    lifecycle.ship(part, tracking_number="6A123", now=MONDAY + timedelta(hours=2))
    return part


@pytest.fixture
def dispute(mangopay, sent):
    """The bank says that nothing arrived."""
    return disputed(mangopay, sent)


@pytest.fixture
def operator(client):
    """A client that an operator is signed in to."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def text_of(pdf, tmp_path):
    """What a PDF says, its spaces made equal."""
    (tmp_path / "paper.pdf").write_bytes(pdf)
    pages = PdfReader(tmp_path / "paper.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()).replace("\u202f", " ")


def test_the_purchase_says_what_was_bought_by_whom_and_that_the_recap_was_accepted(dispute, tmp_path):
    words = text_of(chargeback_file.paper(dispute, "INVOICE", note="Le colis est arrivé.", now=DUE), tmp_path)
    order = dispute.pay_in.order
    for expected in (
        order.number,
        "Camille Martin",
        "8 rue Dumenge",
        "40,00",
        "6,90",
        "46,90",
        "Le colis est arrivé.",
    ):
        assert expected in words
    assert "Commander avec obligation de paiement" in words
    assert order.lines.get().title in words


def test_the_delivery_says_who_declared_what(dispute, sent, tmp_path):
    words = text_of(chargeback_file.paper(dispute, "DELIVERY_PROOF", now=DUE), tmp_path)
    assert "6A123" in words
    assert "déclarée par l’artisan" in words
    assert "Reçue" not in words
    lifecycle.receive(sent, basis="buyer", now=MONDAY + timedelta(days=2))
    assert "par l’acheteur lui-même" in text_of(chargeback_file.paper(dispute, "DELIVERY_PROOF", now=DUE), tmp_path)


def test_what_was_said_in_a_dispute_serves_the_bank_too_with_its_pictures(dispute, sent, tmp_path):
    opened(sent, pictures=pictures(), words="L’anse est cassée https://exemple.test/cle", now=DUE)
    pages = dict(chargeback_file.documents(dispute, now=DUE))["USER_CORRESPONDANCE"]
    words = text_of(pages[0], tmp_path)
    for expected in (f"Litige {sent.number}-L1", "Une pièce est arrivée abîmée", "L’anse est cassée", "l’acheteur"):
        assert expected in words
    assert "exemple.test/cle" not in words
    assert [page[:3] for page in pages[1:]] == [b"\xff\xd8\xff"]


def test_letters_are_those_that_left_for_this_buyer_without_their_personal_links(dispute, tmp_path):
    Mail.objects.create(
        event="payout_sent", key="x", recipient="camille@exemple.test", subject="Autre", sent_at=MONDAY
    )
    letters = evidence.correspondence(dispute)
    assert len(letters) == 2
    assert not any("http" in line for letter in letters for line in letter["letter"])
    assert any("[lien personnel]" in line for letter in letters for line in letter["letter"])
    words = text_of(chargeback_file.paper(dispute, "USER_CORRESPONDANCE", now=DUE), tmp_path)
    assert "camille@exemple.test" in words
    assert "Autre" not in words


def test_what_buyer_and_workshop_wrote_to_each_other_is_in_the_file(dispute, sent, tmp_path):
    about(sent, "Où est mon colis ? https://exemple.fr/suivi", now=MONDAY + timedelta(days=3))
    said(sent.conversation, "Déposé chez votre voisin.", side="vendor", now=MONDAY + timedelta(days=4))
    words = text_of(chargeback_file.paper(dispute, "USER_CORRESPONDANCE", now=DUE), tmp_path)
    assert "Messages échangés" in words
    assert "l’acheteur : Où est mon colis ? [lien personnel]" in words
    assert "l’artisan : Déposé chez votre voisin." in words
    assert words.count("Déposé chez votre voisin") == 1


def test_a_refund_that_was_made_is_proved_with_mangopays_number(mangopay, sent, tmp_path):
    refund = refund_decision.decide(
        sent, Wanted(goods_cents=1000), reason=Refund.Reason.GESTURE, door=Refund.Door.VENDOR, now=MONDAY
    )
    refunds.carry_on(refund, now=MONDAY)
    opened = disputed(mangopay, sent, amount=2000)
    assert "REFUND_PROOF" in chargeback_file.kinds(opened)
    words = text_of(chargeback_file.paper(opened, "REFUND_PROOF", now=DUE), tmp_path)
    assert "10,00" in words
    assert refund.pay_in_refund.resource_id[:20] in words.replace(" ", "")


def test_a_paper_that_has_nothing_to_say_is_not_in_the_file(mangopay):
    opened = disputed(mangopay, parts(paid(mangopay, order_of()))[0])
    assert "DELIVERY_PROOF" not in chargeback_file.kinds(opened)
    assert "REFUND_PROOF" not in chargeback_file.kinds(opened)


def test_a_contest_sends_each_paper_once_and_defends_the_whole_payment(dispute):
    expected, early = chargeback_file.kinds(dispute), dispute.contest_deadline_at - timedelta(days=5)
    chargeback_file.contest(dispute, now=early)
    chargeback_file.contest(dispute, now=early)
    dispute.refresh_from_db()
    assert sorted(dispute_desk().documents(dispute.resource_id)) == sorted(expected)
    assert (dispute.contested_cents, dispute.file_sent_at) == (4690, early)


def test_the_night_answers_what_nobody_answered_and_tells_the_operator(dispute, settings):
    early = dispute.contest_deadline_at - timedelta(days=4)
    assert not chargeback_file.unanswered(early)
    night = dispute.contest_deadline_at - timedelta(days=2)
    due.check_nightly(now=night)
    dispute.refresh_from_db()
    assert dispute.file_sent_at == night
    assert Mail.objects.get(event="dispute_answered").recipient == settings.OPERATOR_EMAIL
    assert not Incident.objects.filter(subject__startswith="dispute-deadline:", solved_at=None).exists()
    due.check_nightly(now=night)
    assert Mail.objects.filter(event="dispute_answered").count() == 1


def test_where_nothing_was_handed_over_the_night_only_warns(mangopay):
    opened = disputed(mangopay, parts(paid(mangopay, order_of()))[0])
    due.check_nightly(now=opened.contest_deadline_at - timedelta(days=2))
    opened.refresh_from_db()
    assert opened.file_sent_at is None
    assert Incident.objects.filter(subject__startswith="dispute-deadline:", solved_at=None).exists()


def test_the_operator_reads_each_paper_adds_a_note_and_contests(operator, dispute):
    Dispute.objects.filter(pk=dispute.pk).update(contest_deadline_at=dispute.contest_deadline_at + timedelta(days=999))
    address = reverse("aftersales_back_office:contest", args=[dispute.pk])
    assert address in operator.get(reverse("money:dispute", args=[dispute.pk])).content.decode()
    page = operator.get(address).content.decode()
    assert "Répondre avant le" in page
    for kind in chargeback_file.kinds(dispute):
        link = reverse("aftersales_back_office:paper", args=[dispute.pk, kind])
        assert link in page
        assert operator.get(link).content.startswith(b"%PDF")
    assert operator.get(reverse("aftersales_back_office:paper", args=[dispute.pk, "REFUND_PROOF"])).status_code == 404
    assert operator.post(address, {"note": "Voir le suivi."}).status_code == 302
    dispute.refresh_from_db()
    assert dispute.file_sent_at
    assert dispute.status == Dispute.Status.SUBMITTED
    assert address in operator.get(reverse("money:dispute", args=[dispute.pk])).content.decode()
    page = operator.get(address).content.decode()
    assert "La banque n’attend pas de dossier" in page
    assert "Mot pour la banque" not in page


def test_after_the_deadline_the_page_says_so_and_sends_nothing(operator, dispute):
    Dispute.objects.filter(pk=dispute.pk).update(contest_deadline_at=MONDAY - timedelta(days=999))
    address = reverse("aftersales_back_office:contest", args=[dispute.pk])
    page = operator.get(address).content.decode()
    assert "Le délai pour contester est passé" in page
    assert 'type="submit" class="button"' not in page
    dispute.refresh_from_db()
    with pytest.raises(RefundRefused) as refused:
        raise chargebacks.refusal_to_contest(dispute, now=DUE)
    assert refused.value.refusal == Refusal.DEADLINE


def test_whoever_may_only_see_the_money_sends_no_file_and_reads_no_paper(client, dispute):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "see_the_money"]))
    client.force_login(reader)
    for name, args in (("contest", [dispute.pk]), ("paper", [dispute.pk, "INVOICE"])):
        address = reverse(f"aftersales_back_office:{name}", args=args)
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403, 405)
    dispute.refresh_from_db()
    assert dispute.file_sent_at is None
