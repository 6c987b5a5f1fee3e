import re

import pytest
from django.urls import reverse

from tests.local_carriers import carriers, carriers_server  # noqa: F401 (fixtures)
from tests.vendor_portal.test_pages import ABSURD, text

pytestmark = pytest.mark.django_db
KEY = "0" * 31 + "1"


@pytest.fixture
def labelled(part):
    """The vendor's part of an order, by Colissimo."""
    part.carrier = "Colissimo"
    part.save(update_fields=["carrier"])
    return part


def ask(portal, part, **typed):
    return portal.post(reverse("vendor_portal:order-label", args=[part.number]), {"grams": "900", "cle": KEY, **typed})


def test_a_label_is_made_printed_and_its_number_goes_with_the_parcel(portal, labelled, carriers):  # noqa: F811
    assert ask(portal, labelled).status_code == 302
    label = labelled.labels.get()
    shown = text(portal.get(reverse("vendor_portal:order", args=[labelled.number])))
    sheet = portal.get(re.search(r'href="([^"]+\.pdf)"', shown).group(1))
    assert (sheet["Content-Type"], sheet["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert sheet.content == bytes(label.pdf)
    assert f'value="{label.number}"' in shown


def test_a_silent_carrier_is_told_beside_the_field_and_the_order_leaves_by_hand(portal, labelled, carriers):  # noqa: F811
    carriers.fail(colissimo="down")
    assert "existe peut-être" in text(ask(portal, labelled, grams="950"))
    portal.post(reverse("vendor_portal:order-ship", args=[labelled.number]), {"tracking_number": "A1"})
    labelled.refresh_from_db()
    assert labelled.status == "shipped"


def test_without_an_account_nothing_is_offered(portal, labelled):
    shown = text(portal.get(reverse("vendor_portal:order", args=[labelled.number])))
    assert "Faire l’étiquette" not in shown
    assert "à la main" in text(ask(portal, labelled))


def test_absurd_weights_and_keys_are_answered(portal, labelled, carriers):  # noqa: F811
    for value in ABSURD:
        assert ask(portal, labelled, grams=value).status_code == 200
        assert ask(portal, labelled, cle=value).status_code == 200
