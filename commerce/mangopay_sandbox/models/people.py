"""Users, their strong authentication and the proofs of who they are."""

from django.db import models

from .resource import Resource

PAYER, OWNER, PLATFORM = "PAYER", "OWNER", "PLATFORM"


class User(Resource):
    """A natural or legal person; `details` holds the fields of its kind."""

    prefix = "user_m"

    person_type = models.CharField(max_length=10)
    user_category = models.CharField(max_length=10)
    user_status = models.CharField(max_length=30, default="ACTIVE")
    kyc_level = models.CharField(max_length=10, default="LIGHT")
    email = models.CharField(max_length=255)
    terms_accepted = models.BooleanField(default=False)
    terms_accepted_date = models.BigIntegerField(null=True)
    enrolled_date = models.BigIntegerField(null=True)
    consent_date = models.BigIntegerField(null=True)
    viewed_date = models.BigIntegerField(null=True)
    inflows_blocked = models.BooleanField(default=False)
    outflows_blocked = models.BooleanField(default=False)
    action_code = models.CharField(max_length=6, null=True)

    class Meta:
        indexes = [models.Index(fields=["client_id", "creation_date"])]

    @property
    def legal_person_type(self) -> str | None:
        """BUSINESS, PARTNERSHIP, ORGANIZATION, SOLETRADER; None for a natural person."""
        return self.details.get("LegalPersonType") if self.person_type == "LEGAL" else None

    @property
    def is_owner(self) -> bool:
        """Whether the user is held to strong authentication and verification."""
        return self.user_category == OWNER

    @property
    def authenticates(self) -> bool:
        """Whether this sandbox asks the user for strong authentication."""
        return self.is_owner and (self.person_type == "NATURAL" or self.legal_person_type == "SOLETRADER")

    @property
    def name(self) -> str:
        """How pages call the user."""
        shown = self.details
        return shown.get("Name") or f"{shown.get('FirstName', '')} {shown.get('LastName', '')}".strip()


class Authentication(Resource):
    """A session of strong authentication: ten minutes, on a page of ours."""

    prefix = "sca"

    user_id = models.CharField(max_length=128, db_index=True)
    purpose = models.CharField(max_length=20)
    object_id = models.CharField(max_length=128, db_index=True)
    status = models.CharField(max_length=12, default="PENDING")
    expires_at = models.BigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)


class Document(Resource):
    """A proof for KYC; its pages are counted, never kept."""

    prefix = "kyc_m"

    user_id = models.CharField(max_length=128, db_index=True)
    type = models.CharField(max_length=40)
    status = models.CharField(max_length=20, default="CREATED")
    pages = models.PositiveSmallIntegerField(default=0)
    processed_date = models.BigIntegerField(null=True)
    refused_reason_type = models.CharField(max_length=60, null=True)
    refused_reason_message = models.TextField(null=True)
    flags = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["client_id", "creation_date"])]

    def show(self) -> dict:
        """The document as the API shows it."""
        return self.header() | {
            "UserId": self.user_id,
            "Type": self.type,
            "Status": self.status,
            "ProcessedDate": self.processed_date,
            "RefusedReasonType": self.refused_reason_type,
            "RefusedReasonMessage": self.refused_reason_message,
            "Flags": self.flags,
        }


class UboDeclaration(Resource):
    """A declaration of beneficial owners; `details["Ubos"]` lists them."""

    prefix = "ubodec_m"

    user_id = models.CharField(max_length=128, db_index=True)
    status = models.CharField(max_length=20, default="CREATED")
    processed_date = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=60, null=True)
    message = models.TextField(null=True)

    def show(self) -> dict:
        """The declaration with its owners."""
        return self.header() | {
            "UserId": self.user_id,
            "ProcessedDate": self.processed_date,
            "Status": self.status,
            "Reason": self.reason,
            "Message": self.message,
            "Ubos": self.details.get("Ubos", []),
        }


class IdentityVerification(Resource):
    """A hosted verification of a person's identity."""

    prefix = "idver_m"

    user_id = models.CharField(max_length=128, db_index=True)
    status = models.CharField(max_length=20, default="PENDING")
    update_date = models.BigIntegerField()

    def show(self) -> dict:
        """The verification with its checks."""
        return self.header() | {
            "UserId": self.user_id,
            "Status": self.status,
            "UpdateDate": self.update_date,
            "LastUpdate": self.update_date,
            "HostedUrl": self.details.get("HostedUrl"),
            "ReturnUrl": self.details.get("ReturnUrl"),
            "Checks": self.details.get("Checks", []),
        }
