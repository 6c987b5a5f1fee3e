"""What the shop asks of Mangopay about money. Ids in and out, amounts in cents; no SDK object leaves this package.

Whatever makes something takes `key`, an idempotency key that the caller stored before: the same key never makes it
twice. Mangopay keeps keys for 24 hours, and `tag` stays on the transaction for good.
"""

from commerce.mangopay import connection, reports
from commerce.mangopay.exceptions import OutcomeUnknown, Refused
from commerce.mangopay.records import Transaction, Wallet

#: Items per page of a list; Mangopay's maximum.
PAGE_SIZE = 100
#: Pages of one list that are read at most.
PAGES_MAX = 50


def gateway():
    """The gateway of this process and thread."""
    return Gateway(connection.current())


def euros(cents):
    """An amount as Mangopay writes it: integer cents with their currency."""
    return {"Currency": "EUR", "Amount": cents}


class Gateway:
    """Buyers' users, wallets and movements of money.

    Methods that make something raise Refused (nothing happened), OutcomeUnknown (look it up, or ask again with the
    same key) or Unavailable (nothing happened, try later). Methods that read raise Refused or Unavailable. Most
    business refusals are not raised: they come as a Transaction with status FAILED and a result code.
    """

    def __init__(self, door):
        self._door = door

    def create_payer(self, *, first_name, last_name, email, key):
        """A user who may pay, and nothing else. Returns its id."""
        body = {
            "FirstName": first_name,
            "LastName": last_name,
            "Email": email,
            "UserCategory": "PAYER",
            "TermsAndConditionsAccepted": True,
        }
        return self._door.make("/sca/users/natural", body, key=key)["Id"]

    def close_user(self, user_id, *, is_legal):
        """Close a user whose wallets are empty; closed already, nothing happens. Raises Refused while one isn't."""
        if not user_id or self._door.get(f"/sca/users/{user_id}").body.get("UserStatus") == "CLOSED":
            return
        self._door.delete(f"/users/{'legal' if is_legal else 'natural'}/{user_id}")

    def create_wallet(self, *, owner_id, description, key):
        """A wallet in euros. Returns its id."""
        body = {"Owners": [owner_id], "Description": description[:255], "Currency": "EUR"}
        return self._door.make("/wallets", body, key=key)["Id"]

    def start_web_payin(self, *, author_id, wallet_id, amount_cents, return_url, key, tag, credited_user_id=None):
        """A card payment on Mangopay's own page, open for 15 minutes at the Transaction's `redirect_url`.

        `credited_user_id` is the wallet's owner, where that isn't the author.
        """
        body = {
            "AuthorId": author_id,
            "CreditedUserId": credited_user_id or author_id,
            "CreditedWalletId": wallet_id,
            "DebitedFunds": euros(amount_cents),
            "Fees": euros(0),
            "ReturnURL": return_url,
            "Culture": "FR",
            "CardType": "CB_VISA_MASTERCARD",
            "SecureMode": "DEFAULT",
            "StatementDescriptor": "MonQuibus",
            "Tag": tag,
        }
        return self._move("/payins/card/web", body, key)

    def transfer(
        self, *, author_id, debited_wallet_id, credited_user_id, credited_wallet_id, amount_cents, fees_cents, key, tag
    ):
        """Move money between wallets; `fees_cents` of the amount go to the operator's Fees Wallet."""
        body = {
            "AuthorId": author_id,
            "CreditedUserId": credited_user_id,
            "DebitedWalletId": debited_wallet_id,
            "CreditedWalletId": credited_wallet_id,
            "DebitedFunds": euros(amount_cents),
            "Fees": euros(fees_cents),
            "Tag": tag,
        }
        return self._move("/transfers", body, key)

    def refund_payin(self, pay_in_id, *, author_id, amount_cents, key, tag):
        """Give a part or the whole of a pay-in that nothing was taken from back to its card."""
        body = {"AuthorId": author_id, "DebitedFunds": euros(amount_cents), "Fees": euros(0), "Tag": tag}
        return self._move(f"/payins/{pay_in_id}/refunds", body, key)

    def refund_transfer(self, transfer_id, *, author_id, amount_cents, fees_cents, key, tag):
        """Take `amount_cents` back out of the credited wallet and `fees_cents` out of the Fees Wallet."""
        body = {
            "AuthorId": author_id,
            "DebitedFunds": euros(amount_cents),
            "Fees": euros(-fees_cents),
            "Tag": tag,
        }
        return self._move(f"/transfers/{transfer_id}/refunds", body, key)

    def settle_repudiation(self, repudiation_id, *, author_id, amount_cents, key, tag):
        """Pay a part of a lost dispute out of the wallet that the pay-in had credited."""
        body = {"AuthorId": author_id, "DebitedFunds": euros(amount_cents), "Fees": euros(0), "Tag": tag}
        return self._move(f"/repudiations/{repudiation_id}/settlementtransfer", body, key)

    def announce_wire(self, *, author_id, wallet_id, amount_cents, key, tag):
        """Announce a bank wire into a wallet. Returns the Transaction; `wire` says where to send it, and with what."""
        body = {
            "AuthorId": author_id,
            "CreditedWalletId": wallet_id,
            "DeclaredDebitedFunds": euros(amount_cents),
            "DeclaredFees": euros(0),
            "Tag": tag,
        }
        return self._move("/payins/bankwire/direct", body, key)

    def payout(self, *, author_id, wallet_id, recipient_id, amount_cents, reference, key, tag):
        """Send money of a wallet to its owner's bank account; `reference` is on the bank statement (12 characters)."""
        body = {
            "AuthorId": author_id,
            "DebitedWalletId": wallet_id,
            "BankAccountId": recipient_id,
            "DebitedFunds": euros(amount_cents),
            "Fees": euros(0),
            "BankWireRef": reference[:12],
            "PayoutModeRequested": "STANDARD",
            "Tag": tag,
        }
        return self._move("/payouts/bankwire", body, key)

    def look(self, kind, transaction_id):
        """A `payins`, `transfers`, `payouts` or `refunds` transaction as it is now."""
        return Transaction.from_json(self._door.get(f"/{kind}/{transaction_id}").body)

    def wallet(self, wallet_id):
        """One wallet with its balance. Raises AuthenticationNeeded for a vendor's, unless consent was given."""
        body = self._door.get(f"/wallets/{wallet_id}").body
        return Wallet(body["Id"], body["Balance"]["Amount"])

    def fees_wallet(self):
        """The operator's Fees Wallet in euros, which Mangopay updates with some minutes of delay."""
        body = self._door.get("/clients/wallets/FEES/EUR").body
        return Wallet(body["Id"], body["Balance"]["Amount"])

    def repudiation_wallet(self):
        """The operator's repudiation wallet in euros: below zero by what lost disputes are still owed."""
        body = self._door.get("/clients/wallets/CREDIT/EUR").body
        return Wallet(body["Id"], body["Balance"]["Amount"])

    def all_wallets(self):
        """Every wallet with its balance, through a report: no call per wallet, and no owner has to authenticate."""
        return [Wallet(*row) for row in reports.wallet_balances(self._door)]

    def response_by_key(self, key):
        """The Transaction that an idempotency key made in the last 24 hours, or None for a key that was never used.

        Raises Refused when the key was used up by a refusal: nothing was made, and nothing can be with this key.
        """
        try:
            kept = self._door.get(f"/responses/{key}").body
        except Refused:
            return None
        resource = kept.get("Resource") or {}
        if str(kept.get("StatusCode", "")).startswith("4"):
            raise Refused(resource.get("Type") or "refused", resource.get("Message", ""))
        return Transaction.from_json(resource) if resource.get("Status") else None

    def find_by_tag(self, wallet_id, tag):
        """The transaction of a wallet that carries this tag, or None. For attempts whose key is forgotten."""
        query = {"per_page": PAGE_SIZE, "Sort": "CreationDate:DESC"}
        bodies = self._pages(f"/wallets/{wallet_id}/transactions", query)
        return next((Transaction.from_json(body) for body in bodies if body.get("Tag") == tag), None)

    def find_payout_by_tag(self, author_id, tag):
        """The payout of this user that carries this tag, or None, without reading the user's wallet."""
        payout_id = reports.tagged_payouts(self._door, author_id).get(tag)
        return self.look("payouts", payout_id) if payout_id else None

    def events(self, event_type, *, after):
        """Ids of the resources with an event of this type since `after` (aware; Mangopay keeps 45 days)."""
        query = {"EventType": event_type, "AfterDate": int(after.timestamp()) - 1, "per_page": PAGE_SIZE}
        return [event["ResourceId"] for event in self._pages("/events", query)]

    def _pages(self, path, query):
        """Every item of a list, page after page."""
        for page in range(1, PAGES_MAX + 1):
            answer = self._door.get(path, page=page, **query)
            yield from answer.body
            if page >= int(answer.headers.get("x-number-of-pages") or 1):
                return

    def hooks(self):
        """Addresses of the registered hooks by event type, with their ids: {event_type: (id, url)}."""
        hooks = self._pages("/hooks", {"per_page": PAGE_SIZE})
        return {hook["EventType"]: (hook["Id"], hook["Url"]) for hook in hooks}

    def create_hook(self, event_type, url):
        """Ask to be told about events of one type."""
        self._door.post("/hooks", {"EventType": event_type, "Url": url})

    def move_hook(self, hook_id, url):
        """Have a hook call another address, and enable it again if it was given up."""
        self._door.put(f"/hooks/{hook_id}", {"Url": url, "Status": "ENABLED", "Validity": "VALID"})

    def _move(self, path, body, key):
        """A movement is accepted only with a status: an error's body has an Id too."""
        made = self._door.make(path, body, key=key)
        try:
            return Transaction.from_json(made)
        except (KeyError, TypeError) as error:
            raise OutcomeUnknown(f"{path} answered something that is no transaction.") from error
