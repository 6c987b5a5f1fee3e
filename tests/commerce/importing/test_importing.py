from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commerce.importing import applying, correcting, reading, work
from commerce.importing.exporting import export_rows
from commerce.importing.models import Import, ImportRow
from commerce.partner.models import StockRecord
from commerce.promotions import planning
from commerce.promotions.prices import selling_cents
from commerce.search import indexing
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from commerce.stock.rule import restock
from tests.commerce.baskets import MONDAY
from tests.commerce.catalogue.shelves import category, put, ring_in_sizes, with_picture
from tests.commerce.importing.files import applied, exported, gone_on, sent, table, workbook
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vendor():
    return VendorFactory()


@pytest.fixture
def nobody_works(monkeypatch):
    """The task cluster takes a break."""
    monkeypatch.setattr(work, "go_on_soon", lambda import_id: None)


@pytest.fixture
def bowl(vendor):
    product = put(ProductFactory(vendor=vendor, title="Bol", stock=5, description="Grès."), category("Bols"))
    return with_picture(product).stockrecords.get()


def changes_of(an_import):
    return [tuple(change) for row in an_import.rows.all() for change in row.changes]


def test_what_was_exported_and_not_touched_changes_nothing(vendor, bowl):
    ring_in_sizes(("52", 2), ("54", 1), vendor=vendor)
    read = sent(vendor, exported(vendor))
    assert [row.kind for row in read.rows.all()] == ["same"] * 3
    assert read.state == Import.State.READY


def test_the_preview_shows_each_cell_before_and_after_and_touches_nothing(vendor, bowl):
    read = sent(vendor, exported(vendor, **{"Prix TTC": "45,00", "Nom": "Grand bol"}))
    assert changes_of(read) == [("title", "Bol", "Grand bol"), ("price", "40,00\u00a0€", "45,00\u00a0€")]
    bowl.refresh_from_db()
    assert (bowl.price, bowl.product.title) == (40, "Bol")


def test_what_was_agreed_to_is_written_once(vendor, bowl):
    done = applied(sent(vendor, exported(vendor, **{"Prix TTC": "45,00", "Description": "Grès de Puisaye."})))
    bowl = StockRecord.objects.select_related("product").get()
    assert (done.state, bowl.price, bowl.product.description) == ("done", 45, "Grès de Puisaye.")
    assert bowl.product.is_public
    assert applied(done).state == "done"


def test_a_row_without_a_known_reference_is_a_new_draft_and_the_same_file_makes_it_once(vendor):
    shelf = category("Bols")
    file = ("Nom;Prix TTC;Stock;Catégorie;Description", "Bol bleu;34,50;3;bols;Grès", "Bol vert;12;;;")
    done = applied(sent(vendor, table(*file)))
    assert [row.kind for row in done.rows.all()] == ["new", "new"]
    blue, green = StockRecord.objects.order_by("pk").select_related("product")
    assert (blue.price, blue.num_in_stock, blue.product.title) == (34.5, 3, "Bol bleu")
    assert list(blue.product.categories.all()) == [shelf]
    assert not blue.product.is_public
    assert green.price == 12
    again = sent(vendor, table(*file))
    assert {row.kind for row in again.rows.all()} == {"same"}


def test_pieces_of_a_file_join_the_promotions_that_run_on_their_category(vendor, bowl):
    vases = category("Vases")
    put(ProductFactory(vendor=vendor), vases)
    end = timezone.now() + timedelta(days=9)
    terms = {"name": "Avent", "percent": 30, "amount_cents": None, "ends_at": end, "now": timezone.now()}
    planning.plan(vendor, scope="categories", categories=[vases], **terms)
    new = table("Référence;Nom;Catégorie;Prix TTC;Stock", "VA-7;Vase;Vases;40,00;1")
    applied(sent(vendor, new))
    applied(sent(vendor, table("Référence;Catégorie", f"{bowl.partner_sku};Vases")))
    prices = [
        selling_cents(StockRecord.objects.get(partner_sku=sku), timezone.now()) for sku in ("VA-7", bowl.partner_sku)
    ]
    assert prices == [2800, 2800]


def test_stock_is_left_alone_unless_the_vendor_ticks_it(vendor, bowl):
    applied(sent(vendor, exported(vendor, Stock="9")))
    bowl.refresh_from_db()
    assert bowl.num_in_stock == 5


