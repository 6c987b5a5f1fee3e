"""What makers ask once their shop is open."""

from cms_pages.starter.model import Answer, Rubric

SHIPPING = Rubric(
    "Livraison et horaires",
    (
        Answer(
            "modes-de-livraison",
            "Quels modes de livraison puis-je proposer ?",
            """
            La livraison à domicile, le retrait à l’atelier et le point relais. Des réglages raisonnables sont posés à
            l’ouverture, pour que vous puissiez vendre tout de suite ; vous gardez le choix du transporteur.
            """,
        ),
        Answer(
            "changer-expedition",
            "Où changer mes modes de livraison et mon transporteur ?",
            """
            Dans votre espace, rubrique **Réglages**, onglet **Mode d’expédition**. Vous y fixez pour chaque mode le
            transporteur, le prix et le délai. Un changement vaut pour les commandes à venir, jamais pour celles qui
            sont déjà payées.
            """,
        ),
        Answer(
            "horaires",
            "Comment indiquer mes horaires de retrait ou de livraison ?",
            """
            Saisissez-les dans vos réglages : ils s’affichent sur la fiche de chacun de vos produits. Vous pouvez aussi
            les rappeler dans la description d’une pièce ou sur l’image de couverture de la boutique ; le texte reste
            toutefois plus lisible, et il est lu par les lecteurs d’écran.
            """,
        ),
    ),
)

MONEY = Rubric(
    "Être payé",
    (
        Answer(
            "quand-suis-je-paye",
            "Quand le virement arrive-t-il ?",
            """
            Au plus tard **21 jours après la confirmation de la commande**, et souvent avant : dès que l’acheteur a
            reçu le colis et que ses quatorze jours de réflexion sont passés. Votre espace montre la date de chaque
            virement, ou la raison pour laquelle il attend.
            """,
        ),
        Answer(
            "pourquoi-21-jours",
            "Pourquoi attendre jusqu’à 21 jours ?",
            """
            Ce délai laisse à l’acheteur le temps d’exercer son droit de rétractation, quatorze jours à compter de la
            réception. Soyons précis : si un colis met dix jours à arriver, ces quatorze jours finissent après le
            vingt-et-unième.

            L’acheteur garde alors son droit. Un remboursement postérieur à votre virement est d’abord avancé par une
            réserve, puis retenu sur vos ventes suivantes ; vous voyez chaque ligne dans votre relevé. Expédier vite
            est donc la meilleure manière d’éviter cette situation.
            """,
        ),
        Answer(
            "virement-bloque",
            "Mon virement n’est pas parti. Pourquoi ?",
            """
            Le plus souvent, parce qu’il manque une information : coordonnées bancaires, identité, ou document que
            Mangopay n’a pas pu lire. L’argent attend sans se perdre et votre espace dit ce qu’il faut compléter.

            Il attend aussi tant qu’un colis n’est pas livré, ou qu’un retour ou un litige est ouvert sur cette
            commande.
            """,
        ),
    ),
)

PRODUCTS = Rubric(
    "Vos produits",
    (
        Answer(
            "combien-de-produits",
            "Avec combien de produits faut-il ouvrir ?",
            """
            Rien n’est imposé. Nous conseillons d’ouvrir avec **15 à 20 pièces** au moins, puis d’en ajouter
            régulièrement : une boutique qui bouge se revisite. Votre espace montre où vous en êtes.
            """,
        ),
        Answer(
            "gerer-le-stock",
            "Comment le stock se gère-t-il ?",
            """
            À la main : vous donnez une quantité à chaque produit, et chaque vente en ligne en retire autant. Si vous
            vendez la même pièce sur un marché, pensez à corriger la quantité le soir, dans la rubrique **Produits** de
            votre espace.
            """,
        ),
        Answer(
            "produit-epuise",
            "Que faire d’un produit épuisé ?",
            """
            Un produit épuisé ne peut plus être acheté, quoi qu’il arrive. Passez-le hors ligne si vous n’en referez
            pas, ou laissez-le avec la mention « Épuisé » s’il doit revenir. Un stock juste évite les annulations, qui
            déçoivent tout le monde.
            """,
        ),
        Answer(
            "bonnes-photos",
            "À quoi ressemble une bonne photo ?",
            """
            À ceci :

            - une bonne résolution, nette même agrandie ;
            - l’objet visible en entier, dans le format demandé ;
            - un fond blanc, une lumière du jour, pas de reflet.

            Le site regarde chaque image au moment où vous la déposez et vous dit ce qui pourrait être mieux. Ajoutez
            une description : la matière, les dimensions, le geste. Elle donne envie, et elle évite des retours.
            """,
        ),
    ),
)

