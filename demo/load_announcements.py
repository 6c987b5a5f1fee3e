"""What the operator tells the demo's vendors."""

from datetime import timedelta

from django.utils import timezone

from commerce.announcements.models import Announcement
from demo.workshops.typography import typeset

#: title: (text, whom it is for)
ANNOUNCEMENTS = {
    "Fêtes : annoncez vos dernières dates d'envoi": (
        "Les acheteurs demandent quand commander pour recevoir à temps. Vérifiez votre délai de préparation dans "
        "Réglages, et prévoyez vos congés : chaque date promise en tient compte.",
        Announcement.Shops.OPEN,
    ),
    "Bienvenue parmi les ateliers": (
        "Préparez vos premières pièces dès maintenant : elles restent invisibles jusqu'à "
        "l'ouverture de votre boutique.",
        Announcement.Shops.DRAFT,
    ),
}


def load_announcements():
    """Create what is missing of the announcements."""
    for title, (text, shops) in ANNOUNCEMENTS.items():
        since = timezone.localdate() - timedelta(days=2)
        defaults = {"text": typeset(text), "shops": shops, "starts_on": since}
        Announcement.objects.get_or_create(title=typeset(title), defaults=defaults)
