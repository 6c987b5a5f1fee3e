"""What must hold after any number of days and faults: functions of the database that answer yes or no."""

from simulation.invariants.book import (
    fees_accounts_are_the_fees_wallet,
    journals_sum_to_zero,
    ledger_agrees_with_wallets,
    no_wallet_is_ever_below_zero,
)
from simulation.invariants.commission import commission_is_the_rule
from simulation.invariants.debts import debts_are_claims, reserve_pays_each_subsidy_once
from simulation.invariants.news import everybody_hears_of_it_once
from simulation.invariants.orders import (
    no_goods_without_payment,
    nobody_pays_for_nothing,
    one_mail_per_event_and_person,
    parts_are_the_whole,
    stock_is_never_sold_twice,
    stock_is_the_sum_of_its_journal,
)
from simulation.invariants.payouts import payouts_pay_what_was_released
from simulation.invariants.pieces import no_piece_is_given_back_twice, parcels_hold_what_was_bought
from simulation.invariants.promises import proposals_have_an_answer, silent_vendors_lose_their_orders
from simulation.invariants.quarrels import open_quarrels_hold_their_shares, quarrels_end_on_their_day
from simulation.invariants.refunds import (
    every_refund_ends_or_says_why_it_waits,
    nobody_gets_back_more_than_was_paid,
)
from simulation.invariants.shares import (
    each_share_is_released_once,
    every_cent_of_an_order_is_somewhere,
    open_disputes_hold_their_shares,
    shares_are_released_on_their_day,
)
from simulation.invariants.withdrawals import (
    no_refund_is_late_unheard,
    open_withdrawals_hold_their_shares,
    what_is_given_up_goes_back_to_the_cent,
    withdrawals_end_on_their_day,
)
from simulation.papers import documents_are_what_they_bill, invoices_are_the_fees_in_the_book, numbers_have_no_gap

INVARIANTS = (
    ledger_agrees_with_wallets,
    journals_sum_to_zero,
    no_wallet_is_ever_below_zero,
    fees_accounts_are_the_fees_wallet,
    parts_are_the_whole,
    nobody_pays_for_nothing,
    no_goods_without_payment,
    each_share_is_released_once,
    shares_are_released_on_their_day,
    every_cent_of_an_order_is_somewhere,
    commission_is_the_rule,
    open_disputes_hold_their_shares,
    payouts_pay_what_was_released,
    nobody_gets_back_more_than_was_paid,
    every_refund_ends_or_says_why_it_waits,
    debts_are_claims,
    reserve_pays_each_subsidy_once,
    stock_is_never_sold_twice,
    stock_is_the_sum_of_its_journal,
    one_mail_per_event_and_person,
    no_piece_is_given_back_twice,
    parcels_hold_what_was_bought,
    what_is_given_up_goes_back_to_the_cent,
    open_withdrawals_hold_their_shares,
    withdrawals_end_on_their_day,
    no_refund_is_late_unheard,
    open_quarrels_hold_their_shares,
    quarrels_end_on_their_day,
    silent_vendors_lose_their_orders,
    proposals_have_an_answer,
    everybody_hears_of_it_once,
    numbers_have_no_gap,
    invoices_are_the_fees_in_the_book,
    documents_are_what_they_bill,
)


def check(now):
    """Every invariant by name, at a moment of the simulated time."""
    return {invariant.__name__: bool(invariant(now)) for invariant in INVARIANTS}
