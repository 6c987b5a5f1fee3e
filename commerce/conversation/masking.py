"""Contact data in a text, replaced: a pure function. It finds what people type, not what they'd hide from a detective.

Addresses, telephone numbers (French, international, in words), links, bare domains, names on other networks; with
« arobase », « point », spaces and dots between digits. Prices, sizes, dates, order numbers and SIRETs stay.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

#: Endings that nobody types by leaving out the space after a full stop (« le bol.De plus », « un sac.Il »).
ENDINGS = "fr|com|net|org|eu|shop|store|boutique|biz|info|link|app|io|ch|uk"
AT = r"(?:\s{0,3}(?:@|[(\[{](?:at|a|arobase)[)\]}])\s{0,3}|\s{1,3}arr?obase?\s{1,3})"
SPOKEN_DOT = r"(?:\s{0,3}[(\[](?:dot|point)[)\]]\s{0,3}|\s{1,3}(?:point|dot)\s{1,3})"
DOT = rf"(?:\s{{0,3}}\.\s{{0,3}}|{SPOKEN_DOT})"
MORE = rf"(?:(?:\.|{SPOKEN_DOT})[\w-]{{2,24}}){{0,2}}"
ADDRESS = rf"[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}{DOT}[\w-]{{2,24}}{MORE}"
#: « look at this. Great » is English, « jean at mail dot com » is not.
ADDRESS_IN_ENGLISH = rf"[\w.+-]{{1,64}}\s{{1,3}}at\s{{1,3}}[\w-]{{1,63}}(?:\.|{SPOKEN_DOT})[a-z]{{2,24}}{MORE}"

#: What people put between digits. Commas aren't among them: « 0,5 » is a measure.
GAP = r"[\s.\-_/·•]{0,3}"
NOT_A_DATE = r"(?!(?:0?[1-9]|[12]\d|3[01])[\s./-](?:0?[1-9]|1[0-2])[\s./-](?:19|20)\d\d(?!\d))"
FRENCH = rf"(?<![\w,.]){NOT_A_DATE}[0Oo]\s?[1-9](?:{GAP}\d){{8}}(?![\d,]|{GAP}\d)"
ABROAD = rf"(?<![\w+])(?:\+|00)\s?(?:\(0\)\s?)?[1-9]\d{{0,2}}(?:{GAP}(?:\(0\))?{GAP}\d){{7,12}}(?!\d)"
DIGIT = "(?:z[ée]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf)"
NUMBER = (
    r"(?:z[ée]ro|et|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingts?|trente|quarante|cinquante|soixante|\d{1,2})"
)
IN_WORDS = rf"\bz[ée]ro[\s,.-]{{1,3}}{DIGIT}(?:[\s,.-]{{1,3}}{NUMBER}){{4,20}}\b"

PATH = r"[^\s<>\"«»]{0,300}[^\s<>\"«».,;:!?)]"
LINK = rf"(?:https?\s{{0,2}}:\s{{0,2}}//|www\s{{0,2}}\.)\s{{0,2}}{PATH}"
DOMAIN = rf"(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,4}}(?:{ENDINGS})(?![\w-])(?:/{PATH}|/)?"
SHORTENED = r"(?<![\w.@-])[a-z][\w-]{0,62}\.[a-z]{2,6}/[\w@.+-]{1,100}\w"
SPOKEN_DOMAIN = r"\b[\w-]{2,63}\s{1,3}(?:point|dot)\s{1,3}(?:fr|com|net|org|eu)\b"
NETWORKS = "instagram|insta|facebook|fb|snapchat|snap|whats\\s?app|telegram|tiktok|messenger|twitter|linkedin|skype"
NAMED = rf"\b(?:{NETWORKS})\s{{0,3}}(?::|=|\bc['’]est\b|\best\b)\s{{0,3}}@?[\w.-]{{2,40}}\w"
HANDLE = r"(?<![\w@.])@[A-Za-z][\w.]{1,40}\w"

FOUND = re.compile(
    "|".join(
        [ADDRESS, ADDRESS_IN_ENGLISH, LINK, FRENCH, ABROAD, IN_WORDS, NAMED, DOMAIN, SHORTENED, SPOKEN_DOMAIN, HANDLE]
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Masked:
    """A text as it may be read before an order, and how many contact data it held."""

    text: str
    count: int


def mask(text, *, own_host=""):
    """The Masked text. Links to `own_host`, this site, stay. Masking what is masked changes nothing."""
    count = 0
    placeholder = placeholder_in_words()

    def replaced(found):
        nonlocal count
        if own_host and re.match(rf"(?:https?://)?{re.escape(own_host)}(?:[/?#]|$)", found[0], re.IGNORECASE):
            return found[0]
        count += 1
        return placeholder

    return Masked(FOUND.sub(replaced, text), count)


def placeholder_in_words():
    """What stands where contact data stood."""
    return _("[coordonnées masquées jusqu’à la commande]")
