"""Disputes of pay-ins and the documents that contest them."""

from django.db import models

from .. import result_codes
from .resource import Resource


class Dispute(Resource):
    """A chargeback or a question of the buyer's bank; amounts in cents."""

    prefix = "dispute_m"

    payin_id = models.CharField(max_length=128, db_index=True)
    wallet_id = models.CharField(max_length=128, db_index=True)
    user_id = models.CharField(max_length=128, db_index=True)
    dispute_type = models.CharField(max_length=20)
    status = models.CharField(max_length=40, default="CREATED")
    status_message = models.TextField(null=True)
    result = models.CharField(max_length=10, null=True)
    currency = models.CharField(max_length=3)
    disputed_amount = models.BigIntegerField()
    contested_amount = models.BigIntegerField(null=True)
    contest_deadline = models.BigIntegerField(null=True)
    closed_date = models.BigIntegerField(null=True)
    repudiation_id = models.CharField(max_length=128, null=True)

    class Meta:
        indexes = [models.Index(fields=["client_id", "creation_date"])]

    def money(self, amount: int | None) -> dict | None:
        """An amount in the dispute's currency."""
        return None if amount is None else {"Currency": self.currency, "Amount": amount}

    def show(self) -> dict:
        """The dispute as the API shows it."""
        return self.header() | {
            "InitialTransactionId": self.payin_id,
            "InitialTransactionType": "PAYIN",
            "InitialTransactionNature": "REGULAR",
            "ResultCode": self.result,
            "ResultMessage": result_codes.message("000000") if self.result else None,
            "DisputeReason": self.details.get("DisputeReason"),
            "Status": self.status,
            "StatusMessage": self.status_message,
            "DisputedFunds": self.money(self.disputed_amount),
            "ContestedFunds": self.money(self.contested_amount),
            "RepudiationId": self.repudiation_id,
            "DisputeType": self.dispute_type,
            "ContestDeadlineDate": self.contest_deadline,
            "ClosedDate": self.closed_date,
        }


class DisputeDocument(Resource):
    """Evidence for a contest; its pages are counted, never kept."""

    prefix = "disputedoc_m"

    dispute_id = models.CharField(max_length=128, db_index=True)
    type = models.CharField(max_length=40)
    status = models.CharField(max_length=20, default="CREATED")
    pages = models.PositiveSmallIntegerField(default=0)
    processed_date = models.BigIntegerField(null=True)
    refused_reason_type = models.CharField(max_length=60, null=True)
    refused_reason_message = models.TextField(null=True)

    def show(self) -> dict:
        """The document as the API shows it."""
        return self.header() | {
            "DisputeId": self.dispute_id,
            "Type": self.type,
            "Status": self.status,
            "ProcessedDate": self.processed_date,
            "RefusedReasonType": self.refused_reason_type,
            "RefusedReasonMessage": self.refused_reason_message,
        }
