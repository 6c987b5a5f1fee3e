"""The mentions that documents carry: each wording from the day it is in force, with its source.

The rows of `LegalMention`, which the operator writes in the back office, come before these defaults from their day on.
"""

from dataclasses import dataclass
from datetime import date

from commerce.compliance.models import LegalMention

Code = LegalMention.Code


@dataclass(frozen=True)
class Wording:
    """A mention's text from `starts_on` on; `{names}` in it are filled by the document."""

    code: str
    starts_on: date
    text: str
    source: str


#: Since 1 September 2026 VAT law stands in the CIBS (L. 223-1 ff. for the franchise). References to the CGI are
#: accepted until 31 December 2027; the new wording wasn't published when this was written: the operator adds a row.
DEFAULTS = (
    Wording(Code.VAT_EXEMPT, date(2014, 1, 1), "TVA non applicable, art. 293 B du CGI.", "CGI, art. 293 E"),
    Wording(
        Code.MANDATE,
        date(2014, 1, 1),
        "{issued} par {operator} au nom et pour le compte de {vendor}.",
        "CGI, art. 289, I-2 ; ann. II, art. 242 nonies",
    ),
    Wording(
        Code.SETTLED_BY_FEES,
        date(2014, 1, 1),
        "Déjà réglée : ces sommes ont été retenues sur le versement de vos ventes. Il n’y a rien à payer.",
        "CGI, ann. II, art. 242 nonies A",
    ),
    Wording(
        Code.LATE_PAYMENT,
        date(2014, 1, 1),
        "Pas d’escompte pour paiement anticipé. En cas de retard : pénalités au taux de trois fois l’intérêt légal et "
        "indemnité forfaitaire de recouvrement de 40 €.",
        "Code de commerce, art. L. 441-9, L. 441-10 et D. 441-5",
    ),
    Wording(
        Code.PAID_ONLINE, date(2014, 1, 1), "Déjà réglée à la commande, par carte.", "CGI, ann. II, art. 242 nonies A"
    ),
    Wording(Code.CREDITED, date(2014, 1, 1), "Montant déjà rendu : il n’y a rien à encaisser.", "usage"),
)


def mention(code, day, **names):
    """The wording of a mention on a day (Europe/Paris), its `{names}` filled. LookupError before its first day."""
    rows = LegalMention.objects.filter(code=code, starts_on__lte=day).order_by("-starts_on")
    if row := rows.first():
        return row.text.format(**names)
    known = [wording for wording in DEFAULTS if wording.code == code and wording.starts_on <= day]
    if not known:
        raise LookupError(f"No wording of « {code} » on {day}.")
    return max(known, key=lambda wording: wording.starts_on).text.format(**names)
