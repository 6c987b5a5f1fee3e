"""Mangopay's answers about papers, people and bank accounts, in words: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

from commerce.identity.models import BankAccount, Proof

#: Why a paper is asked for, and what does for it.
ASKED_FOR = {
    Proof.Kind.IDENTITY: _(
        "La loi contre le blanchiment nous oblige à savoir qui vend. Une carte d’identité (recto et verso) ou un "
        "passeport de la personne responsable, en cours de validité, en couleurs, entier."
    ),
    Proof.Kind.REGISTRATION: _(
        "Il prouve que votre activité existe. Micro-entreprise : avis de situation SIRENE ou attestation de l’Urssaf. "
        "Société : extrait Kbis. De moins de trois mois, gratuit en ligne."
    ),
    Proof.Kind.ARTICLES: _("Ils disent qui peut engager la société. La dernière version, signée, toutes les pages."),
    Proof.Kind.SHAREHOLDERS: _(
        "Mangopay la demande quand les bénéficiaires ne se lisent pas dans les statuts : la liste des associés avec "
        "leurs parts, datée et signée de moins de trois mois."
    ),
    Proof.Kind.BENEFICIAL_OWNERS: _(
        "Les personnes qui détiennent plus d’un quart de la société ou la dirigent : la loi veut leur nom."
    ),
    Proof.Kind.HOSTED: _("Une page de Mangopay photographie votre pièce d’identité avec votre téléphone."),
}

#: Mangopay's reasons to refuse: what happened, what to do.
REFUSALS = {
    "DOCUMENT_UNREADABLE": _(
        "Mangopay n’arrive pas à lire ce document. Reprenez la photo à la lumière du jour, sans reflet, les quatre "
        "coins visibles, ou envoyez le PDF d’origine."
    ),
    "DOCUMENT_NOT_ACCEPTED": _(
        "Ce document n’est pas de ceux que Mangopay accepte ici. Relisez la liste au-dessus et envoyez-en un autre."
    ),
    "DOCUMENT_HAS_EXPIRED": _(
        "Ce document n’est plus valable à sa date. Envoyez-en un en cours de validité, ou votre passeport."
    ),
    "DOCUMENT_INCOMPLETE": _(
        "Il manque une partie du document : verso, page ou bord coupé. Renvoyez-le en entier, toutes les pages "
        "dans le même envoi."
    ),
    "DOCUMENT_MISSING": _(
        "Le fichier reçu ne contient pas le document demandé. Vérifiez que vous envoyez le bon fichier."
    ),
    "DOCUMENT_DO_NOT_MATCH_USER_DATA": _(
        "Le nom, la date de naissance ou le numéro du document ne sont pas ceux que vous nous avez donnés. Corrigez "
        "votre dossier, ou envoyez le document de la bonne personne."
    ),
    "DOCUMENT_FALSIFIED": _(
        "Mangopay pense que le document a été modifié. Envoyez l’original, sans retouche ni recadrage ; si c’est une "
        "erreur, écrivez-nous : nous la signalons."
    ),
    "UNDERAGE_PERSON": _(
        "La personne est mineure d’après le document. Il faut avoir dix-huit ans pour tenir un compte de paiement : "
        "écrivez-nous si la date est fausse."
    ),
    "SPECIFIC_CASE": _(
        "Mangopay a besoin de voir votre cas de près. Lisez sa précision s’il y en a une, et écrivez-nous : nous leur "
        "posons la question pour vous."
    ),
    # Declarations of beneficial owners
    "MISSING_UBO": _("Il manque un bénéficiaire : ajoutez toute personne qui détient plus d’un quart de la société."),
    "WRONG_UBO_INFORMATION": _(
        "Une information sur un bénéficiaire ne correspond pas : vérifiez noms, date et lieu de naissance, adresse."
    ),
    "INVALID_UBO_DETAILS": _(
        "Une information sur un bénéficiaire ne correspond pas : vérifiez noms, date et lieu de naissance, adresse."
    ),
    "DECLARATION_DO_NOT_MATCH_UBO_INFORMATION": _(
        "La déclaration ne dit pas la même chose que vos statuts. Déclarez les mêmes personnes que dans les statuts."
    ),
    "INVALID_DECLARED_UBO": _(
        "Une personne déclarée n’est pas un bénéficiaire effectif : ne déclarez que celles qui détiennent plus d’un "
        "quart de la société ou, à défaut, celle qui la dirige."
    ),
    "UBO_IDENTITY_NEEDED": _(
        "Mangopay veut la pièce d’identité d’un bénéficiaire. Écrivez-nous : nous vous disons par où l’envoyer."
    ),
    "SHAREHOLDERS_DECLARATION_NEEDED": _(
        "Mangopay veut une déclaration d’actionnariat : envoyez-la ci-dessous, puis déclarez de nouveau."
    ),
    "ORGANIZATION_CHART_NEEDED": _("Mangopay veut l’organigramme de la société : écrivez-nous, nous le transmettons."),
    "DOCUMENTS_NEEDED": _("Mangopay attend d’abord vos autres documents : envoyez-les, puis déclarez de nouveau."),
}
_UNKNOWN = _("Mangopay a refusé sans dire pourquoi. Écrivez-nous : nous leur posons la question.")
_OUT_OF_DATE = _(
    "Ce justificatif n’est plus valable : il a expiré, ou votre dossier a changé. Envoyez-en un nouveau ; vos "
    "virements attendent jusque-là, vos ventes continuent."
)
_HOSTED = _("La vérification en ligne n’a pas abouti. Recommencez-la à la lumière du jour, ou envoyez vos documents.")

#: Families of Mangopay's flags on an identity paper, by their code.
FLAGS = {
    "009000": _("le document paraît frauduleux"),
    "009009": _("le document est en noir et blanc"),
    "009026": _("le document est imprimé sur papier"),
}


def explained(proof):
    """What is wrong with a proof and what to do, in one or two French sentences (translatable)."""
    if proof.state == Proof.State.OUT_OF_DATE:
        return _OUT_OF_DATE
    if proof.kind == Proof.Kind.HOSTED:
        return REFUSALS.get(proof.reason, _HOSTED)
    return REFUSALS.get(proof.reason, _UNKNOWN)


def flags_in_words(proof):
    """The flags that have words; the others show as their codes."""
    return [FLAGS.get(str(flag), str(flag)) for flag in proof.flags]


#: What the bank's answer means, and what to do.
CHECKS = {
    BankAccount.Check.MATCH: _("La banque confirme que ce compte est à ce nom."),
    BankAccount.Check.CLOSE: _(
        "La banque connaît ce compte sous un nom un peu différent. Corrigez-le tel qu’il est sur votre RIB : un "
        "virement à un nom inexact peut être refusé."
    ),
    BankAccount.Check.NONE: _(
        "La banque ne connaît pas ce compte à ce nom. Vérifiez l’IBAN et le titulaire sur votre RIB. Le compte doit "
        "être à votre nom ou à celui de votre entreprise."
    ),
    BankAccount.Check.IMPOSSIBLE: _(
        "La banque de ce compte ne répond pas à ces questions. Relisez l’IBAN et le nom : un virement parti ailleurs "
        "revient, mais il fait attendre."
    ),
}

#: Fields of Mangopay's refusals, as our forms name them, and what is said beside them.
FIELDS = {
    "Email": "email",
    "LegalRepresentative.Email": "email",
    "Birthday": "birthday",
    "LegalRepresentative.Birthday": "birthday",
    "Nationality": "nationality",
    "LegalRepresentative.Nationality": "nationality",
}
FIELD_WORDS = {
    "email": _("Mangopay refuse cette adresse. Donnez-en une que vous lisez, écrite sans faute."),
    "birthday": _("Mangopay refuse cette date de naissance."),
    "nationality": _("Mangopay ne connaît pas cette nationalité."),
    "iban": _("La banque de ce compte n’est pas reconnue. Recopiez l’IBAN de votre RIB."),
}
#: The rest of the file: said above the form, with the name of the datum.
DATA = {
    "FirstName": _("prénom du responsable"),
    "LastName": _("nom du responsable"),
    "Name": _("dénomination légale"),
    "CompanyNumber": _("numéro SIREN"),
    "PhoneNumber": _("téléphone"),
    "AddressLine1": _("rue"),
    "City": _("commune"),
    "PostalCode": _("code postal"),
    "Country": _("pays"),
}


def place_errors(form, refusal, fields=FIELDS):
    """Say a Refused beside the fields of a form that it concerns, and above it for the rest of the file."""
    placed = False
    for path in refusal.fields:
        name = fields.get(path)
        if name in form.fields:
            form.add_error(name, FIELD_WORDS.get(name, _("Mangopay refuse cette valeur.")))
        else:
            datum = DATA.get(str(path).rsplit(".", 1)[-1], path)
            form.add_error(None, _("Mangopay refuse une donnée de votre dossier : %(datum)s.") % {"datum": datum})
        placed = True
    if not placed:
        form.add_error(None, _("Mangopay refuse la demande. Écrivez-nous : nous faisons le point."))
