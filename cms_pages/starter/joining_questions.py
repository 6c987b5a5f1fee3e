"""What makers ask before opening a shop."""

from cms_pages.starter.model import Answer, Rubric

JOINING = Rubric(
    "S’inscrire",
    (
        Answer(
            "commencer",
            "Par où commencer ?",
            """
            Par le lien **Espace professionnel**, dans le menu ou en pied de page. L’inscription avance par étapes ;
            chacune dit à quoi elle sert et ce qui manque encore. Vous pouvez vous arrêter au milieu, et reprendre
            demain sur un autre appareil.

            Si vous préférez d’abord parler, le [contact professionnel](/contact-professionnel/) se trouve au même
            endroit.
            """,
        ),
        Answer(
            "rendez-vous",
            "Quelqu’un peut-il m’aider à remplir le dossier ?",
            """
            Oui. [Prenez un rendez-vous téléphonique](/rendez-vous/) : choisissez une heure libre, nous vous appelons.
            Le dossier se remplit à deux, étape par étape, et c’est le même que celui de votre espace. Vous seul
            acceptez les conditions et l’envoyez.

            Un empêchement ? Le message de confirmation contient le lien qui déplace ou annule l’appel.
            """,
        ),
        Answer(
            "qui-peut-vendre",
            "Qui peut vendre ici ?",
            """
            Tous les artisans, commerçants et artistes établis en France qui exercent à titre professionnel. Un numéro
            SIRET est donc nécessaire ; la forme juridique, elle, importe peu : entreprise individuelle, société,
            artiste-auteur.

            Les particuliers ne vendent pas ici. L’acheteur sait ainsi toujours à qui il a affaire et quels droits il
            a.
            """,
        ),
        Answer(
            "prix-d-entree",
            "Combien coûte l’inscription, et pour combien de temps s’engage-t-on ?",
            """
            L’inscription est gratuite et rien ne vous engage dans la durée : vous fermez votre boutique quand vous le
            décidez, une fois vos dernières commandes servies.
            """,
        ),
        Answer(
            "formules",
            "Quelles sont les formules ?",
            """
            Il y en a trois :

            - **la commission seule** : vous ne payez que lorsque vous vendez ;
            - **l’abonnement avec une commission réduite**, pour un atelier qui vend régulièrement ;
            - **le référencement simple** : votre atelier est présenté sur le site, sans vente en ligne.

            Les tarifs du moment vous sont montrés pendant l’inscription, avant tout choix. On passe d’une formule à
            l’autre sans rouvrir de boutique.
            """,
        ),
        Answer(
            "referencement-simple",
            "Je veux seulement être présent, sans vendre en ligne. Est-ce possible ?",
            """
            Oui, c’est la formule du référencement simple : une page avec votre atelier, votre métier, vos horaires.
            Écrivez-nous par le [contact professionnel](/contact-professionnel/), nous la préparons avec vous.
            """,
        ),
        Answer(
            "quels-produits",
            "Que peut-on vendre ?",
            """
            Des bijoux, des accessoires de mode, des accessoires textiles, de la maroquinerie, de la décoration pour la
            maison et le jardin, et toute œuvre d’art : gravure, peinture, sculpture, photographie, céramique.

            Une pièce qui sort de ce cadre est refusée avec une explication, et vous pouvez y répondre.
            """,
        ),
        Answer(
            "validation",
            "Que se passe-t-il une fois le dossier envoyé ?",
            """
            Nous le relisons et nous validons l’ouverture de la boutique. Un e-mail vous prévient sans tarder, avec la
            suite à donner : ce qui reste à compléter, ou les premiers gestes de votre boutique ouverte. En attendant,
            vous pouvez déjà préparer vos produits.
            """,
        ),
        Answer(
            "inscription-bloquee",
            "Une étape ne veut pas passer. Que faire ?",
            """
            Vérifiez d’abord ce que le formulaire signale sous le champ concerné. Si l’obstacle demeure, écrivez-nous
            par le [contact professionnel](/contact-professionnel/) en disant à quelle étape vous étiez : rien de ce
            que vous avez saisi n’est perdu.
            """,
        ),
    ),
)

IDENTITY = Rubric(
    "Identité et compte de paiement",
    (
        Answer(
            "mangopay",
            "Pourquoi me faut-il un compte chez Mangopay ?",
            """
            Parce que MonQuibus ne tient jamais votre argent. Les paiements sont encaissés par Mangopay, un
            établissement de monnaie électronique agréé, qui ouvre un compte de paiement à votre nom. La loi l’exige de
            toute place de marché : l’acheteur paie une fois, chaque vendeur reçoit sa part.

            Vous n’avez aucune démarche à faire ailleurs ; ce compte se crée pendant l’inscription.
            """,
        ),
        Answer(
            "verification-identite",
            "Pourquoi me demande-t-on une pièce d’identité ?",
            """
            Un établissement de paiement doit connaître ses clients : c’est la procédure dite KYC, pour *know your
            customer*, qui sert à lutter contre le blanchiment d’argent et la fraude. Chaque champ du formulaire dit
            pourquoi il est demandé.

            Les documents sont transmis à Mangopay, qui les vérifie. Pour comprendre le principe, l’encyclopédie libre
            en donne [une bonne présentation](https://fr.wikipedia.org/wiki/Know_your_customer).
            """,
        ),
    ),
)
