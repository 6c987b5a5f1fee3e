"""Ways of breaking what happens after a sale, each with the invariant that must notice and the story that shows it."""

from collections import Counter
from datetime import timedelta

from commerce.disputes import clock as disputes_clock
from commerce.disputes import opening
from commerce.fulfilment import letters, silence, unavailable
from commerce.order import parcels
from commerce.order import stock as order_stock
from commerce.settlement import due, refund_request
from commerce.withdrawal import clock, deadlines, deciding, declaring, giving_back, returning, stepping
from commerce.withdrawal import letters as withdrawal_letters
from tests.simulation import after_sales

MUTATIONS = []


def breaks(invariant, story):
    """The function below, given pytest's monkeypatch, breaks this invariant in this story."""

    def register(mutate):
        MUTATIONS.append((invariant, story, mutate))
        return mutate

    return register


@breaks("no_piece_is_given_back_twice", after_sales.contested)
def gives_a_reduced_piece_back_without_naming_it(patch):
    def give_back(withdrawal, role, *, less_cents=0, **more):
        if not less_cents:
            return honest(withdrawal, role, **more)
        wanted = refund_request.Wanted(goods_cents=giving_back.owed(withdrawal)[1].goods_cents - less_cents)
        return giving_back._decide(withdrawal, wanted, "1", role, door=None, **({"actor": None, "note": ""} | more))

    honest = giving_back.give_back
    patch.setattr(returning, "give_back", give_back)


@breaks("no_piece_is_given_back_twice", after_sales.given_back_by_hand)
def forgets_what_went_back_before(patch):
    patch.setattr(refund_request, "returned_quantities", lambda part: Counter())


@breaks("parcels_hold_what_was_bought", after_sales.in_pieces)
def forgets_what_left_before(patch):
    patch.setattr(parcels, "left_to_send", lambda part: [(line, line.quantity) for line in part.lines.all()])


@breaks("parcels_hold_what_was_bought", after_sales.silent_vendors)
def keeps_reserved_what_was_called_off(patch):
    patch.setattr(parcels, "return_allocated_quantities", lambda pairs, **more: None)
    patch.setattr(order_stock, "return_allocated_stock", lambda order, **more: None)


@breaks("what_is_given_up_goes_back_to_the_cent", after_sales.worn_and_left)
def keeps_the_delivery_of_what_came_back(patch):
    patch.setattr(giving_back, "_shipping_cents", lambda withdrawal: 0)


@breaks("what_is_given_up_goes_back_to_the_cent", after_sales.contested)
def gives_up_a_cent_more_than_was_judged(patch):
    def give_more(withdrawal, cents, role, **more):
        return honest(withdrawal, cents + 1, role, **more)

    honest = giving_back.give_more
    patch.setattr(deciding, "give_more", give_more)


@breaks("open_withdrawals_hold_their_shares", after_sales.never_posted)
def lets_the_share_of_a_withdrawal_go(patch):
    patch.setattr(declaring, "hold_share", lambda part, **more: None)


@breaks("open_withdrawals_hold_their_shares", after_sales.worn_and_left)
def holds_a_share_for_good(patch):
    patch.setattr(stepping, "free_share", lambda part, **more: None)


@breaks("withdrawals_end_on_their_day", after_sales.contested)
def waits_for_a_vendor_who_says_nothing(patch):
    patch.setattr(clock, "answer_due_on", lambda withdrawal: (after_sales.END + timedelta(days=1)).date())


@breaks("withdrawals_end_on_their_day", after_sales.never_posted)
def rings_for_nobody(patch):
    patch.setattr(clock, "operator_due_on", lambda withdrawal: None)


@breaks("no_refund_is_late_unheard", after_sales.lost_on_the_way_back)
def hears_of_a_late_refund_too_late(patch):
    patch.setattr(deadlines, "ALARM_DAYS_BEFORE", -2)


@breaks("open_quarrels_hold_their_shares", after_sales.quarrelled)
def lets_the_share_of_a_quarrel_go(patch):
    patch.setattr(opening, "hold_share", lambda dispute, **more: None)


@breaks("quarrels_end_on_their_day", after_sales.quarrelled)
def forgets_what_the_team_has_to_decide(patch):
    patch.setattr(disputes_clock, "turn_of", lambda dispute: (None, (after_sales.END + timedelta(days=1)).date()))


@breaks("what_is_given_up_goes_back_to_the_cent", after_sales.quarrelled)
def forgets_what_a_quarrel_had_lowered(patch):
    patch.setattr(refund_request, "_lowered", lambda part: {})


@breaks("silent_vendors_lose_their_orders", after_sales.silent_vendors)
def lets_silent_vendors_be(patch):
    patch.setattr(silence, "CANCELLED_AFTER", timedelta(days=80))


@breaks("silent_vendors_lose_their_orders", after_sales.silent_vendors)
def calls_off_without_a_last_word(patch):
    patch.setattr(silence, "LAST_WORD", timedelta(days=0))
    patch.setattr(silence, "REMINDED_AFTER", silence.REMINDED_AFTER | {silence.Step.LAST: 8})


@breaks("proposals_have_an_answer", after_sales.missing_pieces)
def waits_for_an_answer_for_good(patch):
    patch.setattr(unavailable, "unanswered", lambda now: [])
    steps = [step for step in due._steps[due.EACH_NIGHT] if step[0] != "proposals unanswered"]
    patch.setitem(due._steps, due.EACH_NIGHT, steps)


@breaks("proposals_have_an_answer", after_sales.missing_pieces)
def says_refunded_and_gives_nothing_back(patch):
    patch.setattr(unavailable, "call_off", lambda part, pieces, *, now, **decision: parcels.call_off(part, pieces))


@breaks("everybody_hears_of_it_once", after_sales.worn_and_left)
def tells_nobody_that_something_is_kept(patch):
    patch.setattr(withdrawal_letters, "reduced", lambda withdrawal: None)


@breaks("everybody_hears_of_it_once", after_sales.missing_pieces)
def tells_nobody_of_a_free_piece_that_is_missing(patch):
    patch.setattr(letters, "called_off", lambda part, pieces, key, **more: None)


@breaks("everybody_hears_of_it_once", after_sales.missing_pieces)
def tells_the_vendor_of_an_answer_twice(patch):
    def answered(row):
        honest(row)
        key = f"{row.vendor_order.number}:{row.pk}:encore"
        letters._to_vendor("proposal_answered", key, row.vendor_order, "Réponse", "Réponse")

    honest = letters.answered
    patch.setattr(letters, "answered", answered)
