"""Our book against Mangopay's wallets, to the cent. Three calls and a download, however many wallets there are.

The report is gathered while money moves: the book is read before and after it, and a wallet that holds what either of
them says agrees.
"""

from dataclasses import dataclass

from commerce.ledger.book import balances_of_kinds
from commerce.ledger.models import Account
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.partner.models import Partner
from commerce.settlement import journals
from commerce.settlement.models import PayIn, Reserve

KINDS_WITH_A_WALLET = (
    Account.Kind.ORDER_WALLET,
    Account.Kind.VENDOR_WALLET,
    Account.Kind.RESERVE,
    Account.Kind.REPUDIATION,
)

#: What stands for the Fees Wallet, which several accounts of the book share.
FEES = "fees"


@dataclass(frozen=True)
class Difference:
    """One account whose wallet holds something else, in cents."""

    account: str
    wallet: str
    book_cents: int
    wallet_cents: int

    @property
    def difference_cents(self):
        """What the wallet holds too much (positive) or too little."""
        return self.wallet_cents - self.book_cents

    def as_json(self):
        """Plain data."""
        return {**vars(self), "difference_cents": self.difference_cents}


@dataclass(frozen=True)
class Reconciliation:
    """How many accounts and wallets were compared, and where they differ."""

    accounts: int
    wallets: int
    differences: list

    @property
    def difference_cents(self):
        """Sum of all differences without their signs: zero means that both agree on every wallet."""
        return sum(abs(difference.difference_cents) for difference in self.differences)

    def as_json(self):
        """Plain data, with the four names that other tools read."""
        return {
            "accounts": self.accounts,
            "wallets": self.wallets,
            "difference_cents": self.difference_cents,
            "differences": [difference.as_json() for difference in self.differences],
        }


def reconcile(*, gateway=None):
    """Compare every account that has a wallet with it, and every wallet with an account. Raises Unavailable."""
    desk = gateway or current_gateway()
    before = _in_book()
    wallets = {wallet.id: wallet.balance_cents for wallet in desk.all_wallets()}
    fees = desk.fees_wallet()
    repudiation = desk.repudiation_wallet()
    wallets |= {fees.id: fees.balance_cents, repudiation.id: repudiation.balance_cents}
    accounts = {**_accounts(), FEES: fees.id, journals.REPUDIATION: repudiation.id}
    in_book = _in_book()
    pairs = [(account, accounts.get(account, "")) for account in sorted(in_book)]
    pairs += [(account, wallet) for account, wallet in accounts.items() if account not in in_book]
    known = {wallet for _account, wallet in pairs}
    pairs += [("", wallet) for wallet in sorted(wallets) if wallet not in known]
    differences = []
    for account, wallet in pairs:
        holds = wallets.get(wallet, 0)
        if holds not in (in_book.get(account, 0), before.get(account, 0)):
            differences.append(Difference(account, wallet, in_book.get(account, 0), holds))
    return Reconciliation(len(in_book), len(wallets), differences)


def _accounts():
    """Wallet ids by account code."""
    orders = PayIn.objects.exclude(wallet_id="").values_list("order__number", "wallet_id")
    vendors = Partner.objects.exclude(mangopay_wallet_id="").values_list("pk", "mangopay_wallet_id")
    reserve = Reserve.objects.exclude(refill_wallet_id="").first()
    return {
        **{f"order_wallet:{number}": wallet_id for number, wallet_id in orders},
        **{journals.vendor_wallet(pk): wallet_id for pk, wallet_id in vendors},
        **({journals.RESERVE: reserve.wallet_id, journals.REFILL: reserve.refill_wallet_id} if reserve else {}),
    }


def _in_book():
    """Balances of the accounts that stand for wallets; everything that is a fee shares the Fees Wallet."""
    fees = balances_of_kinds([Account.Kind.FEES])
    return {**balances_of_kinds(KINDS_WITH_A_WALLET), FEES: sum(fees.values())}
