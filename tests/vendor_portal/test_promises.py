"""Orders that can't go as promised, and many at once, through the portal; the buyer answers by link."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from commerce.fulfilment.models import Delay, Unavailability
from commerce.order import lifecycle, parcels
from commerce.order.models import Parcel
from commerce.order.piles import Pile
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Membership
from commerce.settlement.models import Refund
from tests.commerce.baskets import MONDAY
from tests.commerce.fulfilment.orders import again, ordered, paid_without_a_bank
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db
S = VendorOrderStatus


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def part():
    return ordered(2)


@pytest.fixture
def workshop(client, part):
    """The browser of this vendor's owner."""
    user = UserFactory()
    Membership.objects.create(partner=part.vendor, user=user, role=Membership.Role.OWNER)
    client.force_login(user)
    return client


def page(name, part):
    return reverse(f"vendor_portal:{name}", args=[part.number])


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def typed(part, **more):
    line = part.lines.get()
    return {"ligne": line.pk, "quantite": 1, "solution": "rembourser", "cle": uuid4().hex, **more}


def test_a_missing_piece_is_told_and_refunded_once(workshop, part):
    data = typed(part, quantite=2)
    for _twice in range(2):
        answer = workshop.post(page("order-unavailable", part), data, follow=True)
    assert "remboursé et prévenu" in text(answer) or "Rien ne manque" in text(answer)
    assert Refund.objects.get().amount_cents == part.total_cents
    assert again(part).status == S.CANCELLED


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quantite": 3}, "Il n’y en a que 2 à expédier."),
        ({"solution": "attendre"}, "Dites jusqu’à quel jour il faudrait attendre."),
        ({"solution": "attendre", "jour": "2026-11-23"}, "Choisissez un jour après la promesse actuelle"),
        ({"solution": "remplacer"}, "Choisissez la pièce que vous proposez."),
    ],
)
def test_what_is_missing_in_the_form_is_said_and_changes_nothing(workshop, part, wrong, said):
    answer = workshop.post(page("order-unavailable", part), typed(part, note="Désolée", **wrong))
    assert said in text(answer)
    assert "Désolée" in text(answer)
    assert not Unavailability.objects.exists()


def test_the_buyer_answers_a_proposal_by_link_as_a_guest(workshop, client, part):
    other = ProductFactory(vendor=part.vendor, price=30).stockrecords.get()
    workshop.post(page("order-unavailable", part), typed(part, quantite=2, solution="remplacer", piece=other.pk))
    row = Unavailability.objects.get()
    client.logout()
    order = part.order
    path = reverse("fulfilment:proposal", args=[order.number, order.verification_hash(), row.pk])
    assert path in text(client.get(reverse("customer:anon-order", args=[order.number, order.verification_hash()])))
    shown = text(client.get(path))
    assert other.product.get_title() in shown
    assert "20,00 €" in shown
    for _twice in range(2):
        client.post(path, {"reponse": "oui"})
    row.refresh_from_db()
    assert (row.state, part.lines.get().title) == ("replaced", other.product.get_title())
    assert Refund.objects.get().goods_cents == 2000
    assert client.get(path.replace(order.verification_hash(), "faux")).status_code == 404


def test_a_delay_is_announced_and_read_by_the_buyer(workshop, client, part):
    new_on = part.promised_on + timedelta(days=5)
    refused = workshop.post(page("order-delay", part), {"jour": part.promised_on, "note": "Le four"})
    assert "Choisissez un jour après la promesse actuelle" in text(refused)
    workshop.post(page("order-delay", part), {"jour": new_on, "note": "Le four"})
    assert Delay.objects.get().new_on == new_on
    client.logout()
    shown = text(client.get(reverse("customer:anon-order", args=[part.order.number, part.order.verification_hash()])))
    assert "Retard annoncé" in shown


def test_the_buyer_calls_off_what_is_not_sent_and_keeps_what_is(client, part):
    parcels.hand_over(part, {part.lines.get().pk: 1}, now=MONDAY)
    order = part.order
    path = reverse("fulfilment:cancel", args=[order.number, order.verification_hash(), part.pk])
    assert "Seul ce qui n’est pas encore parti est annulé." in text(client.get(path))
    client.post(path)
    refund = Refund.objects.get()
    assert (refund.goods_cents, refund.shipping_cents) == (4000, 0)
    assert again(part).status == S.SHIPPED
    assert "quatorze jours pour y renoncer" in text(client.get(path, follow=True))


