"""The monthly statement: what moved a vendor's balance, from the book, as PDF for reading and CSV for booking."""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from commerce.compliance.identity import operator, vendor_party
from commerce.ledger.models import Entry
from commerce.money import to_euros
from commerce.months import last_day, month_of, next_month, start_of
from commerce.settlement.journals import vendor_wallet
from commerce.settlement.wallet_history import WalletLine, balance_before, wallet_lines
from commerce.typesetting.typeset import typeset
from commerce.typesetting.wording import in_words, month_in_words

#: The amounts of a line, in the order of both papers.
AMOUNTS = (
    "goods_cents",
    "shipping_cents",
    "commission_cents",
    "commission_vat_cents",
    "operator_cents",
    "refund_cents",
    "debt_cents",
    "bank_cents",
    "other_cents",
    "net_cents",
)
CSV_HEADINGS = (
    "Date",
    "Pièce",
    "Libellé",
    "Sous-commande",
    "Articles (réductions déduites)",
    "Livraison",
    "Commission HT",
    "TVA sur la commission",
    "Complément de la place de marché",
    "Remboursements",
    "Dettes",
    "Virements",
    "Autres",
    "Mouvement",
    "Solde",
    "Pour mémoire : prix avant réductions",
    "Pour mémoire : réductions à votre charge",
    "Pour mémoire : réductions prises en charge",
)
PAYOUT_WORDS = {
    "sent": "Virement du {day} vers votre banque",
    "failed": "Virement du {day} non abouti",
    "returned": "Virement du {day} renvoyé par votre banque",
}


@dataclass(frozen=True)
class Statement:
    """One month of a vendor's balance. Cents; `balances` holds the balance after each line."""

    vendor: object
    month: object
    opening_cents: int
    lines: list[WalletLine]
    #: The vendor orders that were released, by number: what they cost before reductions.
    sales: dict

    @property
    def closing_cents(self):
        """The balance when the month ends, or now."""
        return self.opening_cents + self.total("net_cents")

    @property
    def balances(self):
        """The balance after each line."""
        balances, balance_cents = [], self.opening_cents
        for line in self.lines:
            balance_cents += line.net_cents
            balances.append(balance_cents)
        return balances

    def total(self, column):
        """Sum of a column over the month."""
        return sum(getattr(line, column) for line in self.lines)


def statement(vendor, month):
    """The vendor's Statement of the month that begins on `month` (Europe/Paris). Three queries."""
    start = start_of(month)
    lines = wallet_lines(vendor.pk, start, start_of(next_month(month)))
    released = [line.reference for line in lines if line.key.startswith("release:")]
    sales = {part.number: part for part in vendor.vendor_orders.filter(number__in=released)}
    return Statement(vendor, month, balance_before(vendor.pk, start), lines, sales)


def months_of(vendor, *, now):
    """First days of the months that have a statement, newest first: from the first movement to this month."""
    entries = Entry.objects.filter(account__code=vendor_wallet(vendor.pk))
    first = entries.aggregate(first=Min("journal__occurred_at"))["first"]
    month, months = month_of(first or now), []
    while first and month <= month_of(now):
        months.append(month)
        month = next_month(month)
    return months[::-1]


def years_of(months, *, now):
    """Years among these months that are over, newest first."""
    return sorted({month.year for month in months} - {timezone.localdate(now).year}, reverse=True)


def label_of(line):
    """What the vendor reads: the book's own words, but for payouts, whose steps it names shortly."""
    for step, words in PAYOUT_WORDS.items():
        if line.key.startswith("payout:") and line.key.endswith(f":{step}"):
            return words.format(day=_day(date.fromisoformat(line.key.split(":")[2])))
    return line.description


def as_csv(sheet):
    """The statement as accountants import it in France: semicolons, decimal commas, a byte order mark."""
    text = StringIO("\ufeff")
    text.seek(0, 2)
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    blank = [""] * len(AMOUNTS)
    rows.writerow(CSV_HEADINGS)
    rows.writerow([_day(sheet.month), "", "Solde d’ouverture", "", *blank, _amount(sheet.opening_cents)])
    for line, balance_cents in zip(sheet.lines, sheet.balances, strict=True):
        day = _day(timezone.localdate(line.occurred_at))
        amounts = [_amount(getattr(line, column)) for column in AMOUNTS]
        before = _before_reductions(sheet, line)
        rows.writerow([day, line.key, label_of(line), line.reference, *amounts, _amount(balance_cents), *before])
    totals = [_amount(sheet.total(column)) for column in AMOUNTS]
    rows.writerow(
        [_day(last_day(sheet.month)), "", "Total et solde de clôture", "", *totals, _amount(sheet.closing_cents)]
    )
    return text.getvalue().encode()


def _before_reductions(sheet, line):
    """What the sale cost before reductions, and who bears those; nothing for other movements."""
    sale = sheet.sales.get(line.reference) if line.key.startswith("release:") else None
    if sale is None:
        return []
    return [_amount(cents) for cents in (sale.gross_cents, sale.borne_by_vendor_cents, sale.borne_by_operator_cents)]


def _day(day):
    return f"{day:%d/%m/%Y}"


def _amount(cents):
    return str(to_euros(cents)).replace(".", ",")


def as_pdf(sheet, *, now):
    """The statement as a paper. The same book gives the same bytes: a month that is over never changes."""
    day = min(last_day(sheet.month), timezone.localdate(now))
    house = operator()
    data = {
        "author": house.name,
        "brand": settings.OPERATOR["BRAND"],
        "tagline": settings.OPERATOR["TAGLINE"],
        "title": f"Relevé de {month_in_words(sheet.month)}",
        "until": in_words(day),
        "holder": vendor_party(sheet.vendor).frozen(),
        "shop": sheet.vendor.name,
        "opening_cents": sheet.opening_cents,
        "closing_cents": sheet.closing_cents,
        "lines": [_printed(sheet, *pair) for pair in zip(sheet.lines, sheet.balances, strict=True)],
        "totals": {column: sheet.total(column) for column in AMOUNTS},
        "footer": [", ".join([house.name, *house.lines[:2]]), " · ".join(house.numbers)],
    }
    return typeset("statement", data, title=f"{data['title']}, {sheet.vendor.name}", day=day)


def _printed(sheet, line, balance_cents):
    day = timezone.localdate(line.occurred_at)
    before = _before_reductions(sheet, line)
    amounts = {column: getattr(line, column) for column in AMOUNTS}
    return {
        "day": f"{day:%d/%m}",
        "label": label_of(line),
        "before": before,
        "balance_cents": balance_cents,
        **amounts,
    }
