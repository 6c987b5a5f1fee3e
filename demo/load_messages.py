"""Two people wrote to the team: one was answered, one waits."""

from django.utils import timezone

from cms_pages.contact import answer, receive
from cms_pages.models import ContactMessage, ReadyAnswer
from commerce.customer.models import User
from demo import logins

FIRST = {
    "audience": "professional",
    "name": "Jules Perrin",
    "email": "jules.perrin@monquibus.example",
    "subject": "Mes luminaires ont-ils leur place ?",
    "message": "Je fais des lampes en papier. Sont-elles de la décoration, pour vous ?",
}
SECOND = {
    "audience": "buyer",
    "name": "Inès Dufour",
    "email": "ines.dufour@monquibus.example",
    "subject": "Un bol fendu",
    "message": "Le bol de ma commande est arrivé fendu. Que faire ?",
}


def load_messages():
    """Write both threads and a ready answer, once."""
    if ContactMessage.objects.exists():
        return
    now = timezone.now()
    ReadyAnswer.objects.get_or_create(
        title="Colis abîmé", defaults={"text": "Bonjour, envoyez-nous une photo de la pièce et de son emballage."}
    )
    editor = User.objects.get(email=logins.EDITOR.email)
    first = receive(ContactMessage(**FIRST), now=now)
    text = "Oui, comme objets de décoration. Indiquez la puissance de l’ampoule sur chaque fiche."
    answer(first, author=editor, text=text, status=ContactMessage.Status.ANSWERED, seen=0, now=now)
    receive(ContactMessage(**SECOND), now=now)
