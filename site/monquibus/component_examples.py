"""What the living page of components shows: believable content, in the shapes that the partials ask for."""

from decimal import Decimal

from django import forms
from django.templatetags.static import static


def picture(box, alt):
    """A crop of the hero print: `box` is the SVG view « x,y,width,height »."""
    width, height = (int(side) for side in box.split(",")[2:])
    url = f"{static('img/hero-print.svg')}#svgView(viewBox({box}))"
    return {"src": url, "width": width, "height": height, "alt": alt}


def product_cards():
    """Four products: plain, reduced, with variants, sold out."""
    return [
        {
            "url": "#",
            "title": "Grand vase aux chevrons, grès indigo",
            "vendor_name": "Terre Courbe",
            "place": "Saint-Amand-en-Puisaye",
            "price": 14500,
            "note": "Pièce unique",
            "tone": "good",
            "picture": picture("250,250,232,290", "Vase indigo à décor de chevrons"),
        },
        {
            "url": "#",
            "title": "Cartable du samedi, cuir fauve et rabat garance",
            "vendor_name": "Sellerie du Tarn",
            "place": "Graulhet",
            "price": Decimal("159.00"),
            "price_before": Decimal("189.00"),
            "note": "jusqu’au 30 novembre",
            "tone": "hot",
            "picture": picture("650,310,256,320", "Sac à main fauve à rabat rouge"),
        },
        {
            "url": "#",
            "title": "Écharpe à rayures garance",
            "vendor_name": "Les Navettes",
            "place": "Aubusson",
            "price": 7800,
            "has_several_prices": True,
            "picture": picture("40,84,256,320", "Écharpe rouge à rayures crème"),
        },
        {
            "url": "#",
            "title": "Deux bols empilés, ocre et garance",
            "vendor_name": "Terre Courbe",
            "place": "Saint-Amand-en-Puisaye",
            "price": 5200,
            "note": "Épuisé",
            "picture": picture("420,330,256,320", "Deux bols empilés"),
        },
    ]


class ExampleForm(forms.Form):
    """One field of every kind that the site asks for."""

    siret = forms.CharField(
        label="Numéro SIRET", help_text="14 chiffres. Il montre à l’acheteur que vous êtes un professionnel."
    )
    craft = forms.ChoiceField(
        label="Métier principal", choices=[("ceramique", "Céramique"), ("cuir", "Cuir"), ("textile", "Textile")]
    )
    story = forms.CharField(label="Votre atelier en quelques phrases", widget=forms.Textarea, required=False)
    plan = forms.ChoiceField(
        label="Formule",
        help_text="Vous pourrez en changer à tout moment.",
        widget=forms.RadioSelect,
        choices=[("commission", "Commission seule"), ("abonnement", "Abonnement et commission réduite")],
    )
    newsletter = forms.BooleanField(label="Recevoir la lettre des ateliers, une fois par mois", required=False)


def wrong_form():
    """The form, sent with a number that is one digit short."""
    data = {"siret": "732 829 320 0007", "craft": "ceramique", "plan": "commission"}
    form = ExampleForm(data)
    form.full_clean()
    form.add_error("siret", "Il manque un chiffre : ce numéro en compte 13.")
    return form


def basket_group():
    """One workshop's part of a basket."""
    bowls = picture("420,330,256,320", "")
    return {
        "vendor_name": "Terre Courbe",
        "vendor_url": "#",
        "promise": "chez vous le mardi 1er décembre",
        "lines": [
            {
                "title": "Deux bols empilés",
                "url": "#",
                "detail": "ocre",
                "quantity": 2,
                "amount": 10400,
                "picture": bowls,
            }
        ],
        "delivery": {"label": "Point relais, Épicerie du Canal", "charge": 490, "url": "#"},
    }


EVENTS = [
    {"label": "Payée", "when": "lundi 23 novembre, 9 h 12"},
    {"label": "Expédiée", "when": "mardi 24", "url": "#", "link_label": "Suivre le colis MR 5523 1180"},
    {
        "label": "Au point relais jusqu’au 5 décembre",
        "detail": "Épicerie du Canal, ouverte jusqu’à 19 h",
        "state": "now",
    },
    {"label": "Rétractation possible jusqu’au 14 décembre inclus", "state": "later"},
]
SUMMARY_LINES = [
    {"label": "Articles", "amount": 22400},
    {"label": "Code BIENVENUE", "amount": -1000, "reduction": True},
    {"label": "Livraison, deux ateliers", "amount": 490},
]
STEPS = [{"label": label, "url": "#"} for label in ("Coordonnées", "Livraison", "Récapitulatif", "Paiement")]
SUBNAVIGATION = [
    {"label": "Aujourd’hui", "url": "#", "is_current": True},
    {"label": "Commandes", "url": "#commandes", "count": 3},
    {"label": "Produits", "url": "#produits"},
    {"label": "Virements", "url": "#virements"},
]
SHOP = {
    "url": "#",
    "name": "Terre Courbe",
    "craft": "Céramique",
    "place": "Saint-Amand-en-Puisaye",
    "tagline": "Du grès tourné lentement, cuit au bois deux fois l’an.",
    "product_count": 27,
}
FACTS = [
    ("Matière", "Grès de Puisaye, émail de cendres"),
    ("Hauteur", "31 cm"),
    ("Entretien", "À la main, eau tiède"),
]


def context():
    """Everything that templates/components/index.html shows."""
    cards = product_cards()
    return {
        "cards": cards,
        "form": ExampleForm(),
        "wrong_form": wrong_form(),
        "group": basket_group(),
        "events": EVENTS,
        "summary_lines": SUMMARY_LINES,
        "steps": STEPS,
        "subnavigation": SUBNAVIGATION,
        "shop": {**SHOP, "pictures": [card["picture"] for card in cards[:3]]},
        "story": {
            "url": "#",
            "title": "Le four qu’on n’ouvre que deux fois l’an",
            "eyebrow": "Récit, Puisaye",
            "introduction": "Jeanne Lemoine enfourne à la Toussaint et à Pâques. Entre les deux, elle attend.",
            "picture": picture("0,60,960,640", "Table d’atelier : vase, bols, sac et écharpe"),
        },
        "facts": FACTS,
        "trail": [{"label": "Boutique", "url": "#"}, {"label": "Céramique", "url": "#"}, {"label": "Vases"}],
    }
