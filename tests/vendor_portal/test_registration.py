"""The registration as a newcomer lives it: any order, half filled, come back to, from sign-up to a complete file."""

from decimal import Decimal
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from commerce.catalogue.models import Category
from commerce.customer.models import User
from commerce.partner.models import Membership, Partner
from commerce.plans.models import Plan, PlanChoice
from commerce.registration.models import RefusedGoods, Registration, TermsText
from commerce.registration.refused_goods import install as install_refusals
from tests.commerce.catalogue.photographs import photograph
from tests.factories import (
    PlanFactory,
    RegistrationFactory,
    TermsTextFactory,
    UserFactory,
    VendorFactory,
    siret,
)

pytestmark = pytest.mark.django_db
STEPS = ("business", "makes", "plan", "terms", "profile", "delivery")
ABSURD = ["\x00", "9" * 400, "é" * 10_000, "🏺", "'; DROP TABLE partner;--", "<script>", "-1", "NaN", "1e309", " "]


def address(name="registration"):
    return reverse(f"vendor_portal:{name}")


def step(name):
    return address(f"registration-{name}")


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def file():
    return RegistrationFactory(vendor__name="Cuirs de Nevers")


@pytest.fixture
def owner(file, client):
    client.force_login(file.started_by)
    return client


def business(**changed):
    return {
        "trade": "artisan",
        "legal_form": "soletrader",
        "siret": siret(77),
        "legal_name": "Jeanne Lemoine",
        "representative_first_name": "Jeanne",
        "representative_last_name": "Lemoine",
        "street": "3 rue des Potiers",
        "postcode": "58000",
        "town": "Nevers",
        "phone": "06 39 98 12 34",
        "email": "jeanne@exemple.test",
        "vat_rate": "0.00",
        **changed,
    }


def picture(size=(900, 700), kind="JPEG", **options):
    drawn = BytesIO()
    Image.new("RGB", size, "tan").save(drawn, kind, **options)
    return SimpleUploadedFile("../../portrait.php", drawn.getvalue(), "text/html")


def test_the_door_offers_to_open_a_shop(client):
    assert step("start") in text(client.get(address("home")))
    assert client.get(address()).url == step("start")
    shown = text(client.get(step("start")))
    assert f"{reverse('account_signup')}?next={step('start')}" in shown


def test_an_account_is_made_confirmed_on_another_device_and_leads_back_to_the_registration(client):
    new = {"email": "jeanne@exemple.test", "password1": "atelier-de-cuir-58", "next": step("start")}
    client.post(reverse("account_signup"), new)
    [letter] = mail.outbox
    link = next(word for word in letter.body.split() if "confirm-email" in word)
    telephone = Client()
    page = text(telephone.get(link))
    assert step("start") in page
    path = link.split("?")[0]
    assert telephone.post(path, {"next": step("start")}).url == step("start")
    assert EmailAddress.objects.get().verified


def test_whether_an_address_has_an_account_is_never_told(client):
    UserFactory(email="connue@exemple.test")
    answers = []
    for email in ("connue@exemple.test", "inconnue@exemple.test"):
        data = {"email": email, "password1": "atelier-de-cuir-58", "next": step("start")}
        answers.append(Client().post(reverse("account_signup"), data))
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert User.objects.count() == 2


def test_a_buyer_opens_a_shop_with_the_same_account_and_once(client):
    PlanFactory()
    buyer = UserFactory()
    client.force_login(buyer)
    for _twice in range(2):
        assert client.post(step("start"), {"shop_name": "Cuirs de Nevers"}).url == address()
    assert "Cuirs de Nevers" in text(client.get(address()))
    assert Partner.objects.get().memberships.get().user == buyer


def test_an_absurd_name_opens_no_shop_or_a_shop_and_never_fails(client):
    PlanFactory()
    for name in ("", *ABSURD):
        client.force_login(UserFactory())
        assert client.post(step("start"), {"shop_name": name}).status_code in (200, 302)


def test_whoever_is_not_signed_in_starts_nothing(client):
    assert client.post(step("start"), {"shop_name": "Cuirs"}).status_code == 302
    assert not Partner.objects.exists()


