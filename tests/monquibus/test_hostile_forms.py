"""Every form of the portal, of contact and of appointments × hostile input: no 500, and nothing typed is lost.

The forms are those that the pages show, so that a new field, or a new form on a page, is tried by itself.
"""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.contrib.messages import ERROR
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms_pages.contact import receive, thread_url
from cms_pages.models import ContactMessage, ContactPage
from commerce.appointments.links import appointment_path
from commerce.partner.invitations import token_of
from commerce.partner.models import Membership
from commerce.requirements.starter import install
from tests.factories import (
    AppointmentFactory,
    InvitationFactory,
    JoinRequestFactory,
    PlanFactory,
    RegistrationFactory,
    SlotFactory,
    TermsTextFactory,
    UserFactory,
    VendorFactory,
    with_second_factor,
)
from tests.typed_forms import posted_forms, standing_in
from tests.vendor_portal.conftest import collection, member, order, part, product, vendor  # noqa: F401
from tests.vendor_portal.test_isolation import IN_PREPARATION, OWN, SAMPLES

pytestmark = pytest.mark.django_db
HOSTILE = ["\x00", "-1", "9" * 400, "é🏺 " * 3_000, "<script>alert(1)</script>' OR 1=1 --\r\nBcc: x@y.test"]
#: What a hand can't put into a hidden field or a list, and a program can.
FORGED = ["\x00", "9" * 400]
#: Seconds that a hand needs.
READING = timedelta(seconds=10)
#: Where the walk must have come by: pages with something to type.
LONG_FORMS = [
    "closing",
    "delivery-settings",
    "holiday",
    "holidays",
    "identity",
    "join-request",
    "listing",
    "order-refund",
    "order-ship",
    "people",
    "product-add",
    "product-description",
    "product-shelf",
    "registration-business",
    "registration-makes",
    "registration-plan",
    "registration-profile",
    "registration-start",
    "requirement-answer",
    "tax-identity",
]


