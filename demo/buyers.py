"""The people who ordered something before you came."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Buyer:
    """A buyer and where the parcels go. `is_guest`: bought without an account."""

    email: str
    first_name: str
    last_name: str
    street: str
    postcode: str
    town: str
    is_guest: bool = True


#: The first three have the accounts of `logins.BUYERS`.
BUYERS = (
    Buyer("camille@acheteuse.test", "Camille", "Perrin", "8 rue Dumenge", "69004", "Lyon", is_guest=False),
    Buyer("mehdi@acheteur.test", "Mehdi", "Lacroix", "41 rue Legraverend", "35000", "Rennes", is_guest=False),
    Buyer("odile@acheteuse.test", "Odile", "Tanguy", "3 rue Condorcet", "38000", "Grenoble", is_guest=False),
    Buyer("jules.ferrand@exemple.test", "Jules", "Ferrand", "27 rue de Charonne", "75011", "Paris"),
    Buyer("anais.duhamel@exemple.test", "Anaïs", "Duhamel", "12 rue des Postes", "59000", "Lille"),
    Buyer("paul.arrieta@exemple.test", "Paul", "Arrieta", "5 rue des Faures", "33000", "Bordeaux"),
    Buyer("leonie.weber@exemple.test", "Léonie", "Weber", "18 quai Finkwiller", "67000", "Strasbourg"),
    Buyer("samir.benali@exemple.test", "Samir", "Benali", "60 rue de Lodi", "13006", "Marseille"),
)
