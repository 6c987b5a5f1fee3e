"""The table of every event, for the docs: who is told, when, and whether a member may do without."""

from django.utils import translation

from commerce.communication import events


def page():
    """Markdown, a table per audience, in the language of the docs."""
    with translation.override("en"):
        return "\n".join(_table(audience) for audience in events.Audience)


def _table(audience):
    rows = sorted((each for each in events.declared() if each.audience == audience), key=lambda each: each.name)
    lines = [f"### {audience.label}", "", "| event | when | right | mail |", "|---|---|---|---|"]
    lines += [f"| `{event.name}` | {event.when} | {event.right} | {_mail(event)} |" for event in rows]
    return "\n".join([*lines, ""])


def _mail(event):
    return "optional" if event.is_optional else "always"