@pytest.fixture(autouse=True)
def _each_form_finds_what_the_first_found(settings):
    """Nothing outlives a rollback, as a session in a cache would; a second factor stays fresh on a slow walk."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    with time_machine.travel(timezone.now(), tick=False):
        yield


def tried(client, addresses, known=None):
    """Sends every form of these pages that isn't `known`. Returns the names of addresses, and what went wrong.

    An address that is a function makes what it leads to; each is gone when the next one's turn comes.
    """
    known = set() if known is None else known
    wrong = []
    for address in addresses:
        with transaction.atomic():
            wrong += _tried_on(client, address() if callable(address) else address, known)
            transaction.set_rollback(True)
    return {name for name, *_fields in known}, wrong


def _tried_on(client, address, known):
    page = client.get(address)
    if page.status_code != 200 or "html" not in page["Content-Type"]:
        return
    for form in posted_forms(page.content.decode(), address):
        name = resolve(form.action.split("?")[0]).view_name
        if (name, *sorted(form.values)) not in known:
            known.add((name, *sorted(form.values)))
            yield from (f"{form.action}: {fault}" for fault in _faults(client, form))


def _faults(client, form):
    yield from _of_what_is_typed(client, form)
    for value in FORGED:
        if (status := _sent(client, form.action, dict.fromkeys(form.values, value)).status_code) >= 500:
            yield f"{status} for {value[:20]!r} in every field"


def _of_what_is_typed(client, form):
    for value in HOSTILE if (typed := form.typed - {"website"}) else ():
        answer = _sent(client, form.action, {**form.values, **dict.fromkeys(typed, value)}, follow=True)
        if answer.status_code >= 500:
            yield f"{answer.status_code} for {value[:20]!r}"
        elif _is_refused(answer):
            page = standing_in(answer.content.decode())
            if lost := sorted(name for name in typed if _plain(value) not in map(_plain, page.get(name, ()))):
                yield f"{value[:20]!r} is lost from {lost}"


def _sent(client, action, data, *, follow=False):
    client.cookies.pop("messages", None)
    with transaction.atomic(), time_machine.travel(timezone.now() + READING):
        answer = client.post(action, data, follow=follow)
        transaction.set_rollback(True)
    return answer


def _is_refused(answer):
    said = answer.context.get("messages", ()) if answer.context else ()
    return answer.status_code == 200 and (not answer.redirect_chain or any(each.level >= ERROR for each in said))


def _plain(text):
    """Without what no page can carry."""
    return text.replace("\x00", "").replace("\ufffd", "").replace("\r\n", "\n")


def sure(user):
    return with_second_factor(Client(raise_request_exception=False), user)


@pytest.fixture
def open_shop(member, vendor, part, product, collection):  # noqa: F811
    """What an open shop has to show: a colleague, an invitation, another shop of the same owner; then each sample."""
    Membership.objects.create(
        user=UserFactory(), partner=VendorFactory(name="Zinguerie", member=member), role=Membership.Role.WORKSHOP
    )
    InvitationFactory(vendor=vendor)
    JoinRequestFactory(vendor=vendor)
    own = [reverse(f"vendor_portal:{name}") for name in ["home", *OWN]]
    order_page = reverse("vendor_portal:order", args=[collection.number])
    samples = [partial(_sample, name, part, product, vendor) for name in sorted(SAMPLES)]
    return sure(member), [*own, order_page, *samples]


def _sample(name, part, product, vendor):  # noqa: F811
    return reverse(f"vendor_portal:{name}", args=SAMPLES[name](part, product.stockrecords.get(), vendor))


@pytest.fixture
def shop_in_preparation():
    install()
    PlanFactory()
    TermsTextFactory()
    names = [*IN_PREPARATION, *OWN, "home", "registration", "open-shop"]
    return sure(RegistrationFactory().started_by), [reverse(f"vendor_portal:{name}") for name in names]


@pytest.fixture
def doors(vendor):  # noqa: F811
    """What a person without a shop may knock at."""
    invitation = reverse("vendor_portal:invitation", args=[token_of(InvitationFactory(vendor=vendor))])
    names = ["registration-start", "join-request"]
    return sure(UserFactory()), [*(reverse(f"vendor_portal:{name}") for name in names), invitation]


def test_every_form_of_the_portal_keeps_what_was_typed_and_never_breaks(open_shop, shop_in_preparation, doors):
    known, wrong = set(), []
    for client, addresses in (open_shop, shop_in_preparation, doors):
        wrong += tried(client, addresses, known)[1]
    assert wrong == []
    assert {f"vendor_portal:{name}" for name in LONG_FORMS} <= {name for name, *_fields in known}


def test_every_form_of_appointments_and_threads_does_too(settings):
    slot, link = SlotFactory(), appointment_path(AppointmentFactory())
    message = ContactMessage(audience="buyer", name="Inès", email="i@exemple.test", subject="Bol", message="Fendu")
    thread = thread_url(receive(message)).removeprefix(settings.SITE_URL)
    own = [f"/rendez-vous/creneau/{slot.pk}/", f"{link}deplacer/", f"{link}annuler/", thread]
    names, wrong = tried(Client(raise_request_exception=False), own)
    assert wrong == []
    assert names == {"appointments:book", "appointments:move", "appointments:cancel", "cms_pages:thread"}


@pytest.fixture
def contact_pages():
    """Both contact pages, without the rest of the site."""
    Locale.objects.get_or_create(language_code="fr")
    home = Page.add_root(title="Accueil", slug="accueil")
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    for slug, audience in (("contact", "buyer"), ("contact-professionnel", "professional")):
        home.add_child(instance=ContactPage(title=slug, slug=slug, audience=audience))
    return ["/contact/", "/contact-professionnel/"]


def test_the_forms_of_contact_do_too(contact_pages):
    client = Client(raise_request_exception=False)
    names, wrong = tried(client, contact_pages)
    assert wrong == []
    assert names == {"wagtail_serve"}
