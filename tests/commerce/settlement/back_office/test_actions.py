"""What an operator does about movements, shares and disputes: asked by a form, done by a rule, written down."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from commerce.ledger import book
from commerce.settlement import debts, due, incidents, journals
from commerce.settlement.back_office import disputes
from commerce.settlement.models import (
    Adjustment,
    Dispute,
    Hold,
    Refund,
    Release,
    ReserveFunding,
)
from tests.commerce.settlement.back_office.conftest import NOW, person
from tests.commerce.settlement.orders import DUE
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.test_chargebacks import disputed
from tests.commerce.settlement.test_refunds import agree, paid_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def sent(client, name, *args, **data):
    """Open the form, fill it in, send it. Returns the page that follows."""
    address = reverse(f"money:{name}", args=args)
    form = client.get(address).context["form"]
    token = form["token"].value()
    answer = client.post(address, {"token": token, "reason": "Vu au téléphone", **data}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def log_of(instance):
    return list(ModelLogEntry.objects.for_instance(instance).values_list("action", "user__email"))


def test_a_share_is_held_with_a_note_and_let_go_again(operator, sold):
    sent(operator, "hold", sold.pk, note="Nous attendons la photo du colis")
    due.settle(now=timezone.now())
    assert not Release.objects.exists()
    page = operator.get(reverse("money:vendor_order", args=[sold.pk])).content.decode()
    assert "Nous attendons la photo du colis" in page
    sent(operator, "lift", sold.pk)
    due.settle(now=timezone.now())
    hold = Hold.objects.get()
    assert (hold.placed_by, hold.lifted_by) == (operator.operator, operator.operator)
    assert Release.objects.get().state == Release.State.SUCCEEDED
    who = operator.operator.email
    assert sorted(log_of(sold)) == [("money.hold", who), ("money.lift", who)]


def test_what_has_moved_cant_be_held_and_the_form_says_so(operator, sold):
    due.settle(now=DUE)
    page = sent(operator, "hold", sold.pk, note="Trop tard")
    assert "Rien n’a été fait" in page
    assert not Hold.objects.exists()
    assert log_of(sold) == []


def test_without_a_reason_nothing_is_done(operator, sold):
    sent(operator, "hold", sold.pk, note="Une précision", reason="")
    assert not Hold.objects.exists()


def failed_release(sold):
    """A release that Mangopay refused a moment ago."""
    Release.objects.create(
        vendor_order=sold,
        business_key=f"release:{sold.number}",
        amount_cents=4690,
        goods_cents=4000,
        shipping_cents=690,
        commission_cents=480,
        commission_vat_cents=96,
        state=Release.State.FAILED,
        result_code="001001",
        concluded_at=NOW,
    )
    incidents.note(f"release:{sold.number}", "Le porte-monnaie ne contient pas assez.", now=NOW)
    return Release.objects.get()


def test_a_failed_movement_stands_on_the_first_screen_and_is_tried_again_now(operator, sold):
    moved = failed_release(sold)
    due.settle(now=NOW)
    moved.refresh_from_db()
    assert moved.state == Release.State.FAILED
    address = reverse("money:retry", args=["release", moved.pk])
    assert address in operator.get(reverse("money:home")).content.decode()
    sent(operator, "retry", "release", moved.pk)
    moved.refresh_from_db()
    assert (moved.state, moved.attempt) == (Release.State.SUCCEEDED, 2)
    assert address not in operator.get(reverse("money:home")).content.decode()
    assert agree()
    sent(operator, "retry", "release", moved.pk)
    assert book.balance(journals.order_wallet(sold.order)) == 0
    assert operator.get(reverse("money:retry", args=["payin", moved.pk])).status_code == 404


def test_a_retry_doesnt_pass_over_a_hold(operator, sold):
    moved = failed_release(sold)
    sent(operator, "hold", sold.pk, note="Attendez")
    page = sent(operator, "retry", "release", moved.pk)
    assert "Rien n’a été fait" in page
    moved.refresh_from_db()
    assert moved.state == Release.State.FAILED


def refund_form(sold, **data):
    return {"refund_reason": "gesture", "bearer": "vendor", "note": "Bol fêlé", **data}


def test_a_buyer_is_refunded_by_line_amount_and_delivery_once_per_form(operator, sold):
    (line,) = sold.lines.all()
    address = reverse("money:give_back", args=[sold.pk])
    token = operator.get(address).context["form"]["token"].value()
    data = refund_form(sold, **{f"line_{line.pk}": 1, "shipping": "3,45", "token": token})
    for _ in range(2):
        assert operator.post(address, data).status_code == 302
    refund = Refund.objects.get()
    assert (refund.goods_cents, refund.shipping_cents, refund.actor) == (4000, 345, operator.operator)
    assert refund.is_done
    page = sent(operator, "give_back", sold.pk, **refund_form(sold, goods="0,01"))
    assert "Rien n’a été fait" in page
    assert Refund.objects.count() == 1


def test_a_large_refund_waits_for_the_second_person(operator, client, sold, settings):
    settings.MONEY_SECOND_PERSON_FROM_CENTS = 4000
    page = sent(operator, "give_back", sold.pk, **refund_form(sold, everything="on"))
    assert "une autre personne doit l’approuver" in page
    proposal = Adjustment.objects.get()
    assert str(proposal) in operator.get(reverse("money:home")).content.decode()
    own_page = operator.get(reverse("money:adjustment", args=[proposal.pk])).content.decode()
    assert reverse("money:approve", args=[proposal.pk]) not in own_page
    assert "Rien n’a été fait" in sent(operator, "approve", proposal.pk)
    assert not Refund.objects.exists()
    second = person("see_the_money", "move_the_money")
    client.force_login(second)
    sent(client, "approve", proposal.pk)
    assert Refund.objects.get().is_done
    proposal.refresh_from_db()
    assert (proposal.approved_by, proposal.answer) == (second, "Vu au téléphone")
    assert log_of(proposal) == [("money.approve", second.email)]


def test_a_vendor_owes_is_forgiven_and_is_given(operator, mangopay, sold, vendor):
    sent(operator, "owe", vendor.pk, amount="12,50")
    assert debts.owed_cents(vendor) == 1250
    debt = debts.open_debts(vendor).get()
    sent(operator, "forgive", debt.pk, amount="2,50")
    assert debts.owed_cents(vendor) == 1000
    assert "Rien n’a été fait" in sent(operator, "forgive", debt.pk, amount="20")
    funded_reserve(mangopay, 5000)
    sent(operator, "give", vendor.pk, amount="7,00")
    assert book.balance(journals.vendor_wallet(vendor.pk)) == 700
    page = operator.get(reverse("money:vendor", args=[vendor.pk])).content.decode()
    assert "7,00" in page
    assert "Vu au téléphone" in page


def test_somebody_says_no(operator, vendor, settings):
    settings.MONEY_SECOND_PERSON_FROM_CENTS = 1
    sent(operator, "owe", vendor.pk, amount="12,50")
    sent(operator, "refuse", Adjustment.objects.get().pk)
    assert Adjustment.objects.get().refused_by == operator.operator
    assert debts.owed_cents(vendor) == 0


def test_a_dispute_is_read_in_words_its_bearer_changed_and_its_loss_accepted(operator, mangopay, sold, vendor):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    dispute = disputed(mangopay, sold)
    page = operator.get(reverse("money:dispute", args=[dispute.pk])).content.decode()
    assert "l’article ne serait pas arrivé" in page
    assert sold.number in page
    assert dispute.resource_id in operator.get(reverse("money:home")).content.decode()
    sent(operator, "bearer", dispute.pk, bearer="operator")
    sent(operator, "give_up", dispute.pk)
    dispute.refresh_from_db()
    assert (dispute.result, dispute.bearer) == (Dispute.Result.LOST, "operator")
    assert "Rien n’a été fait" in sent(operator, "bearer", dispute.pk, bearer="vendor")
    due.settle(now=NOW)
    assert agree()
    assert Refund.objects.get().bearer == "operator"


def test_other_packages_add_what_can_be_done_about_a_dispute(operator, mangopay, sold, monkeypatch):
    action = disputes.DisputeAction("Constituer le dossier", "money:give_up")
    monkeypatch.setattr(disputes, "dispute_actions", [action])
    dispute = disputed(mangopay, sold)
    page = operator.get(reverse("money:dispute", args=[dispute.pk])).content.decode()
    assert "Constituer le dossier" in page


def test_a_wire_for_the_reserve_shows_reference_and_iban(operator, mangopay):
    funded_reserve(mangopay)
    page = sent(operator, "fund", amount="5000,00")
    funding = ReserveFunding.objects.get()
    assert funding.amount_cents == 500_000
    assert funding.wire_reference in page
    assert funding.iban in page


def test_without_a_reserve_there_is_no_wire(operator):
    assert operator.get(reverse("money:fund")).status_code == 404
