import io
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile

from commerce.importing import picturing, work
from commerce.importing.models import FetchedPicture
from tests.commerce.catalogue.photographs import bomb, photograph
from tests.commerce.importing.files import applied, exported, gone_on, sent, table
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://ailleurs.test/bol.jpg"


@pytest.fixture
def vendor():
    return VendorFactory()


@pytest.fixture
def site(monkeypatch):
    """What addresses give, and which were asked."""
    state = {"files": {ADDRESS: photograph().read()}, "asked": []}

    def fetch(address, *, most_bytes):
        state["asked"].append(address)
        if address not in state["files"]:
            raise picturing.NotFetched("Ce site est introuvable.")
        return state["files"][address]

    monkeypatch.setattr(picturing, "fetch", fetch)
    return state


def archive(**files):
    target = io.BytesIO()
    with ZipFile(target, "w") as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), content)
    return ContentFile(target.getvalue(), name="images.zip")


def pictures_of(vendor):
    return [product.images.count() for product in vendor.products.order_by("pk")]


def test_pictures_come_out_of_the_archive_by_their_names(vendor):
    images = archive(Photos__BOL_jpg=photograph().read(), pot_jpg=photograph((900, 900)).read())
    file = ("Nom;Images", "Bol;bol.jpg|photos/bol.jpg", "Pot;pot.jpg")
    done = applied(sent(vendor, table(*file), archive=images))
    assert done.state == "done"
    assert pictures_of(vendor) == [1, 1]
    images.seek(0)
    applied(sent(vendor, table(*file), archive=images))
    assert pictures_of(vendor) == [1, 1]


def test_a_name_that_is_not_in_the_archive_is_told_before_anything_is_applied(vendor):
    read = sent(vendor, table("Nom;Images", "Bol;vase.jpg"), archive=archive(bol_jpg=b"x"))
    assert "vase.jpg" in read.rows.get().errors["pictures"]
    assert "https" in sent(vendor, table("Nom;Images", "Bol;http://x.test/a.jpg")).rows.get().errors["pictures"]


def test_an_address_is_fetched_once_whatever_is_sent_again(vendor, site):
    for _time in range(2):
        applied(sent(vendor, table("Référence;Nom;Images", f"r1;Bol;{ADDRESS}")))
    assert site["asked"] == [ADDRESS]
    assert (pictures_of(vendor), FetchedPicture.objects.count()) == ([1], 1)


@pytest.mark.parametrize("content", [b"<html>", bomb().read(), b""])
def test_what_an_address_gives_is_read_like_an_upload(vendor, site, content):
    site["files"][ADDRESS] = content
    done = applied(sent(vendor, table("Nom;Images", f"Bol;{ADDRESS}")))
    assert ADDRESS in done.rows.get().errors["pictures"]
    assert pictures_of(vendor) == [0]


def test_a_picture_that_fails_stops_neither_its_sisters_nor_the_piece_and_is_in_the_file_to_correct(vendor, site):
    done = applied(sent(vendor, table("Nom;Images", f"Bol;https://perdu.test/x.jpg {ADDRESS}")))
    row = done.rows.get()
    assert (done.state, row.kind, pictures_of(vendor)) == ("done", "wrong", [1])
    assert "perdu.test" in row.errors["pictures"]


def test_a_picture_that_killed_a_worker_is_not_tried_for_ever(vendor, site, monkeypatch):
    class Killed(BaseException):
        pass

    def deadly(file):
        raise Killed

    read = sent(vendor, table("Nom;Images", f"Bol;{ADDRESS}"))
    monkeypatch.setattr(picturing, "read_picture", deadly)
    monkeypatch.setattr(work, "go_on_soon", lambda import_id: None)
    with pytest.raises(Killed):
        applied(read)
    assert gone_on(read).rows.get().kind == "wrong"


def test_our_own_pictures_come_back_without_being_fetched(vendor, site):
    product = ProductFactory(vendor=vendor, title="Bol")
    picturing.hang(product, [picturing.read_picture(photograph())])
    assert sent(vendor, exported(vendor)).rows.get().kind == "same"
    assert site["asked"] == []


@pytest.mark.parametrize("content", [b"PK no archive", b""])
def test_a_broken_archive_makes_the_file_unreadable(vendor, content):
    read = sent(vendor, table("Nom", "Bol"), archive=ContentFile(content, name="x.zip"))
    assert (read.state, "ZIP" in read.problem) == ("unreadable", True) if content else ("ready", False)


def test_a_picture_that_unpacks_beyond_measure_is_refused(vendor):
    target = io.BytesIO()
    with ZipFile(target, "w", 8) as opened, opened.open("bombe.jpg", "w") as part:
        for _piece in range(40):
            part.write(bytes(1024 * 1024))
    done = applied(
        sent(vendor, table("Nom;Images", "Bol;bombe.jpg"), archive=ContentFile(target.getvalue(), name="a.zip"))
    )
    assert "15 Mo" in done.rows.get().errors["pictures"].replace("\u00a0", " ").replace("\u202f", " ")
