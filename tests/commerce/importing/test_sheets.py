import io
from contextlib import suppress
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from commerce.importing import sheets
from commerce.importing.sheets import Unreadable, rows_of
from tests.commerce.importing.files import table, workbook

ROWS = [["Nom", "Prix"], ["Théière à anse", "34,50 €"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_is_read_in_whatever_dress_a_spreadsheet_gives_it(encoding, delimiter):
    lines = [delimiter.join(row) for row in ROWS]
    assert list(rows_of(table(*lines, encoding=encoding))) == ROWS


def test_commas_separate_where_the_header_has_them_and_quotes_keep_what_is_inside():
    file = table('"Nom; le vrai",Prix', '"Bol, bleu","34,50"')
    assert list(rows_of(file)) == [["Nom; le vrai", "Prix"], ["Bol, bleu", "34,50"]]


def test_a_workbook_is_read_as_somebody_would_have_typed_it():
    file = workbook(["Nom", "Prix", "Stock", "En ligne"], ["Bol", 34.5, 3, True], ["Pot", 0.1 + 0.2, None])
    assert list(rows_of(file))[1:] == [["Bol", "34.5", "3", "oui"], ["Pot", "0.3"]]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 old", b"a\x00b\x00c;d", b"PK\x03\x04", b'"never closed' * 20_000],
)
def test_what_is_no_table_is_refused_with_words(content):
    with pytest.raises(Unreadable, match=r"\w+ \w+"):
        list(rows_of(ContentFile(content, name="pieces.xlsx")))


def test_a_workbook_that_unpacks_beyond_measure_is_not_unpacked():
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _piece in range(130):
            part.write(bytes(1024 * 1024))
    assert len(target.getvalue()) < 1024 * 1024
    with pytest.raises(Unreadable, match="démesuré"):
        list(rows_of(ContentFile(target.getvalue(), name="bombe.xlsx")))


def test_a_table_of_a_million_rows_is_refused_at_the_ten_thousandth():
    file = ContentFile(b"Nom\n" + b"Bol\n" * 1_000_000, name="a.csv")
    with pytest.raises(Unreadable, match="10 000"):
        list(rows_of(file))


def test_a_cell_far_to_the_right_and_far_below_costs_nothing():
    book = workbook(["Nom"], ["Bol"])
    source = load_workbook(book)
    source.active.cell(row=1_000_000, column=16_000, value="loin")
    target = io.BytesIO()
    source.save(target)
    with pytest.raises(Unreadable, match="10 000"):
        list(rows_of(ContentFile(target.getvalue(), name="loin.xlsx")))


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "-3 cm", "+33 6", "\tx"])
def test_nothing_that_we_write_is_a_formula_and_the_guard_goes_when_it_comes_back(cell):
    content = b"".join(sheets.csv_lines([["Nom"], [cell]]))
    assert f"'{cell}" in content.decode()
    assert list(rows_of(ContentFile(content, name="a.csv")))[1] == [cell]
    target = io.BytesIO()
    sheets.write_workbook([["Nom"], [cell]], target)
    written = load_workbook(io.BytesIO(target.getvalue())).worksheets[0]["A2"]
    assert written.data_type == "s"
    assert list(rows_of(ContentFile(target.getvalue(), name="a.xlsx")))[1] == [cell]


def test_french_spreadsheets_find_decimal_commas():
    assert b"34,50" in b"".join(sheets.csv_lines([[Decimal("34.50")]]))


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    with suppress(Unreadable):
        list(rows_of(ContentFile(content, name="x.csv")))


@given(st.binary(max_size=200))
def test_no_broken_workbook_breaks_the_reader(content):
    whole = workbook(["Nom"], ["Bol"]).read()
    with suppress(Unreadable):
        list(rows_of(ContentFile(whole[:400] + content + whole[600:], name="x.xlsx")))
