"""What a seller reads of its own year: the copy that the operator owes everybody whom it reports."""

from datetime import date

from django.conf import settings
from django.utils.translation import override

from commerce.compliance.dac7 import tin_of
from commerce.compliance.identity import operator, vendor_party
from commerce.typesetting.typeset import typeset

QUARTERS = ("1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre")


def as_pdf(seller):
    """The copy of a SellerYear, in bytes: always the same for a year that is over."""
    house, party = operator(), vendor_party(seller.vendor)
    data = {
        "author": house.name,
        "brand": settings.OPERATOR["BRAND"],
        "tagline": settings.OPERATOR["TAGLINE"],
        "title": f"Récapitulatif fiscal {seller.year}",
        "year": seller.year,
        "operator": house.frozen(),
        "seller": {**party.frozen(), "numbers": [*party.numbers, *_tax_number(seller.vendor)]},
        "quarters": [
            {
                "label": label,
                "operations": quarter.operations,
                "consideration_cents": quarter.consideration_cents,
                "fees_cents": quarter.fees_cents,
            }
            for label, quarter in zip(QUARTERS, seller.quarters, strict=True)
        ],
        "operations": seller.operations,
        "consideration_cents": seller.consideration_cents,
        "fees_cents": seller.fees_cents,
        "is_reported": seller.is_reportable,
        "missing": _in_french(seller.missing),
        "footer": [", ".join([house.name, *house.lines[:2]]), " · ".join(house.numbers)],
    }
    return typeset("dac7", data, title=f"{data['title']}, {seller.vendor.name}", day=date(seller.year, 12, 31))


def _in_french(names):
    with override("fr"):
        return [str(name) for name in names]


def _tax_number(vendor):
    tin = tin_of(vendor)
    return [f"Numéro fiscal {tin}"] if tin else []
