"""The operator's morning: the queue, a file on one page, the lists; what is ours there is held to axe."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from commerce.identity.models import BankAccount
from commerce.registration.models import RefusedGoods, Registration
from commerce.registration.roles import GROUP, create_role
from commerce.requirements.models import Requirement
from tests.browser.accessibility import MESSAGES_ARE_SHOWN, submit, violations
from tests.commerce.registration.conftest import file_in
from tests.factories import RequirementRecordFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(site, new_visitor):
    """A page of somebody who validates makers, and may do nothing else."""

    def open_page(**look):
        create_role()
        person, client, page = UserFactory(first_name="Sacha"), Client(), new_visitor(**look)
        person.groups.add(Group.objects.get(name=GROUP))
        client.force_login(person)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return page

    return open_page


def faults(page):
    """All but Wagtail's own button beside long forms."""
    ours = {"include": [["main"]], "exclude": [["[id^=w-minimap]"]]}
    page.wait_for_function(MESSAGES_ARE_SHOWN)
    return [(page.url, fault["id"], fault["nodes"][0]["html"][:200]) for fault in violations(page, context=ours)]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_queue_file_decisions_and_lists_are_accessible(enter, site, width, scheme):
    page, file = enter(width=width, color_scheme=scheme), file_in(Registration.Status.SUBMITTED)
    record = RequirementRecordFactory(vendor=file.vendor)
    BankAccount.objects.create(vendor=file.vendor, recipient_id="r", country="FR", last_digits="0143")
    refused = RefusedGoods.objects.create(title="Bougies", why="Leur étiquetage nous dépasse.")
    addresses = [
        reverse("registrations:queue"),
        *(reverse(f"registrations:{name}", args=[file.pk]) for name in ("file", "approve", "more", "refuse")),
        reverse("registrations:judge", args=[file.pk, record.requirement_id]),
        reverse("wagtailsnippets_requirements_requirement:edit", args=[record.requirement_id]),
        reverse("refused_goods:edit", args=[refused.pk]),
    ]
    found = []
    for address in addresses:
        page.goto(site + address)
        expect(page.locator("main")).to_be_visible()
        found += faults(page)
    assert found == []


def test_a_requirement_is_written_refused_mended_and_kept(enter, site):
    page = enter(width=1280)
    page.goto(site + reverse("wagtailsnippets_requirements_requirement:add"))
    for name, words in {
        "title": "Cinq pièces",
        "why": "Une vitrine vide déçoit.",
        "code": "cinq-pieces",
        "number": "0",
    }.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=kind]").select_option(Requirement.Kind.PRODUCTS)
    page.get_by_label("Artiste-auteur").check()
    save = page.get_by_role("button", name="Enregistrer").first
    submit(save)
    expect(page.get_by_text("Dites combien.").first).to_be_visible()
    expect(page.locator("[name=why]")).to_have_value("Une vitrine vide déçoit.")
    assert faults(page) == []
    page.locator("[name=number]").fill("5")
    submit(save)
    requirement = Requirement.objects.get(code="cinq-pieces")
    assert (requirement.number, requirement.trades) == (5, ["artiste-auteur"])
