"""A kind of file: which of its cells go into which of our columns."""

from dataclasses import dataclass, field

from commerce.importing.columns import folded


@dataclass(frozen=True)
class Origin:
    """A kind of file. `headings` maps a folded heading to the key of our column; the first that is there wins."""

    code: str
    name: str
    headings: dict
    #: Sets of folded headings: any of them, whole, says whose file it is.
    marks: tuple = ()
    #: Strange categories are left out with a word in files of others, and are mistakes in ours.
    is_ours: bool = False
    #: Makes of the cells by our keys the cells that we read, given all cells by folded heading. A key with « ! »
    #: before it says what is wrong, one with « ? » what is left out.
    adapt: object = field(default=lambda cells, row: cells)

    def cells_of(self, header, row):
        """The cells of a row by the key of our column; headings that we have no use for are left out."""
        by_heading = dict(reversed(list(zip(map(folded, header), row, strict=False))))
        cells = {}
        for heading, key in self.headings.items():
            if heading in by_heading and not cells.get(key):
                cells[key] = by_heading[heading]
        return self.adapt(cells, by_heading)
