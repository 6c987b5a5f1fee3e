"""Our book against Mangopay's wallets, to the cent. Three calls and a download, however many wallets there are."""

from dataclasses import dataclass

from commerce.ledger.book import balances
from commerce.ledger.models import Account
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.partner.models import Partner
from commerce.settlement import journals
from commerce.settlement.models import PayIn


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
    wallets = {wallet.id: wallet.balance_cents for wallet in desk.all_wallets()}
    fees = desk.fees_wallet()
    wallets[fees.id] = fees.balance_cents
    accounts = _accounts(fees.id)
    in_book = _in_book()
    pairs = [(account, accounts.get(account, "")) for account in sorted(in_book)]
    pairs += [(account, wallet) for account, wallet in accounts.items() if account not in in_book]
    known = {wallet for _account, wallet in pairs}
    pairs += [("", wallet) for wallet in sorted(wallets) if wallet not in known]
    compared = [Difference(a, w, in_book.get(a, 0), wallets.get(w, 0)) for a, w in pairs]
    return Reconciliation(len(in_book), len(wallets), [pair for pair in compared if pair.difference_cents])


def _accounts(fees_wallet_id):
    """Wallet ids by account code."""
    orders = PayIn.objects.exclude(wallet_id="").values_list("order__number", "wallet_id")
    vendors = Partner.objects.exclude(mangopay_wallet_id="").values_list("pk", "mangopay_wallet_id")
    return {
        "fees": fees_wallet_id,
        **{f"order_wallet:{number}": wallet_id for number, wallet_id in orders},
        **{journals.vendor_wallet(pk): wallet_id for pk, wallet_id in vendors},
    }


def _in_book():
    """Balances of the accounts that stand for wallets; commission and VAT share the Fees Wallet."""
    kinds = [Account.Kind.ORDER_WALLET, Account.Kind.VENDOR_WALLET, Account.Kind.RESERVE]
    codes = Account.objects.filter(kind__in=kinds).values_list("code", flat=True)
    fees = balances([journals.COMMISSION, journals.COMMISSION_VAT])
    return {**balances(list(codes)), "fees": sum(fees.values())}
