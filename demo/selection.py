"""Which vendors and which pieces a demo of a given size has: the written ones first, then more of the same."""

from dataclasses import dataclass, replace
from itertools import count, islice

from demo.workshops import WORKSHOPS
from demo.workshops.model import Piece, Workshop, siret

SURNAMES = (
    "Abadie", "Bonnefoy", "Carradec", "Delmotte", "Estève", "Fauconnier", "Garrigou", "Hennequin", "Iribarne",
    "Jacquemin", "Kervella", "Lamarque", "Maillet", "Noirot", "Ollivier", "Péronnet", "Quéméner", "Ravier",
)  # fmt: skip


@dataclass(frozen=True)
class Article:
    """A piece on sale at a vendor. `title` is numbered from the second time on; `print_name` names its pictures."""

    workshop: Workshop
    piece: Piece
    title: str
    sku: str
    print_name: str


def vendors(number):
    """The first `number` vendors: every written workshop, then namesakes of its trade elsewhere in the alphabet."""
    return [_vendor(index) for index in range(number)]


def _vendor(index):
    round_number, place = divmod(index, len(WORKSHOPS))
    workshop = WORKSHOPS[place]
    if not round_number:
        return workshop
    surname = SURNAMES[index % len(SURNAMES)]
    return replace(
        workshop,
        code=f"{workshop.code}-{round_number + 1}",
        name=f"Atelier {surname}, {workshop.craft.lower()}",
        last_name=surname,
        legal_name=f"{workshop.first_name} {surname}",
        siret=siret(f"00{900000 + index}"),
        kyc_done=True,
    )


def articles(workshops, number):
    """The first `number` articles, every vendor's spread evenly: the newest of the shop are of many hands."""
    return list(islice(_spread(workshops), number))


def _spread(workshops):
    places = [
        ((index + 0.5) / len(workshop.pieces), order, workshop, index)
        for order, workshop in enumerate(workshops)
        for index in range(len(workshop.pieces))
    ]
    places.sort(key=lambda place: place[:2])
    for round_number in count():
        for _position, _order, workshop, index in places:
            yield _article(workshop, index, round_number)


def _article(workshop, index, round_number):
    piece = workshop.pieces[index]
    number = f", n°\u00a0{round_number + 1}" if round_number else ""
    return Article(
        workshop=workshop,
        piece=piece,
        title=piece.title + number,
        sku=f"{round_number * len(workshop.pieces) + index + 1:04}",
        print_name=f"{_original(workshop).code}-{index + 1:02}",
    )


def _original(workshop):
    return next(written for written in WORKSHOPS if written.pieces is workshop.pieces)
