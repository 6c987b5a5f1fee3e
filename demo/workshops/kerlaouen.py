"""A linen weaver in Finistère."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "e": (
        "lin naturel",
        ("lin", "indigo"),
        "Le lin est gardé dans sa couleur de paille grise ; il blanchira à force de lessives.",
        {"Coloris": "Naturel et bleu"},
    ),
    "b": (
        "bleu de travail",
        ("indigo", "neige"),
        "Le bleu est celui des vestes de marin, teint en fil pour tenir au lavage.",
        {"Coloris": "Bleu et blanc"},
    ),
    "g": (
        "goémon",
        ("olive", "ivoire"),
        "Un vert brun pris sur l'estran, à marée basse, un jour sans soleil.",
        {"Coloris": "Vert brun"},
    ),
    "r": (
        "voile rouge",
        ("rouille", "sable"),
        "Ce rouge tanné rappelle les voiles cachoutées ; il s'éclaircit comme elles.",
        {"Coloris": "Rouge tanné"},
    ),
}
FORMS = [
    ("Coussin à rayures de matelas", "Coussins et plaids", 54, "cushion", {"pattern": "stripes"}, "Une toile à matelas retissée d'après un coupon de ma grand-mère. Garni de laine lavée, déhoussable par un rabat sans fermeture.", "eb", {"attributes": {"Dimensions": "45 × 45 cm"}}),
    ("Coussin à chevrons", "Coussins et plaids", 58, "cushion", {"pattern": "herringbone"}, "Le chevron change de sens tous les deux doigts, il faut s'approcher pour le voir.", "gr", {"choices": ("Dimensions", {"45 × 45 cm": 58, "60 × 40 cm": 62}), "attributes": {}}),
    ("Coussin long de banc", "Coussins et plaids", 62, "cushion", {"pattern": "border", "form": "long"}, "Pour le banc de la cuisine ou le rebord de la fenêtre. Deux cordons le nouent aux barreaux.", "e", {"attributes": {"Dimensions": "90 × 40 cm"}}),
    ("Torchon à liteaux", "Linge de maison", 19, "tea_towel", {"pattern": "border"}, "Il n'essuie bien qu'à partir du troisième lavage, ensuite il essuie vingt ans. Une boucle de coton pour le crochet.", "ebr", {"choices": ("Lot", {"À l'unité": 19, "Par trois": 52}), "attributes": {"Dimensions": "75 × 55 cm"}}),
    ("Torchon à carreaux", "Linge de maison", 19, "tea_towel", {"pattern": "checks"}, "Un grand carreau fenêtre, tissé serré. Les lisières sont celles du métier, pas d'ourlet sur les côtés.", "g", {"attributes": {"Dimensions": "75 × 55 cm"}}),
    ("Tablier à bavette", "Linge de maison", 64, "apron", {"pattern": "plain"}, "Liens croisés dans le dos, poche double, passant pour le torchon. Taille unique, du boulanger à la peintre.", "bg", {"attributes": {"Dimensions": "95 × 78 cm"}, "personalisable": True}),
    ("Tablier rayé", "Linge de maison", 68, "apron", {"pattern": "stripes"}, "Les rayures sont placées pour tomber droit sur la poche. C'est un détail, il m'a coûté un gabarit.", "e", {"attributes": {"Dimensions": "95 × 78 cm"}}),
    ("Serviettes nouées", "Linge de maison", 58, "napkins", {"pattern": "border"}, "Six serviettes d'un même métrage, coins à onglet. Livrées sous un ruban de lin qui sert ensuite de marque-page.", "re", {"attributes": {"Dimensions": "45 × 45 cm, par six"}, "personalisable": True}),
    ("Nappe ronde", "Linge de maison", 138, "tablecloth", {"pattern": "checks"}, "Deux lés assemblés par une couture plate, invisible sous les assiettes. Elle retombe de trente centimètres.", "r", {"attributes": {"Dimensions": "Ø 170 cm"}, "preparation_days": 10, "stock": 2}),
    ("Nappe ronde à rayures", "Linge de maison", 138, "tablecloth", {"pattern": "stripes"}, "Les rayures partent du centre vers vous, où que vous soyez assis, à peu de chose près.", "b", {"attributes": {"Dimensions": "Ø 170 cm"}, "preparation_days": 10}),
    ("Cabas de marché", "Cabas en toile", 42, "canvas_bag", {"pattern": "border"}, "Une toile à voile de lin, des anses qui passent sur l'épaule par-dessus un caban. Porte douze kilos, essayé avec des pommes.", "eb", {"attributes": {"Dimensions": "42 × 40 cm"}}),
    ("Cabas à grands carreaux", "Cabas en toile", 46, "canvas_bag", {"pattern": "checks"}, "Fond carré, poche intérieure pour les clés, coutures rabattues.", "g", {"attributes": {"Dimensions": "42 × 40 × 12 cm"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="toiles-kerlaouen",
    name="Toiles Kerlaouen",
    craft="Tisserand de lin",
    status="artisan",
    person_type="soletrader",
    first_name="Gwenaël",
    last_name="Kerlaouen",
    legal_name="Gwenaël Kerlaouen EI",
    siret=siret("00962485"),
    street="3 venelle du Rouissage",
    postcode="29410",
    town="Saint-Thégonnec",
    department="Finistère",
    tagline="Du lin d'ici, tissé à une largeur de bras",
    story=(
        "Gwenaël était voilier ; il a posé l'aiguille le jour où l'on ne lui a plus apporté que du synthétique. "
        "Ses deux métiers viennent d'une filature fermée du Léon, démontés pièce par pièce et remontés dans une ancienne maison de marchand de toile. "
        "Il tisse à quatre-vingts centimètres parce que c'est l'envergure de ses bras. "
        "Le bruit s'entend de la place ; quand il cesse, c'est qu'il y a du café."
    ),
    opening_hours="Du lundi au vendredi, de 14 h à 18 h",
    delivery=Delivery(home=650, relay=430, collect=0, free_from=8000),
    hand=Hand(
        paper="chine",
        key="bleu-nuit",
        grounds=("ciel", "craie", "sable"),
        shapes=("table", "window"),
        shading="engraved",
        wobble=0.7,
        misregister=0.6,
        dryness=1,
        border="double",
    ),
    inks=("indigo", "neige"),
    portrait=("short", "beard"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {"Matière": "Lin", "Fibres": "100 % lin français", "Entretien": "Machine à 60 °", "Origine": "Finistère"},
        )
    ),
    preparation_days=3,
)
