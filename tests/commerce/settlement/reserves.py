"""The operator's reserve with money in it, for tests."""

from commerce.mangopay.records import Identity
from commerce.settlement import reserve
from tests.commerce.baskets import MONDAY

OPERATOR = Identity(
    legal_form="soletrader",
    legal_name="MonQuibus",
    company_number="732829320",
    first_name="Lou",
    last_name="Caron",
    email="equipe@exemple.test",
    street="1 place du Marché",
    postcode="69004",
    town="Lyon",
    birthday=MONDAY.date().replace(year=1980),
)


def funded_reserve(mangopay, cents=0, now=MONDAY):
    """The reserve, opened for a user that Mangopay made a platform, with this much in it."""
    user_id = reserve.open_operator(OPERATOR)
    mangopay.control("POST", f"users/{user_id}", category="PLATFORM", kyc_level="REGULAR")
    opened = reserve.open_reserve(user_id)
    if cents:
        fund(mangopay, cents, now)
    return opened


def fund(mangopay, cents, now=MONDAY):
    """A wire into the reserve, arrived and booked."""
    funding = reserve.announce_funding(cents, now=now)
    mangopay.control("POST", f"bankwires/{funding.resource_id}/settle")
    return reserve.follow_funding(funding, now=now)
