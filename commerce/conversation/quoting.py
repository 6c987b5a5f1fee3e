"""What somebody wrote in a mail, without what the program put below it: pure functions.

A line that our own mails carry cuts best; where a program drops it, the ways in which programs introduce a quote do.
"""

import re
from html.parser import HTMLParser

MARKER = "—— Répondez au-dessus de cette ligne ——"

#: Lines at which somebody else's words begin.
INTRODUCTIONS = [
    re.compile(r"^[>\s]*-{0,10}\s*(?:Original Message|Message d['’]origine|Message transféré)\s*-{0,10}\s*$", re.I),
    re.compile(r"^[>\s]*(?:Le|On)\s.{4,200}(?:a écrit|wrote)\s*:\s*$", re.I),
    re.compile(r"^_{10,}\s*$"),
    re.compile(r"^[>\s]*\*?(?:De|From)\s?:\*?\s.{1,200}$", re.I),
]
#: An introduction that a program broke over two lines ends so.
BROKEN_BEGINS = re.compile(r"^(?:Le|On)\s.{4,200}$", re.I)
BROKEN_ENDS = re.compile(r"(?:a écrit|wrote)\s*:\s*$", re.I)
SENT_FROM = re.compile(r"^(?:Envoyé (?:de|depuis|à partir de) (?:mon|ma|Outlook|Yahoo)|Sent from my)\b.{0,80}$", re.I)


def answer_in(text):
    """The words above the quote and the signature."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = lines[: _end_of_answer(lines)]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith(">") or SENT_FROM.match(kept[-1].strip())):
        kept.pop()
    return "\n".join(line.rstrip() for line in kept).strip()


def _end_of_answer(lines):
    for number, line in enumerate(lines):
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if MARKER in line or line in ("-- ", "--") or _introduces(line.strip(), following):
            return number
    return len(lines)


def _introduces(line, following):
    if line[:1] in ("D", "F", "*") and INTRODUCTIONS[-1].match(line):
        return _is_head_of_mail(following)
    if any(each.match(line) for each in INTRODUCTIONS[:-1]):
        return True
    return bool(BROKEN_BEGINS.match(line) and BROKEN_ENDS.search(following) and len(following) < 200)


def _is_head_of_mail(line):
    """Whether the next line is one that programs write below « De : »."""
    return bool(re.match(r"^\*?(?:Envoyé|Sent|Date|À|A|To|Objet|Subject)\s?:\*?\s", line, re.I))


class _Words(HTMLParser):
    """The words of a page, without quotes, styles and scripts."""

    BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "ul", "ol"}
    LEFT_OUT = {"style", "script", "head", "blockquote", "title"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.depth = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in self.LEFT_OUT:
            self.depth += 1
        elif tag in self.BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag):
        if tag in self.LEFT_OUT:
            self.depth = max(0, self.depth - 1)

    def handle_data(self, data):
        if not self.depth:
            self.words.append(re.sub(r"\s+", " ", data))


def words_of_page(html):
    """The words of an HTML mail, line by line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    text = "".join(reader.words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
