"""« Signaler cette pièce », from the buyer's form to the reasons that everybody gets."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.communication.spam_trap import new_stamp
from commerce.moderation import deciding
from commerce.moderation.models import Ground, PieceCheck, Report, Statement
from commerce.moderation.roles import GROUP, create_role
from commerce.partner.shelf import put_online
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ABSURD = ["", "\x00", "9" * 30, "-1", "é" * 10_000, "'; DROP TABLE", "🧵"]


@pytest.fixture
def product():
    vendor = VendorFactory(email="atelier@exemple.test")
    piece = ProductFactory(title="Sac", description="Cuir.", vendor=vendor)
    return put(with_picture(piece), category("Sacs"))


@pytest.fixture
def moderator(client):
    person = UserFactory()
    create_role()
    person.groups.add(Group.objects.get(name=GROUP))
    client.force_login(person)
    return client


def typed(**changes):
    opened = new_stamp(timezone.now() - timezone.timedelta(seconds=30))
    return {
        "opened_at": opened,
        "ground": "counterfeit",
        "text": "C’est la copie d’un sac connu.",
        "name": "Zoé Petit",
        "email": "zoe@exemple.test",
        "good_faith": "on",
        **changes,
    }


def reported(client, product, **changes):
    return client.post(reverse("moderation:report", args=[product.pk]), typed(**changes)).content.decode()


def test_a_report_is_kept_once_and_acknowledged(client, product):
    assert "Signaler cette pièce" in client.get(product.get_absolute_url()).content.decode()
    sent = typed()
    for _time in range(2):
        shown = client.post(reverse("moderation:report", args=[product.pk]), sent).content.decode()
    report = Report.objects.get()
    assert report.reference in shown
    mail = Mail.objects.get(event="report_received", recipient="zoe@exemple.test")
    assert report.reference in mail.subject
    assert "copie" in mail.text


@pytest.mark.parametrize("field", ["text", "name", "email", "ground", "good_faith"])
def test_what_is_missing_is_told_and_what_was_typed_is_kept(client, product, field):
    shown = reported(client, product, **{field: ""})
    assert f'id="id_{field}_error"' in shown
    assert not Report.objects.exists()


def test_a_child_in_danger_asks_no_name(client, product):
    reported(client, product, ground="child", name="", email="")
    assert Report.objects.get().email == ""


@pytest.mark.parametrize("field", ["text", "name", "email", "ground", "opened_at", "website"])
@pytest.mark.parametrize("value", ABSURD)
def test_absurd_reports_are_answered(client, product, field, value):
    assert client.post(reverse("moderation:report", args=[product.pk]), typed(**{field: value})).status_code == 200


def test_an_address_reports_five_times_an_hour(client, product):
    for _time in range(6):
        reported(client, product)
    assert Report.objects.count() == 5


def test_only_what_visitors_see_can_be_reported(client, product):
    hidden = ProductFactory(is_public=False)
    assert client.get(reverse("moderation:report", args=[hidden.pk])).status_code == 404


def test_a_founded_report_takes_the_piece_off_and_both_sides_read_why(moderator, product):
    reported(moderator, product)
    report = Report.objects.get()
    address = reverse("moderation_office:uphold", args=[report.pk])
    assert "Retirer" in moderator.get(address).content.decode()
    moderator.post(address, {"ground": "counterfeit", "text": "La forme est protégée."})
    product.refresh_from_db()
    assert not product.is_public
    assert Statement.objects.get().report == report
    told = Mail.objects.filter(text__contains="La forme est protégée.").values_list("recipient", flat=True)
    assert set(told) == {"zoe@exemple.test", "atelier@exemple.test"}
    to_vendor = Mail.objects.get(recipient="atelier@exemple.test")
    assert "Zoé" not in to_vendor.text
    assert "zoe@" not in to_vendor.html
    record = product.stockrecords.select_related("product", "partner").get()
    assert put_online(record, True) is False
    assert PieceCheck.objects.filter(product=product, state="waiting").exists()


def test_an_unfounded_report_leaves_the_piece(moderator, product):
    reported(moderator, product)
    report = Report.objects.get()
    moderator.post(reverse("moderation_office:dismiss", args=[report.pk]), {"text": "La pièce est la sienne."})
    product.refresh_from_db()
    assert product.is_public
    assert "la sienne" in Mail.objects.get(key=f"report-decided:{report.pk}").text
    with pytest.raises(deciding.AlreadyDecided):
        deciding.uphold(report, ground=Ground.OTHER, text="Non.", by=UserFactory(), now=NOW)


def doors(product):
    check = PieceCheck.objects.create(
        product=product, kind="change", proposed={"title": "Cabas", "answers": {"a": "b"}}
    )
    report = Report.objects.create(product=product, title="Sac", ground="other", text="…")
    names = {"check": check, "accept": check, "refuse": check, "report": report, "uphold": report, "dismiss": report}
    pages = [reverse(f"moderation_office:{name}", args=[each.pk]) for name, each in names.items()]
    lists = [reverse(f"moderation_office:{name}") for name in ("checks", "reports", "statements")]
    return [*pages, *lists, reverse("moderation_office:take_off", args=[product.pk])]


def test_moderators_open_every_page(moderator, product):
    for address in doors(product):
        assert moderator.get(address).status_code == 200, address


def test_nobody_else_enters(client, product):
    client.force_login(UserFactory(is_staff=True))
    for address in doors(product):
        assert client.get(address).status_code in (302, 403), address


def test_the_lists_ask_as_little_for_many_as_for_one(moderator, product, django_assert_max_num_queries):
    pages = [reverse(f"moderation_office:{name}") for name in ("checks", "reports", "statements")]
    doors(product)
    for address in pages:
        moderator.get(address)
    with django_assert_max_num_queries(90) as few:
        for address in pages:
            moderator.get(address)
    for _time in range(9):
        doors(ProductFactory(vendor=product.vendor))
    with django_assert_max_num_queries(90) as many:
        for address in pages:
            moderator.get(address)
    assert len(many) <= len(few)
