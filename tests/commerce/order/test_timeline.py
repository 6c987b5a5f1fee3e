"""One timeline for buyer, vendor and operator: the same truth, whose turn it is, and until when."""

from datetime import date, timedelta

import pytest

from commerce.carriers.public_tracking import tracking_address
from commerce.fulfilment import delays
from commerce.order import lifecycle, parcels
from commerce.order.status import VendorOrderStatus
from commerce.order.timeline import BUYER, DONE, OPERATOR, VENDOR, Chapter, Turn, timelines
from commerce.withdrawal import returning
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.fulfilment.orders import again, ordered
from tests.commerce.withdrawal.cases import DECLARED, declared, received_part
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
S = VendorOrderStatus
ALL = (BUYER, VENDOR, OPERATOR)


def told(part, viewer=BUYER, now=MONDAY):
    (timeline,) = timelines([again(part)], viewer=viewer, now=now)
    return timeline


def happened(part, viewer, now=MONDAY):
    return [event.label for event in told(part, viewer, now).events if event.state == DONE]


def sent(part):
    everything = {line.pk: line.quantity for line in part.lines.all()}
    parcels.hand_over(part, everything, carrier="Colissimo", tracking_number="6A 12", now=MONDAY + timedelta(hours=3))
    return part


def arrived(part):
    lifecycle.receive(sent(part), basis="buyer", now=MONDAY + timedelta(days=2))
    return part


def ready(part):
    lifecycle.make_ready(part, now=MONDAY)
    return part


def collected(part):
    lifecycle.collect(ready(part), code=again(part).collection_code, now=MONDAY)
    return part


def unpaid(_part):
    return placed(ProductFactory()).vendor_orders.get()


def called_off(_part):
    order = placed(ProductFactory())
    lifecycle.cancel_unpaid(order, now=MONDAY)
    return order.vendor_orders.get()


#: How a vendor order comes to a state, its delivery, and whose turn it is then.
WAYS = {
    "unpaid": (unpaid, "home", S.AWAITING_PAYMENT, BUYER),
    "paid": (lambda part: part, "home", S.CONFIRMED, VENDOR),
    "sent": (sent, "home", S.SHIPPED, None),
    "received": (arrived, "home", S.RECEIVED, None),
    "to be collected": (lambda part: part, "collect", S.CONFIRMED, VENDOR),
    "ready": (ready, "collect", S.READY, BUYER),
    "collected": (collected, "collect", S.RECEIVED, None),
    "cancelled": (called_off, "home", S.CANCELLED, None),
}


@pytest.mark.parametrize("way", WAYS)
def test_everybody_reads_the_same_events_and_whose_turn_it_is(way):
    come_to, kind, status, turn = WAYS[way]
    part = come_to(ordered(1, kinds=(kind,)))
    assert again(part).status == status
    same = {tuple(happened(part, viewer)) for viewer in ALL}
    assert len(same) == 1
    for viewer in ALL:
        assert [each.role for each in told(part, viewer).turns] == ([turn] if turn else [])


def test_the_turn_of_the_workshop_ends_on_the_promised_day():
    part = ordered(1)
    (turn,) = told(part).turns
    assert turn.until == part.promised_on


def test_the_turn_that_ends_first_is_told_first(monkeypatch):
    days = [date(2026, 12, 9), None, date(2026, 12, 1), date(2026, 12, 4)]

    def tell(_part, *, viewer, now):
        return Chapter(turns=[Turn(viewer, "", day) for day in days])

    monkeypatch.setattr("commerce.order.timeline._tellers", [(tell, ())])
    assert [turn.until for turn in told(ordered(1)).turns] == [*sorted(filter(None, days)), None]


def test_only_the_buyer_reads_the_code_that_proves_the_collection():
    part = ready(ordered(1, kinds=("collect",)))
    code = again(part).collection_code
    words = {viewer: " ".join(event.detail for event in told(part, viewer).events) for viewer in ALL}
    assert code in words[BUYER]
    assert code not in words[VENDOR] + words[OPERATOR]


