"""Every address of the portal × every stranger, made from the URL table: a new address without a sample fails here."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import ShopNotice
from commerce.conversation.models import Conversation, Message
from commerce.dispatch.models import Label
from commerce.disputes.models import OrderDispute
from commerce.importing.models import Import
from commerce.invoicing.issuing import issue
from commerce.leaving.models import Export
from commerce.stock import market
from commerce.withdrawal.models import Withdrawal
from tests.commerce.baskets import MONDAY
from tests.commerce.coupons import coupon_of
from tests.commerce.invoicing.test_issuing import draft
from tests.factories import (
    AnnouncementFactory,
    InvitationFactory,
    JoinRequestFactory,
    PromotionFactory,
    RequirementRecordFactory,
    UserFactory,
    VendorFactory,
    on_holiday,
)
from vendor_portal.urls import urlpatterns


def made_label(part):
    """A label that a carrier made for a vendor order."""
    kept = {"carrier": "Colissimo", "grams": 900, "number": "6A00000000001", "pdf": b"%PDF-1.4"}
    return Label.objects.create(vendor_order=part, request_key="k" * 32, state=Label.State.MADE, **kept)


def notice_of(vendor):
    """Something the shop was told."""
    noted = {"title": "Vous avez vendu", "path": "/espace-pro/commandes/", "noted_at": MONDAY}
    return ShopNotice.objects.create(vendor=vendor, event="vendor_order_received", key="1", **noted)


#: Addresses that name one of the vendor's objects: how to find the sample among the fixtures.
SAMPLES = {
    "order": lambda part, record, vendor: [part.number],
    "order-ship": lambda part, record, vendor: [part.number],
    "order-label": lambda part, record, vendor: [part.number],
    "label-pdf": lambda part, record, vendor: [made_label(part).pk],
    "order-make-ready": lambda part, record, vendor: [part.number],
    "order-collect": lambda part, record, vendor: [part.number],
    "order-refund": lambda part, record, vendor: [part.number],
    "order-delay": lambda part, record, vendor: [part.number],
    "order-unavailable": lambda part, record, vendor: [part.number],
    "order-give-up": lambda part, record, vendor: [part.number],
    "order-message": lambda part, record, vendor: [part.number],
    "message": lambda part, record, vendor: [written(part).conversation_id],
    "message-put-aside": lambda part, record, vendor: [written(part).conversation_id],
    "message-file": lambda part, record, vendor: [
        written(part).conversation_id,
        written(part).attachments.get().pk,
    ],
    "message-report": lambda part, record, vendor: [written(part).conversation_id, written(part).pk],
    "return": lambda part, record, vendor: [sent_back(part).number],
    "return-label": lambda part, record, vendor: [sent_back(part).number],
    "return-receive": lambda part, record, vendor: [sent_back(part).number],
    "return-missing": lambda part, record, vendor: [sent_back(part).number],
    "return-accept": lambda part, record, vendor: [sent_back(part).number],
    "return-reduce": lambda part, record, vendor: [sent_back(part).number],
    "return-file": lambda part, record, vendor: [sent_back(part).number, sent_back(part).evidence.get().pk],
    "order-dispute": lambda part, record, vendor: [part.number],
    **{
        name: lambda part, record, vendor: [disputed(part).number]
        for name in (
            "dispute",
            "dispute-explain",
            "dispute-refund",
            "dispute-refund-part",
            "dispute-promise",
            "dispute-deliver",
            "dispute-add",
            "dispute-close",
        )
    },
    "dispute-file": lambda part, record, vendor: [disputed(part).number, disputed_picture(part).pk],
    "product": lambda part, record, vendor: [record.pk],
    "product-shelf": lambda part, record, vendor: [record.pk],
    "product-description": lambda part, record, vendor: [record.pk],
    "product-complete": lambda part, record, vendor: [record.pk],
    "product-pictures": lambda part, record, vendor: [record.pk],
    "product-preview": lambda part, record, vendor: [record.pk],
    "product-making": lambda part, record, vendor: [record.pk],
    "product-variants": lambda part, record, vendor: [record.pk],
    "product-tiers": lambda part, record, vendor: [record.pk],
    "product-duplicate": lambda part, record, vendor: [record.pk],
    "product-history": lambda part, record, vendor: [record.pk],
    "product-discard": lambda part, record, vendor: [record.pk],
    "stock-journal": lambda part, record, vendor: [record.pk],
    "market-sale": lambda part, record, vendor: [record.pk],
    "market-undo": lambda part, record, vendor: [market.sell(record, key="a" * 32).pk],
    "announcement-dismiss": lambda part, record, vendor: [AnnouncementFactory(shops="draft").pk],
    "year-copy": lambda part, record, vendor: [2025],
    "document": lambda part, record, vendor: [issue(draft(vendor), now=MONDAY).reference],
    "holiday": lambda part, record, vendor: [on_holiday(vendor).pk],
    "holiday-end": lambda part, record, vendor: [on_holiday(vendor).pk],
    "coupon": lambda part, record, vendor: [coupon_of(vendor).pk],
    "coupon-pause": lambda part, record, vendor: [coupon_of(vendor).pk],
    "promotion": lambda part, record, vendor: [PromotionFactory(vendor=vendor).pk],
    "promotion-change": lambda part, record, vendor: [coming_promotion(vendor).pk],
    "promotion-end": lambda part, record, vendor: [PromotionFactory(vendor=vendor).pk],
    "requirement-answer": lambda part, record, vendor: [0],
    "requirement-paper": lambda part, record, vendor: [RequirementRecordFactory(vendor=vendor).pk],
    "open-shop": lambda part, record, vendor: [],
    "registration-submit": lambda part, record, vendor: [],
    "registration-reminders": lambda part, record, vendor: [],
    "shop-preview": lambda part, record, vendor: [],
    "import": lambda part, record, vendor: [sent_import(vendor).pk],
    "import-corrections": lambda part, record, vendor: [sent_import(vendor).pk],
    "import-drop": lambda part, record, vendor: [sent_import(vendor).pk],
    "data-file": lambda part, record, vendor: [ready_export(vendor).pk],
    "member-role": lambda part, record, vendor: [vendor.memberships.get().pk],
    "member-remove": lambda part, record, vendor: [vendor.memberships.get().pk],
    "invitation-resend": lambda part, record, vendor: [InvitationFactory(vendor=vendor).pk],
    "invitation-revoke": lambda part, record, vendor: [InvitationFactory(vendor=vendor).pk],
    "join-answer": lambda part, record, vendor: [JoinRequestFactory(vendor=vendor).pk],
    "notification": lambda part, record, vendor: [notice_of(vendor).pk],
    "choose-vendor": lambda part, record, vendor: [vendor.pk],
}
#: Addresses that show whoever asks their own things only.
OWN = [
    "notifications",
    "mail-choices",
    "orders",
    "orders-ship",
    "messages",
    "returns",
    "disputes",
    "return-terms",
    "products",
    "product-add",
    "product-earning",
    "stock",
    "stock-csv",
    "market",
    "imports",
    "product-answers",
    "coupons",
    "coupon-add",
    "promotions",
    "promotion-add",
    "gift-cards",
    "money",
    "statement",
    "statistics",
    "documents",
    "statement-pdf",
    "statement-csv",
    "mandate",
    "tax-identity",
    "delivery-settings",
    "listing",
    "holidays",
    "stock-settings",
    "closing",
    "data",
    "plan",
    "plan-switch",
    "card",
    "second-factor",
    "requirements",
    "registration-terms",
    "registration-profile",
    "identity",
    "bank-account",
    "people",
]
#: Files that show the asker's own things only, with what their addresses take; none names an object.
FILES = {"articles-file": ["csv"], "statistics-file": []}
#: Papers of what was ticked, and of nothing else.
PAPERS = ["orders-slips", "orders-labels"]
#: Addresses that only take a POST, and change the asker's own things only.
POSTED = ["products-online"]
#: The doors that everybody may look through.
PUBLIC = ["home", "registration", "registration-start", "bank-account-stop"]
#: Steps that only a shop in preparation has.
IN_PREPARATION = ["registration-business", "registration-makes", "registration-plan", "registration-delivery"]
#: Addresses that show whoever asks their own things, or nothing where their kind of shop has no use for it.
BY_KIND = ["beneficial-owners", "identity-paper"]
#: Doors of people who aren't in a shop yet, and the way out: tests/vendor_portal/test_people.py.
DOORS = ["invitation", "join-request", "leave"]
METHODS = ["get", "post"]


def sent_back(part):
    """A withdrawal of all of a part, on its way back with a receipt."""
    if known := part.withdrawals.first():
        return known
    said = {"name": "Camille", "email": "camille@exemple.test", "statement": "Je renonce."}
    sent = {"state": "dispatched", "declared_at": MONDAY, "dispatched_at": MONDAY}
    said |= {"number": f"{part.number}-R1", "request_key": "jeton"}
    case = Withdrawal.objects.create(vendor_order=part, **said, **sent)
    for line in part.lines.all():
        case.lines.create(line=line, quantity=line.quantity)
    file = ContentFile(b"%PDF-1.4 recu %%EOF", "recu.pdf")
    kind = {"kind": "dispatch", "file_name": "recu.pdf", "content_type": "application/pdf"}
    case.evidence.create(file=file, sent_at=MONDAY, **kind)
    return case


def disputed(part):
    """A dispute about all of a part, with a paper."""
    if known := part.order_disputes.first():
        return known
    said = {"number": f"{part.number}-L1", "request_key": "jeton", "state": "to_vendor", "opened_by": "buyer"}
    case = OrderDispute.objects.create(vendor_order=part, ground="broken", opened_at=MONDAY, since=MONDAY, **said)
    for line in part.lines.all():
        case.lines.create(line=line, quantity=line.quantity)
    step = case.steps.create(action="open", role="buyer", state="to_vendor", words="Cassé", taken_at=MONDAY)
    file = ContentFile(b"%PDF-1.4 recu %%EOF", "recu.pdf")
    step.exhibits.create(file=file, file_name="recu.pdf", content_type="application/pdf")
    return case


def disputed_picture(part):
    return disputed(part).steps.get().exhibits.get()


def written(part):
    """What the buyer wrote about a part, with a paper."""
    if known := Message.objects.filter(conversation__vendor_order=part).first():
        return known
    conversation = Conversation.objects.create(vendor=part.vendor, vendor_order=part)
    message = conversation.messages.create(side="buyer", text="Quand ?", request_key=part.number, written_at=MONDAY)
    kind = {"file_name": "plan.pdf", "content_type": "application/pdf"}
    message.attachments.create(file=ContentFile(b"%PDF-1.4 plan %%EOF", "plan.pdf"), **kind)
    return message


def coming_promotion(vendor):
    return PromotionFactory(vendor=vendor, starts_at=timezone.now() + timedelta(days=3))


def ready_export(vendor):
    return Export.objects.create(vendor=vendor, file=ContentFile(b"zip", name="a.zip"), ready_at=timezone.now())


def sent_import(vendor):
    return Import.objects.create(vendor=vendor, state="ready", file=ContentFile(b"Nom", name="a.csv"))


@pytest.mark.parametrize("name", FILES)
def test_files_hold_a_strangers_own_things_only(name, part, product):
    address = reverse(f"vendor_portal:{name}", args=FILES[name])
    assert product.title not in b"".join(asked(stranger(), "get", address).streaming_content).decode()
    assert asked(UserFactory(), "get", address).status_code == 404
    assert asked(None, "get", address).status_code == 302


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_drawn_of_ones_own_orders_only(name, part, portal):
    address = reverse(f"vendor_portal:{name}", query={"commande": part.number})
    assert portal.get(address).content.startswith(b"%PDF")
    assert asked(stranger(), "get", address).url == reverse("vendor_portal:orders")
    assert asked(UserFactory(), "get", address).status_code == 404
    assert asked(None, "get", address).status_code == 302


def test_every_address_of_the_portal_is_in_this_table():
    assert {pattern.name for pattern in urlpatterns} == {
        *SAMPLES,
        *OWN,
        *POSTED,
        *FILES,
        *PAPERS,
        *PUBLIC,
        *IN_PREPARATION,
        *BY_KIND,
        *DOORS,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", IN_PREPARATION)
def test_steps_of_a_registration_are_shut_to_whoever_has_none(name):
    for method in METHODS:
        assert asked(stranger(), method, reverse(f"vendor_portal:{name}")).status_code == 404
        assert asked(UserFactory(), method, reverse(f"vendor_portal:{name}")).status_code == 404
        assert asked(None, method, reverse(f"vendor_portal:{name}")).status_code == 302


@pytest.fixture
def address_of(part, product, vendor):
    record = product.stockrecords.get()
    return lambda name: reverse(f"vendor_portal:{name}", args=SAMPLES[name](part, record, vendor))


def asked(user, method, address):
    client = Client()
    if user:
        client.force_login(user)
    return getattr(client, method)(address)


def stranger():
    """Somebody who runs another shop."""
    user = UserFactory()
    VendorFactory(member=user)
    return user


def wants_second_factor(answer):
    """Before anything is looked up."""
    return answer.status_code == 302 and answer.url.startswith(reverse("vendor_portal:second-factor"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.usefixtures("plain_error_pages")
def test_an_object_is_found_by_the_people_of_its_shop_only(name, address_of, part):
    address, unknown = address_of(name), stranger()
    for method in METHODS:
        answer = asked(unknown, method, address)
        assert answer.status_code in (404, 405) or wants_second_factor(answer)
        assert asked(UserFactory(), method, address).status_code == 404
        unnamed = asked(None, method, address)
        assert unnamed.status_code == 302
        assert unnamed.url.startswith(reverse("account_login"))
    part.refresh_from_db()
    assert part.status == "confirmed"


@pytest.mark.parametrize("name", OWN)
def test_lists_show_a_stranger_nothing_of_this_shop(name, part, product):
    address = reverse(f"vendor_portal:{name}")
    answer = asked(stranger(), "get", address)
    assert answer.status_code == 200
    shown = answer.content.decode(errors="replace")
    assert part.number not in shown
    assert product.title not in shown


@pytest.mark.parametrize("name", [*OWN, *POSTED])
def test_lists_are_closed_to_people_without_a_shop_and_no_stranger_changes_this_one(name, part, vendor):
    address, before = reverse(f"vendor_portal:{name}"), list(vendor.delivery_modes.values())
    for method in METHODS:
        assert asked(UserFactory(), method, address).status_code == 404
        assert asked(None, method, address).status_code == 302
    asked(stranger(), "post", address)
    part.refresh_from_db()
    assert part.status == "confirmed"
    assert list(vendor.delivery_modes.values()) == before


def test_of_an_order_over_three_workshops_each_sees_its_own_part(portal, order, part):
    shown = portal.get(reverse("vendor_portal:order", args=[part.number])).content.decode()
    assert "Vase à col étroit" in shown
    assert "voisin" not in shown
    for other in order.vendor_orders.exclude(pk=part.pk):
        assert other.number not in shown
        assert portal.get(reverse("vendor_portal:order", args=[other.number])).status_code == 404


def test_the_address_of_the_buyer_is_not_shown_where_nothing_is_sent_to_it(portal, collection):
    shown = portal.get(reverse("vendor_portal:order", args=[collection.number])).content.decode()
    assert "8 rue Dumenge" not in shown
    assert "camille@exemple.test" not in shown
