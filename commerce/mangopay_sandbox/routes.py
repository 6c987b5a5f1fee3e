"""Every route of the API. Words are matched without case; `{names}` are ids as written."""

from collections.abc import Callable

from . import errors
from .call import Answer, Call
from .resources import (
    bank_accounts,
    card_payins,
    cards,
    enrolment,
    hooks,
    kyc,
    payins,
    payouts,
    recipients,
    refunds,
    transfers,
    users,
    wallets,
)

View = Callable[[Call], Answer]

ROUTES: list[tuple[str, str, View]] = [
    # users
    ("POST", "sca/users/natural", users.create_natural_sca),
    ("POST", "sca/users/legal", users.create_legal_sca),
    ("PUT", "sca/users/natural/{user_id}", users.update_natural_sca),
    ("PUT", "sca/users/legal/{user_id}", users.update_legal_sca),
    ("PUT", "sca/users/natural/{user_id}/category", users.categorize_natural),
    ("PUT", "sca/users/legal/{user_id}/category", users.categorize_legal),
    ("GET", "sca/users/natural/{user_id}", users.view_sca),
    ("GET", "sca/users/legal/{user_id}", users.view_sca),
    ("GET", "sca/users/{user_id}", users.view_sca),
    ("POST", "sca/users/{user_id}/enrollment", enrolment.enrol),
    ("POST", "sca/users/{user_id}/consent", enrolment.consent),
    ("GET", "sca/users/{user_id}/sca-status", enrolment.status),
    ("POST", "users/natural", users.create_natural),
    ("POST", "users/legal", users.create_legal),
    ("PUT", "users/natural/{user_id}", users.update_natural),
    ("PUT", "users/legal/{user_id}", users.update_legal),
    ("GET", "users/natural/{user_id}", users.view),
    ("GET", "users/legal/{user_id}", users.view),
    ("DELETE", "users/natural/{user_id}", users.close_natural),
    ("DELETE", "users/legal/{user_id}", users.close_legal),
    ("GET", "users", users.view_all),
    ("GET", "users/{user_id}", users.view),
    ("GET", "users/{user_id}/regulatory", users.regulatory),
    ("GET", "users/{user_id}/blockstatus", users.regulatory),
    ("GET", "users/{user_id}/wallets", wallets.of_user),
    ("GET", "users/{user_id}/transactions", wallets.transactions_of_user),
    ("GET", "users/{user_id}/cards", cards.of_user),
    # wallets
    ("POST", "wallets", wallets.create),
    ("GET", "wallets/{wallet_id}", wallets.view),
    ("PUT", "wallets/{wallet_id}", wallets.update),
    ("GET", "wallets/{wallet_id}/transactions", wallets.transactions),
    ("GET", "clients/wallets", wallets.of_client),
    ("GET", "clients/wallets/{fund_type}", wallets.of_client),
    ("GET", "clients/wallets/{fund_type}/{currency}", wallets.view_client_wallet),
    (
        "GET",
        "clients/wallets/{fund_type}/{currency}/transactions",
        wallets.transactions_of_client_wallet,
    ),
    # cards and pay-ins
    ("POST", "cardregistrations", cards.register),
    ("GET", "cardregistrations/{registration_id}", cards.view_registration),
    ("PUT", "cardregistrations/{registration_id}", cards.complete),
    ("GET", "cards/{card_id}", cards.view),
    ("PUT", "cards/{card_id}", cards.update),
    ("GET", "cards/{card_id}/transactions", cards.transactions),
    ("GET", "cards/fingerprints/{fingerprint}", cards.of_fingerprint),
    ("POST", "payins/card/web", card_payins.create_web),
    ("POST", "payins/card/direct", card_payins.create_direct),
    ("GET", "payins/{payin_id}", payins.view),
    # transfers and refunds
    ("POST", "transfers", transfers.create),
    ("GET", "transfers/{transfer_id}", transfers.view),
    ("POST", "transfers/{transfer_id}/refunds", refunds.of_transfer),
    ("GET", "transfers/{transfer_id}/refunds", refunds.list_of_transfer),
    ("POST", "payins/{payin_id}/refunds", refunds.of_payin),
    ("GET", "payins/{payin_id}/refunds", refunds.list_of_payin),
    ("GET", "refunds/{refund_id}", refunds.view),
    # recipients and payouts
    ("GET", "recipients/schema", recipients.schema),
    ("GET", "recipients/payout-methods", recipients.payout_methods),
    ("POST", "users/{user_id}/recipients", recipients.create),
    ("POST", "users/{user_id}/recipients/validate", recipients.validate),
    ("GET", "users/{user_id}/recipients", recipients.of_user),
    ("GET", "recipients/{recipient_id}", recipients.view),
    ("PUT", "recipients/{recipient_id}", recipients.update),
    ("POST", "users/{user_id}/bankaccounts/iban", bank_accounts.create),
    ("GET", "users/{user_id}/bankaccounts", bank_accounts.of_user),
    ("GET", "users/{user_id}/bankaccounts/{account_id}", bank_accounts.view),
    ("PUT", "users/{user_id}/bankaccounts/{account_id}", bank_accounts.update),
    ("GET", "bankaccounts/{account_id}/transactions", bank_accounts.transactions),
    ("POST", "payouts/bankwire", payouts.create),
    ("GET", "payouts/bankwire/{payout_id}", payouts.view),
    ("POST", "payouts/reachability", payouts.reachability),
    ("GET", "payouts/{payout_id}", payouts.view),
    ("GET", "payouts/{payout_id}/refunds", refunds.list_of_payout),
    # KYC
    ("POST", "users/{user_id}/kyc/documents", kyc.create),
    ("GET", "users/{user_id}/kyc/documents", kyc.of_user),
    ("GET", "users/{user_id}/kyc/documents/{document_id}", kyc.view_of_user),
    ("PUT", "users/{user_id}/kyc/documents/{document_id}", kyc.submit),
    ("POST", "users/{user_id}/kyc/documents/{document_id}/pages", kyc.add_page),
    ("GET", "kyc/documents", kyc.view_all),
    ("GET", "kyc/documents/{document_id}", kyc.view),
    ("POST", "kyc/documents/{document_id}/consult", kyc.consult),
    # hooks, events, kept responses
    ("POST", "hooks", hooks.create),
    ("GET", "hooks", hooks.view_all),
    ("GET", "hooks/{hook_id}", hooks.view),
    ("PUT", "hooks/{hook_id}", hooks.update),
    ("GET", "events", hooks.events),
    ("GET", "responses/{key}", hooks.response),
]


def is_name(word: str) -> bool:
    """Whether a word of a route stands for an id."""
    return word.startswith("{")


def table() -> dict[int, list[tuple[str, list[str], View]]]:
    """Routes by number of words, the most literal first."""
    found: dict[int, list[tuple[str, list[str], View]]] = {}
    for method, path, view in ROUTES:
        words = path.split("/")
        found.setdefault(len(words), []).append((method, words, view))
    for routes in found.values():
        routes.sort(key=lambda route: [is_name(word) for word in route[1]])
    return found


TABLE = table()


def matches(words: list[str], given: list[str]) -> bool:
    """Whether an address has the words of a route."""
    return all(is_name(word) or word == text.lower() for word, text in zip(words, given, strict=True))


def find(method: str, path: str) -> tuple[View, dict[str, str]]:
    """The view and the ids in an address; 404 or 405."""
    given = path.split("/")
    known = [route for route in TABLE.get(len(given), []) if matches(route[1], given)]
    if not known:
        raise errors.no_route(path)
    for wanted, words, view in known:
        if wanted == method:
            pairs = zip(words, given, strict=True)
            return view, {word[1:-1]: text for word, text in pairs if is_name(word)}
    raise errors.ApiError(405, "method_not_allowed", f"{method} is not possible here.")
