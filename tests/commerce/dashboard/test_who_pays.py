"""Who pays what is shown before an offer or a coupon is saved, and saving needs a second click."""

from decimal import Decimal

import pytest
from django.urls import reverse

from commerce.offer.models import Benefit, Condition, ConditionalOffer, Range
from tests.commerce.coupons import Voucher, coupon, offer
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db

VoucherSet = Voucher._meta.get_field("voucher_set").related_model


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def vendor():
    vendor = VendorFactory(name="Terre & Feu")
    ProductFactory(vendor=vendor, price=Decimal("10.00"))
    return vendor


LIMITS = {"priority": "0", "exclusive": "on", "sample": "60"}


def told(operator, kind=Benefit.PERCENTAGE, value="30"):
    """The wizard's first three steps, answered."""
    everything, _made = Range.objects.get_or_create(name="Tout", includes_all_products=True)
    steps = [
        ("offer-metadata", {"name": "Rentrée", "description": "", "offer_type": "Voucher"}),
        ("offer-benefit", {"type": kind, "range": everything.pk, "value": value}),
        ("offer-condition", {"type": Condition.COUNT, "range": everything.pk, "value": "1"}),
    ]
    for name, answers in steps:
        assert operator.post(reverse(f"dashboard:{name}"), answers).status_code == 302


def last_step(operator, **answers):
    return operator.post(reverse("dashboard:offer-restrictions"), {**LIMITS, **answers})


def test_no_bearer_is_chosen_in_silence(operator, vendor):
    told(operator)
    assert b'<option value="" selected>' in operator.get(reverse("dashboard:offer-restrictions")).content
    page = last_step(operator)
    assert page.context["form"].errors.keys() == {"bearer"}
    assert not ConditionalOffer.objects.exists()


@pytest.mark.parametrize(
    ("answers", "mistaken"),
    [
        ({"bearer": "vendor"}, {"vendor"}),
        ({"bearer": "shared"}, {"vendor", "operator_share"}),
        ({"bearer": "operator", "operator_share": "50"}, {"operator_share"}),
        ({"bearer": "shared", "operator_share": "101", "vendor": True}, {"operator_share"}),
        ({"bearer": "shared", "operator_share": "33.333", "vendor": True}, {"operator_share"}),
    ],
)
def test_a_mistake_about_who_pays_is_said_beside_its_field(operator, vendor, answers, mistaken):
    told(operator)
    page = last_step(operator, **{key: vendor.pk if value is True else value for key, value in answers.items()})
    assert page.context["form"].errors.keys() == mistaken


def test_an_offer_is_previewed_first_and_saved_by_the_second_click(operator, vendor):
    told(operator)
    answers = {"bearer": "shared", "operator_share": "50", "vendor": vendor.pk, "max_discount": "500"}
    page = last_step(operator, **answers)
    assert not ConditionalOffer.objects.exists()
    [(_offer, preview)] = page.context["previews"]
    assert (preview.sample.buyer_cents, preview.sample.reduction_cents) == (4200 + 490, 1800)
    assert "Rien n’est encore enregistré" in page.content.decode()
    assert page.context["form"]["max_discount"].value() == "500"
    last_step(operator, **answers, previewed=page.context["previewed"])
    saved = ConditionalOffer.objects.get()
    assert (saved.name, saved.bearer, saved.operator_share, saved.vendor) == ("Rentrée", "shared", 50, vendor)


def test_what_was_previewed_is_what_is_saved_or_it_is_previewed_again(operator, vendor):
    told(operator)
    seen = last_step(operator, bearer="operator").context["previewed"]
    page = last_step(operator, bearer="vendor", vendor=vendor.pk, previewed=seen)
    assert page.context["previewed"] != seen
    assert last_step(operator, bearer="operator", previewed="forged").status_code == 200
    assert not ConditionalOffer.objects.exists()


def test_the_worst_case_is_told_when_the_reserve_pays(operator, vendor):
    told(operator)
    page = last_step(operator, bearer="operator")
    assert "MonQuibus ajoute 9,36\u00a0€ de sa réserve" in page.content.decode()
    told(operator, value="5")
    assert "la réserve de MonQuibus n’est pas touchée" in last_step(operator, bearer="operator").content.decode()


