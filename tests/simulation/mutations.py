"""Ways of breaking the code, each with the invariant that must notice. Nothing of this is in the code itself."""

from commerce.communication import delivery
from commerce.ledger import book
from commerce.ledger.book import Posting
from commerce.mangopay.records import Transaction
from commerce.order import lifecycle, split
from commerce.order.models import Line
from commerce.plans import commission
from commerce.settlement import (
    debts,
    due,
    fees_bill,
    holds,
    journals,
    refund_decision,
    refunds,
    release,
    reserve,
    taking_back,
)
from commerce.settlement.models import Refund
from commerce.stock import journal

MUTATIONS = []


def breaks(*invariants):
    """The function below breaks these invariants: it receives pytest's monkeypatch."""

    def register(mutate):
        MUTATIONS.extend((invariant, mutate) for invariant in invariants)
        return mutate

    return register


@breaks("ledger_agrees_with_wallets")
def forgets_to_book_a_subsidy(patch):
    patch.setattr(journals, "reserve_paid", lambda transfer, now: None)


@breaks("fees_accounts_are_the_fees_wallet")
def overlooks_the_monthly_bill(patch):
    patch.setattr(fees_bill, "notice", lambda *, now: 0)


@breaks("ledger_agrees_with_wallets")
def keeps_a_cent_of_the_vendors_share_in_the_book(patch):
    def released(moved, repayments, now):
        moved.commission_cents += 1
        honest(moved, repayments, now)
        moved.commission_cents -= 1

    honest = journals.released
    patch.setattr(journals, "released", released)


@breaks("journals_sum_to_zero")
def loses_a_cent_between_two_accounts(patch):
    def write(key, description, now, postings):
        first, *others = [posting for posting in postings if posting.amount_cents]
        short = Posting(first.code, first.kind, first.amount_cents + 1, first.label)
        honest(key, description, now, [short, *others])

    honest = journals._write
    patch.setattr(book, "_check", lambda postings: None)
    patch.setattr(journals, "_write", write)


@breaks("no_wallet_is_ever_below_zero")
def books_the_payment_after_what_it_pays_for(patch):
    def released(moved, repayments, now):
        honest_release(moved, repayments, now)
        for args in kept:
            honest_payment(*args)
        kept.clear()

    kept = []
    honest_payment, honest_release = journals.paid, journals.released
    patch.setattr(journals, "paid", lambda *args: kept.append(args))
    patch.setattr(journals, "released", released)
    patch.setattr(book, "_refuse_overdraft", lambda postings: None)


@breaks("parts_are_the_whole")
def sells_a_part_a_cent_too_cheap(patch):
    def vendor_order(*args):
        part = honest(*args)
        part.goods_cents -= 1
        return part

    honest = split._vendor_order
    patch.setattr(split, "_vendor_order", vendor_order)
    patch.setattr(split, "check_sum", lambda order, parts: None)


@breaks("nobody_pays_for_nothing")
def keeps_a_payment_that_came_too_late(patch):
    patch.setattr(refunds, "intend", lambda pay_in, reason, *, now: None)


@breaks("no_goods_without_payment")
def confirms_what_nobody_paid(patch):
    patch.setattr(lifecycle, "cancel_unpaid", lifecycle.confirm)


@breaks("each_share_is_released_once")
def releases_what_went_back_already(patch):
    def freeze(intent, part):
        honest(intent, part)
        intent.goods_cents = part.goods_cents
        intent.amount_cents = intent.goods_cents + intent.shipping_cents

    honest = release.freeze
    patch.setattr(release, "freeze", freeze)
    patch.setattr(refunds, "to_carry_on", lambda now: [])  # Else Mangopay finds too little in the wallet, and refuses.


@breaks("shares_are_released_on_their_day")
def looks_for_due_shares_in_the_wrong_state(patch):
    candidates = release.candidates
    patch.setattr(due, "candidates", lambda: candidates().filter(received_at=None))


@breaks("every_cent_of_an_order_is_somewhere")
def pays_a_refund_of_delivery_out_of_the_goods(patch):
    def out_of_the_order(refund):
        refund.goods_cents, refund.shipping_cents = refund.amount_cents, 0
        return honest(refund)

    honest = journals._out_of_the_order
    patch.setattr(journals, "_out_of_the_order", out_of_the_order)


