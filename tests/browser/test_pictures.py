"""Pictures of a piece on a telephone: what the examiner says of them, and their order by key and by hand."""

import pytest
from playwright.sync_api import expect

from commerce.catalogue import preparing
from commerce.catalogue.uploads import read_picture
from tests.browser.accessibility import assert_fit, submit
from tests.browser.test_vendor_portal import member, sign_in  # noqa: F401
from tests.commerce.catalogue.photographs import file_of
from tests.commerce.catalogue.test_examinations import bowl
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = [
    bowl((300, 450, 900, 1050)),
    bowl((800, 450, 1400, 1050)),
    bowl((300, 450, 900, 1050), ground=(180, 130, 90)),
]


@pytest.fixture
def piece(member):  # noqa: F811
    vendor = VendorFactory(name="Terre Courbe", member=member)
    pictures = [read_picture(file_of(picture)) for picture in PICTURES]
    record = preparing.prepare(vendor, "d" * 32, actor=member, title="Bol griotte", pictures=pictures)
    for image in record.product.images.order_by("display_order"):
        image.caption = f"Vue {image.display_order + 1}"
        image.save()
    return record


def order(piece):
    return [image.caption for image in piece.product.images.order_by("display_order")]


def test_pictures_are_judged_and_put_in_order(site, new_visitor, sign_in, piece):  # noqa: F811
    page = new_visitor(width=390)
    sign_in(page)
    page.goto(f"{site}/espace-pro/produits/{piece.pk}/")
    page.get_by_text("Règles tenues").first.click()
    expect(page.get_by_role("img", name="ce que l’examen y a vu")).to_be_visible()
    assert_fit(page, "examined")
    page.get_by_role("button", name="Reculer l’image 1").press("Enter")
    expect(page.get_by_role("status").filter(has_text="place 2")).to_have_count(1)
    expect(page.get_by_role("button", name="Reculer l’image 1")).to_be_focused()
    last, middle = page.locator("[data-handle]").nth(2), page.locator("[data-handle]").nth(1)
    last.scroll_into_view_if_needed()
    last.hover()
    page.mouse.down()
    place = middle.bounding_box()
    page.mouse.move(place["x"] + 20, place["y"] + 5, steps=12)
    page.mouse.up()
    submit(page.get_by_role("button", name="Enregistrer les images"))
    assert order(piece) == ["Vue 2", "Vue 3", "Vue 1"]


def test_several_files_go_one_by_one_and_the_bad_one_is_named_beside_its_field(
    site,
    new_visitor,
    sign_in,  # noqa: F811
    piece,
):
    page = new_visitor(width=390)
    sign_in(page)
    page.goto(f"{site}/espace-pro/produits/{piece.pk}/")
    good = file_of(bowl((200, 350, 900, 1050)))
    files = [
        ("IMG_1.png", good.read()),
        ("IMG_2.heic", b"<html>"),
        ("IMG_3.png", file_of(bowl((9, 9, 99, 99))).read()),
    ]
    page.get_by_label("Ce que montre l’image 1").fill("Un bol")
    page.get_by_label("Ajouter des images").set_input_files(
        [{"name": name, "mimeType": "image/png", "buffer": content} for name, content in files]
    )
    page.get_by_role("button", name="Enregistrer les images").click()
    expect(page.get_by_text("IMG_2.heic")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Les autres sont gardées")).to_be_visible()
    assert_fit(page, "one refused")
    submit(page.get_by_role("button", name="Enregistrer les images"))
    assert order(piece) == ["Un bol", "Vue 2", "Vue 3", "", ""]


def test_without_scripts_the_same_buttons_ask_the_server(site, new_visitor, sign_in, piece):  # noqa: F811
    page = new_visitor(width=390, java_script_enabled=False)
    sign_in(page)
    page.goto(f"{site}/espace-pro/produits/{piece.pk}/")
    submit(page.get_by_role("button", name="Avancer l’image 3"))
    assert order(piece) == ["Vue 1", "Vue 3", "Vue 2"]
