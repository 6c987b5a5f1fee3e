"""The control page: what there is, and what awaits somebody's decision."""

from dataclasses import dataclass, field
from math import ceil

from django.http import HttpRequest, HttpResponse

from .. import audit, clock
from ..hosted import pages
from . import sections

PER_PAGE = 50
STEPS = ((900, "de 15 minutes"), (86_400, "d’un jour"), (7 * 86_400, "d’une semaine"))


@dataclass
class Pages:
    """Where we are in a long table."""

    number: int
    last: int
    items: int
    query: str = ""
    previous: int | None = field(init=False)
    next: int | None = field(init=False)

    def __post_init__(self):
        self.previous = self.number - 1 if self.number > 1 else None
        self.next = self.number + 1 if self.number < self.last else None


def overview(request: HttpRequest) -> HttpResponse:
    """GET /: figures, and the decisions that wait."""
    found = audit.run()
    context = {
        "menu": sections.MENU,
        "here": "",
        "audit": found,
        "now": clock.instant(),
        "offset": clock.offset(),
        "steps": STEPS,
        "waiting": [table for table in map(shown, sections.WAITING) if table["rows"]],
    }
    return pages.show(request, "overview", **context)


def shown(section: sections.Section, start: int = 0, client_id: str = "") -> dict:
    """A section's rows, ready for the template."""
    rows = section.rows()
    if client_id:
        rows = rows.filter(**{section.client_column: client_id})
    return {
        "title": section.title,
        "headers": section.headers,
        "rows": [section.row(row) for row in rows[start : start + PER_PAGE]],
    }


def table(request: HttpRequest, name: str) -> HttpResponse:
    """GET /desk/{name}: one table, page by page, of all clients or one."""
    section = sections.BY_NAME.get(name)
    if section is None:
        return pages.closed(request, "Page introuvable", "Cette page n’existe pas.", "/", 404)
    client_id = request.GET.get("client", "")
    rows = section.rows()
    if client_id:
        rows = rows.filter(**{section.client_column: client_id})
    items = rows.count()
    last = max(ceil(items / PER_PAGE), 1)
    wanted = request.GET.get("page", "1")
    number = min(int(wanted), last) if wanted.isdecimal() and 0 < len(wanted) < 9 and int(wanted) else 1
    context = {
        "menu": sections.MENU,
        "here": name,
        "table": shown(section, (number - 1) * PER_PAGE, client_id),
        "pages": Pages(number, last, items),
        "client": client_id,
    }
    return pages.show(request, "table", **context)
