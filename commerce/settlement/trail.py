"""Everything that ever moved for a vendor order, an order or a dispute: rows, and the keys of their journals."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from commerce.gift_cards.models import GiftCardPayment
from commerce.settlement.models import Debt, Dispute, Payout, Refund, ReserveTransfer


@dataclass
class Trail:
    """Movements as (name, operation), refunds, debts, disputes; `keys` are the business keys of the journals."""

    operations: list = field(default_factory=list)
    refunds: list = field(default_factory=list)
    debts: list = field(default_factory=list)
    disputes: list = field(default_factory=list)
    keys: list = field(default_factory=list)

    def add(self, name, operation):
        """A movement, and its journal."""
        if operation is not None:
            self.operations.append((name, operation))
            self.keys.append(operation.business_key)


def of_vendor_order(part):
    """The Trail of a vendor order whose order, pay-in and release were fetched. Five queries."""
    release = getattr(part, "release", None)
    trail = Trail()
    trail.add(_("paiement de la commande"), getattr(part.order, "pay_in", None))
    trail.add(_("libération"), release)
    _add_gift_cards(trail, part)
    trail.refunds = list(_with_steps(part.refunds.all()))
    for refund in trail.refunds:
        _add_steps(trail, refund)
    of_cards = Q(business_key__startswith=f"subsidy:release:{part.number}:card:")
    beside = ReserveTransfer.objects.filter(Q(refund__vendor_order=part) | Q(release__vendor_order=part) | of_cards)
    for transfer in beside.order_by("pk"):
        trail.add(transfer.get_purpose_display(), transfer)
    _add_payouts(trail)
    _add_debts(trail, part, release)
    _add_disputes(trail, getattr(part.order, "pay_in", None))
    return trail


def _add_gift_cards(trail, part):
    """What gift cards paid of it, and of a gift card its spending."""
    payments = GiftCardPayment.objects.filter(Q(vendor_order=part) | Q(gift_card__vendor_order=part))
    for payment in payments.select_related("release"):
        trail.keys.append(f"gift_card:{payment.pk}")
        trail.add(_("libération d’un bon cadeau"), getattr(payment, "release", None))


def of_pay_in(pay_in):
    """The Trail of an order's payment. Two queries."""
    trail = Trail()
    trail.add(_("paiement de la commande"), pay_in)
    trail.refunds = list(_with_steps(pay_in.refunds.all()))
    for refund in trail.refunds:
        _add_steps(trail, refund)
    _add_disputes(trail, pay_in)
    return trail


def of_refund(refund):
    """The Trail of one refund. Two queries."""
    trail = Trail(refunds=[refund])
    for transfer in refund.reserve_transfers.order_by("pk"):
        trail.add(transfer.get_purpose_display(), transfer)
    _add_steps(trail, refund)
    trail.keys += [f"owed:{key}" for key in _debt_keys(trail)]
    return trail


def _with_steps(refunds):
    return refunds.select_related(
        "pay_in_refund", "transfer_refund", "settlement_transfer", "vendor_order", "pay_in__order"
    ).order_by("pk")


def _add_steps(trail, refund):
    if refund.gift_card_payment_id:
        trail.keys.append(f"gift_card:{refund.business_key}")
    trail.add(_("reprise sur la part libérée"), getattr(refund, "transfer_refund", None))
    trail.add(_("crédit de la carte"), getattr(refund, "pay_in_refund", None))
    trail.add(_("règlement du litige"), getattr(refund, "settlement_transfer", None))


def _add_payouts(trail):
    carried = [operation for _name, operation in trail.operations]
    ids = {payout_id for one in carried if (payout_id := getattr(one, "payout_id", None))}
    for payout in Payout.objects.filter(pk__in=ids).order_by("pk"):
        trail.operations.append((_("virement à l’artisan"), payout))
        trail.keys += payout_keys(payout)


def payout_keys(payout):
    """The keys of a payout's journals, written or not."""
    return [f"{payout.business_key}:{step}" for step in ("sent", "arrived", "failed", "returned")]


def _debt_keys(trail):
    keys = [operation.business_key for _name, operation in trail.operations]
    return keys + [f"{kind}:{key}" for key in keys for kind in (Debt.Kind.REFUND, Debt.Kind.SUBSIDY)]


def _add_debts(trail, part, release):
    repaid = Q(repayments__release=release) if release else Q(pk=None)
    known = Debt.objects.filter(Q(business_key__in=_debt_keys(trail)) | repaid)
    trail.debts = list(known.distinct().order_by("pk"))
    trail.keys += [f"owed:{debt.business_key}" for debt in trail.debts]


def _add_disputes(trail, pay_in):
    trail.disputes = list(Dispute.objects.filter(pay_in=pay_in).order_by("pk")) if pay_in else []
    for dispute in trail.disputes:
        trail.keys += dispute_keys(dispute)


def dispute_keys(dispute):
    """The keys of a dispute's own journals, written or not."""
    return [f"chargeback:{dispute.resource_id}", f"chargeback:{dispute.resource_id}:won"]


def of_dispute(dispute):
    """The Trail of one dispute: what settled it. One query."""
    trail = Trail(disputes=[dispute], keys=dispute_keys(dispute))
    trail.refunds = list(_with_steps(Refund.objects.filter(dispute=dispute)))
    for refund in trail.refunds:
        _add_steps(trail, refund)
    return trail
