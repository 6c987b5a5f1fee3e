"""A workshop that only has a page: where, when, and no sale online."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from commerce.partner.models import Partner
from commerce.plans.models import Plan

CODE = "la-forge-du-pont"
FORGE = {
    "name": "La Forge du Pont",
    "status": Partner.Status.OPEN,
    "craft": "Ferronnerie",
    "tagline": "Des chenets, des grilles, des couteaux ; à voir rougir avant de les emporter.",
    "story": "La forge se visite le samedi. Rien ne part par la poste : une grille se mesure sur place.",
    "town": "Clamecy",
    "department": "Nièvre",
    "opening_hours": "Du mercredi au vendredi, 14 h à 18 h\nLe samedi, 10 h à 18 h",
    "website": "https://forge-du-pont.example",
    "latitude": Decimal("47.46"),
    "longitude": Decimal("3.52"),
    "legal_name": "Odile Marchand, EI",
    "representative_first_name": "Odile",
    "representative_last_name": "Marchand",
    "siret": "00099912300017",
    "street": "2 quai du Beuvron",
    "postcode": "58500",
    "email": "odile@forge-du-pont.example",
    "phone": "+33639981230",
    "phone_is_shown": False,
}


def load_listing():
    """Create the workshop, once."""
    opened_at = timezone.now() - timedelta(days=60)
    plan = Plan.objects.get(code="referencement")
    Partner.objects.get_or_create(code=CODE, defaults={**FORGE, "plan": plan, "opened_at": opened_at})
