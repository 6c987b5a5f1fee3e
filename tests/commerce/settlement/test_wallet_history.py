"""Each kind of journal that can touch a vendor's wallet, and the column where its vendor finds it."""

from datetime import timedelta

import pytest

from commerce.ledger.book import Posting, balance, post
from commerce.ledger.models import Account
from commerce.settlement.wallet_history import balance_before, wallet_lines
from tests.commerce.baskets import MONDAY

pytestmark = pytest.mark.django_db
Kind = Account.Kind
WALLET = ("vendor_wallet:7", Kind.VENDOR_WALLET)
ORDER = ("order_wallet:1", Kind.ORDER_WALLET)
RESERVE = ("reserve:main", Kind.RESERVE)


def booked(key, *entries, when=MONDAY):
    post(
        key, [Posting(*account, cents, label) for account, cents, label in entries], occurred_at=when, description=key
    )


@pytest.fixture
def book():
    booked("payin:1", (("outside:cards", Kind.OUTSIDE), -4690, ""), (ORDER, 4690, "VO-1 articles"))
    booked("funding:1", (("outside:operator", Kind.OUTSIDE), -9000, ""), (RESERVE, 9000, ""))
    booked(
        "release:VO-1",
        (ORDER, -4000, "VO-1 articles"),
        (ORDER, -690, "VO-1 livraison"),
        (WALLET, 4014, "VO-1 articles"),
        (WALLET, -100, "VO-1 dette"),
        (("fees:commission", Kind.FEES), 480, "VO-1"),
        (("fees:commission_vat", Kind.FEES), 96, "VO-1"),
        (("fees:debts", Kind.FEES), 100, "VO-1"),
        (WALLET, 100, "VO-1 livraison"),
    )


def line(key):
    return next(each for each in wallet_lines(7, MONDAY, MONDAY + timedelta(days=1)) if each.key == key)


def test_a_release_says_goods_delivery_fees_and_what_repaid_a_debt(book):
    release = line("release:VO-1")
    assert (release.goods_cents, release.shipping_cents) == (4000, 690)
    assert (release.commission_cents, release.commission_vat_cents, release.debt_cents) == (-480, -96, -100)
    assert (release.sale_cents, release.net_cents) == (4114, 4014)
    assert release.reference == "VO-1"


def test_a_share_that_was_taken_back_is_a_refund_and_its_commission(book):
    booked(
        "transfer:refund:VO-1:1",
        (WALLET, -880, "VO-1 remboursement"),
        (("fees:commission", Kind.FEES), -100, "VO-1"),
        (("fees:commission_vat", Kind.FEES), -20, "VO-1"),
        (ORDER, 1000, "VO-1 à rembourser"),
    )
    refund = line("transfer:refund:VO-1:1")
    assert (refund.refund_cents, refund.commission_cents, refund.commission_vat_cents) == (-1000, 100, 20)
    assert refund.sale_cents == refund.net_cents == -880


def test_an_advance_of_the_reserve_is_a_debt_and_no_income(book):
    booked("top_up:1", (RESERVE, -500, "top_up"), (WALLET, 500, "top_up:1"))
    booked("subsidy:1", (RESERVE, -300, "subsidy"), (WALLET, 300, "subsidy:1"))
    assert (line("top_up:1").debt_cents, line("top_up:1").sale_cents) == (500, 0)
    assert (line("subsidy:1").operator_cents, line("subsidy:1").sale_cents) == (300, 300)


def test_money_on_its_way_to_the_bank_and_back_again(book):
    booked("payout:7:sent", (WALLET, -4014, ""), (("in_transit:7", Kind.IN_TRANSIT), 4014, ""))
    booked("payout:7:returned", (("outside:banks", Kind.OUTSIDE), -4014, ""), (WALLET, 4014, ""))
    assert line("payout:7:sent").bank_cents == -4014
    assert line("payout:7:returned").bank_cents == 4014


def test_an_account_that_nobody_foresaw_is_shown_and_nothing_is_lost(book):
    booked("odd:1", (("reserve:main", Kind.RESERVE), -1, "x"), (("new:1", Kind.OUTSIDE), -4, ""), (WALLET, 5, ""))
    assert (line("odd:1").other_cents, line("odd:1").net_cents) == (4, 5)


def test_before_and_lines_are_the_book_s_balance(book):
    later = MONDAY + timedelta(days=40)
    booked("adjustment:1", (RESERVE, -10, "adjustment"), (WALLET, 10, ""), when=later)
    lines = wallet_lines(7, MONDAY, later)
    assert balance_before(7, MONDAY) == 0
    assert balance_before(7, later) == sum(each.net_cents for each in lines)
    everything = wallet_lines(7, MONDAY, later + timedelta(days=1))
    assert sum(each.net_cents for each in everything) == balance("vendor_wallet:7")
