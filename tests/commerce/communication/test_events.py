"""Every event is declared, has its texts, and its sample is good French in HTML and in text."""

import ast
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test.utils import override_settings
from django.utils import translation

from commerce.communication import drawing, events
from commerce.communication.mails import render
from commerce.communication.management.commands.draw_notifications import BEGIN, END
from tests.browser.accessibility import assert_fit

ROOT = Path(settings.BASE_DIR)
TEXTS = ROOT / "templates" / "emails"
ENDINGS = ("subject.txt", "txt", "html")
SOURCES = ("commerce", "cms_pages", "vendor_portal", "demo", "simulation")
HOW = "Declare it in the module mail_events.py of the app that sends it: docs/notifications.md shows how."
EVENTS = events.declared()
UNRESOLVED = "⚠unresolved⚠"
#: Mails after which there is nothing to do on the site.
NOTHING_TO_DO = {"account_erased", "join_declined", "member_removed"}
#: Mails about a list of orders, or named by the number of a report.
NAMED_OTHERWISE = {"holiday_reminder", "payout_sent", "message_report_received", "message_report_waiting"}
LINK = re.compile(r"https?://[^\s,]+")


def test_every_text_belongs_to_a_declared_event():
    stems = {path.name.removesuffix(".subject.txt") for path in TEXTS.glob("*.subject.txt")}
    undeclared = sorted(stems - {event.name for event in EVENTS})
    assert not undeclared, f"templates/emails/ has texts of {undeclared}, which nobody declares. {HOW}"


def test_every_declared_event_has_its_three_texts():
    names = [f"{event.name}.{ending}" for event in EVENTS for ending in ENDINGS]
    wanting = [name for name in names if not (TEXTS / name).exists()]
    assert not wanting, f"templates/emails/ wants {wanting}."


def told_in_code():
    """Names of events that the code says as `event="…"`, and where."""
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*.py")):
            if "mangopay_sandbox" in path.parts or "event=" not in (code := path.read_text()):
                continue
            for node in ast.walk(ast.parse(code)):
                if isinstance(node, ast.keyword) and node.arg == "event" and isinstance(node.value, ast.Constant):
                    yield node.value.value, f"{path.relative_to(ROOT)}:{node.value.lineno}"


def test_every_event_that_the_code_tells_is_declared():
    known = {event.name for event in EVENTS}
    undeclared = [f"« {name} » ({where})" for name, where in told_in_code() if name not in known]
    assert not undeclared, f"Told and not declared: {', '.join(undeclared)}. {HOW}"


def test_an_event_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        events.declare(EVENTS[0])


def test_whoever_tells_of_an_undeclared_event_learns_how_to_declare_it():
    with pytest.raises(events.NotDeclared, match=r"mail_events\.py"):
        events.event_of("nobody_knows_me")


class Words(HTMLParser):
    """What a reader of the HTML sees, its links, and no more."""

    def __init__(self, source):
        super().__init__()
        self.words, self.links, self.hidden = [], [], 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag == "title"
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag):
        self.hidden -= tag == "title"

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


