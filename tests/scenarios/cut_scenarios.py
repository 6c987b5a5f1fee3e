"""What happens to money, told in steps: `tests.scenarios.test_cuts` cuts every call of each."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from commerce.mangopay import hooks
from commerce.mangopay.gateway import gateway
from commerce.order import lifecycle
from commerce.partner.models import Partner
from commerce.settlement import accounts, card_payments, cards, due, payins, payouts
from commerce.settlement.models import Payout, SubscriptionPayment
from commerce.settlement.reconciliation import reconcile
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, received
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.subscribers import BROWSER, RETURN_URL, subscription_plan
from tests.factories import VendorFactory
from tests.local_mangopay import CARD, CARD_REFUSED, CARD_WITH_CHALLENGE, IBAN, PAPER, tokenised
from tests.scenarios.lives import scenario

BIRTHDAY = date(1980, 5, 17)


def delivered(run, *vendors):
    """The day on which the shares of an order of these vendors are due, which was paid and received uncut."""
    for part in parts(paid(run.mangopay, order_of(*vendors))):
        received(part)
    run.at(DUE)


def paid_out(run, vendor):
    """A payout that arrived at the vendor's bank, uncut."""
    delivered(run, vendor)
    for _ in range(2):
        due.settle(now=run.now)
        run.mangopay.quiet()
        run.later(hours=7)
    return Payout.objects.latest("pk")


@scenario
def a_payment(run):
    run.paid(run.vendor(), run.vendor())


@scenario
def a_payment_that_only_the_hook_tells_of(run):
    _order, pay_in = run.buys(run.vendor())
    run.mangopay.pay(pay_in.redirect_url)
    run.worker(lambda: payins.conclude_resource(pay_in.resource_id, now=run.now))


@scenario
def a_refused_payment(run):
    order, pay_in = run.buys(run.vendor())
    run.mangopay.pay(pay_in.redirect_url, card=CARD_REFUSED)
    run.worker(lambda: payins.conclude_order(order, now=run.now))


@scenario
def a_payment_that_nobody_makes(run):
    run.buys(run.vendor())
    run.later(minutes=31)
    run.settle()


@scenario
def a_payment_that_comes_too_late(run):
    order, pay_in = run.buys(run.vendor())
    run.mangopay.pay(pay_in.redirect_url)
    lifecycle.cancel_unpaid(order, now=run.now)
    run.worker(lambda: payins.conclude_resource(pay_in.resource_id, now=run.now))


@scenario
def a_late_payment_that_only_the_scheduler_finds(run):
    order, pay_in = run.buys(run.vendor())
    run.mangopay.pay(pay_in.redirect_url)
    lifecycle.cancel_unpaid(order, now=run.now)
    run.later(minutes=31)
    run.settle()


@scenario
def shares_released_and_paid_out(run):
    delivered(run, run.vendor(), run.vendor())
    run.settle()
    run.later(hours=7)
    run.settle()


@scenario
def a_release_in_doubt(run):
    delivered(run, run.vendor())
    run.broken("dies after", lambda: due.settle(now=run.now))
    run.settle()


@scenario
def a_release_in_doubt_for_days(run):
    delivered(run, run.vendor())
    run.broken("dies after", lambda: due.settle(now=run.now))
    run.later(days=2)
    run.settle()


@scenario
def a_payout_in_doubt_for_days(run):
    delivered(run, run.vendor())
    run.broken("dies after", lambda: due.settle(now=run.now), number=2)
    run.later(days=2)
    run.settle()


@scenario
def a_payout_that_was_never_asked_for(run):
    delivered(run, run.vendor())
    run.broken("dies before", lambda: due.settle(now=run.now), number=2)
    run.later(days=2)
    run.settle()


@scenario
def a_payout_that_the_bank_refuses(run):
    delivered(run, run.vendor())
    with run.mangopay.slow_bank():
        run.settle()
        run.settle()
        payout = Payout.objects.get()
        run.mangopay.control("POST", f"payouts/{payout.resource_id}/fail", result_code="121999")
    run.worker(lambda: payouts.look_at_resource(payout.resource_id, now=run.now))
    run.later(days=1)
    run.settle()


@scenario
def a_payout_that_the_bank_returns(run):
    payout = paid_out(run, run.vendor())
    run.mangopay.control("POST", f"payouts/{payout.resource_id}/return", reason="BANKACCOUNT_HAS_BEEN_CLOSED")
    run.later(days=1)
    run.check_nightly()


