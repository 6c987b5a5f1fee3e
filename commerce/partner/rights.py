"""Who may do what in a shop: one table, role × right, read by the portal, its pages and its tests."""

from enum import StrEnum

from commerce.partner.models import Membership


class Right(StrEnum):
    """What a page of the portal asks of whoever opens it or sends its form."""

    ENTER = "enter"
    ORDERS = "orders"
    SHIP = "ship"
    STOCK = "stock"
    PRODUCTS = "products"
    REFUND = "refund"
    MONEY = "money"
    STATISTICS = "statistics"
    DOCUMENTS = "documents"
    SETTINGS = "settings"
    PLAN = "plan"
    BANK = "bank"
    PEOPLE = "people"
    #: Commit the business: mandate, terms, identity.
    SIGN = "sign"
    CLOSE = "close"


WORKSHOP = {Right.ENTER, Right.ORDERS, Right.SHIP, Right.STOCK}
ACCOUNTING = {Right.ENTER, Right.MONEY, Right.STATISTICS, Right.DOCUMENTS}
MANAGER = {*WORKSHOP, *ACCOUNTING, Right.PRODUCTS, Right.REFUND, Right.SETTINGS}

RIGHTS = {
    Membership.Role.OWNER: frozenset(Right),
    Membership.Role.MANAGER: frozenset(MANAGER),
    Membership.Role.WORKSHOP: frozenset(WORKSHOP),
    Membership.Role.ACCOUNTING: frozenset(ACCOUNTING),
}


class NotAllowed(Exception):
    """This person's role doesn't give the right."""


def has_right(person, vendor, right):
    """Whether this person's role in the shop gives the right. A stranger has none."""
    membership = vendor.memberships.filter(user=person).first()
    return membership is not None and right in RIGHTS[membership.role]


def refuse_without(right, *, person, vendor):
    """Raises NotAllowed for whoever has no such right in the shop now."""
    if not has_right(person, vendor, right):
        raise NotAllowed(f"{person} has no right to {right} in {vendor}.")
