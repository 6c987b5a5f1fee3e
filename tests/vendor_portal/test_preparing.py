import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.catalogue.models import Product, ProductImage
from commerce.moderation import gate
from commerce.moderation.models import PieceCheck
from commerce.partner.models import Partner
from tests.commerce.catalogue.photographs import bomb, photograph
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.catalogue.typology import asking, textile
from tests.factories import PlanFactory, ProductFactory, VendorFactory
from tests.vendor_portal.test_pages import ABSURD, save_shelf, text

pytestmark = pytest.mark.django_db

ADD = "vendor_portal:product-add"
KEY = "c" * 32


def sent(portal, address=None, **typed):
    data = {"key": KEY, "title": "Bol griotte", **typed}
    return portal.post(address or reverse(ADD), {name: value for name, value in data.items() if value is not None})


def the_piece(vendor):
    return vendor.products.get()


def test_a_piece_is_prepared_on_one_page(portal, vendor):
    shelf = category("Bols")
    answer = sent(
        portal,
        category=shelf.pk,
        description="Grès de Puisaye.",
        price="34,50",
        stock="1",
        preparation_days="3",
        caption="Vu de dessus",
        pictures=[photograph(), photograph((1000, 1000))],
    )
    record = the_piece(vendor).stockrecords.get()
    assert answer.url == reverse("vendor_portal:product", args=[record.pk])
    shown = text(portal.get(answer.url))
    assert "Prête" in shown
    assert "29,53" in shown.replace("\u00a0", " ")
    assert [image.caption for image in record.product.images.all()] == ["Vu de dessus", ""]


def test_a_name_is_enough_and_the_page_says_what_is_missing(portal, vendor):
    answer = sent(portal)
    assert "il manque : une catégorie, un prix, un stock, une image, une description" in text(
        portal.get(answer.url)
    ).replace("\u202f", " ").replace("\u00a0", " ")


def test_an_impatient_hand_makes_one_piece(portal, vendor):
    first, second = sent(portal, pictures=[photograph()]), sent(portal, pictures=[photograph()])
    assert first.url == second.url
    assert the_piece(vendor).images.count() == 1


def test_an_empty_form_makes_nothing(portal, vendor):
    assert "Donnez au moins un nom" in text(sent(portal, title=""))
    assert not vendor.products.exists()


def test_what_is_right_is_kept_where_something_is_wrong(portal, vendor):
    shown = text(sent(portal, price="trente", description="Grès.", pictures=[photograph()]))
    record = the_piece(vendor).stockrecords.get()
    assert 'value="trente"' in shown
    assert (record.product.description, record.product.images.count(), record.price) == ("Grès.", 1, None)
    address = reverse("vendor_portal:product-complete", args=[record.pk])
    assert address in shown
    assert sent(portal, address, price="30", description="Grès.").status_code == 302
    record.refresh_from_db()
    assert (record.price, record.product.images.count()) == (30, 1)


def test_a_good_picture_stays_beside_a_bad_one(portal, vendor):
    bad = SimpleUploadedFile("facture.pdf", b"%PDF-1.7", content_type="image/png")
    shown = text(sent(portal, pictures=[photograph(), bad]))
    assert "facture.pdf" in shown
    assert the_piece(vendor).images.count() == 1


HOSTILE_FILES = [
    SimpleUploadedFile("a.jpg", b""),
    SimpleUploadedFile("../../etc/passwd", b"x"),
    SimpleUploadedFile("x" * 300, b"<?php"),
    bomb(),
]


@pytest.mark.parametrize("file", HOSTILE_FILES, ids=["empty", "path", "long name", "bomb"])
def test_hostile_files_are_refused_beside_the_field(portal, vendor, file):
    file.seek(0)
    assert 'id="id_pictures_error"' in text(sent(portal, pictures=[file]))
    assert not the_piece(vendor).images.exists()


FIELDS = ["title", "category", "description", "price", "stock", "preparation_days", "caption", "key"]


ODD = [*ABSURD, "a" * 10_000, "'; DROP TABLE x; --", "-0", "½", "\ud7ff", "1" * 5000]


