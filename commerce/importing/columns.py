"""The columns of our own file: their names, how a cell is read. Files of other shops come to these.

A packed value is what JSON holds of it: a price is a text of Decimal euros, a category its id.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commerce.catalogue.gallery import MOST_PICTURES

LARGEST_PRICE, LARGEST_STOCK, LONGEST_PREPARATION = Decimal(99_999), 9_999, 90
LONGEST_REFERENCE, LONGEST_TITLE, LONGEST_TEXT = 120, 120, 5_000
YES, NO = ("oui", "yes", "1", "true", "vrai", "x"), ("non", "no", "0", "false", "faux")


def folded(text):
    """A heading without case, accents and punctuation: what two spellings of it share."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


def _text(longest):
    def read(cell):
        if len(cell) > longest:
            raise ValidationError(_("Trop long : %(n)d caractères au plus.") % {"n": longest})
        return cell

    return read


def read_price(cell):
    """Packed euros of « 1 234,50 € », « 1,234.50 » or « 34.5 »; None for nothing. Raises ValidationError."""
    typed = re.sub(r"[\s\u00a0\u202f'’]|€|EUR", "", cell, flags=re.IGNORECASE)
    if not typed:
        return None
    found = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,9})(?:[.,]([0-9]{1,2})0*)?", typed)
    if found is None or re.fullmatch(r"[0-9]+[.,][0-9]{3}", typed):
        raise ValidationError(_("Ce n’est pas un prix en euros : « 34,50 » par exemple."))
    price = Decimal(f"{re.sub('[,.]', '', found[1])}.{found[2] or 0}")
    if not Decimal("0.01") <= price <= LARGEST_PRICE:
        raise ValidationError(_("Le prix va de 0,01 à 99 999 €."))
    return str(price.quantize(Decimal("0.01")))


def _whole(largest, smallest=0):
    def read(cell):
        typed = re.sub(r"[\s\u00a0\u202f]", "", cell)
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,9}([.,]0+)?", typed):
            raise ValidationError(_("Ce n’est pas un nombre entier."))
        number = int(re.split("[.,]", typed)[0])
        if not smallest <= number <= largest:
            raise ValidationError(
                _("Un nombre de %(least)d à %(most)d est attendu.") % {"least": smallest, "most": largest}
            )
        return number

    return read


def _yes_or_no(cell):
    if not cell:
        return None
    word = folded(cell)
    if word not in YES + NO:
        raise ValidationError(_("Écrivez « oui » ou « non »."))
    return word in YES


def _pictures(cell):
    found = [name.strip() for name in re.split(r"[\n|]|,\s*(?=https?:)|\s+(?=https?:)", cell) if name.strip()]
    if len(found) > MOST_PICTURES:
        raise ValidationError(_("Dix images au plus par pièce."))
    return found


@dataclass(frozen=True)
class Column:
    """A column of our file. `read` makes of a cell what JSON holds of it, and raises ValidationError."""

    key: str
    heading: str
    read: object


COLUMNS = [
    Column("reference", gettext_lazy("Référence"), _text(LONGEST_REFERENCE)),
    Column("title", gettext_lazy("Nom"), _text(LONGEST_TITLE)),
    Column("variant", pgettext_lazy("column", "Variante"), _text(255)),
    Column("category", gettext_lazy("Catégorie"), _text(300)),
    Column("description", gettext_lazy("Description"), _text(LONGEST_TEXT)),
    Column("price", gettext_lazy("Prix TTC"), read_price),
    Column("stock", gettext_lazy("Stock"), _whole(LARGEST_STOCK)),
    Column("preparation_days", gettext_lazy("Préparation (jours)"), _whole(LONGEST_PREPARATION)),
    Column("low_stock_threshold", gettext_lazy("Alerte de stock"), _whole(LARGEST_STOCK, 1)),
    Column("is_online", gettext_lazy("En ligne"), _yes_or_no),
    Column("pictures", gettext_lazy("Images"), _pictures),
    Column("exported_stock", gettext_lazy("Stock à l’export"), _whole(LARGEST_STOCK * 10)),
    Column("export", gettext_lazy("Export"), _text(20)),
]
BY_KEY = {column.key: column for column in COLUMNS}
#: What the file to correct says beside a row; ignored when it comes back.
ERROR_HEADING = gettext_lazy("Erreur")
