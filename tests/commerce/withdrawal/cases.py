"""Withdrawals in every state, lived through the rules, for tests."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commerce.customer.models import User
from commerce.order.models import VendorOrder
from commerce.withdrawal import deciding, evidence, returning
from commerce.withdrawal.declaring import declare
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import Role, State
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.settlement.orders import paid, ready_vendor, received
from tests.factories import ProductFactory

#: What `received` receives is declared a day later.
DECLARED = MONDAY + timedelta(days=3)


def part_of(mangopay, *contents, **kwargs):
    """The one vendor order of a paid order: one product by default, or (price, quantity) pairs of one vendor."""
    vendor = ready_vendor(mangopay)
    contents = contents or [("40.00", 1)]
    products = [(ProductFactory(vendor=vendor, price=price), quantity) for price, quantity in contents]
    order = paid(mangopay, placed(*products, **kwargs))
    return VendorOrder.objects.select_related("vendor", "order__user").get(order=order)


def received_part(mangopay, *contents, **kwargs):
    """The same, shipped and received."""
    return received(part_of(mangopay, *contents, **kwargs))


def everything(part):
    """Each line of a vendor order, whole, as `declare` takes it."""
    return {line.pk: line.quantity for line in part.lines.all()}


def declared(part, quantities=None, *, key="jeton", now=DECLARED, **more):
    """The declaration of a buyer who gives up everything, or these quantities."""
    known = {"name": "Camille Martin", "email": "camille@exemple.test", "request_key": key, "now": now, **more}
    return declare(part, quantities or everything(part), **known)


def picture(name="photo.png"):
    """A picture that a person may send."""
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "tan").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def pictures():
    """A picture as rules take it."""
    return evidence.read_pictures([picture()])


def paper(content=b"%PDF-1.4 recu %%EOF", name="recu.pdf"):
    """A receipt of posting."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def operator():
    """Somebody of the team."""
    return User.objects.get_or_create(email="equipe@exemple.test")[0]


#: How each action is taken, by whoever the table allows.
ACTS = {
    ("send_label", Role.VENDOR): lambda case, now: returning.send_label(case, paper(), now=now),
    ("send_back", Role.BUYER): lambda case, now: returning.send_back(case, tracking_number="6A1", now=now),
    ("report_missing", Role.BUYER): lambda case, now: returning.report_missing(case, Role.BUYER, now=now),
    ("report_missing", Role.VENDOR): lambda case, now: returning.report_missing(case, Role.VENDOR, now=now),
    ("receive", Role.VENDOR): lambda case, now: returning.receive(case, now=now),
    ("accept", Role.VENDOR): lambda case, now: returning.accept(case, now=now),
    ("reduce", Role.VENDOR): lambda case, now: returning.reduce(
        case, cents=500, reason="Rayée", pictures=pictures(), now=now
    ),
    ("agree", Role.BUYER): lambda case, now: deciding.agree(case, now=now),
    ("appeal", Role.BUYER): lambda case, now: deciding.appeal(case, words="Arrivée ainsi", now=now),
    ("refund", Role.OPERATOR): lambda case, now: deciding.refund(case, reasons="Preuve", now=now, actor=operator()),
    ("decide", Role.OPERATOR): lambda case, now: deciding.decide(
        case, cents=300, reasons="En partie", now=now, actor=operator()
    ),
    ("close", Role.OPERATOR): lambda case, now: deciding.close(
        case, reasons="Rien n’est revenu", now=now + timedelta(days=40), actor=operator()
    ),
    ("refund_unanswered", Role.CLOCK): lambda case, now: returning.refund_unanswered(case, now=now),
    ("keep", Role.CLOCK): lambda case, now: deciding.keep(case, now=now),
}
#: The shortest way to each state, by actions of ACTS.
WAYS = {
    State.DECLARED: [],
    State.DISPATCHED: [("send_back", Role.BUYER)],
    State.MISSING: [("send_back", Role.BUYER), ("report_missing", Role.BUYER)],
    State.RETURNED: [("receive", Role.VENDOR)],
    State.REDUCED: [("receive", Role.VENDOR), ("reduce", Role.VENDOR)],
    State.APPEALED: [("receive", Role.VENDOR), ("reduce", Role.VENDOR), ("appeal", Role.BUYER)],
    State.REFUNDED: [("accept", Role.VENDOR)],
    State.CLOSED: [("close", Role.OPERATOR)],
}


def brought_to(state, part, *, now=DECLARED):
    """A withdrawal of everything of a part, brought to a state."""
    case = declared(part, now=now)
    for hours, step in enumerate(WAYS[state], start=1):
        ACTS[step](case, now + timedelta(hours=hours))
    return Withdrawal.objects.select_related("vendor_order__vendor", "vendor_order__order__user").get(pk=case.pk)
