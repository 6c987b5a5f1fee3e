"""A blacksmith in the Ariège."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "n": (
        "noir de forge",
        ("fer", "laiton"),
        "Noirci à l'huile de lin sur le fer encore chaud, comme on le fait depuis qu'il y a des forges.",
        {"Coloris": "Noir"},
    ),
    "r": (
        "fer rouillé",
        ("rouille", "cuivre"),
        "La rouille est arrêtée à la cire quand elle est belle : elle ne tache plus les mains.",
        {"Coloris": "Rouille"},
    ),
    "v": (
        "vert-de-gris",
        ("canard", "turquoise"),
        "Peint d'un vert de portail, puis poncé aux arêtes pour que le métal respire.",
        {"Coloris": "Vert-de-gris"},
    ),
    "z": (
        "zinc",
        ("étain", "ardoise"),
        "Zingué à chaud dans un bain, à Pamiers : trente ans de pluie ne lui feront rien.",
        {"Coloris": "Gris zinc"},
    ),
}
FORMS = [
    ("Girouette au coq", "Girouettes et carillons", 148, "weather_vane", {"figure": "rooster"}, "Découpée à la cisaille dans une tôle de trois, montée sur bille d'acier. Elle prend un souffle que les feuilles ignorent.", "nr", {"attributes": {"Dimensions": "H 75 cm, L 52 cm"}, "preparation_days": 10}),
    ("Girouette au voilier", "Girouettes et carillons", 156, "weather_vane", {"figure": "boat"}, "Deux voiles, une coque, et le mât qui sert d'axe. Livrée avec sa patte à sceller et un plan de pose.", "vn", {"attributes": {"Dimensions": "H 80 cm, L 48 cm"}, "preparation_days": 10}),
    ("Girouette à la truite", "Girouettes et carillons", 139, "weather_vane", {"figure": "fish"}, "La truite du Vicdessos, dos en l'air, qui remonte toujours le vent.", "z", {"attributes": {"Dimensions": "H 70 cm, L 50 cm"}, "preparation_days": 10, "stock": 1}),
    ("Tuteur éventail", "Lanternes et tuteurs", 46, "trellis", {"form": "fan"}, "Cinq brins forgés en pointe, deux traverses rivetées. Un rosier y grimpe en une saison.", "nr", {"choices": ("Hauteur", {"120 cm": 46, "160 cm": 58}), "attributes": {"Pose": "À enfoncer de 25 cm"}}),
    ("Tuteur à volute", "Lanternes et tuteurs", 34, "trellis", {"form": "scroll"}, "Une barre ronde dont la tête est roulée à chaud. On la plante au pied d'une pivoine et on n'y pense plus.", "nv", {"attributes": {"Dimensions": "H 95 cm"}}),
    ("Lanterne de mine", "Lanternes et tuteurs", 78, "lantern", {"form": "slim"}, "Dessinée d'après celles du talc de Luzenac. Le socle se dévisse pour changer la bougie.", "nz", {"attributes": {"Dimensions": "H 34 cm"}}),
    ("Arrosoir de serre", "Lanternes et tuteurs", 84, "watering_can", {}, "Six litres, une pomme en laiton qui se dévisse, une anse où passe une main gantée.", "zv", {"attributes": {"Dimensions": "6 L, H 38 cm"}}),
    ("Carillon à cinq tubes", "Girouettes et carillons", 62, "wind_chime", {"tubes": 5}, "Accordé en pentatonique à la lime, une après-midi par carillon. Grave, et discret pour les voisins.", "zr", {"attributes": {"Dimensions": "L 68 cm"}}),
    ("Carillon à sept tubes", "Girouettes et carillons", 79, "wind_chime", {"tubes": 7}, "Sept notes, jamais dans le même ordre. Le battant est une rondelle de buis.", "n", {"attributes": {"Dimensions": "L 80 cm"}, "stock": 2}),
    ("Bougeoir à trois feux", "Bougies", 66, "candle", {"form": "tapers"}, "Trois pieds étirés dans la même barre. Les cierges sont offerts, pour l'essayer le soir même.", "n", {"attributes": {"Dimensions": "H 22 cm sans cierge"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="forge-astruc",
    name="Forge Astruc",
    craft="Ferronnier d'art",
    status="artisan",
    person_type="soletrader",
    first_name="Marion",
    last_name="Astruc",
    legal_name="Marion Astruc EI",
    siret=siret("00418539"),
    street="Route du Moulin de Lapège",
    postcode="09400",
    town="Niaux",
    department="Ariège",
    tagline="Du fer battu pour rester dehors",
    story=(
        "Marion a repris la forge de son oncle à vingt-six ans, contre l'avis général, et elle a changé le soufflet avant de changer l'enseigne. "
        "Le marteau-pilon date de 1938 ; on le sent dans la semelle depuis la route. "
        "Elle dessine à la craie sur le sol, en grand, et le trait reste là jusqu'à ce que la pièce soit finie. "
        "Deux compagnons et un chien de berger complètent l'équipe."
    ),
    opening_hours="Du lundi au jeudi, de 8 h à 17 h ; vendredi de 8 h à 12 h",
    delivery=Delivery(home=1490, relay=None, collect=0, free_from=20000),
    hand=Hand(
        paper="vergé",
        key="noir",
        grounds=("ciel", "tilleul", "abricot"),
        shapes=("hill", "rays", "block"),
        shading="gouged",
        wobble=1.0,
        facet=6,
        misregister=0.5,
        dryness=3,
    ),
    inks=("fer", "rouille"),
    portrait=("fringe", "apron"),
    pieces=tuple(
        series(
            FORMS, FINISHES, {"Matière": "Fer forgé", "Entretien": "Un chiffon huilé à l'automne", "Origine": "Ariège"}
        )
    ),
    preparation_days=6,
    vat_rate="20",
)
