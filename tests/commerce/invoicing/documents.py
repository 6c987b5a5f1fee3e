"""Documents for tests: what a sheet prints, and vendors with fees that settlement booked."""

from datetime import timedelta

from commerce.invoicing import commission
from commerce.invoicing.mandates import accept
from commerce.settlement.release import release
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import UserFactory

_party = {"name": "Terre d’Aubertin", "lines": ["3 rue des Potiers", "89520 Saint-Amand"], "numbers": ["SIRET 1"]}
PRINTED = {
    "author": "MonQuibus SAS",
    "brand": "MonQuibus",
    "tagline": "La place de marché des artisans",
    "heading": "Facture",
    "number": "MQ-2026-00001",
    "issued_in_words": "1er décembre 2026",
    "title": "Commissions de novembre 2026",
    "mandate": "",
    "seller": _party,
    "buyer": _party,
    "facts": [],
    "lines": [
        {
            "label": "Commission",
            "detail": "",
            "quantity": 1,
            "unit_net_cents": 123456,
            "net_cents": 123456,
            "vat": "20 %",
        }
    ],
    "net_cents": 123456,
    "vat_cents": 24691,
    "total_cents": 148147,
    "taxes": [{"label": "TVA 20 %", "net_cents": 123456, "vat_cents": 24691}],
    "payments": [],
    "due_label": "Reste à payer",
    "due_cents": 0,
    "mentions": ["Déjà réglée."],
    "footer": ["MonQuibus SAS"],
}

#: The first night of December and of January, when the months of the tests' sales are closed.
IN_JANUARY = MONDAY + timedelta(days=45)


def sold(mangopay, vendor=None, *, price="40.00", now=DUE):
    """A vendor order of which settlement moved the share: its commission is booked."""
    vendor = vendor or ready_vendor(mangopay)
    part = received(parts(paid(mangopay, order_of(vendor, price=price)))[0])
    release(part.pk, now=now)
    return part


def billed(vendor, *, now=IN_JANUARY):
    """The vendor's commission documents of all closed months."""
    return commission.bill_due(vendor, now=now)


def mandated(vendor, *, now=MONDAY - timedelta(days=1)):
    """The vendor, with a mandate that its owner accepted before the first sale."""
    owner = vendor.memberships.filter(role="owner").first() or vendor.memberships.create(
        user=UserFactory(), role="owner"
    )
    accept(vendor, by=owner.user, now=now)
    return vendor
