from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from commerce.typesetting.typeset import SHEETS, typeset
from tests.commerce.invoicing.documents import PRINTED

DAY = date(2026, 12, 1)


def made(**kwargs):
    return typeset("invoice", PRINTED, title="Facture MQ-2026-00001", day=DAY, **kwargs)


def test_the_same_sheet_data_and_day_make_the_same_bytes():
    assert made() == made()


def test_a_pdf_says_its_title_its_language_and_its_structure():
    reader = PdfReader(BytesIO(made()))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata.title == "Facture MQ-2026-00001"
    assert catalogue["/Lang"] == "fr-FR"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_pdf_declares_archive_and_accessibility():
    xmp = PdfReader(BytesIO(made())).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_amounts_are_written_as_french_writes_them():
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made())).pages)
    assert "1\u202f234,56" in text
    assert "Total TTC" in text


def test_what_vendors_and_buyers_typed_is_text_and_never_markup():
    hostile = '#panic("x") = *gras* @ref <etiquette> $x$ \\'
    buyer = {**PRINTED["buyer"], "name": hostile}
    pdf = typeset("invoice", {**PRINTED, "buyer": buyer}, title=hostile, day=DAY)
    assert '#panic("x") = *gras*' in PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("sheet", sorted(path.stem for path in SHEETS.glob("*.typ")))
def test_no_sheet_asks_for_a_font_that_typst_does_not_carry(sheet):
    assert 'font: "' not in (SHEETS / f"{sheet}.typ").read_text().replace('font: "Libertinus Serif"', "")
