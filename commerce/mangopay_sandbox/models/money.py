"""Accounts, what moved between them, and the transactions that moved it. Amounts are integer cents."""

from django.db import models

from .. import errors, result_codes
from .resource import Resource

SECONDS_KEPT = 396 * 86_400


class Account(Resource):
    """A wallet of a user, a wallet of the client (FEES, CREDIT), or the outside world.

    The balances of one client and currency always sum to zero: what came in is the
    negative balance of PAID_IN.
    """

    prefix = "wlt_m"
    WALLET, FEES, CREDIT = "DEFAULT", "FEES", "CREDIT"
    PAID_IN, HELD, PAID_OUT, REFUNDED = "PAID_IN", "HELD", "PAID_OUT", "REFUNDED"

    code = models.CharField(max_length=128)
    funds_type = models.CharField(max_length=10, default=WALLET)
    owner_id = models.CharField(max_length=128, null=True)
    currency = models.CharField(max_length=3)
    balance = models.BigIntegerField(default=0)
    description = models.TextField(default="")
    blocked = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["client_id", "funds_type", "creation_date"]),
            models.Index(fields=["owner_id", "creation_date"]),
        ]

    @classmethod
    def wallet(cls, client_id: str, identifier: str) -> "Account":
        """A user's wallet, or 404."""
        return cls.find(client_id, identifier, funds_type=cls.WALLET)

    @classmethod
    def of_client(cls, client_id: str, funds_type: str, currency: str) -> "Account":
        """The client's account of this kind and currency, opened at its first use."""
        from .. import clock

        code = f"{funds_type}_{currency}"
        account, _ = cls.objects.get_or_create(
            id=f"{client_id}/{code}",
            defaults={
                "client_id": client_id,
                "code": code,
                "funds_type": funds_type,
                "currency": currency,
                "creation_date": clock.now(),
            },
        )
        return account

    def save(self, *args, **kwargs):
        self.code = self.code or self.id
        super().save(*args, **kwargs)

    def show(self) -> dict:
        """The wallet as the API shows it."""
        return self.header() | {
            "Id": self.code,
            "Description": self.description,
            "Owners": [self.owner_id] if self.owner_id else [],
            "Balance": {"Currency": self.currency, "Amount": self.balance},
            "Currency": self.currency,
            "FundsType": self.funds_type,
        }


class Transaction(Resource):
    """A pay-in, transfer, payout, or the refund, repudiation or settlement of one."""

    CREATED, SUCCEEDED, FAILED = "CREATED", "SUCCEEDED", "FAILED"

    type = models.CharField(max_length=12)
    nature = models.CharField(max_length=12, default="REGULAR")
    status = models.CharField(max_length=10, default=CREATED)
    author_id = models.CharField(max_length=128, null=True)
    credited_user_id = models.CharField(max_length=128, null=True)
    debited_wallet_id = models.CharField(max_length=128, null=True)
    credited_wallet_id = models.CharField(max_length=128, null=True)
    currency = models.CharField(max_length=3)
    debited_amount = models.BigIntegerField()
    fees_amount = models.BigIntegerField(default=0)
    result_code = models.CharField(max_length=6, null=True)
    execution_date = models.BigIntegerField(null=True)
    initial_id = models.CharField(max_length=128, null=True)
    initial_type = models.CharField(max_length=12, null=True)
    initial_nature = models.CharField(max_length=12, null=True)
    card_id = models.CharField(max_length=128, null=True)
    held = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["client_id", "debited_wallet_id", "creation_date"]),
            models.Index(fields=["client_id", "credited_wallet_id", "creation_date"]),
            models.Index(fields=["author_id", "creation_date"]),
            models.Index(fields=["credited_user_id", "creation_date"]),
            models.Index(fields=["initial_id"]),
            models.Index(fields=["card_id", "creation_date"]),
            models.Index(fields=["client_id", "creation_date"]),
            models.Index(fields=["client_id", "type", "status"]),
        ]

    @property
    def credited_amount(self) -> int:
        """Cents that arrive: what left less the fees (negative fees are given back on top)."""
        return self.debited_amount - self.fees_amount

    def money(self, amount: int) -> dict:
        """An amount in this transaction's currency, as the API writes it."""
        return {"Currency": self.currency, "Amount": amount}

    def summary(self) -> dict:
        """The fields that lists of transactions show."""
        return self.header() | {
            "AuthorId": self.author_id,
            "CreditedUserId": self.credited_user_id,
            "DebitedFunds": self.money(self.debited_amount),
            "CreditedFunds": self.money(self.credited_amount),
            "Fees": self.money(self.fees_amount),
            "Status": self.status,
            "ResultCode": self.result_code,
            "ResultMessage": result_codes.message(self.result_code),
            "ExecutionDate": self.execution_date,
            "Type": self.type,
            "Nature": self.nature,
            "CreditedWalletId": self.credited_wallet_id,
            "DebitedWalletId": self.debited_wallet_id,
        }

    def show(self) -> dict:
        """The whole transaction."""
        shown = self.summary() | self.details
        if self.initial_id:
            shown |= {
                "InitialTransactionId": self.initial_id,
                "InitialTransactionType": self.initial_type,
                "InitialTransactionNature": self.initial_nature,
            }
        return shown

    @classmethod
    def of_kind(cls, client_id: str, identifier: str, kind: str, nature: str = "REGULAR") -> "Transaction":
        """The client's transaction of this type and nature, or 404 (also after 13 months)."""
        return cls.still_kept(cls.find(client_id, identifier, type=kind, nature=nature))

    @classmethod
    def still_kept(cls, found: "Transaction") -> "Transaction":
        """The transaction unless it is older than 13 months: then 404."""
        from .. import clock

        if found.creation_date < clock.now() - SECONDS_KEPT:
            raise errors.not_found(found.pk)
        return found


class Movement(models.Model):
    """One leg of a double entry: cents added to an account by a transaction."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements")
    transaction = models.ForeignKey(Transaction, on_delete=models.PROTECT, null=True, related_name="movements")
    amount = models.BigIntegerField()
    moved_at = models.BigIntegerField()
    reason = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount:+d}"
