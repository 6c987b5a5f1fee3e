"""The administrator's door says what it decided, or why not, and never both."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commerce.order import lifecycle
from commerce.settlement.models import Refund
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, paid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shortly_after_payment(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))


@pytest.fixture
def part(mangopay):
    return paid(mangopay, order_of()).vendor_orders.get()


def refund(part, *options, reason="gesture", complained=None):
    said = StringIO()
    number = getattr(part, "number", part)
    call_command("refund", number, *options, "--reason", reason, stdout=said, stderr=complained)
    return said.getvalue()


def test_an_amount_is_given_back_and_told(part, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        said = refund(part, "--amount", "12,50", "--note", "Pardon")
    made = Refund.objects.get()
    assert (made.goods_cents, made.door, made.note, made.is_done) == (1250, "command", "Pardon", True)
    assert f"{made}: 1250 cents to the buyer (1250 of goods, 0 of delivery), 1070 from the vendor, 180 of" in said
    assert reconcile().difference_cents == 0


def test_lines_delivery_and_everything_of_what_left_are_asked_for_by_option(part):
    lifecycle.ship(part)
    refund(part, "--line", f"{part.lines.get().pk}:1", "--shipping", "4.90")
    assert Refund.objects.get().amount_cents == 4490
    refund(part, "--everything", reason="return")
    part.refresh_from_db()
    assert (part.refunded_cents, part.status) == (4690, "shipped")


def test_the_last_line_that_was_to_be_sent_takes_all_of_the_delivery_along(part):
    refund(part, "--line", f"{part.lines.get().pk}:1", "--shipping", "4.90", reason="cancelled")
    part.refresh_from_db()
    assert (part.refunded_cents, part.status) == (4690, "cancelled")


def test_a_refund_at_the_operators_expense_costs_the_vendor_nothing(part):
    refund(part, "--amount", "5", "--bearer", "operator")
    assert Refund.objects.get().vendor_cents == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Indiquez ce qui est remboursé"),
        (("--amount", "40,01"), "ne peut pas recevoir plus"),
        (("--line", "999999:1"), "ne peut pas recevoir plus"),
        (("--everything", "--bearer", "operator"), "à la charge de personne"),
    ],
)
def test_what_the_rule_refuses_is_said_with_exit_code_1(part, options, said):
    complained = StringIO()
    with pytest.raises(SystemExit, match="1"):
        refund(part, *options, complained=complained)
    assert said in complained.getvalue()
    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--amount", "x"),
        ("--amount", "1,234"),
        ("--amount", "NaN"),
        ("--amount", "1e400"),
        ("--line", "a:b"),
        ("--shipping", "-1"),
    ],
)
def test_what_can_not_be_read_is_refused_before_anything(part, options):
    with pytest.raises(CommandError):
        refund(part, *options)
    assert not Refund.objects.exists()


def test_an_unknown_number_is_refused():
    with pytest.raises(CommandError, match="no vendor order VO-1-1"):
        refund("VO-1-1")