def test_the_list_says_what_is_missing_and_why_and_where_to_write(owner, file):
    shown = text(owner.get(address()))
    assert "Le choix d’une formule" in shown
    assert "/questions/#quels-produits" in shown
    assert "/contact-professionnel/?sujet=" in shown
    assert "Le choix d’une formule" not in text(owner.get(address("home")))
    assert "étapes sur" in text(owner.get(address("home")))


@pytest.mark.parametrize("name", STEPS)
def test_every_step_says_why_it_asks_and_leads_to_the_contact_form(owner, name):
    shown = text(owner.get(step(name)))
    assert "/contact-professionnel/?sujet=" in shown
    assert "étape " in shown


def test_a_half_filled_step_is_kept_and_found_again_on_another_device(owner, file):
    owner.post(step("business"), business(siret="", phone="", legal_name="Jeanne Lemoine"))
    telephone = Client()
    telephone.force_login(file.started_by)
    assert "Jeanne Lemoine" in text(telephone.get(step("business")))
    assert "SIRET" in text(telephone.get(address()))


def test_a_complete_step_leads_to_the_next_that_lacks_something(owner, file):
    assert owner.post(step("business"), business()).url == step("makes")
    vendor = Partner.objects.get(pk=file.vendor_id)
    assert (vendor.siret, vendor.phone, vendor.department) == (siret(77), "+33639981234", "Nièvre")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("siret", "123", "14 chiffres"),
        ("siret", "55208131766523", "est faux"),
        ("postcode", "99999", "cinq chiffres"),
        ("postcode", "1204 GE", "au plus 5 caractères"),
        ("phone", "12", "n’existe pas"),
        ("email", "jeanne", "valide"),
        ("trade", "pirate", "pirate"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(owner, file, field, value, said):
    shown = text(owner.post(step("business"), business(**{field: value, "street": "Impasse des Tanneurs"})))
    assert said in shown
    assert "Impasse des Tanneurs" in shown
    assert value in shown
    assert Partner.objects.get(pk=file.vendor_id).street != "Impasse des Tanneurs"


def absurd(value):
    """A form of any step in which every field holds this value."""
    fields = [*business(), "makes", "categories", "orders", "basket", "delivery", "text", "name", "story", "tagline"]
    files = {"portrait": SimpleUploadedFile("x.jpg", value.encode()), "banner": picture((3, 3))}
    return {**dict.fromkeys([*fields, "home-charge", "preparation_days"], value), **files}


@pytest.mark.parametrize("name", STEPS)
def test_no_step_fails_on_absurd_input(owner, file, name):
    for value in ABSURD:
        assert owner.post(step(name), absurd(value)).status_code in (200, 302, 404)
        assert owner.post(step(name), {"choice": value}).status_code in (200, 302, 404)


@pytest.mark.parametrize("name", STEPS)
def test_an_empty_form_never_fails(owner, name):
    assert owner.post(step(name), {}).status_code in (200, 302, 404)


def test_a_firm_that_is_here_is_joined_and_gets_no_second_shop(owner, file):
    other = VendorFactory(name="Cuirs anciens", siret=siret(5), member=UserFactory(first_name="Ondine"))
    answer = owner.post(step("business"), business(siret=siret(5)), follow=True)
    shown = text(answer)
    assert "elle en a déjà une ici" in shown
    page = text(owner.get(step("business")))
    assert "Demander à rejoindre cette boutique" in page
    for secret in ("Ondine", other.email, "Cuirs anciens"):
        assert secret not in shown + page


def test_typing_a_firms_number_without_sending_keeps_nobody_out(owner, file):
    RegistrationFactory(vendor__siret=siret(5))
    owner.post(step("business"), business(siret=siret(5)))
    assert "Demander à rejoindre" not in text(owner.get(step("business")))


def test_what_one_makes_is_chosen_among_the_categories_and_refusals_are_explained(owner, file):
    install_refusals()
    leather = Category.add_root(name="Maroquinerie")
    bags = leather.add_child(name="Sacs")
    shown = text(owner.get(step("makes")))
    assert "Sacs" in shown
    assert "Services, ateliers, cours" in shown
    owner.post(step("makes"), {"categories": [bags.pk], "makes": "Des sacs cousus main"})
    file.refresh_from_db()
    assert (file.makes, file.categories.get()) == ("Des sacs cousus main", bags)


def test_a_category_that_the_operator_refuses_is_named_with_the_reason_and_nothing_typed_is_lost(owner, file):
    candles = Category.add_root(name="Bougies").add_child(name="Bougies parfumées")
    RefusedGoods.objects.create(title="Bougies", why="Leur étiquetage nous dépasse.").categories.add(
        candles.get_parent()
    )
    shown = text(owner.post(step("makes"), {"categories": [candles.pk], "makes": "Des bougies coulées"}))
    assert "Bougies parfumées. Leur étiquetage nous dépasse." in shown
    assert "Des bougies coulées" in shown
    assert not file.categories.exists()


@pytest.fixture
def plans():
    return [
        PlanFactory(),
        PlanFactory(
            code="abonnement",
            name="Abonnement",
            kind=Plan.Kind.SUBSCRIPTION,
            terms__commission_rate=Decimal(6),
            terms__monthly_fee_cents=1900,
            terms__yearly_fee_cents=19000,
        ),
        PlanFactory(code="vitrine", name="Vitrine", kind=Plan.Kind.LISTING, terms__monthly_fee_cents=500),
    ]


def test_plans_are_compared_on_my_own_guess_to_the_cent(owner, plans):
    owner.post(step("plan"), {"orders": "10", "basket": "50", "delivery": "5"})
    shown = text(owner.get(step("plan")))
    # Ten orders of 55 €, 6 € of commission and 1,20 € of VAT on each: 478 € a month.
    assert "478,00\u00a0€" in shown
    assert "5\u202f736,00\u00a0€" in shown
    # 3 € and 0,60 € on each, and 22,80 € a month for the subscription.
    assert "491,20\u00a0€" in shown
    assert "-72,00 €" in shown.replace("−", "-")


def test_a_plan_is_chosen_changed_and_rules_from_the_first_day(owner, file, plans):
    key = f"{plans[1].pk}-yearly"
    for _twice in range(2):
        owner.post(step("plan"), {"choice": key})
    owner.post(step("plan"), {"choice": f"{plans[0].pk}-monthly"})
    owner.post(step("plan"), {"choice": key})
    standing = PlanChoice.objects.standing().get()
    assert (standing.plan, standing.period, standing.asked_by) == (plans[1], "yearly", file.started_by)
    file.vendor.refresh_from_db()
    assert file.vendor.plan == plans[1]


def test_a_plan_that_is_not_offered_is_refused(owner, plans):
    Plan.objects.filter(pk=plans[1].pk).update(is_offered=False)
    assert owner.post(step("plan"), {"choice": f"{plans[1].pk}-yearly"}).status_code == 200
    assert "Choisissez une formule" in text(owner.post(step("plan"), {"choose": "1"}))
    assert not PlanChoice.objects.exists()


def test_each_text_is_accepted_alone_with_version_time_and_person(owner, file):
    texts = [TermsTextFactory(document=document) for document in TermsText.Document]
    shown = text(owner.get(step("terms")))
    assert shown.count("J’ai lu et j’accepte") == 3
    owner.post(step("terms"), {"text": texts[0].pk})
    acceptance = file.vendor.acceptances.get()
    assert (acceptance.text, acceptance.accepted_by) == (texts[0], file.started_by)
    owner.post(step("terms"), {"text": texts[1].pk})
    assert owner.post(step("terms"), {"text": "mandate"}).url != step("terms")
    assert "J’ai lu et j’accepte" not in text(owner.get(step("terms")))


def test_an_announced_version_is_shown_with_its_day_and_may_be_accepted_before(portal, vendor):
    TermsTextFactory(document="operator")
    later = TermsTextFactory(
        document="operator",
        effective_on=timezone.localdate() + timezone.timedelta(days=20),
        changes="Le délai change.",
    )
    shown = text(portal.get(step("terms")))
    assert "Le délai change." in shown
    portal.post(step("terms"), {"text": later.pk})
    assert vendor.acceptances.get().text == later


def test_the_list_of_steps_stands_in_the_portal_s_menu(owner, file):
    shown = " ".join(text(owner.get(address())).split())
    assert f'<a href="{address()}" aria-current="page"> Inscription </a>' in shown


def test_staff_accepts_and_changes_nothing(file, client):
    colleague = UserFactory()
    Membership.objects.create(partner=file.vendor, user=colleague, role=Membership.Role.MANAGER)
    client.force_login(colleague)
    for name in STEPS:
        assert client.post(step(name), {}).status_code == 403
    assert text(client.get(address()))


def test_a_portrait_is_redrawn_without_what_the_camera_wrote(owner, file):
    exif = Image.Exif()
    exif[0x010F] = "Appareil de Jeanne"
    sent = picture(exif=exif)
    owner.post(step("profile"), {"name": "Cuirs", "portrait": sent, "portrait_alt": "Jeanne à l’établi"})
    vendor = Partner.objects.get(pk=file.vendor_id)
    kept = vendor.portrait.read()
    assert b"Appareil" not in kept
    assert vendor.portrait.name.endswith(".webp")
    assert ".." not in vendor.portrait.name
    owner.post(step("profile"), {"name": "Cuirs", "portrait_alt": "Jeanne à l’établi"})
    assert Partner.objects.get(pk=file.vendor_id).portrait.name == vendor.portrait.name


def test_a_telephone_s_heic_is_taken_like_a_piece_s(owner, file):
    sent = photograph((480, 360), kind="HEIF", name="IMG_2034.HEIC")
    owner.post(step("profile"), {"name": "Cuirs", "banner": sent})
    banner = Partner.objects.get(pk=file.vendor_id).banner
    assert Image.open(banner).size == (480, 360)
    assert banner.name.endswith(".webp")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (lambda: SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>", "image/jpeg"), "JPEG, PNG, WebP ou HEIC"),
        (lambda: picture(kind="GIF"), "JPEG, PNG, WebP ou HEIC"),
        (lambda: picture((90, 90)), "trop petite"),
        (lambda: picture((10_000, 5_001), kind="PNG"), "trop de pixels"),
        (lambda: SimpleUploadedFile("a.jpg", picture().read()[:3000]), "abîmée"),
        (lambda: SimpleUploadedFile("a.jpg", b"\xff" * (10 * 1024 * 1024 + 1)), "10 Mo"),
    ],
)
def test_a_hostile_picture_is_refused_with_a_reason_and_the_rest_stays_typed(owner, file, sent, said):
    shown = text(owner.post(step("profile"), {"name": "Cuirs", "story": "Depuis 1998", "portrait": sent()}))
    assert said in shown
    assert "Depuis 1998" in shown
    assert not Partner.objects.get(pk=file.vendor_id).portrait


