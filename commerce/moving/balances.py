"""Open balances: computed from Dokan's own rows, compared with what Dokan says in other places, booked once.

The former site holds that money, not our Mangopay. So the book gets it beside the wallets, `opening:<vendor>` against
`opening:former`: both are outside, no wallet moves, and `reconcile` still agrees. The operator pays it out of the
former account, or by an adjustment of the money room.
"""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext as _

from commerce.ledger.book import Posting, post
from commerce.ledger.models import Account
from commerce.money import to_cents
from commerce.moving.former_site import exact
from commerce.moving.keeping import Keeper
from commerce.moving.models import Moved, OpeningBalance

FORMER = "opening:former"
#: What counts in Dokan's `dokan_vendor_balance`, by type of row; « wc-completed » is its default for withdrawing.
EARNING_STATUSES = ("wc-completed",)
APPROVED = "approved"
ORDERS, REFUND, WITHDRAW = "dokan_orders", "dokan_refund", "dokan_withdraw"


def move_balances(site, vendors, report, now, *, earning_statuses=EARNING_STATUSES):
    """One OpeningBalance per vendor of the table, posted once. A balance that moved since is reported, not booked."""
    keeper = Keeper(Moved.Kind.BALANCE, report, now)
    for former_id, sums in _sums(site, earning_statuses).items():
        vendor_id = vendors.target(former_id)
        if vendor_id is None:
            report.leave(Moved.Kind.BALANCE, former_id, _("Son atelier n’a pas été repris."))
            continue
        explained = in_cents(sums)
        balance_cents = sum(explained.values())
        pk = keeper.keep(
            former_id,
            explained,
            create=lambda pk=vendor_id, how=explained, key=former_id: _open(pk, how, key, now),
        )
        booked = OpeningBalance.objects.get(pk=pk).balance_cents
        report.compare(f"opening:{former_id}", balance_cents, booked)
        if former_id in site.stated_balances:
            report.compare(f"balance:{former_id}", site.stated_balances[former_id], balance_cents)
    _compare_withdrawals(site, report)


def _sums(site, earning_statuses):
    """Exact euros by vendor and type of row: earnings above zero, refunds and withdrawals below."""
    sums = defaultdict(lambda: defaultdict(Decimal))
    for row in site.balance_rows:
        kind, counts = row["trn type"], row["status"] == APPROVED
        if kind == ORDERS:
            counts = row["status"] in earning_statuses
        if counts:
            sums[row["vendor id"]][kind] += exact(row["debit"]) - exact(row["credit"])
    return sums


def in_cents(sums):
    """Cents of exact euros by kind, that sum to the rounded whole: what rounding leaves is on its own line."""
    parts = {kind: to_cents(amount) for kind, amount in sorted(sums.items())}
    rounding = to_cents(sum(sums.values(), Decimal(0))) - sum(parts.values())
    return parts | ({"rounding": rounding} if rounding else {})


def _open(vendor_id, explained, former_id, now):
    balance_cents = sum(explained.values())
    key = f"opening:{former_id}" if balance_cents else ""
    if balance_cents:
        outside = Account.Kind.OUTSIDE
        postings = [
            Posting(f"opening:{vendor_id}", outside, balance_cents),
            Posting(FORMER, outside, -balance_cents),
        ]
        post(key, postings, occurred_at=now, description=f"Solde repris de l’ancien site, atelier {former_id}"[:200])
    return OpeningBalance.objects.create(
        vendor_id=vendor_id, balance_cents=balance_cents, explained=explained, journal_key=key, taken_at=now
    )


def _compare_withdrawals(site, report):
    """Dokan writes an approved withdrawal twice: in its own table and as a credit of the balance."""
    paid, credited = defaultdict(Decimal), defaultdict(Decimal)
    for row in site.withdrawals:
        if row["status"] == "1":
            paid[row["user id"]] += exact(row["amount"])
    for row in site.balance_rows:
        if row["trn type"] == WITHDRAW and row["status"] == APPROVED:
            credited[row["vendor id"]] += exact(row["credit"])
    if site.withdrawals:
        for former_id in sorted({*paid, *credited}):
            report.compare(f"withdraw:{former_id}", to_cents(paid[former_id]), to_cents(credited[former_id]))