PROMOTIONS = Rubric(
    "Promotions, coupons et bons cadeaux",
    (
        Answer(
            "promotion",
            "Puis-je faire une promotion ?",
            """
            Oui, sur toute la boutique ou sur quelques références. Vous donnez une date de fin et le prix d’origine
            revient de lui-même ce jour-là. Le prix barré affiché est toujours le plus bas que vous ayez pratiqué
            pendant les trente jours précédents, comme la loi le demande.
            """,
        ),
        Answer(
            "coupon",
            "Comment créer un coupon ?",
            """
            Dans votre espace, rubrique **Coupons**, bouton **Ajouter** : un code, une remise, des dates. Le coupon
            vaut dans votre boutique, et vous le donnez à qui vous voulez.
            """,
        ),
        Answer(
            "bon-cadeau",
            "Puis-je vendre des bons cadeaux ?",
            """
            Oui, pour votre boutique seulement : un bon acheté chez vous se dépense chez vous. Un bon prépayé valable
            chez plusieurs vendeurs serait de la monnaie électronique, que seul un établissement agréé peut émettre.
            """,
        ),
    ),
)

AFTER_THE_SALE = Rubric(
    "Après la vente",
    (
        Answer(
            "produit-indisponible",
            "On m’a commandé une pièce que je n’ai plus. Que faire ?",
            """
            Prévenez tout de suite votre client et MonQuibus : la commande, dans votre espace, a une action qui fait
            tout d’un coup. La ligne est remboursée, le stock remis à zéro, le produit passé hors ligne.

            N’attendez pas. L’argent est dû à l’acheteur, et un remboursement tardif peut être majoré par la loi.
            """,
        ),
        Answer(
            "retractation-client",
            "Mon client change d’avis. Quels sont ses droits ?",
            """
            Il dispose de **14 jours à compter de la réception** pour se rétracter, sans donner de raison et sans
            pénalité. Vous remboursez, par le même moyen de paiement, le prix et les frais de livraison à l’aller, au
            tarif standard. Les frais de retour restent à sa charge, à condition qu’il en ait été informé : le site
            s’en occupe avant la commande.
            """,
        ),
        Answer(
            "etat-du-retour",
            "Dans quel état la pièce doit-elle revenir ?",
            """
            Complète, avec ses accessoires et sa notice, et emballée aussi soigneusement qu’à l’aller : c’est ce que
            nous demandons à l’acheteur, parce qu’une pièce fragile mal calée ne survit pas au voyage.

            Une boîte ou un papier manquant ne suffit pourtant pas à refuser le remboursement. La loi ne fait pas de
            l’emballage une condition du droit de se rétracter.
            """,
        ),
        Answer(
            "retour-abime",
            "La pièce revient abîmée. Dois-je tout rembourser ?",
            """
            Pas forcément. Si elle a été manipulée au-delà de ce qu’il fallait pour l’examiner, le remboursement peut
            être diminué de la valeur qu’elle a réellement perdue. Il ne tombe jamais à zéro de manière automatique :
            vous montrez des photos, vous chiffrez la perte, l’acheteur est entendu, et nous tranchons en cas de
            désaccord. S’il ne reste plus rien de la pièce, la perte peut être entière ; elle se prouve aussi.
            """,
        ),
        Answer(
            "quand-rembourser",
            "Dans quel délai rembourser ?",
            """
            Quatorze jours après avoir été informé de la rétractation. Vous pouvez attendre d’avoir récupéré la pièce,
            ou une preuve de son envoi ; la première de ces deux dates compte.
            """,
        ),
        Answer(
            "autre-question",
            "Ma question n’est pas dans cette liste.",
            """
            Posez-la par le [contact professionnel](/contact-professionnel/). Si elle peut servir à d’autres, sa
            réponse rejoindra cette page.
            """,
        ),
    ),
)