def test_stock_moves_by_the_difference_to_the_export_so_that_no_sale_is_undone(vendor, bowl):
    file = exported(vendor, Stock="9")
    restock(bowl, shown=5, typed=3)
    read = sent(vendor, file)
    assert changes_of(read) == [("stock", "3", "7")]
    restock(bowl, shown=3, typed=2)
    applied(read, updates_stock=True)
    bowl.refresh_from_db()
    assert bowl.num_in_stock == 6
    assert Movement.objects.filter(cause=Cause.IMPORT, reference="pieces.csv").count() == 1


def test_the_same_file_twice_moves_the_stock_once_and_a_corrected_one_by_what_is_left(vendor, bowl):
    applied(sent(vendor, exported(vendor, Stock="9")), updates_stock=True)
    file = exported(vendor, now=timezone.now(), Stock="12")
    applied(sent(vendor, file), updates_stock=True)
    bowl.refresh_from_db()
    assert bowl.num_in_stock == 12
    assert sent(vendor, file).rows.get().kind == "same"
    restock(bowl, shown=12, typed=10)
    assert sent(vendor, file).rows.get().kind == "same"


def test_without_the_exports_figure_the_stock_becomes_what_the_preview_said(vendor, bowl):
    read = sent(vendor, table("Référence;Stock", f"{bowl.partner_sku};8"))
    assert changes_of(read) == [("stock", "5", "8")]
    restock(bowl, shown=5, typed=4)
    applied(read, updates_stock=True)
    bowl.refresh_from_db()
    assert bowl.num_in_stock == 7


def test_what_is_reserved_is_kept(vendor, bowl):
    StockRecord.objects.update(num_allocated=4)
    read = sent(vendor, table("Référence;Stock", f"{bowl.partner_sku};3"))
    assert "réservées" in read.rows.get().errors["stock"]
    StockRecord.objects.update(num_allocated=1)
    read = sent(vendor, table("Référence;Stock;Prix", f"{bowl.partner_sku};3;50"))
    StockRecord.objects.update(num_allocated=4)
    done = applied(read, updates_stock=True)
    bowl.refresh_from_db()
    assert (bowl.num_in_stock, bowl.price, done.rows.get().kind) == (5, 40, "wrong")


def test_errors_come_back_by_row_and_column_in_the_columns_that_were_sent(vendor):
    category("Bols")
    lines = ("Nom;Prix;Inutile;Catégorie", "Bol;trente;x;Bols", "Vase;30;y;Boles", "Pot;20;z;Bols", ";5;;")
    read = sent(vendor, table(*lines))
    header, *wrong = correcting.rows_to_correct(read)
    assert header == ["Nom", "Prix", "Inutile", "Catégorie", "Erreur"]
    assert [row[:4] for row in wrong] == [
        ["Bol", "trente", "x", "Bols"],
        ["Vase", "30", "y", "Boles"],
        ["", "5", "", ""],
    ]
    assert wrong[0][4].startswith("Prix TTC\u00a0: Ce n’est pas un prix")
    assert "« Bols »" in wrong[1][4].replace("\u00a0", " ")
    assert (1, 1) in correcting.marks_of(read)
    assert (2, 3) in correcting.marks_of(read)
    corrected = sent(vendor, workbook(header, ["Bol", 30, "x", "Bols", wrong[0][4]]))
    assert [row.kind for row in corrected.rows.all()] == ["new"]


def test_right_rows_are_applied_beside_wrong_ones(vendor):
    applied(sent(vendor, table("Nom;Prix", "Bol;30", "Vase;x")))
    assert [product.title for product in vendor.products.all()] == ["Bol"]


def test_one_piece_stands_on_one_line(vendor, bowl):
    line = f"{bowl.partner_sku};50"
    read = sent(vendor, table("Référence;Prix", line, line))
    assert [row.kind for row in read.rows.all()] == ["changed", "wrong"]
    assert "ligne 2" in read.rows.last().errors["reference"]


def test_an_article_of_another_shop_is_out_of_reach(vendor, bowl):
    other = VendorFactory()
    applied(sent(other, table("Référence;Nom;Prix", f"{bowl.partner_sku};Bol volé;1")))
    bowl.refresh_from_db()
    assert bowl.price == 40
    assert other.products.get().title == "Bol volé"


