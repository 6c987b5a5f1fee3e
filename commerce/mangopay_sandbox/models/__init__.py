"""Tables of the local Mangopay; every row carries the client id that it belongs to."""

from .disputes import Dispute, DisputeDocument
from .instruments import Card, CardRegistration, Mandate, Preauthorization, Recipient, RecurringRegistration
from .money import Account, Movement, Transaction
from .notifications import Delivery, Event, Hook
from .people import Authentication, Document, IdentityVerification, UboDeclaration, User
from .platform import Appointment, KeptResponse, Report, Setting, Token

__all__ = [
    "Account",
    "Appointment",
    "Authentication",
    "Card",
    "CardRegistration",
    "Delivery",
    "Dispute",
    "DisputeDocument",
    "Document",
    "Event",
    "Hook",
    "IdentityVerification",
    "KeptResponse",
    "Mandate",
    "Movement",
    "Preauthorization",
    "Recipient",
    "RecurringRegistration",
    "Report",
    "Setting",
    "Token",
    "Transaction",
    "UboDeclaration",
    "User",
]
