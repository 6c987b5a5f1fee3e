"""One call of the API, as the resources see it."""

from dataclasses import dataclass, field
from math import ceil

from django.db.models import Model, QuerySet
from django.http import QueryDict

from . import clock, errors
from .fields import Fields
from .models import User

LONGEST_PAGE = 100


@dataclass
class Answer:
    """What a resource answers: a status, a JSON body (None for none), headers."""

    body: dict | list | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


EMPTY = Answer(None, 204)


@dataclass
class Call:
    """Who calls, what for, with what body; `base` is the address of this server as the caller sees it."""

    client_id: str
    method: str
    path: str
    query: QueryDict
    body: dict
    base: str
    ids: dict[str, str] = field(default_factory=dict)

    def fields(self) -> Fields:
        """A reader of the body."""
        return Fields(self.body)

    def user(self, name: str = "user_id") -> User:
        """The user named in the path, or 404."""
        return User.find(self.client_id, self.ids[name])

    def moment(self, name: str) -> int | None:
        """A date in the query, in unix seconds."""
        text = self.query.get(name)
        if not text:
            return None
        if not text.lstrip("-").isdecimal() or len(text) > 15:
            raise errors.wrong_fields({name: f"{name} must be a unix timestamp."})
        return int(text)

    def count(self, name: str, default: int, highest: int) -> int:
        """A positive number in the query."""
        text = self.query.get(name)
        if not text:
            return default
        if not (text.isdecimal() and text.isascii()) or len(text) > 9 or int(text) < 1:
            raise errors.wrong_fields({name: f"{name} must be a positive number."})
        return min(int(text), highest)

    def between(self, rows: QuerySet, column: str = "creation_date") -> QuerySet:
        """Rows after AfterDate and before BeforeDate."""
        after, before = self.moment("AfterDate"), self.moment("BeforeDate")
        if after is not None:
            rows = rows.filter(**{f"{column}__gt": after})
        if before is not None:
            rows = rows.filter(**{f"{column}__lt": before})
        return rows

    def chosen(self, rows: QuerySet, **columns: str) -> QuerySet:
        """Rows whose columns have one of the values that the query repeats; keywords: column=QueryKey."""
        for column, key in columns.items():
            values = [value for text in self.query.getlist(key) for value in text.split(",") if value]
            if values:
                rows = rows.filter(**{f"{column}__in": values})
        return rows

    def page(self, rows: QuerySet, show=None, column: str = "creation_date") -> Answer:
        """One page of rows in the order of `Sort`, with the headers that count pages and items."""
        show = show or (lambda row: row.show())
        rows = self.sorted(rows, column)
        number = self.count("page", 1, 10**9)
        size = self.count("per_page", 10, LONGEST_PAGE)
        items = rows.count()
        pages = ceil(items / size)
        start = (number - 1) * size
        shown = [] if start >= items else [show(row) for row in rows[start : start + size]]
        headers = {"x-number-of-pages": str(pages), "x-number-of-items": str(items)}
        if links := self.links(number, pages):
            headers["link"] = links
        return Answer(shown, headers=headers)

    def sorted(self, rows: QuerySet, column: str) -> QuerySet:
        """Rows by creation, ascending unless `Sort` says DESC."""
        name, _, direction = self.query.get("Sort", "").partition(":")
        if name and name.lower() not in ("creationdate", "date", "executiondate"):
            raise errors.wrong_fields({"Sort": f"Sorting by {name[:50]} is not possible."})
        sign = "-" if direction.upper() == "DESC" else ""
        model: type[Model] = rows.model
        return rows.order_by(f"{sign}{column}", f"{sign}{model._meta.pk.name}")

    def links(self, number: int, pages: int) -> str:
        """The `link` header: first, previous, next, last."""
        wanted = {"first": 1, "prev": number - 1, "next": number + 1, "last": pages}
        return ", ".join(
            f'<{self.address(page)}>; rel="{name}"' for name, page in wanted.items() if 1 <= page <= pages
        )

    def address(self, page: int) -> str:
        """This call's address with another page."""
        query = self.query.copy()
        query["page"] = str(page)
        return f"{self.base}/v2.01/{self.client_id}/{self.path}?{query.urlencode()}"

    @property
    def now(self) -> int:
        """The emulator's time."""
        return clock.now()
