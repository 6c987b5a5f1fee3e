"""How the starter's texts are written down: plain paragraphs, with four marks that `as_html` knows."""

import re
from dataclasses import dataclass, field
from datetime import date

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True)
class Text:
    """A standard page. `body` is marked text; `in_force_since` dates a legal one."""

    slug: str
    title: str
    lead: str
    body: str
    description: str = ""
    in_force_since: date | None = None


@dataclass(frozen=True)
class Answer:
    slug: str
    question: str
    text: str


@dataclass(frozen=True)
class Rubric:
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Picture:
    """A picture of a workshop: its banner, or one of its pieces by the beginning of its title, seen by `view`."""

    alternative: str
    piece: str = ""
    view: int = 0
    caption: str = ""


@dataclass(frozen=True)
class Quote:
    text: str
    author: str


@dataclass(frozen=True)
class Story:
    """An artisan's story. `parts` are chapters' titles (« ## … »), marked text, pictures and quotes, in order."""

    slug: str
    title: str
    vendor_code: str
    introduction: str
    opening: Picture
    parts: tuple[str | Picture | Quote, ...] = field(default_factory=tuple)


def as_html(text):
    """Rich text of marked text: blank lines part paragraphs; ## title, - list, [label](address), **strong**."""
    return "".join(_paragraph(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip()))


def _paragraph(text):
    lines = [line.strip() for line in text.strip().splitlines()]
    if lines[0].startswith("## "):
        return f"<h2>{_inline(lines[0][3:])}</h2>"
    if lines[0].startswith("- "):
        return "<ul>" + "".join(f"<li>{_inline(item.strip())}</li>" for item in _items(lines)) + "</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines):
    items = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:])
        else:
            items[-1] += f" {line}"
    return items


def _inline(text):
    return STRONG.sub(r"<b>\1</b>", LINK.sub(r'<a href="\2">\1</a>', text))
