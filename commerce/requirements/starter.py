"""The list that a new marketplace begins with; operators edit it, and what they change or retire stays so."""

from django.db import connections

from commerce.registration.roles import create_role
from commerce.requirements.models import Requirement

Kind = Requirement.Kind
STARTER = (
    {
        "code": "mediateur",
        "kind": Kind.QUESTION,
        "title": "Votre médiateur de la consommation",
        "why": "Qui vend à des particuliers doit leur en indiquer un (art. L612-1 du Code de la consommation).",
        "help": "Son nom et l’adresse de son site. Votre chambre de métiers ou votre fédération en connaît.",
        "order": 10,
    },
    {
        "code": "idu",
        "kind": Kind.QUESTION,
        "title": "Vos identifiants uniques de filière (REP)",
        "why": "Une place de marché vérifie que ses vendeurs contribuent au recyclage (art. L541-10-9 du Code de "
        "l’environnement).",
        "help": "Emballages, textile, meubles : FR000000_00XXXX. Écrivez « en cours » si vous l’attendez.",
        "order": 20,
    },
    {
        "code": "preuve-artisan",
        "kind": Kind.DOCUMENT,
        "title": "Une preuve de votre statut d’artisan",
        "why": "Le mot « artisan » est protégé : il suppose une immatriculation au Registre national des entreprises.",
        "help": "Un extrait du registre de moins de trois mois, en PDF ou en photo lisible.",
        "trades": ["artisan"],
        "order": 30,
    },
    {
        "code": "preuve-artiste",
        "kind": Kind.DOCUMENT,
        "title": "Une preuve de votre statut d’artiste-auteur",
        "why": "Pour vous présenter comme tel aux acheteurs.",
        "help": "L’avis de situation ou l’attestation de l’Urssaf Limousin, en PDF ou en photo lisible.",
        "trades": ["artiste-auteur"],
        "order": 30,
    },
    {
        "code": "assurance",
        "kind": Kind.DOCUMENT,
        "title": "Votre attestation d’assurance professionnelle",
        "why": "Elle vous protège si une pièce cause un dommage. Nous la conseillons, la loi ne l’impose pas à tous.",
        "is_blocking": False,
        "order": 40,
    },
    {
        "code": "identite-fiscale",
        "kind": Kind.ATTRIBUTE,
        "attribute": Requirement.Attribute.TAX_IDENTITY,
        "title": "Votre identité fiscale",
        "why": "La loi la demande à qui vend en son nom propre. Remplissez-la sous « Argent », « Documents ».",
        "is_blocking": False,
        "order": 50,
    },
    {
        "code": "siret",
        "kind": Kind.ATTRIBUTE,
        "attribute": Requirement.Attribute.SIRET,
        "title": "Votre SIRET",
        "why": "L’acheteur doit savoir à quelle entreprise il achète.",
        "sellers_only": False,
        "order": 60,
    },
    {
        "code": "conditions",
        "kind": Kind.TERMS,
        "title": "Les conditions acceptées",
        "why": "Vos droits et les nôtres, écrits avant la première vente.",
        "sellers_only": False,
        "order": 70,
    },
    {
        "code": "premieres-pieces",
        "kind": Kind.PRODUCTS,
        "number": 3,
        "title": "Vos trois premières pièces préparées",
        "why": "Un visiteur qui trouve une vitrine vide ne revient pas.",
        "order": 80,
    },
    {
        "code": "belle-vitrine",
        "kind": Kind.PRODUCTS,
        "number": 15,
        "title": "Quinze pièces en vitrine",
        "why": "Une boutique de 15 à 20 pièces donne envie de flâner : c’est un conseil, pas une règle.",
        "is_blocking": False,
        "order": 90,
    },
    {
        "code": "fabrication",
        "kind": Kind.QUESTION,
        "title": "Où et par qui vos pièces sont-elles faites ?",
        "why": "Nos visiteurs viennent pour des pièces faites à la main, ou choisies par l’atelier qui les vend.",
        "is_blocking": False,
        "sellers_only": False,
        "order": 100,
    },
)


def install(*, using="default", **_signal):
    """Write the list once, when there is none; and the group of those who validate. Runs after every `migrate`."""
    if using != "default" or Requirement._meta.db_table not in connections[using].introspection.table_names():
        return
    create_role()
    if not Requirement.objects.exists():
        Requirement.objects.bulk_create(Requirement(**each) for each in STARTER)