@pytest.mark.parametrize("field", FIELDS)
def test_absurd_input_never_breaks_the_form_nor_loses_what_was_typed(portal, field):
    for value in ODD:
        answer = sent(portal, **{"description": "Grès bleu.", field: value})
        assert answer.status_code in (200, 302), value
        if answer.status_code == 200 and field != "description":
            assert "Grès bleu." in answer.content.decode()


def test_a_form_without_a_single_field_is_answered(portal, vendor):
    assert portal.post(reverse(ADD)).status_code == 200
    assert portal.post(reverse(ADD), {"pictures": "no file"}).status_code == 200
    assert not vendor.products.exists()


def test_a_shop_in_preparation_can_not_put_online(portal, vendor):
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.DRAFT)
    answer = sent(portal)
    record = the_piece(vendor).stockrecords.get()
    assert f"article-{record.pk}-is_online" not in text(portal.get(answer.url))
    save_shelf(portal, record, shown_stock="0")
    record.product.refresh_from_db()
    assert not record.product.is_public


def test_an_incomplete_piece_is_refused_beside_the_box_and_nothing_is_half_saved(portal, vendor):
    sent(portal, stock="2")
    record = the_piece(vendor).stockrecords.get()
    shown = text(save_shelf(portal, record, shown_stock="2"))
    assert "Avant la mise en ligne, il manque" in shown
    record.refresh_from_db()
    assert (record.price, record.product.is_public) == (None, False)


def test_the_vendor_looks_at_a_draft_as_a_buyer_will_and_nobody_else_does(portal, vendor, client):
    sent(portal, description="Grès de Puisaye.", price="34,50", pictures=[photograph()])
    piece = the_piece(vendor)
    record = piece.stockrecords.get()
    shown = text(portal.get(reverse("vendor_portal:product-preview", args=[record.pk])))
    assert "Aperçu" in shown
    assert "Grès de Puisaye." in shown
    assert reverse("basket:add", args=[piece.pk]) not in shown
    assert portal.get(piece.get_absolute_url()).status_code == 404


def gallery_of(piece, **changes):
    data = {}
    for number, image in enumerate(piece.images.order_by("display_order"), start=1):
        data |= {f"caption-{image.pk}": f"Vue {number}", f"position-{image.pk}": str(number)}
    return {**data, **changes}


def test_pictures_are_described_ordered_added_and_removed(portal, vendor):
    sent(portal, pictures=[photograph(), photograph((1000, 1000))])
    piece = the_piece(vendor)
    first, second = piece.images.order_by("display_order")
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    portal.post(
        address,
        gallery_of(
            piece, **{f"position-{second.pk}": "1", f"remove-{first.pk}": "on", "pictures": photograph((1100, 1000))}
        ),
    )
    assert [(image.caption, image.width) for image in piece.images.order_by("display_order")] == [
        ("Vue 2", 1000),
        ("", 1100),
    ]


@pytest.mark.parametrize(("pressed", "order"), [(0, [1, 0, 2]), (2, [0, 1, 2])])
def test_a_button_moves_a_picture_one_place_back_and_saves_what_was_typed(portal, vendor, pressed, order):
    sent(portal, pictures=[photograph((400, 400)), photograph((410, 400)), photograph((420, 400))])
    piece = the_piece(vendor)
    images = list(piece.images.order_by("display_order"))
    answer = portal.post(
        reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk]),
        gallery_of(piece, move=f"{images[pressed].pk}:1"),
    )
    assert answer.url.endswith("#images")
    now = list(piece.images.order_by("display_order"))
    assert now == [images[number] for number in order]
    assert sorted(image.caption for image in now) == ["Vue 1", "Vue 2", "Vue 3"]


@pytest.mark.parametrize("move", ["", "x", "1:5", "0:1", "9" * 40 + ":1", "1:-1\x00", "٣:1"])
def test_a_move_that_means_nothing_moves_nothing(portal, vendor, move):
    sent(portal, pictures=[photograph((400, 400)), photograph((410, 400))])
    piece = the_piece(vendor)
    before = list(piece.images.order_by("display_order"))
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    assert portal.post(address, gallery_of(piece, move=move)).status_code in (200, 302)
    assert list(piece.images.order_by("display_order")) == before