def test_a_page_that_refuses_shows_the_picture_that_is_kept_not_the_one_that_was_sent(owner, file):
    good = {"name": "Cuirs", "portrait": picture(), "portrait_alt": "Jeanne"}
    owner.post(step("profile"), good)
    kept = Partner.objects.get(pk=file.vendor_id).portrait.url
    shown = text(owner.post(step("profile"), {**good, "name": "", "portrait": picture((400, 400))}))
    assert kept in shown
    assert shown.count(".webp") == 1


def test_a_portrait_without_words_for_who_does_not_see_it_is_asked_for_them(owner):
    assert "qui l’on voit" in text(owner.post(step("profile"), {"name": "Cuirs", "portrait": picture()}))


def test_the_usual_delivery_modes_are_kept_by_one_gesture(owner, file):
    page = owner.get(step("delivery"))
    typed = {
        f"{form.prefix}-{name}": value
        for form in page.context["mode_forms"]
        for name, value in form.initial.items()
        if value is not None and value is not False
    }
    owner.post(step("delivery"), {**typed, "preparation_days": "2"})
    assert file.vendor.delivery_modes.filter(is_active=True).exists()


def test_a_file_that_was_sent_is_read_and_not_changed(owner, file):
    Registration.objects.filter(pk=file.pk).update(status="submitted", submitted_at=timezone.now())
    for name in ("business", "makes", "plan"):
        assert owner.post(step(name), business()).url == address()
    assert "À valider" in text(owner.get(address()))
    assert owner.get(step("profile")).status_code == 200


def test_a_shop_without_a_file_has_no_list_and_no_steps(portal):
    assert portal.get(address()).url == address("home")
    for name in ("business", "makes", "plan"):
        assert portal.get(step(name)).status_code == 404


def test_the_list_costs_as_many_queries_full_as_empty(owner, file):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            owner.get(address())
        return len(asked)

    empty = queries()
    for number in range(20):
        file.categories.add(Category.add_root(name=f"C{number}"))
    for document in TermsText.Document:
        TermsTextFactory(document=document)
    assert queries() <= empty
