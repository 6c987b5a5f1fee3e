import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from commerce.partner.timetable import Timetable
from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
from tests.factories import ProductFactory
from tests.typed_forms import posted_forms
from tests.vendor_portal.test_pages import ABSURD, text

pytestmark = pytest.mark.django_db
PAGE = "vendor_portal:delivery-settings"


def as_shown(portal):
    """What the page would post, untouched."""
    page = reverse(PAGE)
    [form] = [form for form in posted_forms(text(portal.get(page)), page) if "preparation_days" in form.values]
    return {name: value for name, value in form.values.items() if value != ""}


def save(portal, **changes):
    return portal.post(reverse(PAGE), {**as_shown(portal), **changes})


def test_prices_by_weight_and_destination_are_kept_row_by_row(portal, vendor):
    typed = {"home-rate0-where": "metropole", "home-rate0-grams": "500", "home-rate0-charge": "5,00"}
    typed |= {"home-rate2-where": "outre-mer", "home-rate2-grams": "1000", "home-rate2-charge": "25"}
    assert save(portal, **typed).status_code == 302
    rates = vendor.delivery_modes.get(kind="home").price_rows
    assert rates == [Rate(500, 500, Zone.MAINLAND), Rate(2500, 1000, Zone.OVERSEAS)]
    assert 'value="25,00"' in text(portal.get(reverse(PAGE)))


def test_a_row_that_was_emptied_is_gone_and_an_untouched_page_changes_nothing(portal, vendor):
    save(portal, **{"home-rate0-grams": "500", "home-rate0-charge": "5,00"})
    save(portal)
    assert len(vendor.delivery_modes.get(kind="home").rates) == 1
    save(portal, **{"home-rate0-grams": "", "home-rate0-charge": ""})
    assert vendor.delivery_modes.get(kind="home").rates == []


def test_a_weight_without_a_price_is_told_beside_the_field_and_kept(portal):
    shown = text(save(portal, **{"home-rate0-grams": "750"}))
    assert "Donnez un prix, ou videz la ligne" in shown
    assert 'value="750"' in shown
    opened = [each.get_text() for each in BeautifulSoup(shown, "html.parser").find_all("details", open=True)]
    assert any("Donnez un prix" in each for each in opened)


def test_a_maker_who_delivers_says_where(portal, vendor):
    assert "Dites où vous livrez" in text(save(portal, **{"own-is_active": "on"}))
    rows = {"own-rate0-where": "58, 89", "own-rate0-charge": "8", "own-is_active": "on", "own-transit_days": "0"}
    assert save(portal, **rows).status_code == 302
    assert vendor.delivery_modes.get(kind="own").price_rows == [Rate(800, None, postcodes=("58", "89"))]


def test_hours_closing_days_and_exceptions_are_kept_and_shown_on_the_piece(portal, vendor):
    typed = {"closed_weekdays": ["0"], "pickup2": "9h-12h, 14h-18h30", "delivery3": "9h – 13h"}
    typed |= {"exception0-day": "2026-12-24", "exception0-note": "réveillon"}
    assert save(portal, **typed).status_code == 302
    vendor.refresh_from_db()
    timetable = vendor.timetable
    assert (timetable.closed_weekdays, list(timetable.pickup), list(timetable.delivery)) == ((0,), [2], [3])
    save(portal)
    vendor.refresh_from_db()
    assert vendor.timetable == timetable
    piece = ProductFactory(vendor=vendor)
    assert "mercredi, 9\u00a0h – 12\u00a0h, 14\u00a0h – 18\u00a0h\u00a030" in text(
        portal.get(piece.get_absolute_url())
    )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"pickup2": "le matin"}, "Écrivez les horaires ainsi"),
        ({"closed_weekdays": ["0", "1", "2", "3", "4"]}, "Gardez au moins un jour"),
        ({"exception0-note": "fête"}, "Dites quel jour"),
        ({"exception0-day": "2026-12-24", "exception1-day": "2026-12-24"}, "déjà plus haut"),
        ({"own-rate0-charge": "5"}, "au moins un début de code postal"),
    ],
)
def test_what_can_not_be_is_told_beside_the_field_and_nothing_is_kept(portal, vendor, typed, says):
    assert says in text(save(portal, **typed))
    vendor.refresh_from_db()
    assert vendor.timetable == Timetable()


def test_absurd_rows_hours_and_days_are_answered(portal, vendor):
    names = ["home-rate0-where", "home-rate0-grams", "home-rate0-charge", "own-rate0-where", "closed_weekdays"]
    names += ["pickup0", "delivery6", "exception0-day", "exception0-hours", "exception0-note", "home-rate59-charge"]
    for value in ABSURD:
        assert save(portal, **dict.fromkeys(names, value)).status_code in (200, 302), value


def test_a_packed_piece_is_weighed_and_measured(portal, vendor):
    piece = ProductFactory(vendor=vendor)
    page = reverse("vendor_portal:product-making", args=[piece.stockrecords.get().pk])
    typed = {"making-making": "ready", "making-personalisation_length": "20", "making-packed_grams": "1500"}
    assert portal.post(page, {**typed, "making-packed_length_cm": "40"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.packed_grams, piece.packed_length_cm, piece.packed_width_cm) == (1500, 40, None)
