"""The file to correct: the rows that could not be taken, as they came, each with what is wrong."""

from commerce.importing.columns import BY_KEY, ERROR_HEADING, folded
from commerce.importing.models import ImportRow
from commerce.importing.recognising import recognised


def rows_to_correct(an_import):
    """The rows of the file to correct, its header first: the columns of the file that came, and « Erreur »."""
    places = [place for place, name in enumerate(an_import.header) if folded(name) != folded(str(ERROR_HEADING))]
    yield [*(an_import.header[place] for place in places), str(ERROR_HEADING)]
    for row in wrong_rows(an_import).iterator(chunk_size=500):
        cells = [*row.cells, *[""] * len(an_import.header)]
        yield [*(cells[place] for place in places), in_words(row.errors)]


def wrong_rows(an_import):
    """Rows with something wrong."""
    return an_import.rows.filter(kind=ImportRow.Kind.WRONG)


def in_words(errors):
    """Every error behind the name of its column."""
    return "\n".join(f"{heading_of(key)}\u00a0: {said}" for key, said in errors.items())


def heading_of(key):
    """The name of our column, for a person."""
    column = BY_KEY.get(key)
    return str(column.heading) if column else key


def marks_of(an_import):
    """Which cells of that file are wrong: {(row, column)}, counted from 0, the header being row 0."""
    origin = recognised(an_import.header)
    kept = [name for name in an_import.header if folded(name) != folded(str(ERROR_HEADING))]
    keys = [origin.headings.get(folded(name)) for name in kept]
    marks = set()
    for number, errors in enumerate(wrong_rows(an_import).values_list("errors", flat=True), start=1):
        marks |= {(number, keys.index(key)) for key in errors if key in keys}
        marks.add((number, len(keys)))
    return marks
