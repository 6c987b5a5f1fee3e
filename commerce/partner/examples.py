"""A shop and its people, for previews: they are in no database."""

from datetime import date

from commerce.customer.models import User
from commerce.partner.models import Partner

#: The first day of what the examples tell.
DAY = date(2026, 12, 3)


def example_person(**more):
    """Somebody with a name and an address."""
    return User(**{"pk": 0, "first_name": "Camille", "last_name": "Martin", "email": "camille@exemple.test"} | more)


def example_shop(**more):
    """An open workshop."""
    told = {
        "pk": 0,
        "name": "Atelier des Brumes",
        "code": "atelier-des-brumes",
        "email": "brumes@exemple.test",
        "status": Partner.Status.OPEN,
        "legal_name": "Jeanne Lemoine EI",
        "siret": "73282932000074",
        "street": "3 rue des Potiers",
        "postcode": "89520",
        "town": "Saint-Amand-en-Puisaye",
        "opening_hours": "Du mardi au samedi, de 10 h à 18 h",
    }
    return Partner(**told | more)
