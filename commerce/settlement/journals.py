"""The journals of settlement: which accounts each movement touches, and whose every cent is."""

from commerce.ledger.book import Posting, post
from commerce.ledger.models import Account

Kind = Account.Kind
CARDS = "outside:cards"
BANKS = "outside:banks"
COMMISSION = "fees:commission"
COMMISSION_VAT = "fees:commission_vat"
DEBTS_REPAID = "fees:debts"
RESERVE = "reserve:main"
REFILL = "reserve:refill"
REPUDIATION = "repudiation"
OPERATOR = "outside:operator"


def order_wallet(order):
    """Account of the wallet that holds what an order's buyer paid."""
    return f"order_wallet:{order.number}"


def vendor_wallet(vendor_id):
    """Account of a vendor's wallet."""
    return f"vendor_wallet:{vendor_id}"


def in_transit(vendor_id):
    """Account of what left a vendor's wallet for a bank and hasn't arrived."""
    return f"in_transit:{vendor_id}"


def _in_order(order, cents, label=""):
    return Posting(order_wallet(order), Kind.ORDER_WALLET, cents, label)


def _at_vendor(vendor_id, cents, label=""):
    return Posting(vendor_wallet(vendor_id), Kind.VENDOR_WALLET, cents, label)


def _on_the_way(vendor_id, cents):
    return Posting(in_transit(vendor_id), Kind.IN_TRANSIT, cents)


def _write(key, description, now, postings):
    moving = [posting for posting in postings if posting.amount_cents]
    if moving:
        post(key, moving, occurred_at=now, description=description)


def paid(pay_in, vendor_orders, now):
    """The right amount came in: every cent belongs to a vendor order's goods or shipping from the start."""
    owned = []
    for part in vendor_orders:
        goods_cents = part.goods_cents - part.gift_card_goods_cents
        shipping_cents = part.shipping_cents - part.gift_card_shipping_cents
        owned += _owned(pay_in.order, part, goods_cents, shipping_cents)
    cards = Posting(CARDS, Kind.OUTSIDE, -pay_in.paid_cents)
    _write(pay_in.business_key, f"Paiement de la commande {pay_in.order.number}", now, [cards, *owned])


def _owned(order, part, goods_cents, shipping_cents):
    """So much of what an order's wallet holds is a vendor order's; negative cents are it no more."""
    return [
        _in_order(order, goods_cents, f"{part.number} articles"),
        _in_order(order, shipping_cents, f"{part.number} livraison"),
    ]


def spent(payment, now):
    """What a gift card pays stays in the wallet of the order that bought it, and is its new vendor order's."""
    sale, part = payment.gift_card.vendor_order, payment.vendor_order
    postings = [
        _in_order(sale.order, -payment.amount_cents, f"{sale.number} articles"),
        *_owned(sale.order, part, payment.goods_cents, payment.shipping_cents),
    ]
    _write(f"gift_card:{payment.pk}", f"Bon cadeau dépensé : {part.number}", now, postings)


def restored(refund, now):
    """What was given back of it is the gift card's again, in the same wallet."""
    sale = refund.gift_card_payment.gift_card.vendor_order
    postings = [*_out_of_the_order(refund), _in_order(sale.order, refund.amount_cents, f"{sale.number} articles")]
    _write(f"gift_card:{refund.business_key}", f"Bon cadeau recrédité : {refund.vendor_order}", now, postings)


def paid_in_vain(pay_in, now):
    """Money came in that isn't due: it waits for its refund, owned by the buyer."""
    postings = [
        Posting(CARDS, Kind.OUTSIDE, -pay_in.paid_cents),
        _in_order(pay_in.order, pay_in.paid_cents, "à rembourser"),
    ]
    _write(pay_in.business_key, f"Paiement à rembourser, commande {pay_in.order.number}", now, postings)


