"""Wallets of users and of the client, and what moved through them."""

from django.db.models import Q, QuerySet

from .. import authentications, errors
from ..call import Answer, Call
from ..fields import CURRENCIES
from ..models import Account, Transaction, User
from ..models.money import SECONDS_KEPT

CLIENT_FUNDS = (Account.FEES, Account.CREDIT)


def create(call: Call) -> Answer:
    """POST /wallets: one owner, one currency."""
    fields = call.fields()
    owner_id = sole_owner(fields)
    description = fields.text("Description", required=True)
    currency = fields.text("Currency", required=True, among=CURRENCIES)
    tag = fields.tag()
    fields.check()
    owner = User.objects.filter(pk=owner_id, client_id=call.client_id).first()
    if owner is None or owner.user_status == "CLOSED":
        raise errors.invalid(Owners=f"The user {owner_id} does not exist or is closed.")
    wallet = Account.add(call.client_id, tag=tag, owner_id=owner.pk, description=description, currency=currency)
    return Answer(wallet.show())


def sole_owner(fields) -> str | None:
    """The only id in Owners."""
    owners = fields.raw("Owners", required=True)
    if owners is None:
        return None
    if not isinstance(owners, list) or len(owners) != 1:
        return fields.note("Owners", "A wallet has exactly one owner.")
    if isinstance(owners[0], int) and not isinstance(owners[0], bool):
        return str(owners[0])[:128]
    if not isinstance(owners[0], str):
        return fields.note("Owners", "Owners holds the id of a user.")
    return owners[0]


def owner_of(wallet: Account) -> User | None:
    """The wallet's user."""
    return User.objects.filter(pk=wallet.owner_id).first()


def view(call: Call) -> Answer:
    """GET /wallets/{id}; an owner's wallet asks for strong authentication."""
    wallet = Account.wallet(call.client_id, call.ids["wallet_id"])
    authentications.require_view(call, owner_of(wallet))
    return Answer(wallet.show())


def update(call: Call) -> Answer:
    """PUT /wallets/{id}: description and tag."""
    wallet = Account.wallet(call.client_id, call.ids["wallet_id"])
    fields = call.fields()
    description, tag = fields.text("Description"), fields.tag()
    fields.check()
    wallet.description = wallet.description if description is None else description
    wallet.tag = wallet.tag if tag is None else tag
    wallet.save(update_fields=["description", "tag"])
    return Answer(wallet.show())


def of_user(call: Call) -> Answer:
    """GET /users/{id}/wallets."""
    user = call.user()
    authentications.require_view(call, user)
    return call.page(Account.objects.filter(owner_id=user.pk, funds_type=Account.WALLET))


def filtered(call: Call, rows: QuerySet) -> Answer:
    """A page of transactions by Status, Type, Nature, ResultCode and dates."""
    rows = call.chosen(rows, status="Status", type="Type", nature="Nature", result_code="ResultCode")
    oldest = call.now - SECONDS_KEPT
    return call.page(call.between(rows.filter(creation_date__gt=oldest)), lambda row: row.summary())


def transactions(call: Call) -> Answer:
    """GET /wallets/{id}/transactions."""
    wallet = Account.wallet(call.client_id, call.ids["wallet_id"])
    authentications.require_view(call, owner_of(wallet))
    return filtered(call, through(wallet))


def through(wallet: Account) -> QuerySet:
    """Transactions that debit or credit an account."""
    sides = Q(debited_wallet_id=wallet.code) | Q(credited_wallet_id=wallet.code)
    return Transaction.objects.filter(sides, client_id=wallet.client_id)


def transactions_of_user(call: Call) -> Answer:
    """GET /users/{id}/transactions."""
    user = call.user()
    authentications.require_view(call, user)
    return filtered(call, Transaction.objects.filter(Q(author_id=user.pk) | Q(credited_user_id=user.pk)))


def of_client(call: Call) -> Answer:
    """GET /clients/wallets, and /clients/wallets/{fund_type}."""
    kinds = (funds_type(call),) if "fund_type" in call.ids else CLIENT_FUNDS
    for kind in kinds:
        Account.of_client(call.client_id, kind, "EUR")
    return call.page(Account.objects.filter(client_id=call.client_id, funds_type__in=kinds))


def funds_type(call: Call) -> str:
    """FEES or CREDIT in the path."""
    kind = call.ids["fund_type"].upper()
    if kind not in CLIENT_FUNDS:
        raise errors.not_found(call.ids["fund_type"])
    return kind


def client_wallet(call: Call) -> Account:
    """The client's wallet of the kind and currency in the path."""
    currency = call.ids["currency"].upper()
    if currency not in CURRENCIES:
        raise errors.not_found(f"{call.ids['fund_type']}_{currency}")
    return Account.of_client(call.client_id, funds_type(call), currency)


def view_client_wallet(call: Call) -> Answer:
    """GET /clients/wallets/{fund_type}/{currency}."""
    return Answer(client_wallet(call).show())


def transactions_of_client_wallet(call: Call) -> Answer:
    """GET /clients/wallets/{fund_type}/{currency}/transactions; fees come from the book entries."""
    wallet = client_wallet(call)
    rows = Transaction.objects.filter(client_id=call.client_id, movements__account_id=wallet.pk).distinct()
    return filtered(call, rows)
