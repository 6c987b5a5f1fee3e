"""The forms of a page as a hand meets them: where each leads, what can be typed, and what stands in it afterwards."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup

#: What a person types; the rest is chosen, hidden or attached.
TYPED = {"text", "email", "tel", "url", "search", "number", "date", "datetime-local", "time", "textarea"}


@dataclass
class TypedForm:
    """A form that is posted: its address, what each field holds now, and which of them are typed."""

    action: str
    values: dict = field(default_factory=dict)
    typed: set = field(default_factory=set)


def posted_forms(html, address):
    """Every form of a page that is sent by POST; `address` is the page's own."""
    forms = BeautifulSoup(html, "html.parser").find_all("form", method=lambda method: (method or "").lower() == "post")
    return [_read(form, address) for form in forms]


def standing_in(html):
    """What stands in the typed fields of a page: the values of all fields of a name."""
    found = {}
    for control in BeautifulSoup(html, "html.parser").find_all(["input", "textarea"]):
        if control.get("name") and _kind(control) in TYPED:
            found.setdefault(control["name"], set()).add(_value(control))
    return found


def _read(form, address):
    read = TypedForm(form.get("action") or address)
    for control in form.find_all(["input", "textarea", "select", "button"]):
        name, kind = control.get("name"), _kind(control)
        if not name or kind == "file" or control.has_attr("disabled"):
            continue
        if kind in {"checkbox", "radio"} and not control.has_attr("checked"):
            read.values.setdefault(name, "")
            continue
        read.values[name] = _value(control)
        if kind in TYPED:
            read.typed.add(name)
    return read


def _kind(control):
    return control.get("type", "text").lower() if control.name == "input" else control.name


def _value(control):
    if control.name == "textarea":
        return control.get_text().removeprefix("\n")
    if control.name == "select":
        chosen = control.find("option", selected=True) or control.find("option")
        return chosen.get("value", chosen.get_text()) if chosen else ""
    return control.get("value", "on" if _kind(control) in {"checkbox", "radio"} else "")
