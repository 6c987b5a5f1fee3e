"""Buyers who changed their minds, one in each state that a visitor may want to see, at the workshops of the demo."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement.models import PayIn
from commerce.settlement.refund_request import RefundRefused
from commerce.withdrawal import deciding, returning
from commerce.withdrawal.declaring import declare
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.models import ReturnTerms, Withdrawal

REASON = "L’anse est fêlée : la pièce a reçu un choc, ce qu’un essai ne demande pas."
APPEAL = "Elle est arrivée ainsi, le carton était enfoncé."


def load_withdrawals(*, now):
    """Live one withdrawal for each of `LIVES`, each on an order of its own; what there are too few for is left out."""
    if Withdrawal.objects.exists():
        return
    received = iter(_received(now))
    for live in LIVES:
        for part in received:
            case = _declared(part, now)
            if case is None:
                continue
            live(case, now)
            break


def _received(now):
    """Received lately and in time, of workshops that sell, with at most one for each order."""
    found = VendorOrder.objects.filter(
        status=VendorOrderStatus.RECEIVED,
        receipt_basis__in=["carrier", "buyer"],
        received_at__gt=now - timedelta(days=12),
        refunds=None,
        holds=None,
        order__pay_in__state=PayIn.State.SUCCEEDED,
        order__pay_in__disputes=None,
    )
    return found.select_related("vendor", "order__user").order_by("vendor_id", "-received_at", "pk")


def _declared(part, now):
    ReturnTerms.objects.get_or_create(
        vendor=part.vendor, defaults={"advice": "Calez la pièce dans du papier froissé."}
    )
    address = part.order.shipping_address
    try:
        return declare(
            part,
            {line.pk: line.quantity for line in part.lines.all() if not line.is_exempt_from_withdrawal},
            name=address.name if address else "Camille Martin",
            email=part.order.email,
            request_key=f"demo:{part.pk}",
            now=now - timedelta(hours=5),
        )
    except (WithdrawalRefused, RefundRefused):
        return None


def _to_send_back(case, now):
    """Nothing more: the buyer's turn."""


def _on_its_way(case, now):
    return returning.send_back(case, tracking_number="6A12345678901", now=now - timedelta(hours=4))


def _to_look_at(case, now):
    _on_its_way(case, now)
    return returning.receive(case, now=now - timedelta(hours=3))


def _reduced(case, now):
    _to_look_at(case, now)
    cents = max(1, returning.reducible_cents(case) // 2)
    returning.reduce(case, cents=cents, reason=REASON, pictures=[crack()], now=now - timedelta(hours=2))


def _contested(case, now):
    _reduced(case, now)
    deciding.appeal(case, words=APPEAL, now=now - timedelta(hours=1))


def _given_back(case, now):
    _to_look_at(case, now)
    returning.accept(case, restock=True, now=now - timedelta(hours=2))


LIVES = (_to_look_at, _to_send_back, _contested, _on_its_way, _given_back, _reduced)


def crack():
    """A handle with a crack, drawn."""
    image = Image.new("RGB", (900, 700), "#e9dcc3")
    draw = ImageDraw.Draw(image)
    draw.arc((260, 160, 640, 560), 300, 60, fill="#7a4a2b", width=60)
    draw.line((610, 330, 640, 360, 620, 390, 655, 420), fill="#231b14", width=6)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=90)
    return content.getvalue()
