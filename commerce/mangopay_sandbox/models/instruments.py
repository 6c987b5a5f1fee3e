"""Ways to pay and to be paid: cards, registrations, mandates, recipients."""

from django.db import models

from .resource import Resource


class CardRegistration(Resource):
    """A card on its way in; the number itself is never kept."""

    prefix = "cardreg_m"

    user_id = models.CharField(max_length=128)
    currency = models.CharField(max_length=3)
    status = models.CharField(max_length=12, default="CREATED")
    access_key = models.CharField(max_length=64, db_index=True)
    result_code = models.CharField(max_length=6, null=True)
    card_id = models.CharField(max_length=128, null=True)


class Card(Resource):
    """A registered card; `details["Outcome"]` is the result code that its payments get."""

    prefix = "card_m"

    user_id = models.CharField(max_length=128, db_index=True)
    currency = models.CharField(max_length=3)
    alias = models.CharField(max_length=20)
    expiration_date = models.CharField(max_length=4)
    fingerprint = models.CharField(max_length=64, db_index=True)
    active = models.BooleanField(default=True)
    validity = models.CharField(max_length=10, default="UNKNOWN")


class Recipient(Resource):
    """A beneficiary of payouts, or a legacy bank account (`kind`)."""

    prefix = "rec"
    RECIPIENT, BANK_ACCOUNT = "RECIPIENT", "BANK_ACCOUNT"

    user_id = models.CharField(max_length=128, null=True)
    kind = models.CharField(max_length=12, default=RECIPIENT)
    status = models.CharField(max_length=12, default="PENDING")
    scope = models.CharField(max_length=10, default="PAYOUT")

    class Meta:
        indexes = [models.Index(fields=["user_id", "creation_date"])]


class Mandate(Resource):
    """Permission to debit a bank account."""

    prefix = "mdt_m"

    user_id = models.CharField(max_length=128, db_index=True)
    bank_account_id = models.CharField(max_length=128, db_index=True)
    status = models.CharField(max_length=12, default="CREATED")
    result_code = models.CharField(max_length=6, null=True)


class Preauthorization(Resource):
    """Money that a card's bank keeps ready; amounts in cents."""

    prefix = "preauth_m"

    author_id = models.CharField(max_length=128, db_index=True)
    card_id = models.CharField(max_length=128, db_index=True)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    remaining = models.BigIntegerField(default=0)
    status = models.CharField(max_length=12, default="CREATED")
    payment_status = models.CharField(max_length=12, default="WAITING")
    result_code = models.CharField(max_length=6, null=True)
    expiration_date = models.BigIntegerField()
    deposit = models.BooleanField(default=False)


class RecurringRegistration(Resource):
    """An agreement to debit a card again and again."""

    prefix = "recpayinreg_m"

    author_id = models.CharField(max_length=128, db_index=True)
    card_id = models.CharField(max_length=128)
    credited_wallet_id = models.CharField(max_length=128)
    status = models.CharField(max_length=30, default="CREATED")
    payins = models.PositiveSmallIntegerField(default=0)
    cumulated_debited = models.BigIntegerField(default=0)
    cumulated_fees = models.BigIntegerField(default=0)
    last_payin_id = models.CharField(max_length=128, null=True)
