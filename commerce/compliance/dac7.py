"""DAC7 (CGI, art. 1649 ter A ff.): what the operator reports of each seller's year. Cents, from the book."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.months import start_of
from commerce.partner.models import Partner
from commerce.settlement.wallet_history import wallet_lines

#: A seller of goods with fewer sales than this, and not more consideration than that, is not reported.
SALES_FROM = 30
CONSIDERATION_ABOVE_CENTS = 2_000_00


@dataclass(frozen=True)
class Quarter:
    """Three months of a seller: consideration net of fees, the fees withheld, and how many sales."""

    consideration_cents: int = 0
    fees_cents: int = 0
    operations: int = 0


@dataclass(frozen=True)
class SellerYear:
    """What is reported of one seller. `missing` names what the law asks for and nobody has told us."""

    vendor: object
    year: int
    quarters: tuple[Quarter, ...]
    missing: tuple[str, ...] = ()

    @property
    def consideration_cents(self):
        """The year's, refunds deducted; never negative."""
        return sum(quarter.consideration_cents for quarter in self.quarters)

    @property
    def fees_cents(self):
        """The year's fees and taxes on them."""
        return sum(quarter.fees_cents for quarter in self.quarters)

    @property
    def operations(self):
        """The year's number of sales."""
        return sum(quarter.operations for quarter in self.quarters)

    @property
    def is_reportable(self):
        """Whether the seller is above the threshold."""
        return is_reportable(operations=self.operations, consideration_cents=self.consideration_cents)


def is_reportable(*, operations, consideration_cents):
    """Whether a year must be reported: 30 sales or more, or more than 2,000 € of consideration."""
    return operations >= SALES_FROM or consideration_cents > CONSIDERATION_ABOVE_CENTS


def seller_year(vendor, year):
    """The SellerYear of one vendor, reportable or not. One query on the book, one on earlier sales, one on the tax
    identity.
    """
    begins_at = start_of(date(year, 1, 1))
    lines = wallet_lines(vendor.pk, begins_at, start_of(date(year + 1, 1, 1)))
    quarters, sales = [Quarter()] * 4, _counted_before(vendor, begins_at)
    for line in lines:
        position = (timezone.localdate(line.occurred_at).month - 1) // 3
        quarters[position] = _with(quarters[position], line, is_new_sale=_is_new_sale(line, sales))
    return SellerYear(vendor, year, _spread(quarters), tuple(missing(vendor)))


def _counted_before(vendor, moment):
    """Numbers of the vendor orders that gift cards helped to pay, of which a share had moved before."""
    parts = vendor.vendor_orders.filter(gift_card_payments__confirmed_at__isnull=False)
    by_bank_card = Q(release__concluded_at__lt=moment, release__amount_cents__gt=0)
    moved = parts.filter(by_bank_card | Q(gift_card_payments__release__concluded_at__lt=moment))
    return set(moved.values_list("number", flat=True))


def _is_new_sale(line, sales):
    """Whether the line is the first of its vendor order: what gift cards paid of it is a line of its own."""
    kind, _, rest = line.key.partition(":")
    number = rest.partition(":")[0]
    if kind != "release" or number in sales:
        return False
    sales.add(number)
    return True


def _with(quarter, line, *, is_new_sale):
    return Quarter(
        consideration_cents=quarter.consideration_cents + line.sale_cents,
        fees_cents=quarter.fees_cents - line.commission_cents - line.commission_vat_cents,
        operations=quarter.operations + is_new_sale,
    )


def _spread(quarters):
    """The file knows no negative amount: what a quarter gave back beyond its own is taken from others, later first."""
    considerations = spread([quarter.consideration_cents for quarter in quarters])
    fees = spread([quarter.fees_cents for quarter in quarters])
    return tuple(
        replace(quarter, consideration_cents=consideration_cents, fees_cents=fees_cents)
        for quarter, consideration_cents, fees_cents in zip(quarters, considerations, fees, strict=True)
    )


def spread(amounts):
    """The same sum without a negative part, or all zeros if the sum is negative."""
    owed, kept = 0, []
    for direction in (1, -1):
        kept = []
        for amount in amounts[::direction]:
            amount, owed = max(0, amount - owed), max(0, owed - amount)
            kept.append(amount)
        amounts = kept[::direction]
    return amounts


def sellers(year):
    """A SellerYear for each vendor who ever sold, reportable or not, in the order of their keys."""
    ever_sold = Partner.objects.filter(vendor_orders__release__isnull=False).distinct()
    return [seller_year(vendor, year) for vendor in ever_sold.select_related("tax_identity").order_by("pk")]


def missing(vendor):
    """What the file needs to know of a seller and we don't, by the names that people read."""
    known = getattr(vendor, "tax_identity", None)
    facts = {
        _("adresse"): vendor.street and vendor.postcode and vendor.town,
        "SIRET": vendor.siret,
        _("numéro fiscal"): tin_of(vendor),
    }
    if is_person(vendor):
        facts[_("nom")] = vendor.representative_first_name and vendor.representative_last_name
        facts[_("date de naissance")] = known and known.birth_date
    return [name for name, value in facts.items() if not value]


def tin_of(vendor):
    """The tax number: a company's SIREN, a person's own number (thirteen digits), which only they know."""
    if not is_person(vendor):
        return vendor.siret[:9]
    known = getattr(vendor, "tax_identity", None)
    return known.tin if known else ""


def is_person(vendor):
    """Whether the file wants a natural person: a sole trader is one."""
    return vendor.legal_form != vendor.LegalForm.BUSINESS
