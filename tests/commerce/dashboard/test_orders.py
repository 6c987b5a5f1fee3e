"""Nothing in Oscar's order pages moves money, parcels or states beside the book: each action is refused in words."""

import pytest
from django.urls import reverse
from oscar.apps.dashboard.orders import views as oscar_views
from oscar.core.loading import get_class, get_model

from commerce.dashboard.orders.views import CLOSED_ACTIONS
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db

PaymentEventType = get_model("order", "PaymentEventType")
ShippingEventType = get_model("order", "ShippingEventType")
Detail, List = oscar_views.OrderDetailView, oscar_views.OrderListView
#: What Oscar's pages may still do: nothing of it touches money, parcels or states.
HARMLESS = {"save_note", "delete_note", "download_selected_orders"}


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def order():
    order = placed(ProductFactory())
    lifecycle.confirm(order, now=MONDAY)
    PaymentEventType.objects.create(name="Refund", code="refund")
    ShippingEventType.objects.create(name="Shipped", code="shipped")
    return order


def everything_about(order):
    parts = list(VendorOrder.objects.values())
    return parts, order.payment_events.count(), order.shipping_events.count(), list(order.lines.values())


def test_every_action_of_oscars_order_pages_is_harmless_or_closed():
    assert {*Detail.order_actions, *Detail.line_actions, *List.actions} == HARMLESS | CLOSED_ACTIONS


@pytest.mark.parametrize("action", [*Detail.order_actions[2:], *Detail.line_actions])
@pytest.mark.parametrize("amount", ["40.00", "", "x"])
def test_an_action_on_an_order_is_refused_with_the_way_to_the_money_room(operator, order, action, amount):
    before = everything_about(order)
    line = order.lines.get()
    kind = "order_action" if action in Detail.order_actions else "line_action"
    data = {
        kind: action,
        "selected_line": line.pk,
        f"selected_line_qty_{line.pk}": 1,
        "new_status": "cancelled",
        "amount": amount,
        "payment_event_type": "refund",
        "shipping_event_type": "shipped",
    }
    answer = operator.post(reverse("dashboard:order-detail", args=[order.number]), data, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "ne se mènent pas d’ici, où rien n’en serait compté" in shown
    assert f'<a href="{reverse("money:home")}">Ouvrir l’espace Argent</a>' in shown
    assert everything_about(order) == before


def test_states_are_not_changed_in_bulk(operator, order):
    before = everything_about(order)
    data = {"action": "change_order_statuses", "selected_order": order.pk, "new_status": "cancelled"}
    answer = operator.post(reverse("dashboard:order-list"), data, follow=True)
    assert "où rien n’en serait compté" in answer.content.decode()
    assert everything_about(order) == before


def test_the_pages_offer_none_of_the_closed_actions(operator, order):
    for address in (reverse("dashboard:order-list"), reverse("dashboard:order-detail", args=[order.number])):
        shown = operator.get(address).content.decode()
        assert not [action for action in CLOSED_ACTIONS if f'value="{action}"' in shown]
        assert "Ouvrir l’espace Argent" in shown


def test_notes_are_still_taken(operator, order):
    data = {"order_action": "save_note", "message": "Appelé l’acheteur.", "note_type": "Error"}
    operator.post(reverse("dashboard:order-detail", args=[order.number]), data)
    assert order.notes.get().message == "Appelé l’acheteur."


def test_oscars_own_pipeline_is_closed_to_whoever_calls_it(order):
    from oscar.apps.order import exceptions

    handler = get_class("order.processing", "EventHandler")()
    lines = list(order.lines.all())
    with pytest.raises(exceptions.InvalidPaymentEvent, match="ne se mènent pas d’ici"):
        handler.handle_payment_event(order, PaymentEventType.objects.get(), 40, lines, [1])
    with pytest.raises(exceptions.InvalidShippingEvent):
        handler.handle_shipping_event(order, ShippingEventType.objects.get(), lines, [1])
    with pytest.raises(exceptions.InvalidOrderStatus):
        handler.handle_order_status_change(order, "cancelled")
