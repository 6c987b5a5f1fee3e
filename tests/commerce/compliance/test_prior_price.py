from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from commerce.compliance.prior_price import Reduction, days_before, prior_price

PARIS = ZoneInfo("Europe/Paris")
BEGIN = datetime(2026, 9, 1, tzinfo=PARIS)
SECOND = timedelta(seconds=1)


def day(number):
    return BEGIN + timedelta(days=number)


def percent(start, end, rate):
    return Reduction(day(start), day(end), lambda cents: cents * (100 - rate) // 100)


def test_the_price_before_is_the_lowest_of_the_thirty_days_before_the_reduction():
    changes = [(day(0), 4000), (day(20), 3500), (day(30), 5000)]
    assert prior_price(changes, [percent(40, 50, 50)], day(45)) == 3500


def test_a_vendor_who_raises_the_price_first_gains_nothing():
    changes = [(day(0), 4000), (day(39), 8000)]
    assert prior_price(changes, [percent(40, 50, 40)], day(45)) is None


def test_an_older_price_is_forgotten_after_thirty_days_to_the_second():
    start = day(40)
    cheap_until = days_before(start, 30)
    halved = [Reduction(start, day(50), lambda cents: cents // 2)]
    assert prior_price([(day(0), 3000), (cheap_until, 4000)], halved, day(45)) == 4000
    assert prior_price([(day(0), 3000), (cheap_until + SECOND, 4000)], halved, day(45)) == 3000


def test_thirty_days_keep_their_hour_over_the_change_of_clocks():
    start = datetime(2026, 11, 10, 8, 0, tzinfo=PARIS)
    assert days_before(start, 30) == datetime(2026, 10, 11, 8, 0, tzinfo=PARIS)


def test_a_reduction_begins_and_ends_to_the_second():
    changes, reductions = [(day(0), 4000)], [percent(40, 50, 25)]
    moments = [day(40) - SECOND, day(40), day(50) - SECOND, day(50)]
    assert [prior_price(changes, reductions, moment) for moment in moments] == [None, 4000, 4000, None]


def test_progressive_reductions_are_measured_by_the_price_before_the_first():
    reductions = [percent(40, 50, 20), percent(50, 60, 40)]
    assert prior_price([(day(0), 4000)], reductions, day(55)) == 4000


def test_a_smaller_reduction_after_a_larger_one_crosses_nothing_out():
    reductions = [percent(40, 50, 40), percent(50, 60, 20)]
    assert prior_price([(day(0), 4000)], reductions, day(55)) is None


def test_a_second_promotion_after_a_break_is_measured_by_the_first():
    reductions = [percent(20, 30, 20), percent(40, 50, 50)]
    assert prior_price([(day(0), 4000)], reductions, day(45)) == 3200


def test_a_piece_that_was_never_sold_before_its_promotion_has_nothing_to_cross_out():
    assert prior_price([(day(42), 4000)], [percent(40, 50, 25)], day(45)) is None


def test_a_draft_that_nobody_saw_counts_for_nothing_and_a_rest_under_a_promotion_breaks_nothing():
    reductions = [percent(40, 60, 25)]
    hidden_first = [(day(0), None), (day(10), 4000)]
    assert prior_price(hidden_first, reductions, day(45)) == 4000
    rested = [(day(0), 4000), (day(44), None), (day(46), 4000)]
    assert prior_price(rested, reductions, day(45)) is None
    assert prior_price(rested, reductions, day(47)) == 4000


PRICES = st.none() | st.integers(100, 5000)
HISTORIES = st.lists(st.tuples(st.integers(0, 79), PRICES), max_size=8, unique_by=lambda change: change[0])
PROMOTIONS = st.lists(
    st.tuples(st.integers(0, 79), st.integers(1, 30), st.integers(1, 90)).map(lambda p: (p[0], p[0] + p[1], p[2])),
    max_size=5,
)


def asked_by_day(history, promotions):
    """Day by day: (price or None, whether a promotion ran), said a second time without the rule's code."""
    asked, price, changes = [], None, dict(history)
    for today in range(80):
        price = changes.get(today, price)
        running = [rate for start, end, rate in promotions if start <= today < end]
        if price is None:
            asked.append((None, bool(running)))
        else:
            asked.append((min([price, *(price * (100 - rate) // 100 for rate in running)]), bool(running)))
    return asked


def lawful(asked, today):
    """What the law allows to cross out, day by day."""
    now, reduced = asked[today]
    if now is None or not reduced:
        return None
    first, last_seen = today, now
    for earlier in range(today - 1, -1, -1):
        price, was_reduced = asked[earlier]
        if not was_reduced or (price is not None and price < last_seen):
            break
        if price is not None:
            first, last_seen = earlier, price
    window = [price for price, _reduced in asked[max(0, first - 30) : first] if price is not None]
    return min(window) if window and min(window) > now else None


@given(HISTORIES, PROMOTIONS)
def test_over_random_histories_the_crossed_out_price_is_never_above_nor_below_what_the_law_says(history, promotions):
    changes = [(day(number), cents) for number, cents in sorted(history, key=lambda change: change[0])]
    reductions = [percent(*promotion) for promotion in promotions]
    asked = asked_by_day(history, promotions)
    for today in range(80):
        assert prior_price(changes, reductions, day(today)) == lawful(asked, today)