def test_a_part_leaves_from_the_orders_page(workshop, part):
    line = part.lines.get()
    data = {f"quantite-{line.pk}": 1, "cle": uuid4().hex, "tracking_number": "6A1"}
    for _twice in range(2):
        workshop.post(page("order-ship", part), data)
    assert (again(part).status, Parcel.objects.count()) == (S.PARTLY_SHIPPED, 1)
    shown = text(workshop.get(page("order", part)))
    assert "Colis 1 expédié" in shown


def test_a_collection_that_nobody_fetches_is_given_up_from_its_page(workshop, part):
    waiting = paid_without_a_bank(ProductFactory(vendor=part.vendor), kinds=("collect",))
    lifecycle.make_ready(waiting, now=MONDAY)
    workshop.post(page("order-give-up", waiting))
    assert again(waiting).status == S.READY
    with time_machine.travel(MONDAY + timedelta(days=23), tick=False):
        workshop.force_login(part.vendor.memberships.get().user)
        assert "Personne n’est venu" in text(workshop.get(page("order", waiting)))
        workshop.post(page("order-give-up", waiting))
    assert again(waiting).status == S.CANCELLED


def test_many_are_shipped_at_once_and_once(workshop, part):
    other = paid_without_a_bank(ProductFactory(vendor=part.vendor))
    stranger = ordered(1)
    ticked = {"commande": [part.number, other.number, stranger.number, "\x00", "9" * 400]}
    path = reverse("vendor_portal:orders-ship", query={"commande": [part.number, other.number, stranger.number]})
    assert workshop.get(reverse("vendor_portal:orders-ship"), ticked).status_code == 200
    data = {"cle": uuid4().hex, f"suivi-{part.pk}": "6A1", f"suivi-{other.pk}": ""}
    assert "Des lettres, des chiffres" in text(workshop.post(path, {**data, f"suivi-{other.pk}": "<b>"}))
    assert not Parcel.objects.exists()
    for _twice in range(2):
        workshop.post(path, data)
    assert sorted(Parcel.objects.values_list("tracking_number", flat=True)) == ["", "6A1"]
    assert again(stranger).status == S.CONFIRMED


def test_slips_say_what_to_pack_and_labels_where_to(workshop, part):
    slip = workshop.get(reverse("vendor_portal:orders-slips"), {"commande": part.number})
    words = PdfReader(io.BytesIO(slip.content)).pages[0].extract_text()
    assert part.lines.get().title in words
    assert "Camille Martin" in words
    assert "40,00" not in words
    assert "quatorze jours" in words
    part.lines.update(personalisation="À Léa")
    slip = workshop.get(reverse("vendor_portal:orders-slips"), {"commande": part.number})
    words = PdfReader(io.BytesIO(slip.content)).pages[0].extract_text()
    assert "quatorze jours" not in words
    assert "votre texte" in words
    label = workshop.get(reverse("vendor_portal:orders-labels"), {"commande": part.number})
    assert "8 rue Dumenge" in PdfReader(io.BytesIO(label.content)).pages[0].extract_text()
    assert workshop.get(reverse("vendor_portal:orders-slips")).url == reverse("vendor_portal:orders")


def test_piles_and_words_find_orders(workshop, part):
    address = reverse("vendor_portal:orders")

    def found(**asked):
        return part.number in text(workshop.get(address, asked))

    expected = {Pile.TO_SEND: True, **dict.fromkeys(set(Pile) - {Pile.TO_SEND}, False)}
    assert {pile: found(etat=pile) for pile in Pile} == expected
    assert found(q="martin camille")
    assert found(q=part.number[-5:])
    assert not found(q="dupont")
    with time_machine.travel(MONDAY + timedelta(days=30), tick=False):
        workshop.force_login(part.vendor.memberships.get().user)
        assert found(etat=Pile.LATE)


def test_queries_of_the_list_and_of_slips_do_not_grow(workshop, part, django_assert_max_num_queries):
    def counted(path):
        with django_assert_max_num_queries(60) as seen:
            workshop.get(path)
        return len(seen)

    lists = reverse("vendor_portal:orders")
    slips = reverse("vendor_portal:orders-slips", query={"commande": part.number})
    counted(lists)  # What the process reads once.
    before = counted(lists), counted(slips)
    numbers = [part.number]
    for _more in range(3):
        contents = [ProductFactory(vendor=part.vendor) for _each in range(2)]
        numbers.append(paid_without_a_bank(*contents).number)
    assert (counted(lists), counted(reverse("vendor_portal:orders-slips", query={"commande": numbers}))) == before