def test_a_piece_goes_online_only_when_nothing_is_missing(vendor, bowl):
    file = exported(vendor, **{"En ligne": "non"})
    applied(sent(vendor, file))
    bowl.product.refresh_from_db()
    assert not bowl.product.is_public
    applied(sent(vendor, exported(vendor, **{"En ligne": "oui"})))
    bowl.product.refresh_from_db()
    assert bowl.product.is_public
    bowl.product.images.all().delete()
    applied(sent(vendor, exported(vendor, **{"En ligne": "non"})))
    done = applied(sent(vendor, exported(vendor, **{"En ligne": "oui"})))
    assert "une image" in done.rows.get().remarks["is_online"]


def test_reading_goes_on_where_it_stopped_and_reads_each_row_once(vendor, nobody_works, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 3)
    file = table("Référence;Nom", *(f"r{n};Bol {n}" for n in range(10)), "r1;encore")
    begun = work.begin(vendor, by=None, file=file, now=MONDAY)
    for _time in range(3):
        reading.read(Import.objects.get(pk=begun.pk), is_late=lambda: True, now=MONDAY)
    assert ImportRow.objects.count() == 9
    read = gone_on(begun)
    assert [row.number for row in read.rows.all()] == list(range(2, 13))
    assert "ligne 3" in read.rows.last().errors["reference"]


def test_a_worker_that_dies_is_replaced_and_no_row_is_applied_twice(vendor, nobody_works, monkeypatch):
    read = sent(vendor, table("Nom;Stock", *(f"Bol {n};2" for n in range(8))))
    monkeypatch.setattr(applying, "CHUNK", 5)
    work.agree(read, updates_stock=True, now=timezone.now())
    applying.apply_some(Import.objects.get(), now=MONDAY)
    assert vendor.products.count() == 5
    assert list(work.stalled(timezone.now())) == [Import.objects.get()]
    assert gone_on(read).state == "done"
    assert vendor.products.count() == 8


def test_a_row_that_nobody_foresaw_stops_no_other(vendor, monkeypatch):
    prepare = applying.prepare
    monkeypatch.setattr(
        applying,
        "prepare",
        lambda vendor, key, **typed: 1 / 0 if typed["title"] == "Bol 1" else prepare(vendor, key, **typed),
    )
    done = applied(sent(vendor, table("Nom", "Bol 0", "Bol 1", "Bol 2")))
    assert (done.state, vendor.products.count(), done.rows.get(title="Bol 1").kind) == ("done", 2, "wrong")


@pytest.mark.parametrize("lines", [[], ["Nom"], ["Poids;Taille", "1;2"], ["", "Bol"]])
def test_a_file_without_articles_says_so(vendor, lines):
    read = sent(vendor, table(*lines))
    assert read.state == "unreadable"
    assert read.problem


def test_old_imports_are_forgotten_with_their_files(vendor):
    read = sent(vendor, table("Nom", "Bol"))
    storage, name = read.file.storage, read.file.name
    assert storage.exists(name)
    with time_machine.travel(timezone.now() + work.KEPT):
        assert list(work.outdated(timezone.now())) == [read]
    work.drop(read, now=MONDAY)
    assert not storage.exists(name)
    assert not ImportRow.objects.exists()


def queries(of):
    with CaptureQueriesContext(connection) as seen:
        of()
    return len(seen)


def test_exporting_and_reading_take_as_many_queries_for_ten_articles_as_for_sixty(vendor):
    shelf, counts = category("Bols"), []
    for more in (10, 50):
        for _n in range(more):
            put(ProductFactory(vendor=vendor), shelf)
        file = exported(vendor)
        counts.append((queries(lambda: list(export_rows(vendor, now=MONDAY))), queries(lambda: sent(vendor, file))))  # noqa: B023
    assert counts[0] == counts[1]


def test_pieces_of_a_chunk_are_indexed_together_and_found(vendor, monkeypatch):
    indexed = []
    monkeypatch.setattr(indexing, "index_products", lambda ids: indexed.append(len(ids)))
    applied(sent(vendor, table("Nom;Description", *(f"Bol {n};Grès" for n in range(25)))))
    assert indexed == [applying.CHUNK, 25 - applying.CHUNK, 0]