def refunded(step, now):
    """The buyer's card was credited: out of the goods and shipping where they were, or out of what came back."""
    refund = step.refund
    postings = [*_out_of_the_order(refund), Posting(CARDS, Kind.OUTSIDE, refund.amount_cents)]
    _write(step.business_key, f"Remboursement de la commande {refund.pay_in.order.number}", now, postings)


def _out_of_the_order(refund):
    order, part = refund.pay_in.order, refund.vendor_order
    if part is None:
        return [_in_order(order, -refund.amount_cents, "à rembourser")]
    if refund.path == refund.Path.AFTER_RELEASE:
        return [_in_order(order, -refund.amount_cents, f"{part.number} à rembourser")]
    return _owned(order, part, -refund.goods_cents, -refund.shipping_cents)


def taken_back(step, now):
    """A released share came back into the order's wallet, with the commission that it had borne."""
    refund = step.refund
    part = refund.vendor_order
    postings = [
        _at_vendor(part.vendor_id, -step.amount_cents, f"{part.number} remboursement"),
        Posting(COMMISSION, Kind.FEES, -refund.commission_cents, part.number),
        Posting(COMMISSION_VAT, Kind.FEES, -refund.commission_vat_cents, part.number),
        Posting(DEBTS_REPAID, Kind.FEES, refund.fees_cents - step.fees_cents, part.number),
        _in_order(refund.pay_in.order, refund.amount_cents, f"{part.number} à rembourser"),
    ]
    _write(step.business_key, f"Reprise sur la part de {part.number}", now, postings)


def released(release, repayments, now):
    """A share moved. Commission and VAT come out of the goods, the shipping goes to its vendor whole.

    `repayments` say what of the fee pays debts: each lowers the debt and the claim that answers it.
    """
    part = release.vendor_order
    taken_cents = release.commission_cents + release.commission_vat_cents
    postings = [
        *_owned(release.wallet_order, part, -release.goods_cents, -release.shipping_cents),
        _at_vendor(part.vendor_id, release.goods_cents - taken_cents, f"{part.number} articles"),
        _at_vendor(part.vendor_id, release.shipping_cents, f"{part.number} livraison"),
        _at_vendor(part.vendor_id, -release.debt_cents, f"{part.number} dette"),
        Posting(COMMISSION, Kind.FEES, release.commission_cents, part.number),
        Posting(COMMISSION_VAT, Kind.FEES, release.commission_vat_cents, part.number),
        Posting(DEBTS_REPAID, Kind.FEES, release.debt_cents, part.number),
        *(posting for each in repayments for posting in _owed(each.debt, -each.amount_cents)),
    ]
    _write(release.business_key, f"Libération de {part.number}", now, postings)


def owed(debt, now):
    """A vendor owes something from now on."""
    _write(f"owed:{debt.business_key}", debt.description, now, _owed(debt, debt.amount_cents))


def forgiven(debt, cents, key, now):
    """A part of a debt was given up, or paid by other means."""
    _write(key, debt.description, now, _owed(debt, -cents))


def _owed(debt, cents):
    """What the vendor owes more (positive) or less, and the operator's claim."""
    return [
        Posting(f"debt:{debt.vendor_id}", Kind.DEBT, -cents, debt.business_key[:80]),
        Posting(f"claims:{debt.kind}", Kind.CLAIMS, cents, f"artisan {debt.vendor_id}"),
    ]


def reserve_paid(transfer, now):
    """The reserve gave to a vendor's wallet, or by way of its second wallet to the Fees Wallet."""
    cents = transfer.amount_cents
    if transfer.purpose == transfer.Purpose.FEES:
        target = [
            Posting(COMMISSION, Kind.FEES, transfer.commission_cents, transfer.business_key[:80]),
            Posting(COMMISSION_VAT, Kind.FEES, cents - transfer.commission_cents, transfer.business_key[:80]),
            Posting(RESERVE, Kind.RESERVE, -1),
            Posting(REFILL, Kind.RESERVE, 1),
        ]
    else:
        target = [_at_vendor(transfer.vendor_id, cents, transfer.business_key[:80])]
    paid = Posting(RESERVE, Kind.RESERVE, -cents, transfer.purpose)
    _write(transfer.business_key, f"Réserve : {transfer.get_purpose_display()}", now, [paid, *target])


