"""The rows of settlement, each an intent before it is a call."""

from commerce.settlement.models.adjustments import Adjustment
from commerce.settlement.models.cards import CardRegistration, SubscriptionPayment
from commerce.settlement.models.comparisons import Comparison
from commerce.settlement.models.debts import Debt, Repayment
from commerce.settlement.models.disputes import Dispute, Hold
from commerce.settlement.models.incidents import Incident
from commerce.settlement.models.movements import (
    PAYMENT_DELAY,
    PAYMENT_PAGE_LIFETIME,
    GiftCardRelease,
    PayIn,
    Payout,
    Release,
)
from commerce.settlement.models.refunds import (
    PayInRefund,
    PriceReduction,
    Refund,
    RefundLine,
    SettlementTransfer,
    TransferRefund,
)
from commerce.settlement.models.reserve import Reserve, ReserveFunding, ReserveTransfer

__all__ = [
    "PAYMENT_DELAY",
    "PAYMENT_PAGE_LIFETIME",
    "Adjustment",
    "CardRegistration",
    "Comparison",
    "Debt",
    "Dispute",
    "GiftCardRelease",
    "Hold",
    "Incident",
    "PayIn",
    "PayInRefund",
    "Payout",
    "PriceReduction",
    "Refund",
    "RefundLine",
    "Release",
    "Repayment",
    "Reserve",
    "ReserveFunding",
    "ReserveTransfer",
    "SettlementTransfer",
    "SubscriptionPayment",
    "TransferRefund",
]
