"""What a shop is told, in its portal and by mail: by right, by choice, once."""

import pytest
from django.utils import timezone

from commerce.communication import events, shops
from commerce.communication.models import Mail, ShopNotice
from commerce.partner.models import Membership
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role
NOW = timezone.now()


@pytest.fixture
def vendor():
    return VendorFactory(email="Atelier@exemple.test")


def member(vendor, role, email):
    return Membership.objects.create(partner=vendor, user=UserFactory(email=email), role=role)


def told(vendor, name, key="1"):
    event = events.event_of(name)
    shops.tell(vendor, event=name, key=key, context=event.context, url="/espace-pro/commandes/")
    return sorted(Mail.objects.filter(event=name, key=key).values_list("recipient", flat=True))


def test_members_are_told_what_their_right_lets_them_read(vendor):
    member(vendor, Role.WORKSHOP, "atelier-bis@exemple.test")
    member(vendor, Role.ACCOUNTING, "comptable@exemple.test")
    assert told(vendor, "vendor_order_received") == ["Atelier@exemple.test", "atelier-bis@exemple.test"]
    assert told(vendor, "payout_failed") == ["Atelier@exemple.test", "comptable@exemple.test"]
    seen = {role: {each.event for each in shops.notices_for(vendor, None, role)} for role in Role}
    assert seen[Role.WORKSHOP] == {"vendor_order_received"}
    assert seen[Role.ACCOUNTING] == {"payout_failed"}
    assert seen[Role.OWNER] == {"vendor_order_received", "payout_failed"}


def test_telling_twice_changes_nothing(vendor):
    member(vendor, Role.OWNER, "jeanne@exemple.test")
    assert told(vendor, "vendor_order_received") == told(vendor, "vendor_order_received")
    assert (ShopNotice.objects.count(), Mail.objects.count()) == (1, 2)


def test_whoever_reads_the_shops_mail_gets_it_once_whatever_the_capitals(vendor):
    member(vendor, Role.OWNER, "atelier@exemple.test")
    assert told(vendor, "vendor_order_received") == ["Atelier@exemple.test"]


def test_an_optional_mail_can_be_muted_and_its_notice_stays(vendor):
    owner, other = (member(vendor, Role.OWNER, f"{name}@exemple.test") for name in ("atelier", "zoe"))
    shops.choose(owner, ["payout_sent"])
    assert told(vendor, "low_stock") == ["zoe@exemple.test"]
    assert told(vendor, "payout_sent") == ["Atelier@exemple.test", "zoe@exemple.test"]
    assert shops.unread_count(vendor, owner.user, Role.OWNER) == 2
    shops.choose(owner, [event.name for event in shops.optional_for(owner.role)])
    assert told(vendor, "low_stock", key="2") == ["Atelier@exemple.test", "zoe@exemple.test"]
    assert shops.muted_by(other) == set()


def test_a_necessary_mail_cannot_be_muted(vendor):
    owner = member(vendor, Role.OWNER, "atelier@exemple.test")
    shops.choose(owner, [])
    owner.muted_events.create(event="vendor_order_received")
    assert told(vendor, "vendor_order_received") == ["Atelier@exemple.test"]


def test_a_notice_is_read_by_each_member_alone_and_once(vendor):
    owner, other = (member(vendor, Role.OWNER, f"{name}@exemple.test") for name in ("jeanne", "zoe"))
    told(vendor, "vendor_order_received")
    for _time in range(2):
        shops.read(shops.notices_for(vendor, owner.user, Role.OWNER), owner.user, now=NOW)
    assert shops.unread_count(vendor, owner.user, Role.OWNER) == 0
    assert shops.unread_count(vendor, other.user, Role.OWNER) == 1


def test_telling_a_large_team_asks_who_it_is_once(vendor, django_assert_max_num_queries):
    for number in range(5):
        member(vendor, Role.OWNER, f"membre{number}@exemple.test")
    event = events.event_of("payout_sent")
    with django_assert_max_num_queries(1):
        assert len(shops.addresses_of(vendor, event)) == 6


def test_every_event_of_a_shop_has_readers():
    for event in events.declared():
        if event.right:
            assert shops.roles_with(event.right), event.name
