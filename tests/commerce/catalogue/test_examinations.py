import pytest
from PIL import Image, ImageDraw

from commerce.catalogue import examinations, gallery, tasks
from commerce.catalogue.models import ProductImage
from commerce.catalogue.uploads import read_picture
from tests.commerce.catalogue.photographs import file_of, photograph
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def hung(picture):
    product = ProductFactory()
    gallery.hang(product, [read_picture(file_of(picture))])
    return product.images.get()


def bowl(box, ground="white"):
    picture = Image.new("RGB", (1200, 1500), ground)
    ImageDraw.Draw(picture).ellipse(box, fill=(70, 110, 140))
    return picture


def told(image):
    return {judgement.rule: judgement for judgement in image.examination.judgements}


def test_a_good_picture_is_told_to_be_one():
    examination = hung(bowl((300, 450, 900, 1050))).examination
    assert (examination.score, examination.broken, examination.is_drawn) == ("4 sur 4", [], False)


def test_a_piece_that_leaves_the_frame_is_shown_where_it_does():
    whole = told(hung(bowl((800, 450, 1400, 1050))))["whole"]
    assert whole.verdict == "broken"
    [(x, y, width, height)] = whole.marks
    assert x + width == pytest.approx(1, abs=0.01)
    assert 0.25 < y < y + height < 0.75
    assert "Reculez" in whole.advice


def test_a_ground_that_is_not_white_is_drawn_on_all_sides_and_refuses_nothing():
    white = told(hung(bowl((300, 450, 900, 1050), ground=(180, 130, 90))))["white"]
    assert (white.verdict, len(white.marks)) == ("broken", 4)


def test_it_is_judged_as_the_shop_cuts_it():
    wide = Image.new("RGB", (1600, 1200), "white")
    ImageDraw.Draw(wide).ellipse((100, 450, 1500, 750), fill=(70, 110, 140))
    assert told(hung(wide))["whole"].verdict == "broken"


def test_until_somebody_has_looked_nothing_is_told():
    assert ProductImage().examination is None


def test_looking_twice_or_at_a_lost_file_does_no_harm():
    image = hung(bowl((300, 450, 900, 1050)))
    before = image.findings
    tasks.finish_picture(image.pk)
    ProductImage.objects.filter(pk=image.pk).update(findings=None, original="perdu.jpg")
    tasks.finish_picture(image.pk)
    image.refresh_from_db()
    assert before
    assert image.findings is None


def test_every_rule_and_verdict_has_its_words():
    words = examinations._words()
    assert set(words) == set(examinations._advice()) == set(examinations.RULES)
    assert all(set(by_verdict) == {"kept", "broken", "unsure"} for _label, by_verdict in words.values())


def test_a_picture_of_the_least_size_is_examined():
    image = gallery.hang(product := ProductFactory(), [read_picture(photograph((300, 300)))])
    assert image == 1
    assert told(product.images.get())["large"].verdict == "broken"