@pytest.fixture(scope="module")
def samples(django_db_setup, django_db_blocker):
    """(event, what its sample says) of each, decided by somebody who reads English. An unresolved variable shows."""
    [engine] = settings.TEMPLATES
    told = {**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": UNRESOLVED}}
    with django_db_blocker.unblock(), override_settings(TEMPLATES=[told]), translation.override("en"):
        assert engines["django"].engine.string_if_invalid == UNRESOLVED
        return [(event, render(event.name, event.context)) for event in EVENTS]


def none_fails(faults):
    """Holds every event to a rule; what fails is listed whole, a line each."""
    found = [f"{event.name}: {fault}" for event, fault in faults if fault]
    assert not found, "\n".join(["", *found])


def test_every_sample_is_whole(samples):
    def faults(written):
        for body in (written.subject, written.text, written.html):
            yield not body.strip() and "nothing is said"
            yield from (f"says « {word} »" for word in (UNRESOLVED, "None", "{", " object") if word in body)
        yield len(written.subject) > 120 and "the subject is long"
        yield '<html lang="fr">' not in written.html and "the HTML doesn't say its language"
        yield ("<p" in written.text or "&#" in written.text + written.subject) and "the text has HTML"

    none_fails((event, fault) for event, written in samples for fault in faults(written))


def test_every_sample_is_set_as_french_is(samples):
    wrong = {
        r"\w'\w": "an apostrophe is ’",
        r"(?<![\u00a0\u202f:;!?»])[:;!?»](?=\s|$)": "a no-break space stands before : ; ! ? »",
        r"«(?![\u00a0\u202f])": "a no-break space stands after «",
        r"\d €": "a no-break space stands before €",
        r"\.\.\.|[a-zéè] ,| \.\s": "no space stands before a comma or a full stop, and … is one sign",
    }

    def faults(written):
        shown = re.sub(r"\s*\n\s*", "\n", "\n".join(Words(written.html).words))
        for body in (written.subject, written.text, shown):
            yield from (f"{why}: {here.group()!r}" for why, here in found_in(wrong, LINK.sub("", body)))

    none_fails((event, fault) for event, written in samples for fault in faults(written))


def found_in(wrong, prose):
    for pattern, why in wrong.items():
        if here := re.search(f".{{0,25}}(?:{pattern}).{{0,10}}", prose):
            yield why, here


def bare(text):
    """Letters and figures only: what two ways of writing have in common."""
    return re.sub(r"\W+", "", html.unescape(text)).lower()


def test_text_and_html_of_every_sample_say_the_same(samples):
    def faults(written):
        seen = Words(written.html)
        shown = bare(" ".join(seen.words))
        for line in re.split(r"\n|(?<=[.!?:])\s", written.text):
            yield from (f"the HTML doesn't link {link}" for link in LINK.findall(line) if link not in seen.links)
            yield bare(LINK.sub("", line)) not in shown and f"the HTML doesn't say « {line.strip()} »"

    none_fails((event, fault) for event, written in samples for fault in faults(written))


def test_links_of_every_sample_are_whole_and_lead_to_the_place_where_one_acts(samples):
    def faults(event, written):
        seen = Words(written.html)
        for link in seen.links:
            yield not link.startswith(("http://", "https://", "mailto:")) and f"the link {link} isn't absolute"
        yield re.search(r"(?<![\w/.:@-])/[a-z][\w/-]+/(?=\s|$)", written.text) and "the text has half a link"
        if event.name not in NOTHING_TO_DO:
            yield f"{settings.SITE_URL}/" not in written.text and "the text leads nowhere"

    none_fails((event, fault) for event, written in samples for fault in faults(event, written))


def test_the_subject_names_the_order_that_a_mail_is_about(samples):
    none_fails(
        (event, f"« {written.subject} »")
        for event, written in samples
        if "100042" in written.text and "100042" not in written.subject and event.name not in NAMED_OTHERWISE
    )


@pytest.mark.django_db
def test_every_placeholder_has_a_value_in_its_sample(samples):
    def faults(event):
        context = event.context
        for placeholder in event.placeholders:
            said = placeholder.value(context)
            yield (not said.strip() or " object" in said) and f"{{{placeholder.name}}} is « {said} »"

    none_fails((event, fault) for event in EVENTS for fault in faults(event))


@pytest.mark.browser
def test_mails_are_accessible(samples, chromium):
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    for event, written in samples:
        if event.name in ("order_confirmed", "withdrawal_acknowledged", "piece_decided"):
            page.set_content(written.html)
            assert_fit(page, event.name)
    page.close()


def test_the_docs_show_the_events_as_they_are_declared():
    drawn = (ROOT / "docs" / "notifications.md").read_text().split(BEGIN)[1].split(END)[0]
    assert drawn == drawing.page(), "run manage.py draw_notifications"
