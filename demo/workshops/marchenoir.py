"""A potter in the Puisaye."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "b": (
        "bleu de cuve",
        ("indigo", "paille"),
        "Le bleu vient d'un émail au cobalt que la cuisson éclaircit sur les arêtes.",
        {"Coloris": "Bleu profond"},
    ),
    "c": (
        "céladon",
        ("céladon", "ivoire"),
        "Le céladon est posé épais : il fait des larmes plus vertes au pied.",
        {"Coloris": "Vert d'eau"},
    ),
    "s": (
        "shino blanc",
        ("ivoire", "brique"),
        "Le shino est un blanc laiteux, piqué de roux là où la flamme a léché la terre.",
        {"Coloris": "Blanc rosé"},
    ),
    "t": (
        "tenmoku",
        ("tabac", "rouille"),
        "Le tenmoku, brun presque noir, tourne à la rouille sur le bord.",
        {"Coloris": "Brun noir"},
    ),
    "f": (
        "cendre de frêne",
        ("sauge", "écorce"),
        "La cendre vient du poêle de l'atelier ; elle coule en vert gris, jamais deux fois pareil. Choisissez votre exemplaire au téléphone, je vous les décris volontiers.",
        {"Coloris": "Vert gris"},
    ),
}
FORMS = [
    ("Vase à col étroit", "Vases", 64, "vase", {"form": "neck", "decor": "bands", "stem": True}, "Tourné en deux parties, il attend une seule branche et se suffit sans. Le fond est poli à la pierre pour ne pas rayer le buffet.", "bf", {"attributes": {"Dimensions": "H 26 cm, Ø 15 cm"}}),
    ("Vase boule", "Vases", 58, "vase", {"form": "ball", "decor": "dip"}, "Une boule bien pleine, refermée au plus juste pour tenir droit les tiges courtes du jardin.", "cs", {"attributes": {"Dimensions": "H 17 cm, Ø 16 cm"}}),
    ("Soliflore bouteille", "Vases", 38, "vase", {"form": "bottle", "stem": True}, "Le col fait juste la largeur d'un doigt. On le remplit à moitié, il est plus stable ainsi.", "bt", {"attributes": {"Dimensions": "H 21 cm, Ø 9 cm"}}),
    ("Bol à soupe", "Vaisselle", 26, "bowl", {"form": "deep", "decor": "bands"}, "Il tient dans deux mains et garde la soupe chaude le temps d'une conversation. Contenance : 45 cl.", "bst", {"attributes": {"Dimensions": "H 8 cm, Ø 14 cm"}}),
    ("Bol de matin", "Vaisselle", 22, "bowl", {"form": "round", "decor": "leaves"}, "Assez large pour tremper une tartine, assez léger pour une main d'enfant.", "c", {"attributes": {"Dimensions": "H 7 cm, Ø 13 cm"}, "personalisable": True}),
    ("Grand saladier", "Vaisselle", 72, "bowl", {"form": "wide", "decor": "waves"}, "Tourné d'une seule balle de quatre kilos, il sert huit personnes sans déborder.", "bf", {"attributes": {"Dimensions": "H 11 cm, Ø 30 cm"}, "preparation_days": 8}),
    ("Tasse à anse", "Vaisselle", 24, "cup", {"form": "tall", "decor": "dip"}, "L'anse est tirée, pas moulée : trois doigts y passent et la tasse se porte sans se brûler.", "sct", {"choices": ("Contenance", {"20 cl": 24, "30 cl": 28}), "attributes": {"Dimensions": "H 9 cm"}}),
    ("Gobelet", "Vaisselle", 18, "cup", {"form": "flared", "handle": False, "decor": "dots"}, "Un gobelet évasé pour le café serré ou les brosses à dents, nous ne jugeons pas.", "bf", {"attributes": {"Dimensions": "H 8 cm, Ø 8 cm"}}),
    ("Assiette plate", "Vaisselle", 32, "plate", {"decor": "rings"}, "Le tour laisse une spirale au centre ; l'aile est juste assez relevée pour retenir une sauce.", "ft", {"choices": ("Diamètre", {"21 cm": 26, "26 cm": 32}), "attributes": {"Dimensions": "Selon le diamètre choisi"}}),
    ("Plat au poisson", "Vaisselle", 68, "plate", {"decor": "fish"}, "Le poisson est gravé dans la terre encore molle puis rempli d'émail. Il va au four, pas sur la flamme.", "b", {"attributes": {"Dimensions": "Ø 32 cm"}, "stock": 1}),
    ("Pichet de table", "Vaisselle", 54, "jug", {"form": "tall", "decor": "dip"}, "Le bec est cassé au pouce : il verse net et ne goutte pas. Un litre à ras bord.", "cs", {"attributes": {"Dimensions": "H 22 cm"}}),
    ("Théière ronde", "Vaisselle", 96, "teapot", {"decor": "bands"}, "Le filtre est percé dans la paroi, grain de riz par grain de riz. Six tasses, et un couvercle qui ne tombe pas quand on sert.", "tf", {"attributes": {"Dimensions": "H 15 cm, 90 cl"}, "stock": 2}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="gres-marchenoir",
    name="Les Grès de Marchenoir",
    craft="Potière",
    status="artisan",
    person_type="soletrader",
    first_name="Lucie",
    last_name="Marchenoir",
    legal_name="Lucie Marchenoir EI",
    siret=siret("00413827"),
    street="4 chemin de la Fosse aux Loups",
    postcode="89520",
    town="Moutiers-en-Puisaye",
    department="Yonne",
    tagline="Du grès cuit au bois, trois fois l'an",
    story=(
        "Lucie a été infirmière de nuit pendant onze ans avant de reprendre le four de son voisin, qui ne savait plus à qui le laisser. "
        "Elle le charge trois fois par an : quarante heures de feu, deux stères de chêne, et personne ne dort. "
        "La terre vient d'une carrière à sept kilomètres. "
        "Ce qui sort du four dépend de la place et du vent, c'est pourquoi deux bols du même nom ne sont jamais jumeaux."
    ),
    opening_hours="Du mercredi au samedi, de 10 h à 12 h et de 14 h à 18 h",
    delivery=Delivery(home=890, relay=490, collect=0, free_from=12000),
    hand=Hand(
        paper="vergé",
        key="encre",
        grounds=("paille", "brume", "sable"),
        shapes=("block", "table"),
        shading="engraved",
        dryness=1,
    ),
    inks=("indigo", "ivoire"),
    portrait=("bun", "apron"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Grès de Puisaye",
                "Cuisson": "Four à bois, 1 280 °",
                "Entretien": "Lave-vaisselle doux",
                "Origine": "Yonne",
            },
        )
    ),
    preparation_days=3,
)
