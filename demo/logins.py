"""Who can sign in to a demo, and how. The password is the same for all: a demo holds nothing to protect."""

import unicodedata
from dataclasses import dataclass

from demo.workshops import WORKSHOPS

PASSWORD = "monquibus"


@dataclass(frozen=True)
class Login:
    """An account of the demo. `role` is one of "buyer", "vendor", "editor", "operator", "treasurer"."""

    role: str
    email: str
    first_name: str
    last_name: str
    where: str
    password: str = PASSWORD


BUYERS = (
    Login("buyer", "camille@acheteuse.test", "Camille", "Perrin", "/compte/"),
    Login("buyer", "mehdi@acheteur.test", "Mehdi", "Lacroix", "/compte/"),
    Login("buyer", "odile@acheteuse.test", "Odile", "Tanguy", "/compte/"),
)
#: Makers whose shops aren't open yet: one half through the registration, one at its beginning.
HALFWAY = Login("vendor", "romane@atelier.test", "Romane", "Arnoux", "/espace-pro/inscription/")
BEGINNER = Login("vendor", "lise@atelier.test", "Lise", "Chauvin", "/espace-pro/inscription/")
#: One whose file waits for the operator, and the first workshop's people: who packs, who keeps the books.
WAITING = Login("vendor", "bruno@atelier.test", "Bruno", "Delage", "/espace-pro/inscription/")
PACKER = Login("vendor", "nadia@atelier.test", "Nadia", "Ferrand", "/espace-pro/")
BOOKKEEPER = Login("vendor", "gilles@atelier.test", "Gilles", "Ferrand", "/espace-pro/argent/")
EDITOR = Login("editor", "redaction@monquibus.test", "Agathe", "Morvan", "/cms/")
OPERATOR = Login("operator", "equipe@monquibus.test", "Sacha", "Delorme", "/gestion/")

#: The second person of the money room: who proposes never approves.
TREASURER = Login("treasurer", "tresorerie@monquibus.test", "Inès", "Fontaine", "/cms/argent/")


def vendor_login(workshop):
    """The owner's account of a workshop: prenom@atelier.test, with the surname where first names meet."""
    name = _plain(workshop.first_name)
    is_written = any(workshop is written for written in WORKSHOPS)
    address = f"{name}@atelier.test" if is_written else f"{name}@{workshop.code}.atelier.test"
    return Login("vendor", address, workshop.first_name, workshop.last_name, "/espace-pro/")


def told_workshops():
    """Those whose logins are told: the first two, and the one that awaits its identity checks."""
    return [*WORKSHOPS[:2], *(workshop for workshop in WORKSHOPS if not workshop.kyc_done)]


def demo_logins():
    """The accounts worth telling: a buyer, five vendors of whom one packs and one isn't open, and the operator's."""
    workshops = [vendor_login(workshop) for workshop in told_workshops()]
    return [BUYERS[0], *workshops, PACKER, HALFWAY, EDITOR, OPERATOR, TREASURER]


def _plain(name):
    decomposed = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in decomposed if letter.isalpha() and not unicodedata.combining(letter))
