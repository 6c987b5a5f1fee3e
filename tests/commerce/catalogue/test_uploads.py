import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commerce.catalogue import uploads
from commerce.catalogue.uploads import read_picture, read_pictures
from tests.commerce.catalogue.photographs import bomb, photograph


def kept(file):
    return Image.open(io.BytesIO(read_picture(file).content))


def test_a_photograph_is_kept_upright_and_says_nothing_of_whoever_took_it():
    image = kept(photograph((1200, 900), turned=True))
    assert (image.format, image.size) == ("JPEG", (900, 1200))
    assert not image.getexif()
    assert b"Telephone" not in read_picture(photograph(turned=True)).content


def test_a_large_photograph_is_kept_as_large_as_screens_need():
    assert max(kept(photograph((4000, 3000))).size) == uploads.LONGEST_SIDE


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("I;16", "PNG"),
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("RGBA", "WEBP"),
    ],
)
def test_every_kind_of_pixel_becomes_plain_colour(mode, kind):
    assert kept(photograph((400, 500), mode=mode, kind=kind)).mode == "RGB"


def test_what_is_transparent_becomes_white_paper():
    assert min(kept(photograph((400, 400), mode="RGBA", kind="PNG", color=(0, 0, 0, 0))).getpixel((200, 200))) > 250


def test_the_same_file_is_known_again():
    assert read_picture(photograph()).digest == read_picture(photograph()).digest


def test_a_small_picture_is_taken_with_advice():
    assert read_picture(photograph((900, 1300))).is_small
    assert not read_picture(photograph((1000, 1300))).is_small


HOSTILE = {
    "empty": b"",
    "words": b"Bonjour",
    "web page": b"<html><script>alert(1)</script>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 900\n",
    "a beginning": photograph().read()[:400],
    "zeros": b"\x00" * 5000,
    "archive": b"PK\x03\x04" + b"\x00" * 500,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_only_calls_itself_a_picture_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="JPEG, PNG, WebP ou HEIC"):
        read_picture(SimpleUploadedFile("bol.jpg", content, content_type="image/jpeg"))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_refused_by_their_own_name_whatever_the_file_is_called(kind):
    with pytest.raises(ValidationError, match=f"un fichier {kind}"):
        read_picture(photograph(kind=kind))


def test_a_telephone_s_heic_is_kept_like_any_photograph():
    sent = photograph((360, 480), kind="HEIF", name="IMG_2034.HEIC", color=(200, 40, 40), turned=True)
    image = kept(sent)
    assert (image.format, image.size, bool(image.getexif())) == ("JPEG", (360, 480), False)
    assert image.getpixel((180, 240))[0] > 150


def test_a_broken_heic_is_refused_in_words():
    whole = photograph((480, 360), kind="HEIF").read()
    for end in (40, len(whole) // 2, len(whole) - 200):
        with pytest.raises(ValidationError, match="HEIC lisible"):
            read_picture(SimpleUploadedFile("IMG_2034.HEIC", whole[:end]))


def test_a_jpeg_of_two_pictures_as_telephones_write_them_shows_its_first():
    file = io.BytesIO()
    first, second = Image.new("RGB", (640, 480), (200, 30, 30)), Image.new("RGB", (640, 480))
    first.save(file, "MPO", save_all=True, append_images=[second])
    assert kept(SimpleUploadedFile("portrait.jpg", file.getvalue())).getpixel((300, 200))[0] > 180


def test_what_else_a_file_was_it_is_no_longer():
    tail = b"<script>alert(1)</script>PK\x03\x04<?php"
    clean = read_picture(SimpleUploadedFile("bol.jpg.php", photograph().read() + tail)).content
    assert b"script" not in clean
    assert b"PK\x03\x04" not in clean


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_refused(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    with pytest.raises(ValidationError, match="animée"):
        read_picture(SimpleUploadedFile("bol.png", file.getvalue()))


def test_a_ribbon_is_refused():
    with pytest.raises(ValidationError, match="étirée"):
        read_picture(photograph((2000, 400)))


def test_a_jpeg_in_a_thousand_passes_is_refused_before_they_are_run():
    with pytest.raises(ValidationError, match="lisible"):
        read_picture(SimpleUploadedFile("bol.jpg", photograph().read() + uploads.SCAN * 1000))


def test_sixteen_bits_of_grey_keep_their_grey_and_printers_colours_their_hue():
    assert abs(kept(photograph((400, 400), mode="I;16", kind="PNG", color=32768)).getpixel((9, 9))[0] - 128) < 3
    red, green, blue = kept(photograph((400, 400), mode="CMYK", color=(255, 0, 0, 0))).getpixel((9, 9))
    assert red < 80 < min(green, blue)


def test_the_good_files_of_one_sending_are_kept_and_each_other_is_named():
    files = [photograph(), SimpleUploadedFile("facture.pdf", b"%PDF-1.7"), photograph((500, 400)), photograph()]
    read, refusals = read_pictures(files, most=3)
    assert [picture.size for picture in read] == [(1200, 900), (500, 400)]
    assert refusals == [
        "facture.pdf\u00a0: c’est un fichier PDF, envoyez une image JPEG, PNG, WebP ou HEIC.",
        "bol.jpg\u00a0: pas gardée, une pièce a dix images au plus.",
    ]


@pytest.mark.parametrize("size", [(20_000, 20_000), (8_000, 6_251), (60_000, 60_000)])
def test_more_pixels_than_fifty_millions_are_refused_before_they_are_unpacked(size):
    with pytest.raises(ValidationError, match="50 millions"):
        read_picture(bomb(*size))


def test_a_file_above_fifteen_megabytes_is_refused_unread():
    file = photograph()
    file.size = uploads.MOST_BYTES + 1
    with pytest.raises(ValidationError, match="15 Mo"):
        read_picture(file)


def test_a_thumbnail_is_refused():
    with pytest.raises(ValidationError, match="trop petite"):
        read_picture(photograph((299, 900)))


def test_every_broken_copy_of_a_photograph_is_kept_or_refused_but_never_breaks_the_page():
    whole = photograph((400, 300)).read()
    for place in range(0, len(whole), 37):
        broken = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            read_picture(SimpleUploadedFile("bol.jpg", broken))
        except ValidationError:
            continue