def test_no_short_cut_saves_an_offer_around_its_preview(operator, vendor):
    made = offer(Benefit.PERCENTAGE, 5)
    answers = {"type": Benefit.PERCENTAGE, "range": made.benefit.range_id, "value": "80", "save": ""}
    page = operator.post(reverse("dashboard:offer-benefit", args=[made.pk]), answers)
    restrictions = reverse("dashboard:offer-restrictions", args=[made.pk])
    assert page.url == restrictions
    assert ConditionalOffer.objects.get().benefit.value == 5
    page = operator.post(restrictions, {**LIMITS, "bearer": "operator"})
    [(_offer, preview)] = page.context["previews"]
    assert preview.sample.reduction_cents == 4800
    operator.post(restrictions, {**LIMITS, "bearer": "operator", "previewed": page.context["previewed"]})
    assert ConditionalOffer.objects.get().benefit.value == 80


def test_previewing_a_change_writes_nothing(operator):
    made, other = offer(Benefit.PERCENTAGE, 5, "a", exclusive=False), offer(Benefit.FIXED, 5, "b", exclusive=False)
    made.combinations.add(other)
    operator.post(
        reverse("dashboard:offer-restrictions", args=[made.pk]),
        {"priority": "0", "sample": "60", "bearer": "operator"},
    )
    assert made.combinations.get() == other


def test_the_offers_page_says_who_pays(operator, vendor):
    made = offer(Benefit.PERCENTAGE, 5, bearer="vendor", vendor=vendor)
    page = operator.get(reverse("dashboard:offer-detail", args=[made.pk])).content.decode()
    assert "à la charge de Terre &amp; Feu" in page


def voucher_answers(*offers, **more):
    return {
        "name": "Merci",
        "code": "MERCI",
        "start_datetime": "2026-11-24 10:00",
        "end_datetime": "2026-12-24 10:00",
        "usage": Voucher.MULTI_USE,
        "offers": [made.pk for made in offers],
        "sample": "60",
        **more,
    }


def test_a_voucher_shows_who_pays_each_of_its_offers_and_is_saved_by_the_second_click(operator, vendor):
    ours = offer(Benefit.PERCENTAGE, 5, "La nôtre")
    theirs = offer(Benefit.FIXED, 5, "La leur", bearer="vendor", vendor=vendor)
    address = reverse("dashboard:voucher-create")
    assert "La leur (à la charge de Terre &amp; Feu)" in operator.get(address).content.decode()
    page = operator.post(address, voucher_answers(ours, theirs))
    assert [found.name for found, _preview in page.context["previews"]] == ["La nôtre", "La leur"]
    assert not Voucher.objects.exists()
    operator.post(address, voucher_answers(ours, theirs, previewed=page.context["previewed"]))
    assert {*Voucher.objects.get().offers.all()} == {ours, theirs}


def test_a_vouchers_change_is_previewed_too(operator, vendor):
    found = coupon(Benefit.PERCENTAGE, 5)
    other = offer(Benefit.FIXED, 5, "La leur", bearer="vendor", vendor=vendor)
    address = reverse("dashboard:voucher-update", args=[found.pk])
    page = operator.post(address, voucher_answers(other))
    assert other not in found.offers.all()
    operator.post(address, voucher_answers(other, previewed=page.context["previewed"]))
    assert [*found.offers.all()] == [other]


def test_a_set_of_vouchers_is_previewed_too(operator, vendor):
    ours = offer(Benefit.PERCENTAGE, 5)
    address = reverse("dashboard:voucher-set-create")
    answers = voucher_answers(ours, count="2", code_length="12", description="Pour le marché")
    page = operator.post(address, answers)
    assert not VoucherSet.objects.exists()
    operator.post(address, {**answers, "previewed": page.context["previewed"]})
    assert [voucher.offers.get() for voucher in VoucherSet.objects.get().vouchers.all()] == [ours, ours]
    address = reverse("dashboard:voucher-set-update", args=[VoucherSet.objects.get().pk])
    assert operator.post(address, answers).context["previews"]


def test_without_a_plan_in_force_it_is_said_that_nothing_can_be_foreseen(operator):
    ours = offer(Benefit.PERCENTAGE, 5)
    page = operator.post(reverse("dashboard:voucher-create"), voucher_answers(ours))
    assert "Personne ne peut prévoir" in page.content.decode()
