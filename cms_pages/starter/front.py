"""The front door, the indexes, the contact pages, and the links of header and footer."""

HOME = {
    "slug": "accueil",
    "title": "MonQuibus, les ateliers de France",
    "seo_title": "Objets faits à la main, par ceux qui les signent",
    "search_description": (
        "Céramiques, cuirs, bijoux, lin, gravures : un seul panier pour les pièces de plusieurs ateliers de France, "
        "payé une fois, expédié par chaque artisan."
    ),
    "body": [
        (
            "hero",
            {
                "eyebrow": "Une place de marché tenue par des ateliers",
                "title": "Ce que des mains ont fait cette semaine",
                "text": (
                    "Chaque pièce vient d’un atelier que vous pouvez nommer. Un seul panier, un seul paiement ; "
                    "chaque artisan prépare et expédie la sienne."
                ),
                "links": [
                    {"label": "Voir la boutique", "page": None, "address": "/boutique/"},
                    {
                        "label": "Comment l’argent arrive à l’artisan",
                        "page": None,
                        "address": "/comment-l-argent-arrive/",
                    },
                ],
                "image": None,
            },
        ),
        ("product_selection", {"title": "Sorties de l’établi", "products": [], "count": 8}),
        ("newest_story", {"title": "À lire avant d’acheter"}),
        ("vendor_selection", {"title": "Ils viennent d’ouvrir", "vendors": [], "count": 3}),
        (
            "reasons",
            {
                "title": "Ce que vous payez, et à qui",
                "reasons": [
                    {
                        "icon": "hand",
                        "title": "Un nom sur chaque pièce",
                        "text": "Un professionnel vérifié : son nom, son métier et sa ville sont écrits partout.",
                    },
                    {
                        "icon": "shield",
                        "title": "Un paiement gardé",
                        "text": "Mangopay tient l’argent. L’artisan le reçoit quand vous avez eu le temps d’essayer.",
                    },
                    {
                        "icon": "truck",
                        "title": "Une date promise",
                        "text": "Chaque atelier annonce son délai et ses frais avant que vous ne commandiez.",
                    },
                    {
                        "icon": "return",
                        "title": "Quatorze jours",
                        "text": "Vous changez d’avis pièce par pièce, sans donner de raison et sans pénalité.",
                    },
                ],
            },
        ),
        (
            "professional_call",
            {
                "title": "Vous fabriquez ? Il reste de la place sur l’étagère",
                "text": (
                    "Aucun droit d’entrée, aucune durée d’engagement. L’inscription se fait par étapes, "
                    "et quelqu’un peut la remplir avec vous au téléphone."
                ),
                "links": [
                    {"label": "Ouvrir ma boutique", "page": None, "address": "/espace-pro/"},
                    {"label": "Prendre un rendez-vous téléphonique", "page": None, "address": "/rendez-vous/"},
                ],
            },
        ),
    ],
}

QUESTIONS = {
    "slug": "questions",
    "title": "Les questions",
    "introduction": "Celles qu’on nous pose vraiment, avec des réponses qui tiennent en quelques phrases.",
}

STORIES = {
    "slug": "recits",
    "title": "Les récits",
    "introduction": "Une journée dans un atelier, racontée par quelqu’un qui y est allé sans regarder sa montre.",
}

CONTACT_PAGES = (
    {
        "slug": "contact",
        "title": "Nous écrire",
        "audience": "buyer",
        "introduction": (
            "Une commande qui n’arrive pas, une pièce qui vous laisse un doute, une page qui se trompe : "
            "dites-le-nous, une personne lit tout."
        ),
        "thanks": "Une personne de l’équipe vous répond sous deux jours ouvrés, souvent le jour même.",
    },
    {
        "slug": "contact-professionnel",
        "title": "Contact professionnel",
        "audience": "professional",
        "introduction": (
            "Une question avant d’ouvrir, une étape qui résiste, une envie de simple référencement : écrivez-nous, "
            "ou laissez un numéro et nous parcourons l’inscription ensemble au téléphone."
        ),
        "thanks": "Nous vous répondons sous deux jours ouvrés ; si vous avez laissé un numéro, nous vous appelons.",
    },
)

#: Label, address, and True for professionals.
HEADER = (
    ("Les ateliers", "/ateliers/"),
    ("Les récits", "/recits/"),
    ("Les questions", "/questions/"),
    ("Espace professionnel", "/espace-pro/", True),
    ("Contact professionnel", "/contact-professionnel/", True),
)

FOOTER = (
    (
        "La boutique",
        (
            ("Toutes les pièces", "/boutique/"),
            ("Les ateliers", "/ateliers/"),
            ("Les récits", "/recits/"),
            ("Comment les offres sont classées", "/classement-des-offres/"),
        ),
    ),
    (
        "Acheter",
        (
            ("Livraison", "/livraison/"),
            ("Renoncer à un achat", "/retractation/"),
            ("Questions des acheteurs", "/questions/acheteurs/"),
            ("Nous écrire", "/contact/"),
        ),
    ),
    (
        "Les artisans",
        (
            ("Espace professionnel", "/espace-pro/"),
            ("Contact professionnel", "/contact-professionnel/"),
            ("Rendez-vous téléphonique", "/rendez-vous/"),
            ("Questions des artisans", "/questions/professionnels/"),
            ("Comment l’argent arrive", "/comment-l-argent-arrive/"),
            ("Conditions des professionnels", "/cgu-professionnels/"),
        ),
    ),
    (
        "La maison",
        (
            ("À propos", "/a-propos/"),
            ("Mentions légales", "/mentions-legales/"),
            ("Conditions de vente", "/cgv/"),
            ("Données personnelles", "/donnees-personnelles/"),
            ("Accessibilité", "/accessibilite/"),
        ),
    ),
)
