"""Tables as vendors' spreadsheets write them: CSV in any usual dress, and XLSX; read row by row, in little memory."""

import codecs
import csv
import io
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 20 * 1024 * 1024
#: Of an XLSX file, once unpacked.
MOST_UNPACKED = 120 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 10_000, 200, 20_000
#: What a spreadsheet would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MARKED = PatternFill("solid", fgColor="F8D7CF")


class Unreadable(Exception):
    """The file is no table that we read; the message tells whoever sent it what to do."""


def rows_of(file):
    """The rows of an uploaded table as lists of texts, its header first. What it holds decides, not its name.

    Raises Unreadable, at any row.
    """
    if file.size > MOST_BYTES:
        raise Unreadable(_("Le fichier pèse plus de 20 Mo : coupez-le en plusieurs."))
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    if begins == OLD_EXCEL:
        raise Unreadable(_("C’est un ancien fichier Excel (.xls) : enregistrez-le en .xlsx ou en .csv."))
    found = _workbook_rows(file) if begins == ZIP else _text_rows(file)
    for number, row in enumerate(found, start=1):
        if number > MOST_ROWS + 1:
            raise Unreadable(_("Le fichier a plus de 10 000 lignes : coupez-le en plusieurs."))
        cells = [clean(cell) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def clean(cell):
    """A text that every database takes, without the apostrophe that guards against formulas."""
    text = cell[:LONGEST_CELL].replace("\x00", "\ufffd").strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def _text_rows(file):
    encoding = _encoding(file)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        begins = text.read(64 * 1024)
        if "\x00" in begins:
            raise Unreadable(_("Ce fichier n’est ni un tableau CSV ni un classeur XLSX."))
        text.seek(0)
        yield from csv.reader(text, delimiter=_delimiter(begins))
    except csv.Error:
        raise Unreadable(_("Ce fichier CSV est abîmé : des guillemets ne se ferment pas.")) from None
    finally:
        if not file.closed:
            text.detach()


def _encoding(file):
    """UTF-8 where the whole file is, with its mark or without; else UTF-16 by its mark, else Windows-1252."""
    begins = file.read(2)
    file.seek(0)
    if begins in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in iter(lambda: file.read(64 * 1024), b""):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig"


def _delimiter(begins):
    """What stands between the cells of the header, outside of quotation marks."""
    outside = "".join(begins.split('"')[::2]) if '"' in begins else begins
    header = outside.lstrip().splitlines()[0] if outside.strip() else ""
    return max(";,\t", key=header.count)


def _workbook_rows(file):
    try:
        with ZipFile(file) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("Ce classeur est démesuré une fois ouvert : coupez-le en plusieurs."))
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield [_as_text(value) for value in row]
    except (BadZipFile, InvalidFileException, ParseError, SyntaxError, KeyError, ValueError, IndexError, TypeError):
        raise Unreadable(_("Ce classeur ne s’ouvre pas : enregistrez-le de nouveau en .xlsx, ou en .csv.")) from None
    except (AttributeError, OSError, EOFError, OverflowError, NotImplementedError, RuntimeError):
        raise Unreadable(_("Ce classeur ne s’ouvre pas : enregistrez-le de nouveau en .xlsx, ou en .csv.")) from None


def _as_text(value):
    """A cell of a workbook as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def guarded(cell):
    """What a spreadsheet may be given: a text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell


def csv_lines(rows):
    """The rows as pieces of a CSV file: UTF-8 with its mark, semicolons, decimal commas, as French Excel opens it."""

    class Echo:
        write = staticmethod(lambda text: text)

    writer = csv.writer(Echo, delimiter=";", lineterminator="\r\n")
    yield codecs.BOM_UTF8
    for row in rows:
        yield writer.writerow([_french(guarded(cell)) for cell in row]).encode()


def _french(cell):
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell


def write_workbook(rows, target, *, marked=None):
    """Write the rows as XLSX into the file `target`. `marked(row number, column number)` colours a cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Pièces"))
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, cell, marked and marked(number, place)) for place, cell in enumerate(row)])
    book.save(target)


def _cell(sheet, value, is_marked):
    if not is_marked:
        return guarded(value)
    cell = WriteOnlyCell(sheet, guarded(value))
    cell.fill = MARKED
    return cell
