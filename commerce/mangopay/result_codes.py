"""Mangopay's result codes in words for the person concerned: what happened, and what to do."""

from django.utils.translation import gettext_lazy as _

_CARD_REFUSED = _("Votre banque a refusé le paiement. Essayez une autre carte ou appelez votre banque.")
_TECHNICAL = _("Un incident technique a interrompu l’opération. Réessayez dans quelques minutes.")
_BANK_ACCOUNT = _("La banque a refusé ce compte. Vérifiez l’IBAN et le nom du titulaire.")
_IDENTITY = _("L’identité n’est pas encore vérifiée.")
_BLOCKED = _("Le compte de paiement est bloqué. Écrivez-nous : nous faisons le point avec Mangopay.")
_ABANDONED = _("Le paiement a été abandonné.")
_TOO_LATE = _("La page de paiement est restée ouverte plus de quinze minutes.")
_AUTHENTICATION = _("Votre banque n’a pas pu vérifier que le paiement vient de vous (3-D Secure).")

WORDS = {
    "001030": _ABANDONED,
    "001031": _ABANDONED,
    "001033": _TOO_LATE,
    "001034": _TOO_LATE,
    "101001": _ABANDONED,
    "101002": _ABANDONED,
    "101109": _TOO_LATE,
    "001001": _("Le porte-monnaie ne contient pas assez."),
    "001014": _("La commission égale le montant : rien ne peut être versé."),
    "002981": _IDENTITY,
    "002996": _IDENTITY,
    "002997": _IDENTITY,
    "002998": _IDENTITY,
    "002999": _IDENTITY,
    "005406": _("Un autre remboursement est en cours."),
    "005407": _("Le même montant a déjà été remboursé aujourd’hui."),
    "008600": _BLOCKED,
    "008700": _BLOCKED,
    "101102": _("Le plafond de la carte est atteint."),
    "101103": _("Le plafond de la carte est atteint."),
    "101105": _("La carte est expirée."),
    "101106": _("La carte est inactive."),
    "101301": _AUTHENTICATION,
    "101304": _AUTHENTICATION,
    "101399": _AUTHENTICATION,
    "105101": _("Le numéro de carte est faux."),
    "105102": _("Le nom du porteur est faux."),
    "105103": _("Le code secret est faux."),
    "105202": _("Le numéro de carte est faux."),
    "105203": _("La date d’expiration est fausse."),
    "105204": _("Le cryptogramme est faux."),
    "AC06_BLOCKED_BANKACCOUNT": _("Ce compte bancaire est bloqué. Enregistrez-en un autre."),
    "AG01_FORBIDDEN_TRANSACTION": _("Ce compte bancaire n’accepte pas les virements. Enregistrez-en un autre."),
    "BANKACCOUNT_HAS_BEEN_CLOSED": _("Ce compte bancaire est fermé. Enregistrez-en un autre."),
    "BANKACCOUNT_INCORRECT": _("Ce compte bancaire n’existe pas. Vérifiez l’IBAN."),
    "OWNER_DOT_NOT_MATCH_BANKACCOUNT": _("Le nom du titulaire ne correspond pas à l’IBAN."),
    "RC01_INVALIDE_BIC": _("La banque de ce compte est inconnue. Vérifiez l’IBAN."),
    "RR03_BENEFICIARY_NAME_OR_ADDRESS_MISSING": _("Il manque le nom ou l’adresse du titulaire du compte."),
    "MS02_BENEFICIARY_ORDER": _("Le titulaire du compte a refusé le virement."),
    "MS03_NOT_SPECIFIED": _("La banque a renvoyé le virement sans dire pourquoi. Appelez-la, ou changez de compte."),
    "MD07_BENEFICIARY_IS_DECEASED": _("La banque signale le décès du titulaire. Écrivez-nous."),
    "FOCR_RECALLED": _("Le virement a été rappelé. Écrivez-nous."),
    "INITIALIZED_BY_MANGOPAY": _("Mangopay a annulé le virement. Écrivez-nous : nous faisons le point."),
    "121005": _BLOCKED,
    "121006": _("Le compte bancaire n’est plus actif. Enregistrez-en un autre."),
    "121009": _("La banque n’a pas répondu à temps."),
    "121010": _("Le virement a été refusé après examen par Mangopay."),
    "121030": _("Le nom du titulaire ne correspond pas à l’IBAN."),
}

_BY_PREFIX = (
    ("1011", _CARD_REFUSED),
    ("1013", _AUTHENTICATION),
    ("1052", _CARD_REFUSED),
    ("0080", _CARD_REFUSED),
    ("0085", _CARD_REFUSED),
    ("0091", _TECHNICAL),
    ("0094", _TECHNICAL),
    ("0099", _TECHNICAL),
    ("1210", _BANK_ACCOUNT),
)


def in_words(code):
    """A French sentence (translatable) for a result code; a general one for a code that nobody should meet."""
    if code in WORDS:
        return WORDS[code]
    for prefix, words in _BY_PREFIX:
        if code.startswith(prefix):
            return words
    return _("L’opération n’a pas abouti.")
