"""Every route of the API. Words are matched without case; `{names}` are ids as written."""

from collections.abc import Callable

from . import errors
from .call import Answer, Call
from .resources import (
    bank_accounts,
    bankwires,
    card_payins,
    cards,
    clients,
    dispute_documents,
    disputes,
    enrolment,
    events,
    hooks,
    identity_verifications,
    kyc,
    mandates,
    payins,
    payouts,
    preauthorizations,
    recipients,
    recurring,
    refunds,
    reports,
    responses,
    settlements,
    transfers,
    ubo,
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
    ("GET", "events", events.view_all),
    ("GET", "responses/{key}", responses.view),
    # other pay-ins
    ("POST", "payins/bankwire/direct", bankwires.create),
    ("POST", "clients/payins/bankwire/direct", bankwires.create_for_client),
    ("POST", "recurringpayinregistrations", recurring.register),
    ("GET", "recurringpayinregistrations/{registration_id}", recurring.view),
    ("PUT", "recurringpayinregistrations/{registration_id}", recurring.update),
    ("POST", "payins/recurring/card/direct", recurring.create_payin),
    ("POST", "preauthorizations/card/direct", preauthorizations.create_preauthorization),
    ("POST", "deposit-preauthorizations/card/direct", preauthorizations.create_deposit),
    ("POST", "payins/preauthorized/direct", preauthorizations.capture_preauthorization),
    ("POST", "payins/deposit-preauthorized/direct/full-capture", preauthorizations.capture_deposit),
    ("GET", "preauthorizations/{preauthorization_id}", preauthorizations.view),
    ("PUT", "preauthorizations/{preauthorization_id}", preauthorizations.update),
    ("GET", "preauthorizations/{preauthorization_id}/transactions", preauthorizations.transactions_of),
    ("GET", "deposit-preauthorizations/{preauthorization_id}", preauthorizations.view),
    ("PUT", "deposit-preauthorizations/{preauthorization_id}", preauthorizations.update),
    (
        "GET",
        "deposit-preauthorizations/{preauthorization_id}/transactions",
        preauthorizations.transactions_of,
    ),
    ("GET", "users/{user_id}/preauthorizations", preauthorizations.of_user),
    ("GET", "cards/{card_id}/preauthorizations", preauthorizations.of_card),
    ("POST", "mandates/directdebit/web", mandates.create),
    ("GET", "mandates", mandates.view_all),
    ("GET", "mandates/{mandate_id}", mandates.view),
    ("PUT", "mandates/{mandate_id}/cancel", mandates.cancel),
    ("GET", "mandates/{mandate_id}/transactions", mandates.transactions_of),
    ("GET", "users/{user_id}/mandates", mandates.of_user),
    ("GET", "users/{user_id}/bankaccounts/{account_id}/mandates", mandates.of_user),
    ("GET", "users/{user_id}/recipients/{account_id}/mandates", mandates.of_user),
    ("POST", "payins/directdebit/direct", mandates.debit),
    # disputes
    ("GET", "disputes", disputes.view_all),
    ("GET", "disputes/pendingsettlement", disputes.pending_settlement),
    ("GET", "disputes/{dispute_id}", disputes.view),
    ("PUT", "disputes/{dispute_id}", disputes.update),
    ("PUT", "disputes/{dispute_id}/submit", disputes.submit),
    ("PUT", "disputes/{dispute_id}/close", disputes.close),
    ("GET", "disputes/{dispute_id}/transactions", disputes.transactions_of),
    ("GET", "disputes/{dispute_id}/documents", disputes.documents),
    ("POST", "disputes/{dispute_id}/documents", dispute_documents.create),
    ("PUT", "disputes/{dispute_id}/documents/{document_id}", dispute_documents.submit),
    ("POST", "disputes/{dispute_id}/documents/{document_id}/pages", dispute_documents.add_page),
    ("GET", "dispute-documents", disputes.all_documents),
    ("GET", "dispute-documents/{document_id}", dispute_documents.view),
    ("GET", "payins/{payin_id}/disputes", disputes.of_payin),
    ("GET", "wallets/{wallet_id}/disputes", disputes.of_wallet),
    ("GET", "users/{user_id}/disputes", disputes.of_user),
    ("GET", "repudiations/{repudiation_id}", settlements.view_repudiation),
    ("GET", "repudiations/{repudiation_id}/refunds", refunds.list_of_repudiation),
    ("POST", "repudiations/{repudiation_id}/settlementtransfer", settlements.create),
    ("GET", "settlements/{settlement_id}", settlements.view),
    # owners, identity
    ("POST", "users/{user_id}/kyc/ubodeclarations", ubo.create),
    ("GET", "users/{user_id}/kyc/ubodeclarations", ubo.of_user),
    ("GET", "users/{user_id}/kyc/ubodeclarations/{declaration_id}", ubo.view),
    ("PUT", "users/{user_id}/kyc/ubodeclarations/{declaration_id}", ubo.submit),
    ("POST", "users/{user_id}/kyc/ubodeclarations/{declaration_id}/ubos", ubo.add_owner),
    ("GET", "users/{user_id}/kyc/ubodeclarations/{declaration_id}/ubos/{ubo_id}", ubo.view_owner),
    ("PUT", "users/{user_id}/kyc/ubodeclarations/{declaration_id}/ubos/{ubo_id}", ubo.update_owner),
    ("GET", "kyc/ubodeclarations/{declaration_id}", ubo.view),
    ("POST", "users/{user_id}/identity-verifications", identity_verifications.create),
    ("GET", "users/{user_id}/identity-verifications", identity_verifications.of_user),
    ("GET", "identity-verifications/{verification_id}", identity_verifications.view),
    # reports, the client
    ("POST", "reports/transactions", reports.create_transactions),
    ("POST", "reports/wallets", reports.create_wallets),
    ("GET", "reports", reports.view_all),
    ("GET", "reports/{report_id}", reports.view),
    ("POST", "reporting/reports", reports.create_any),
    ("GET", "reporting/reports", reports.view_all),
    ("GET", "reporting/reports/{report_id}", reports.view),
    ("GET", "clients", clients.view),
    ("PUT", "clients", clients.update),
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