def test_a_parcel_is_followed_at_its_carriers():
    event = next(event for event in told(sent(ordered(1))).events if event.label == "Expédiée")
    assert event.url == "https://www.laposte.fr/outils/suivre-vos-envois?code=6A12"


@pytest.mark.parametrize(
    ("carrier", "number"), [("Par un cousin", "6A"), ("", "6A"), ("Colissimo", " "), ("Colissimo", "")]
)
def test_a_parcel_without_a_known_page_has_no_link(carrier, number):
    assert tracking_address(carrier, number) == ""


def test_a_tracking_number_cannot_lead_elsewhere():
    address = tracking_address("CHRONOPOST", "a&b=c#d/../é")
    assert address == "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=a%26b%3Dc%23d%2F..%2F%C3%A9"


def test_the_buyer_reads_what_can_be_done_and_until_when():
    part = ordered(1)
    deeds = {deed.label: deed for deed in told(part).deeds}
    shop = part.vendor.name
    assert set(deeds) == {f"Annuler la commande chez {shop}", f"Écrire à {shop}", "Renoncer au contrat ici"}
    arrived(part)
    (withdraw,) = (deed for deed in told(part, now=MONDAY + timedelta(days=5)).deeds if "Renoncer" in deed.label)
    assert withdraw.until == date(2026, 12, 9)
    late = told(part, now=MONDAY + timedelta(days=40)).deeds
    assert "Renoncer au contrat ici" not in [deed.label for deed in late]


def test_the_buyer_confirms_a_parcel_with_one_button():
    (deed,) = (deed for deed in told(sent(ordered(1))).deeds if deed.fields is not None)
    assert deed.label == "J’ai reçu ce colis"


def test_nobody_else_is_offered_the_buyers_deeds():
    for come_to in (lambda part: part, sent, arrived):
        part = come_to(ordered(1))
        assert told(part, VENDOR).deeds == told(part, OPERATOR).deeds == []


def test_an_announced_delay_stands_where_it_happened():
    part = ordered(1)
    new_on = part.promised_on + timedelta(days=7)
    delays.announce(part, new_on, note="Le four est en panne.", actor=None, now=MONDAY + timedelta(hours=1))
    timeline = told(part, VENDOR)
    (event,) = (event for event in timeline.events if event.label == "Retard annoncé")
    assert "Le four est en panne." in event.detail
    assert timeline.turns[0].until == new_on


def test_a_withdrawal_and_its_refund_stand_in_the_order_in_which_they_happened(mangopay):
    part = received_part(mangopay)
    case = declared(part)
    assert [(turn.role, turn.until) for turn in told(part, VENDOR, DECLARED).turns] == [(BUYER, case.return_by)]
    returning.receive(case, now=DECLARED + timedelta(days=2))
    assert told(part, VENDOR, DECLARED).turns[0].role == VENDOR
    returning.accept(case, now=DECLARED + timedelta(days=3))
    labels = happened(part, BUYER, DECLARED + timedelta(days=3))
    steps = ["Payée", "Expédiée", "Reçue", "Rétractation déclarée", "Revenue à l’atelier"]
    assert labels[:5] == steps
    assert set(labels[5:]) == {"Acceptée par l’atelier", "Remboursement de 44,90\xa0€"}
    moments = [event.moment for event in told(part, OPERATOR, DECLARED).events if event.state == DONE]
    assert moments == sorted(moments)


def test_nothing_is_offered_twice_to_who_gave_everything_up(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    (line,) = part.lines.all()
    for key, offered in (("un", True), ("deux", False)):
        declared(part, {line.pk: 1}, key=key)
        labels = [deed.label for deed in told(part, now=DECLARED).deeds]
        assert ("Renoncer au contrat ici" in labels) == offered


def test_the_vendor_is_led_to_the_return(mangopay):
    part = received_part(mangopay)
    case = declared(part)
    urls = {event.url for event in told(part, VENDOR, DECLARED).events if event.url}
    assert urls == {f"/espace-pro/retours/{case.number}/"}