@scenario
def an_account_that_is_opened(run):
    key = VendorFactory().pk
    vendor = lambda: Partner.objects.get(pk=key)  # noqa: E731
    run.mangopay.authenticate(run.person(lambda: accounts.open_account(vendor(), birthday=BIRTHDAY)))
    for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF"):
        run.person(lambda kind=kind: accounts.send_document(vendor(), kind=kind, pages=[PAPER], tag="accept"))
    run.mangopay.authenticate(run.person(lambda: accounts.add_bank_account(vendor(), iban=IBAN)))
    run.check_nightly()


@scenario
def an_owner_who_comes_back_to_authenticate(run):
    key = VendorFactory().pk
    accounts.open_account(Partner.objects.get(pk=key), birthday=BIRTHDAY)
    run.person(lambda: accounts.open_account(Partner.objects.get(pk=key), birthday=BIRTHDAY))


@scenario
def an_account_that_mangopay_blocked_for_a_while(run):
    user_id = run.vendor().mangopay_user_id
    run.mangopay.control("POST", f"users/{user_id}", outflows_blocked=True)
    run.mangopay.quiet()
    accounts.look_at_outflows(user_id, now=run.now)
    run.mangopay.control("POST", f"users/{user_id}", outflows_blocked=False)
    run.check_nightly()


@scenario
def hooks_that_are_registered(run):
    url = f"{settings.SITE_URL}{reverse('mangopay:hooks', args=[hooks.secret()])}"
    for event_type in hooks.EVENT_TYPES[3:]:
        gateway().create_hook(event_type, url)
    run.person(hooks.register_hooks)


@scenario
def a_hook_that_follows_the_site(run):
    event_type = hooks.EVENT_TYPES[0]
    gateway().create_hook(event_type, "http://127.0.0.1:1/old/")
    hook_id, _url = gateway().hooks()[event_type]
    run.person(lambda: gateway().move_hook(hook_id, "http://127.0.0.1:1/new/"))


@scenario
def a_reconciliation(run):
    paid(run.mangopay, order_of())
    run.person(reconcile)


def subscriber(run):
    """A vendor whose subscription was billed, uncut, and a reserve that is open."""
    funded_reserve(run.mangopay)
    vendor = run.vendor(plan=subscription_plan())
    due.settle(now=run.now)
    return vendor


def pays_by_card(run, vendor, number=CARD):
    """A person types a card and pays the open bill with it. Returns the payment."""
    card = run.person(lambda: cards.begin(vendor, user=None, now=run.now))
    data = tokenised(card.tokeniser_url, card.access_key, card.preregistration_data, number)
    run.person(
        lambda: card_payments.register_and_pay(vendor, data=data, browser=BROWSER, return_url=RETURN_URL, now=run.now)
    )
    return SubscriptionPayment.objects.latest("pk")


@scenario
def a_subscription_paid_by_card_month_after_month(run):
    pays_by_card(run, subscriber(run))
    run.later(days=30)
    due.settle(now=run.now)
    run.later(days=8)
    run.settle()


@scenario
def a_card_that_its_bank_wants_confirmed(run):
    payment = pays_by_card(run, subscriber(run), CARD_WITH_CHALLENGE)
    run.mangopay.confirm(payment.redirect_url)
    run.later(minutes=31)
    run.settle()


@scenario
def a_subscription_paid_on_mangopays_page(run):
    vendor = subscriber(run)

    def opened():
        bill, debt = card_payments.open_bill(vendor)
        return card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=run.now)

    run.mangopay.pay(run.person(opened).redirect_url)
    run.worker(lambda: card_payments.follow(card_payments.under_way(vendor), now=run.now))
    run.later(minutes=31)
    run.settle()


@scenario
def a_debit_in_doubt_for_days(run):
    pays_by_card(run, subscriber(run))
    run.later(days=30)
    due.settle(now=run.now)
    run.later(days=8)
    run.broken("dies after", lambda: due.settle(now=run.now))
    run.later(days=2)
    run.settle()


@scenario
def a_card_that_is_removed(run):
    vendor = subscriber(run)
    pays_by_card(run, vendor)

    def removed():
        if card := cards.active_card(vendor):
            cards.remove_at_once(card, now=run.now)

    run.person(removed)
    run.settle()
