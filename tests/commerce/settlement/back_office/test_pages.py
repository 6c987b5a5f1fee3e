import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.settlement import incidents
from commerce.settlement.back_office import urls
from commerce.settlement.back_office.home import MoneyPanel
from commerce.settlement.models import Comparison, Incident
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, parts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LISTS = [view.url_name for view in urls.LISTS.values()]


@pytest.mark.parametrize("name", [*LISTS, "home", "reserve"])
def test_the_operator_sees_each_kind_of_movement(operator, name):
    assert operator.get(reverse(f"money:{name}")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_searched_and_filtered_by_its_amounts(operator, name):
    assert operator.get(reverse(f"money:{name}_results"), {"q": "100", "amount": "12,50"}).status_code == 200


def test_the_operator_reads_what_went_wrong_and_how_often(operator):
    for _ in range(2):
        incidents.note("paid out:Atelier bleu", "Refused: param_error", now=MONDAY)
    page = operator.get(reverse("money:incidents")).content.decode()
    assert "Étape «\u00a0paid out Atelier bleu\u00a0»" in page
    assert Incident.objects.get().occurrences == 2
    page = operator.get(reverse("money:incident", args=[Incident.objects.get().pk])).content.decode()
    assert "Refused: param_error" in page
    assert "paid out Atelier bleu" in operator.get(reverse("money:home")).content.decode()


def test_an_incident_that_comes_back_is_open_again():
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    incidents.solve("release:VO-1", now=MONDAY)
    assert not Incident.objects.filter(solved_at=None).exists()
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    assert Incident.objects.filter(solved_at=None).exists()


def panel_of(user, rf):
    request = rf.get("/cms/")
    request.user = user
    return MoneyPanel().render_html({"request": request})


def test_wagtails_home_says_whether_book_and_mangopay_agree(operator, rf):
    assert "n’ont pas encore été comparés" in panel_of(operator.operator, rf)
    Comparison.objects.create(compared_at=timezone.now(), differing=0, difference_cents=0)
    assert "Le registre et Mangopay sont d’accord" in panel_of(operator.operator, rf)
    Comparison.objects.create(compared_at=timezone.now(), differing=2, difference_cents=150)
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    panel = panel_of(operator.operator, rf)
    assert "diffèrent de 1,50" in panel
    assert "Libération VO-1" in panel
    assert "diffèrent de 1,50" in operator.get(reverse("money:home")).content.decode()


def test_wagtails_home_tells_editors_nothing_of_the_money(rf):
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    assert panel_of(UserFactory(), rf).strip() == ""


def test_a_vendor_order_that_nobody_paid_has_a_page_too(operator):
    (part,) = parts(order_of())
    page = operator.get(reverse("money:vendor_order", args=[part.pk])).content.decode()
    assert part.number in page
    assert "le paiement de l’acheteur n’est pas encore confirmé" in page
    assert operator.get(reverse("money:vendor", args=[part.vendor_id])).status_code == 200


def test_a_vendor_order_is_found_by_its_number_its_vendor_and_its_amount(operator):
    (part,) = parts(order_of(price="40.00"))
    (other,) = parts(order_of(price="51.00"))
    for query in ({"q": part.number}, {"q": part.vendor.name}, {"amount": "46.90"}):
        page = operator.get(reverse("money:vendor_orders"), query).content.decode()
        assert part.number in page, query
        assert other.number not in page, query
