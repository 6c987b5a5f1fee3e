"""The journals of settlement: which accounts each movement touches, and whose every cent is."""

from commerce.ledger.book import Posting, post
from commerce.ledger.models import Account

Kind = Account.Kind
CARDS = "outside:cards"
BANKS = "outside:banks"
COMMISSION = "fees:commission"
COMMISSION_VAT = "fees:commission_vat"


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
        owned.append(_in_order(pay_in.order, part.goods_cents, f"{part.number} articles"))
        owned.append(_in_order(pay_in.order, part.shipping_cents, f"{part.number} livraison"))
    cards = Posting(CARDS, Kind.OUTSIDE, -pay_in.paid_cents)
    _write(pay_in.business_key, f"Paiement de la commande {pay_in.order.number}", now, [cards, *owned])


def paid_in_vain(pay_in, now):
    """Money came in that isn't due: it waits for its refund, owned by the buyer."""
    postings = [
        Posting(CARDS, Kind.OUTSIDE, -pay_in.paid_cents),
        _in_order(pay_in.order, pay_in.paid_cents, "à rembourser"),
    ]
    _write(pay_in.business_key, f"Paiement à rembourser, commande {pay_in.order.number}", now, postings)


def refunded(refund, now):
    """A pay-in went back to the card."""
    order = refund.pay_in.order
    postings = [
        _in_order(order, -refund.amount_cents, "à rembourser"),
        Posting(CARDS, Kind.OUTSIDE, refund.amount_cents),
    ]
    _write(refund.business_key, f"Remboursement de la commande {order.number}", now, postings)


def released(release, now):
    """A share moved. The commission and its VAT come out of the goods; the shipping goes to its vendor whole."""
    part = release.vendor_order
    postings = [
        _in_order(part.order, -part.goods_cents, f"{part.number} articles"),
        _in_order(part.order, -part.shipping_cents, f"{part.number} livraison"),
        _at_vendor(part.vendor_id, part.goods_cents - release.fees_cents, f"{part.number} articles"),
        _at_vendor(part.vendor_id, part.shipping_cents, f"{part.number} livraison"),
        Posting(COMMISSION, Kind.FEES, release.commission_cents, part.number),
        Posting(COMMISSION_VAT, Kind.FEES, release.commission_vat_cents, part.number),
    ]
    _write(release.business_key, f"Libération de {part.number}", now, postings)


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
