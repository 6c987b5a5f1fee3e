"""A text that the buyer types: from the product's page to the order, the mails and the right to withdraw."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.basket.models import Basket
from commerce.catalogue.making import set_making
from commerce.checkout import placement
from commerce.order.models import Line
from tests.commerce.baskets import basket_of, reloaded, submission
from tests.commerce.catalogue.shelves import ring_in_sizes
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db

ASKED = "Prénom à graver"


@pytest.fixture
def medal():
    piece = ProductFactory(title="Médaille", stock=5)
    return set_making(piece, personalisation=ASKED, personalisation_length=12)


def added(client, product, text):
    data = {"quantity": "1", "personnalisation": text}
    return client.post(reverse("basket:add", args=[product.pk]), data, follow=True).content.decode()


def test_the_buyer_types_a_text_and_reads_what_it_means(medal):
    client = Client()
    shown = client.get(medal.get_absolute_url()).content.decode()
    assert ASKED in shown
    assert "ne peut pas être rendue" in shown
    added(client, medal, "Zoé & Léo")
    basket = client.get(reverse("basket:summary")).content.decode()
    assert "Zoé &amp; Léo" in basket
    assert "ne peut pas être rendue" in basket


def test_two_texts_are_two_lines_and_no_text_is_a_piece_as_it_is(medal):
    client = Client()
    for text in ("Zoé", "Léo", ""):
        added(client, medal, text)
    assert sorted(line.personalisation for line in Basket.objects.get().all_lines()) == ["", "Léo", "Zoé"]


@pytest.mark.parametrize("text", ["x" * 13, "a\x00b", "a\nb", "\x1b[2J"])
def test_a_text_that_can_not_be_engraved_is_refused(medal, text):
    client = Client()
    added(client, medal, text)
    assert not Basket.objects.filter(lines__isnull=False).exists()


def test_a_refused_text_is_still_there_beside_its_reason_and_once_only(medal):
    client = Client()
    shown = added(client, medal, "Pour Anne-Sophie")
    assert 'value="Pour Anne-Sophie"' in shown
    assert 'id="id_personnalisation_error"' in shown
    assert "Pour Anne-Sophie" not in client.get(medal.get_absolute_url()).content.decode()


def test_a_refused_number_keeps_the_text_and_the_size():
    ring = ring_in_sizes(("50", 3), ("52", 3), vendor=VendorFactory())
    set_making(ring, personalisation=ASKED)
    chosen = ring.children.get(title="Bague Griotte 52")
    typed = {"quantity": "999", "child_id": str(chosen.pk), "personnalisation": "Zoé"}
    client = Client()
    shown = client.post(reverse("basket:add", args=[ring.pk]), typed, follow=True).content.decode()
    assert f'<option value="{chosen.pk}" selected' in shown
    assert 'value="999"' in shown
    assert 'value="Zoé"' in shown
    assert 'id="id_quantity_error"' in shown


@pytest.mark.parametrize("typed", ["\x00", "9" * 400, "-1", "é" * 10_000])
def test_absurd_forms_for_a_piece_are_answered(medal, typed):
    for product in (medal.pk, 10**9):
        data = dict.fromkeys(["quantity", "child_id", "personnalisation"], typed)
        answer = Client().post(reverse("basket:add", args=[product]), data, follow=True)
        assert answer.status_code in (200, 404)


def test_a_required_text_is_asked_for(medal):
    set_making(medal, personalisation_required=True)
    client = Client()
    added(client, medal, "")
    assert not Basket.objects.filter(lines__isnull=False).exists()


def test_the_order_keeps_the_text_and_only_such_a_line_escapes_withdrawal(medal):
    basket = basket_of(medal)
    basket.add_product(medal, 1, options=[{"option": medal.product_options.get(), "value": "Zoé"}])
    order = placement.place(**submission(reloaded(basket)))
    exempt = {line.personalisation: line.is_exempt_from_withdrawal for line in Line.objects.filter(order=order)}
    assert exempt == {"": False, "Zoé": True}