def test_a_picture_sent_alone_hangs_and_its_refusal_is_answered_as_data(portal, vendor):
    sent(portal, pictures=[photograph()], caption="Vu de dessus")
    piece = the_piece(vendor)
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    one_by_one = {"headers": {"X-Picture": "1"}}
    assert portal.post(address, {"pictures": photograph((1100, 1000))}, **one_by_one).json() == {"refusals": []}
    [refusal] = portal.post(address, {"pictures": bomb()}, **one_by_one).json()["refusals"]
    assert refusal.startswith("bombe.png")
    assert portal.post(address, {}, **one_by_one).json() == {"refusals": []}
    said = {"pictures": photograph((900, 1000)), "caption": "Le revers"}
    assert portal.post(address, said, **one_by_one).json() == {"refusals": []}
    assert [image.caption for image in piece.images.order_by("display_order")] == ["Vu de dessus", "", "Le revers"]


def test_who_sends_more_than_there_is_room_for_is_told_which_ones_were_not_kept(portal, vendor):
    sent(portal, pictures=[photograph((400 + number, 400)) for number in range(9)])
    piece = the_piece(vendor)
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    more = [photograph((500, 400)), photograph((510, 400), name="vase.jpg")]
    shown = text(portal.post(address, gallery_of(piece, pictures=more)))
    assert "vase.jpg" in shown
    assert "dix images au plus" in shown
    assert piece.images.count() == 10


def test_a_form_that_does_not_know_a_picture_leaves_its_text(portal, vendor):
    sent(portal, pictures=[photograph()], caption="Vu de dessus")
    piece = the_piece(vendor)
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    portal.post(address, {"pictures": photograph((1100, 1000))})
    assert [image.caption for image in piece.images.order_by("display_order")] == ["Vu de dessus", ""]


def test_each_picture_says_what_the_examiner_found_and_draws_why(portal, vendor):
    sent(portal, pictures=[photograph((600, 750), color=(120, 80, 60))])
    record = the_piece(vendor).stockrecords.get()
    page = portal.get(reverse("vendor_portal:product", args=[record.pk])).content.decode()
    assert "Règles tenues" in page
    assert 'stroke-dasharray="7 4"' in page
    assert 'x="0,' not in page
    for state, words in (({}, "Pas encore examinée"), ({"finished": ""}, "Examen en cours")):
        ProductImage.objects.update(findings=None, **state)
        page = portal.get(reverse("vendor_portal:product", args=[record.pk])).content.decode()
        assert words in page


@pytest.mark.parametrize("field", ["caption", "position", "remove"])
def test_absurd_words_never_break_the_pictures(portal, vendor, field):
    sent(portal, pictures=[photograph((400, 400))])
    piece = the_piece(vendor)
    image = piece.images.get()
    address = reverse("vendor_portal:product-pictures", args=[piece.stockrecords.get().pk])
    for value in ODD:
        answer = portal.post(address, gallery_of(piece, **{f"{field}-{image.pk}": value}))
        assert answer.status_code in (200, 302), value


def test_a_piece_online_keeps_a_picture_a_category_and_a_text(portal, vendor):
    piece = put(with_picture(ProductFactory(vendor=vendor, description="Grès.")), category("Bols"))
    record = piece.stockrecords.get()
    address = reverse("vendor_portal:product-pictures", args=[record.pk])
    assert "garde au moins une image" in text(portal.post(address, {f"remove-{piece.images.get().pk}": "on"}))
    shown = text(portal.post(reverse("vendor_portal:product-description", args=[record.pk]), {"title": "Bol"}))
    assert shown.count("ne peut pas s’en passer") == 2
    piece.refresh_from_db()
    assert (piece.images.count(), piece.description, piece.categories.count()) == (1, "Grès.", 1)


def test_a_draft_is_deleted_after_a_question(portal, vendor):
    sent(portal)
    address = reverse("vendor_portal:product-discard", args=[the_piece(vendor).stockrecords.get().pk])
    assert "disparaîtront" in text(portal.get(address))
    assert vendor.products.exists()
    portal.post(address)
    assert not vendor.products.exists()


