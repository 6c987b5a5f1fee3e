"""Vendors with a subscription, a reserve to pay it into, and cards, for tests."""

from decimal import Decimal

from commerce.mangopay.cards import Browser
from commerce.plans.models import Plan
from commerce.settlement import card_payments, cards, due
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import ready_vendor
from tests.commerce.settlement.reserves import funded_reserve
from tests.factories import PlanFactory
from tests.local_mangopay import CARD, tokenised

BROWSER = Browser("203.0.113.7", "text/html", "Essai/1.0")
RETURN_URL = "http://testserver/retour/"


def subscription_plan(monthly_fee_cents=1900, **terms):
    """A plan with a subscription, beside one with commission only to fall back to."""
    PlanFactory()
    return PlanFactory(
        code="abonnement",
        name="Abonnement",
        kind=Plan.Kind.SUBSCRIPTION,
        terms__commission_rate=Decimal(6),
        terms__monthly_fee_cents=monthly_fee_cents,
        **terms,
    )


def billed_vendor(mangopay, now=MONDAY, **terms):
    """A vendor whose first month was billed at `now`, and a reserve that is open."""
    funded_reserve(mangopay)
    vendor = ready_vendor(mangopay, plan=subscription_plan(**terms))
    due.settle(now=now)
    return vendor


def typed(vendor, number=CARD, now=MONDAY):
    """The tokeniser's answer to a card that was typed into a form opened now."""
    card = cards.begin(vendor, user=None, now=now)
    return tokenised(card.tokeniser_url, card.access_key, card.preregistration_data, number)


def pay_with(vendor, number=CARD, now=MONDAY):
    """A card typed, and the open bill paid with it, as far as that goes. Returns (card, payment)."""
    return card_payments.register_and_pay(
        vendor, data=typed(vendor, number, now), browser=BROWSER, return_url=RETURN_URL, now=now
    )