def reserve_funded(funding, cents, now):
    """The operator's wire arrived."""
    postings = [Posting(OPERATOR, Kind.OUTSIDE, -cents), Posting(RESERVE, Kind.RESERVE, cents)]
    _write(funding.business_key, "Alimentation de la réserve", now, postings)


def paid_by_card(payment, debt_cents, received_cents, now):
    """A vendor paid what it owed by card: the reserve has the money, and the claim is met by `debt_cents` of it."""
    cards = Posting(CARDS, Kind.OUTSIDE, -received_cents, f"artisan {payment.vendor_id}")
    reserve = Posting(RESERVE, Kind.RESERVE, received_cents, payment.kind)
    postings = [cards, reserve, *_owed(payment.debt, -debt_cents)]
    _write(payment.business_key, f"Carte : {payment.debt.description}"[:200], now, postings)


def fees_billed(key, cents_by_account, now):
    """Mangopay took its monthly bill out of the Fees Wallet and paid the rest to the operator's bank."""
    taken = [Posting(code, Kind.FEES, -cents) for code, cents in cents_by_account.items()]
    outside = Posting(OPERATOR, Kind.OUTSIDE, sum(cents_by_account.values()))
    _write(key, "Facture mensuelle de Mangopay", now, [*taken, outside])


def charged_back(dispute, now):
    """The buyer's bank took the money back, out of the repudiation wallet."""
    _write(f"chargeback:{dispute.resource_id}", "Paiement contesté", now, _repudiated(dispute, dispute.disputed_cents))


def won_back(dispute, now):
    """The dispute was won or given up: the money is in the repudiation wallet again."""
    key = f"chargeback:{dispute.resource_id}:won"
    _write(key, "Litige bancaire gagné", now, _repudiated(dispute, -dispute.disputed_cents))


def _repudiated(dispute, cents):
    label = dispute.pay_in.order.number
    return [
        Posting(REPUDIATION, Kind.REPUDIATION, -cents, label),
        Posting(CARDS, Kind.OUTSIDE, cents, f"litige {label}"),
    ]


def settled(step, now):
    """A lost dispute was paid out of the order's wallet."""
    refund = step.refund
    postings = [
        *_out_of_the_order(refund),
        Posting(REPUDIATION, Kind.REPUDIATION, refund.amount_cents, refund.pay_in.order.number),
    ]
    _write(step.business_key, f"Litige perdu, commande {refund.pay_in.order.number}", now, postings)


def sent(payout, now):
    """Mangopay accepted a payout and holds its amount: it has left the wallet and not arrived."""
    _move_payout(payout, "sent", now, _at_vendor, _on_the_way)


def arrived(payout, now):
    """The vendor's bank has the money."""
    _move_payout(payout, "arrived", now, _on_the_way, _at_bank)


def bounced(payout, now):
    """The payout failed on its way: the money is back in the vendor's wallet."""
    _move_payout(payout, "failed", now, _on_the_way, _at_vendor)


def returned(payout, now):
    """The bank had the money and sent it back."""
    _move_payout(payout, "returned", now, _at_bank, _at_vendor)


def _at_bank(vendor_id, cents):
    return Posting(BANKS, Kind.OUTSIDE, cents, f"artisan {vendor_id}")


def _move_payout(payout, step, now, source, target):
    cents = payout.amount_cents
    postings = [source(payout.vendor_id, -cents), target(payout.vendor_id, cents)]
    _write(f"{payout.business_key}:{step}", f"Virement du {payout.day:%d/%m/%Y} ({step})", now, postings)