def test_what_is_online_can_not_be_deleted(portal, product):
    address = reverse("vendor_portal:product-discard", args=[product.stockrecords.get().pk])
    assert portal.get(address).status_code == 404
    portal.post(address)
    assert Product.objects.filter(pk=product.pk).exists()


@pytest.mark.parametrize(("price", "words"), [("100", "85,60"), ("abc", ""), ("", ""), ("9" * 400, ""), ("\x00", "")])
def test_what_a_price_brings_is_told_while_it_is_typed(portal, price, words):
    told = portal.get(reverse("vendor_portal:product-earning"), {"price": price}).content.decode()
    assert words in told
    assert bool(told) is bool(words)


SAVES_ITSELF = {"HTTP_X_AUTOSAVE": "1"}


def test_a_draft_saves_itself_and_says_what_is_missing(portal, vendor):
    address = reverse(ADD)
    assert "donnez un nom" in portal.post(address, {"key": KEY}, **SAVES_ITSELF).json()["said"]
    told = portal.post(address, {"key": KEY, "title": "Bol", "price": "trente"}, **SAVES_ITSELF).json()
    record = the_piece(vendor).stockrecords.get()
    assert told["action"] == reverse("vendor_portal:product-complete", args=[record.pk])
    assert "Un champ est à corriger" in told["said"]
    assert "une catégorie" in told["said"]
    portal.post(told["action"], {"key": KEY, "title": "Bol bleu", "price": "30"}, **SAVES_ITSELF)
    portal.post(address, {"key": KEY, "title": "Bol vert", "price": "30"}, **SAVES_ITSELF)
    assert (the_piece(vendor).title, vendor.products.count()) == ("Bol vert", 1)


def test_what_is_online_never_saves_itself(portal, product):
    record = product.stockrecords.get()
    address = reverse("vendor_portal:product-description", args=[record.pk])
    portal.post(address, {"title": "Autre"}, **SAVES_ITSELF)
    product.refresh_from_db()
    assert product.title != "Autre"


def test_the_category_adds_its_fields_and_refuses_what_can_not_be_right(portal, vendor):
    shelf = asking(category("Écharpes"), textile())
    fields = portal.get(reverse("vendor_portal:product-answers"), {"category": shelf.pk}).content.decode()
    assert 'name="answer-fibres"' in fields
    assert "Obligatoire avant la mise en ligne" in fields
    shown = text(sent(portal, category=shelf.pk, **{"answer-fibres": "90 % laine"}))
    assert 'id="id_answer-fibres_error"' in shown
    assert "90 % laine" in shown
    record = the_piece(vendor).stockrecords.get()
    address = reverse("vendor_portal:product-description", args=[record.pk])
    portal.post(address, {"title": "Bol", "category": shelf.pk, "answer-fibres": "100 % laine"})
    assert record.product.attribute_values.get().value == "100 % laine"
    portal.post(address, {"title": "Bol"})
    assert record.product.attribute_values.get().value == "100 % laine"


@pytest.mark.parametrize("value", [*ODD, "999999999999999999999", "²"])
def test_absurd_categories_ask_nothing(portal, value):
    assert portal.get(reverse("vendor_portal:product-answers"), {"category": value}).status_code == 200


def test_a_piece_is_copied_and_its_history_is_shown(portal, product):
    record = product.stockrecords.get()
    copy = portal.post(reverse("vendor_portal:product-duplicate", args=[record.pk]), {"key": "b" * 32})
    again = portal.post(reverse("vendor_portal:product-duplicate", args=[record.pk]), {"key": "b" * 32})
    assert copy.url == again.url
    portal.post(reverse("vendor_portal:product-description", args=[record.pk]), {"title": "Bol étoilé"})
    shown = text(portal.get(reverse("vendor_portal:product-history", args=[record.pk])))
    assert "<ins>Bol étoilé</ins>" in shown


def test_a_shop_that_only_lists_is_promised_no_earning(client, member):
    VendorFactory(plan=PlanFactory(code="liste", kind="listing"), member=member)
    client.force_login(member)
    assert "il vous revient" not in text(client.get(reverse(ADD)))


