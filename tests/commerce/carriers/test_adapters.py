"""Each adapter over HTTP, against a stand-in that speaks its carrier's protocol."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from commerce.carriers import calls
from commerce.carriers.interface import CarrierRefused, CarrierUnavailable, LabelInDoubt, Party, Shipment
from commerce.carriers.registry import carrier_named

MAKER = Party("Grès Marchenoir", "3 rue des Potiers", "89520", "Saint-Amand-en-Puisaye", email="gres@atelier.test")
BUYER = Party("Camille Martin & fils", "8 rue Dumenge", "69004", "Lyon", phone="+33600000000")
SHIPMENT = Shipment("VO-100042-1", MAKER, BUYER, 1200)
LABELLERS = ["Colissimo", "Chronopost", "Mondial Relay"]
NOON = datetime(2026, 12, 2, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", LABELLERS)
def test_a_label_is_a_number_and_a_pdf(carriers, name):
    label = carrier_named(name).make_label(SHIPMENT)
    shown = PdfReader(io.BytesIO(label.pdf)).pages[0].extract_text()
    assert label.number in shown
    assert "Camille Martin & fils" in shown


@pytest.mark.parametrize("name", LABELLERS)
def test_a_parcel_is_followed_until_its_moment_of_delivery(carriers, name):
    carrier = carrier_named(name)
    number = carrier.make_label(SHIPMENT).number
    assert carrier.track(number).delivered_at is None
    carriers.deliver(number, NOON)
    assert carrier.track(number).delivered_at == NOON


@pytest.mark.parametrize("name", LABELLERS)
def test_what_the_carrier_refuses_is_said_in_its_words(carriers, name):
    with pytest.raises(CarrierRefused, match="poids"):
        carrier_named(name).make_label(replace(SHIPMENT, grams=31_000))


@pytest.mark.parametrize("name", LABELLERS)
def test_wrong_credentials_are_refused(carriers, settings, name):
    for account in settings.CARRIERS.values():
        account.update({key: "faux" for key in ("PASSWORD", "LOGIN") if key in account})
    with pytest.raises(CarrierRefused):
        carrier_named(name).make_label(SHIPMENT)


@pytest.mark.parametrize("name", LABELLERS)
@pytest.mark.parametrize("fault", ["down", "nonsense"])
def test_a_carrier_that_is_down_or_raving_is_unavailable_and_never_answers_a_label(carriers, name, fault):
    carriers.fail(colissimo=fault, chronopost=fault, mondial_relay=fault, la_poste=fault)
    with pytest.raises(CarrierUnavailable):
        carrier_named(name).make_label(SHIPMENT)
    with pytest.raises(CarrierUnavailable):
        carrier_named(name).track("6A00000000001")


def test_a_label_without_an_answer_is_in_doubt(carriers, monkeypatch):
    monkeypatch.setattr("commerce.carriers.colissimo.LABEL", (1, 0.05))
    monkeypatch.setattr("commerce.carriers_sandbox.server.SLOW_SECONDS", 0.3)
    carriers.fail(colissimo="slow")
    with pytest.raises(LabelInDoubt):
        carrier_named("Colissimo").make_label(SHIPMENT)


def test_after_a_failure_a_service_rests_and_nobody_waits(carriers, monkeypatch):
    carriers.fail(mondial_relay="down")
    with pytest.raises(CarrierUnavailable):
        carrier_named("Mondial Relay").relays_near("69004", grams=500)
    monkeypatch.setattr(calls.requests, "request", lambda *_args, **_more: pytest.fail("It was asked again."))
    with pytest.raises(CarrierUnavailable):
        carrier_named("Mondial Relay").relays_near("69004", grams=500)


@pytest.mark.parametrize("name", LABELLERS)
def test_a_number_that_nobody_knows_is_refused(carriers, name):
    with pytest.raises(CarrierRefused):
        carrier_named(name).track("inconnu/../\x00&")


def test_relays_come_nearest_first_with_address_hours_and_place(carriers):
    relays = carrier_named("mondial  relay").relays_near("69004", grams=500)
    assert len(relays) == 10
    assert [relay.metres for relay in relays] == sorted(relay.metres for relay in relays)
    nearest = relays[0]
    assert (nearest.postcode, nearest.town) == ("69004", "LYON")
    assert 45 < nearest.latitude < 46.5
    assert nearest.opening_hours == "lundi à vendredi 9h-12h30, 14h-19h\u202f; samedi 9h-13h"


def test_a_request_that_is_not_signed_with_the_brand_s_key_finds_nothing(carriers, settings):
    settings.CARRIERS["mondial_relay"]["KEY"] = "autre"
    with pytest.raises(CarrierUnavailable, match="97"):
        carrier_named("Mondial Relay").relays_near("69004", grams=500)


def test_without_an_account_a_carrier_goes_by_hand():
    for name in ("Colissimo", "Mondial Relay", "Le cousin Paul"):
        carrier = carrier_named(name)
        assert (carrier.name, carrier.makes_labels, carrier.tracks, carrier.finds_relays) == (
            name,
            False,
            False,
            False,
        )
