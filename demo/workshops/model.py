"""What the demo knows of a workshop and of the pieces it makes. Prices are cents, tax included."""

from dataclasses import dataclass, field
from zlib import crc32

from demo.prints.hands import Hand
from demo.workshops.typography import typeset

#: Two levels: every piece is in one of the lower ones.
CATEGORIES = {
    "Bijoux": ("Bagues", "Boucles d’oreilles", "Colliers", "Bracelets", "Broches"),
    "Accessoires de mode": ("Chapeaux", "Bérets et bandeaux", "Cabas en toile"),
    "Accessoires textile": ("Écharpes", "Bonnets et mitaines", "Chaussettes", "Carrés de soie"),
    "Maroquinerie": ("Sacs", "Petite maroquinerie", "Ceintures", "Carnets et étuis"),
    "Maison": (
        "Vases", "Vaisselle", "Bougies", "Luminaires", "Miroirs et horloges", "Paniers et boîtes", "Linge de maison",
        "Coussins et plaids", "Bois de cuisine", "Petit mobilier",
    ),
    "Jardin": ("Pots et jardinières", "Nichoirs et mangeoires", "Girouettes et carillons", "Lanternes et tuteurs"),
    "Art": ("Gravures", "Peintures", "Photographies", "Sculptures", "Céramiques d’art"),
}  # fmt: skip


@dataclass(frozen=True)
class Variants:
    """The choices of one piece: [(value, price in cents, stock)]."""

    attribute: str
    choices: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Piece:
    """One product. `form` and `inks` (body, second) are how its print is drawn; `views` is how many pictures."""

    title: str
    category: str
    price_cents: int
    description: str
    motif: str
    inks: tuple[str, str]
    form: dict = field(default_factory=dict)
    attributes: dict = field(default_factory=dict)
    stock: int = 1
    variants: Variants | None = None
    personalisable: bool = False
    preparation_days: int | None = None
    views: int = 1
    #: A value of `ArtWork`, for the workshops that bill VAT.
    art_work: str = ""

    @property
    def category_path(self):
        """("Maison", "Vases")"""
        return next((parent, self.category) for parent, names in CATEGORIES.items() if self.category in names)


@dataclass(frozen=True)
class Delivery:
    """What a workshop asks for each mode, in cents; None for a mode that it doesn't offer."""

    home: int | None = None
    relay: int | None = None
    collect: int | None = None
    free_from: int | None = None


@dataclass(frozen=True)
class Workshop:
    """A fictional vendor: its shop, its legal identity, and the hand that cuts its prints."""

    code: str
    name: str
    craft: str
    status: str
    person_type: str
    first_name: str
    last_name: str
    legal_name: str
    siret: str
    street: str
    postcode: str
    town: str
    department: str
    tagline: str
    story: str
    opening_hours: str
    delivery: Delivery
    hand: Hand
    inks: tuple[str, str]
    portrait: tuple[str, str]
    pieces: tuple[Piece, ...]
    preparation_days: int = 3
    vat_rate: str = "0"
    plan: str = "commission"
    kyc_done: bool = True

    def __post_init__(self):
        for name in ("name", "craft", "tagline", "story", "opening_hours", "street", "town", "department"):
            object.__setattr__(self, name, typeset(getattr(self, name)))


def piece(title, category, euros, motif, form, text, inks, **facts):
    """One piece. `facts`: the other fields of `Piece`, and `choices=("Taille", {value: euros})`."""
    title = typeset(title)
    number = crc32(title.encode())
    if choices := facts.pop("choices", None):
        facts["variants"] = _variants(choices, number)
    facts["attributes"] = {name: typeset(value) for name, value in facts.get("attributes", {}).items()}
    facts.setdefault("stock", 0 if number % 17 == 0 else 1 + number % 9)
    facts.setdefault("views", 2 if number % 3 == 0 else 1)
    return Piece(title, typeset(category), cents(euros), typeset(text), motif, inks, form, **facts)


def series(forms, finishes, shared=None):
    """Each form in each of its finishes.

    A form is (title, category, euros, motif, form, text, "codes of finishes", facts); a finish is
    code: (name, inks, text, attributes).
    """
    made = []
    for title, category, euros, motif, form, text, codes, facts in forms:
        for code in codes:
            name, inks, finish_text, attributes = finishes[code]
            every = {**(shared or {}), **facts.get("attributes", {}), **attributes}
            others = {key: value for key, value in facts.items() if key != "attributes"}
            made.append(
                piece(
                    f"{title}, {name}",
                    category,
                    euros,
                    motif,
                    form,
                    f"{text} {finish_text}",
                    inks,
                    attributes=every,
                    **others,
                )
            )
    return made


def cents(euros):
    """38.5 → 3850."""
    return round(euros * 100)


def _variants(choices, number):
    attribute, prices = choices
    return Variants(
        typeset(attribute),
        tuple((typeset(value), cents(euros), (number >> i) % 5) for i, (value, euros) in enumerate(prices.items())),
    )


def siret(root):
    """A SIRET with right check digits from eight digits. Ours begin with 00, as no real one does."""
    siren = root + _check_digit(root)
    return siren + "0001" + _check_digit(siren + "0001")


def _check_digit(digits):
    """Luhn's."""
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits))]
    return str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)