def test_what_is_ready_goes_online_at_once_when_the_shop_opens(portal, vendor):
    sent(portal, category=category("Bols").pk, description="Grès.", price="30", stock="1", pictures=[photograph()])
    assert "1 pièce est prête" in text(portal.get(reverse("vendor_portal:products")))
    portal.post(reverse("vendor_portal:products-online"))
    assert the_piece(vendor).is_public


def test_what_is_read_first_is_said_and_not_offered_again(portal, vendor, settings):
    settings.FIRST_PIECES_CHECKED = 3
    sent(portal, category=category("Bols").pk, description="Grès.", price="30", stock="1", pictures=[photograph()])
    answer = portal.post(reverse("vendor_portal:products-online"), follow=True)
    assert "1 pièce sera en ligne dès que nous l’aurons relue" in text(answer)
    assert "est prête" not in text(answer)
    assert not the_piece(vendor).is_public


def test_the_list_says_which_pieces_wait_to_be_read(portal, vendor):
    shown, hidden = ProductFactory(vendor=vendor, is_watched=True), ProductFactory(vendor=vendor, is_public=False)
    gate.propose(shown, {"title": "Bol cerise"})
    page = text(portal.get(reverse("vendor_portal:products")))
    assert "Changement en relecture" in page
    assert "Elle sera mise en ligne" not in page
    PieceCheck.objects.create(product=hidden, kind=PieceCheck.Kind.FIRST)
    assert "Elle sera mise en ligne dès qu’elle sera relue" in text(portal.get(reverse("vendor_portal:products")))


@pytest.mark.parametrize("name", ["product-add", "products"])
def test_pages_of_preparing_ask_as_little_for_twenty_pieces_as_for_one(
    portal, vendor, name, django_assert_max_num_queries
):
    address = reverse(f"vendor_portal:{name}")
    put(with_picture(ProductFactory(vendor=vendor, is_public=False)), category("Bols"))
    with django_assert_max_num_queries(30) as few:
        portal.get(address)
    for number in range(19):
        put(with_picture(ProductFactory(vendor=vendor, is_public=False)), category(f"Bols {number}"))
    with django_assert_max_num_queries(30) as many:
        portal.get(address)
    assert len(many) <= len(few)


@pytest.fixture
def arts():
    """A category whose kind asks if a piece is a work of art."""
    shelf = asking(category("Sculptures"), textile())
    shelf.product_class.asks_about_art = True
    shelf.product_class.save()
    return shelf


def test_a_vendor_with_vat_is_asked_if_a_piece_is_a_work_of_art_with_its_conditions(portal, vendor, arts):
    Partner.objects.update(vat_rate=20)
    fields = text(portal.get(reverse("vendor_portal:product-answers"), {"category": arts.pk}))
    assert "à huit exemplaires au plus" in fields
    assert "art. 98 A" in fields
    sent(portal, category=arts.pk, art_work="sculpture")
    assert the_piece(vendor).art_work == "sculpture"
    record = the_piece(vendor).stockrecords.get()
    page = text(portal.get(reverse("vendor_portal:product", args=[record.pk])))
    assert re.search(r'value="sculpture"[^>]*checked', page)
    address = reverse("vendor_portal:product-description", args=[record.pk])
    portal.post(address, {"title": "Bol griotte", "category": arts.pk, "art_work": ""})
    assert the_piece(vendor).art_work == ""


def test_a_work_that_the_law_does_not_know_is_refused_beside_its_field(portal, vendor, arts):
    Partner.objects.update(vat_rate=20)
    shown = text(sent(portal, category=arts.pk, art_work="statue\x00"))
    assert "field-wrong" in shown
    assert the_piece(vendor).art_work == ""


def test_nobody_else_is_asked_or_listened_to(portal, vendor, arts):
    for rate, shelf in ((0, arts), (20, category("Bols"))):
        Partner.objects.update(vat_rate=rate)
        assert "art_work" not in text(portal.get(reverse("vendor_portal:product-answers"), {"category": shelf.pk}))
        sent(portal, category=shelf.pk, art_work="sculpture")
        assert the_piece(vendor).art_work == ""
