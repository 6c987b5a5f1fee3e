"""A telephone appointment on a telephone, by keyboard, without account or JavaScript; axe at every page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from commerce.appointments.links import appointment_path
from commerce.appointments.models import Appointment
from tests.browser.accessibility import submit, violations
from tests.factories import AppointmentFactory, SlotFactory, UserFactory


@pytest.fixture
def slots(transactional_db):
    tomorrow = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(days=1)
    day = tomorrow.replace(hour=10, minute=0, second=0, microsecond=0)
    return [SlotFactory(starts_at=day + timedelta(days=7 * week, hours=hour)) for week in (0, 1) for hour in range(3)]


def nothing_to_find(page):
    assert [(page.url, found["id"], found["nodes"][0]["html"]) for found in violations(page)] == []


def fill_in(visitor):
    visitor.get_by_label("Votre nom").fill("Maëlle Kervran")
    visitor.get_by_label("Votre téléphone").fill("06 12 34 56 78")
    visitor.get_by_label("Votre adresse e-mail").fill("maelle@exemple.test")
    visitor.get_by_label("De quoi parlerons-nous").fill("Des sacs en cuir.")
    visitor.wait_for_timeout(2100)  # Nobody reads it faster.


def test_a_visitor_takes_moves_and_cancels_a_call_without_javascript(slots, site, new_visitor):
    visitor = new_visitor(width=390, java_script_enabled=False)
    visitor.goto(site + "/rendez-vous/")
    visitor.locator("main .cluster a").first.press("Enter")
    fill_in(visitor)
    visitor.get_by_role("button", name="Prendre ce rendez-vous").press("Enter")
    expect(visitor.get_by_role("heading", name="C’est noté")).to_be_visible()
    appointment = Appointment.objects.get()
    assert appointment.slot == slots[0]
    visitor.goto(site + appointment_path(appointment))
    submit(visitor.get_by_role("link", name="Choisir une autre heure"))
    submit(visitor.get_by_role("link", name="Semaine suivante"))
    visitor.locator("main button[name=slot]").first.click()
    expect(visitor.get_by_text("C’est déplacé")).to_be_visible()
    appointment.refresh_from_db()
    assert appointment.slot == slots[3]
    visitor.get_by_role("link", name="Annuler").click()
    visitor.get_by_role("button", name="Annuler ce rendez-vous").click()
    expect(visitor.get_by_role("heading", name="Ce rendez-vous est annulé")).to_be_visible()


def test_who_is_outrun_sends_the_same_words_for_another_time(slots, site, new_visitor):
    visitor = new_visitor(width=390)
    visitor.goto(f"{site}/rendez-vous/creneau/{slots[0].pk}/")
    fill_in(visitor)
    AppointmentFactory(slot=slots[0])
    visitor.get_by_role("button", name="Prendre ce rendez-vous").click()
    expect(visitor.get_by_role("heading", name="Quelqu’un vient de prendre cette heure")).to_be_visible()
    nothing_to_find(visitor)
    visitor.locator("button[formaction]").first.click()
    expect(visitor.get_by_role("heading", name="C’est noté")).to_be_visible()
    assert Appointment.objects.get(email="maelle@exemple.test").slot == slots[1]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_the_pages_of_a_call(slots, site, new_visitor, width, scheme):
    visitor = new_visitor(width=width, color_scheme=scheme)
    link = appointment_path(AppointmentFactory(slot=slots[4]))
    cancelled = AppointmentFactory(slot=slots[5], status="cancelled", cancelled_at=slots[0].starts_at)
    week, form = "/rendez-vous/", f"/rendez-vous/creneau/{slots[0].pk}/"
    own = [link, f"{link}deplacer/", f"{link}annuler/", appointment_path(cancelled)]
    for address in [week, form, "/rendez-vous/pris/", *own]:
        visitor.goto(site + address)
        nothing_to_find(visitor)
    visitor.goto(site + form)
    visitor.get_by_role("button", name="Prendre ce rendez-vous").click()
    expect(visitor.get_by_role("alert")).to_be_visible()
    nothing_to_find(visitor)


def test_axe_finds_nothing_on_the_operators_day(slots, site, new_visitor, client):
    operator = UserFactory()
    operator.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "keep_appointments"]))
    client.force_login(operator)
    appointment = AppointmentFactory(slot=slots[0])
    visitor = new_visitor(width=1280)
    visitor.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    day = f"/cms/rendez-vous/?jour={slots[0].starts_at:%Y-%m-%d}"
    for address in (day, "/cms/rendez-vous/ouvrir/", f"/cms/rendez-vous/{appointment.pk}/annuler/"):
        visitor.goto(site + address)
        ours = violations(visitor, context="main form")
        assert [(address, found["id"], found["nodes"][0]["html"]) for found in ours] == []
