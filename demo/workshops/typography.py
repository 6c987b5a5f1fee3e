"""French typesetting of the demo's sentences, which are typed with plain spaces and straight apostrophes."""

import re

NARROW, FIXED = "\u202f", "\u00a0"
_RULES = [
    (re.compile("'"), "’"),
    (re.compile("« ?"), "«" + NARROW),
    (re.compile(" ?»"), NARROW + "»"),
    (re.compile(r" ?([;!?])"), NARROW + r"\1"),
    (re.compile(r" :"), FIXED + ":"),
    (re.compile(r"(\d) (?=\d{3}(?!\d))"), r"\1" + NARROW),
    (re.compile(r"(\d) (?=(?:cm|mm|m|g|kg|cl|L|h|ans|%|°|€|carats?|×)(?!\w))"), r"\1" + FIXED),
    (re.compile(r"× (?=\d)"), "×" + FIXED),
]  # fmt: skip


def typeset(text):
    """The text with the spaces and apostrophes that French printing wants."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
