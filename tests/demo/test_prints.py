import io
import time

import pytest

from demo.prints import alternative, draw, draw_banner, draw_emblem
from demo.prints.motifs import MOTIFS
from demo.workshops import WORKSHOPS

BY_MOTIF = {piece.motif: (piece, workshop) for workshop in WORKSHOPS for piece in workshop.pieces}


def webp(image):
    file = io.BytesIO()
    image.save(file, "WEBP", quality=70, method=2)
    return file.getvalue()


def test_at_least_thirty_five_motifs_are_on_sale():
    assert len(BY_MOTIF) >= 35
    assert set(BY_MOTIF) == set(MOTIFS)


def test_the_same_piece_gives_the_same_picture():
    piece, workshop = BY_MOTIF["vase"]
    assert draw(piece, workshop).tobytes() == draw(piece, workshop).tobytes()


def test_two_pieces_and_two_views_differ():
    workshop = WORKSHOPS[0]
    first, second = workshop.pieces[:2]
    pictures = {draw(first, workshop).tobytes(), draw(first, workshop, 1).tobytes(), draw(second, workshop).tobytes()}
    assert len(pictures) == 3


@pytest.mark.parametrize("motif", ["teapot", "satchel", "ring", "scarf", "basket", "etching", "animal", "planter"])
def test_a_picture_has_the_right_size_and_few_bytes(motif):
    picture = draw(*BY_MOTIF[motif])
    assert (picture.size, picture.mode) == ((960, 1200), "RGB")
    assert len(webp(picture)) < 115_000


def test_a_shop_has_a_banner_and_an_emblem():
    assert draw_banner(WORKSHOPS[2]).size == (1600, 600)
    assert draw_emblem(WORKSHOPS[2]).size == (600, 600)


def test_a_picture_is_drawn_in_less_than_a_second_even_here():
    started = time.process_time()
    draw(*BY_MOTIF["basket"])
    assert time.process_time() - started < 1


def test_the_alternative_text_names_the_piece_and_the_view():
    piece, _workshop = BY_MOTIF["vase"]
    assert alternative(piece).startswith(piece.title)
    assert alternative(piece, 1) != alternative(piece)