@breaks("commission_is_the_rule")
def rounds_the_commission_down(patch):
    patch.setattr(commission, "percentage", lambda cents, rate: int(cents * rate / 100))


@breaks("commission_is_the_rule")
def keeps_the_commission_of_what_went_back(patch):
    def given_back(whole, piece, **more):
        back = honest(whole, piece, **more)
        return commission.GivenBack(back.part, 0, 0, back.subsidy_cents)

    honest = refund_decision.given_back
    patch.setattr(refund_decision, "given_back", given_back)


@breaks("open_disputes_hold_their_shares")
def forgets_to_lift_the_holds_of_a_dispute_that_was_won(patch):
    patch.setattr(holds, "lift_all", lambda dispute, *, now: None)


@breaks("payouts_pay_what_was_released")
def keeps_a_cent_of_each_payout(patch):
    free_cents = taking_back.free_cents
    patch.setattr(taking_back, "free_cents", lambda vendor_id, **more: free_cents(vendor_id, **more) - 1)


@breaks("payouts_pay_what_was_released")
def books_a_payout_that_arrived_as_sent_again(patch):
    patch.setattr(journals, "arrived", lambda payout, now: journals._move_payout(payout, "again", now, *_back()))


def _back():
    return journals._on_the_way, journals._at_vendor


@breaks("nobody_gets_back_more_than_was_paid")
def credits_the_wrong_side_of_the_world(patch):
    def posting(code, kind, cents, label=""):
        return Posting(journals.BANKS if code == journals.CARDS and cents > 0 else code, kind, cents, label)

    patch.setattr(journals, "Posting", posting)


@breaks("nobody_gets_back_more_than_was_paid")
def believes_a_second_refund_that_mangopay_refused(patch):
    def intend(pay_in, reason, *, now):
        honest(pay_in, reason, now=now)
        again = Refund.objects.create(
            pay_in=pay_in, business_key="again", goods_cents=pay_in.paid_cents, reason=reason, decided_at=now
        )
        refunds._last_step(again)

    honest = refunds.intend
    patch.setattr(refunds, "intend", intend)
    patch.setattr(Transaction, "has_succeeded", property(lambda seen: seen.status in ("SUCCEEDED", "FAILED")))
    patch.setattr(book, "_refuse_overdraft", lambda postings: None)


@breaks("every_refund_ends_or_says_why_it_waits")
def forgets_refunds_once_they_are_decided(patch):
    patch.setattr(refunds, "to_carry_on", lambda now: [])


@breaks("debts_are_claims")
def counts_a_repayment_and_doesnt_book_it(patch):
    honest = journals.released

    def released(moved, repayments, now):
        return honest(moved, [], now)

    patch.setattr(journals, "released", released)


@breaks("debts_are_claims")
def books_a_repayment_and_doesnt_count_it(patch):
    repaid_by = debts.repaid_by

    def forgetful(moved, *, now):
        repayments = repaid_by(moved, now=now)
        for each in repayments:
            type(each.debt).objects.filter(pk=each.debt_id).update(repaid_cents=each.debt.repaid_cents)
        return repayments

    patch.setattr(debts, "repaid_by", forgetful)


@breaks("reserve_pays_each_subsidy_once")
def promises_a_subsidy_and_doesnt_pay_it(patch):
    patch.setattr(reserve, "to_pay", lambda now: [])


@breaks("reserve_pays_each_subsidy_once")
def pays_a_subsidy_a_cent_too_high(patch):
    intend = reserve.intend
    patch.setattr(reserve, "intend", lambda *, amount_cents, **more: intend(amount_cents=amount_cents + 1, **more))


@breaks("stock_is_never_sold_twice")
def frees_the_goods_of_an_order_and_not_the_shelf(patch):
    def forgetful(order, *, now=None):
        Line.objects.filter(order=order).update(num_allocated=0)

    patch.setattr(lifecycle, "return_allocated_stock", forgetful)


@breaks("stock_is_the_sum_of_its_journal")
def writes_half_of_what_is_sent_in_the_journal(patch):
    row = journal._row

    def forgetful(record, change, origin):
        written = row(record, change, origin)
        written.stock_change = min(0, written.stock_change + 1) if written.stock_change < 0 else written.stock_change
        return written

    patch.setattr(journal, "_row", forgetful)


@breaks("one_mail_per_event_and_person")
def decides_mails_and_never_sends_them(patch):
    patch.setattr(delivery, "deliver", lambda mail, *, now=None: None)
