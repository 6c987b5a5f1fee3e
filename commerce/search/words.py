"""The words by which things are found: without accents, case or plural, so that « bols bleus » meets « Bol bleu »."""

import re
import unicodedata

from django.utils.html import strip_tags

ELISIONS = re.compile(r"\b(?:qu|jusqu|lorsqu|[cdjlmnst])['’]")
WORD = re.compile(r"[a-z0-9]+")
STOP_WORDS = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "un",
        "une",
    ]
)
SHORTEST_PLURAL = 4


def folded(text: str) -> str:
    """Lower case, without accents; ligatures opened."""
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFKD", opened)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text that carry meaning, folded and in the singular, in their order."""
    found = WORD.findall(ELISIONS.sub(" ", folded(text)))
    return [_singular(word) for word in found if word not in STOP_WORDS]


def index_words(html: str) -> str:
    """What the index keeps of a text: its words, each once."""
    return " ".join(dict.fromkeys(words(strip_tags(html))))


def _singular(word):
    if len(word) < SHORTEST_PLURAL:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    return word[:-1] if word[-1] in "sx" else word
