"""What shoppers ask before paying, while waiting, and after."""

from cms_pages.starter.model import Answer, Rubric

PAGE = {
    "slug": "acheteurs",
    "title": "Questions des acheteurs",
    "introduction": "Commander à plusieurs ateliers à la fois, suivre ses colis, changer d’avis.",
}

ORDERING = Rubric(
    "Commander et payer",
    (
        Answer(
            "plusieurs-ateliers",
            "Puis-je commander à plusieurs ateliers en une fois ?",
            """
            Oui, c’est même tout l’intérêt. Votre panier réunit les pièces d’autant d’ateliers que vous voulez et
            vous ne payez qu’une fois. Chaque atelier prépare et expédie sa part, avec ses frais et son délai,
            affichés avant le paiement.
            """,
        ),
        Answer(
            "compte-obligatoire",
            "Faut-il créer un compte ?",
            """
            Non. Une adresse e-mail suffit : vous recevrez un lien qui ouvre votre commande sans mot de passe. Un
            compte sert à retrouver toutes vos commandes et à ne plus ressaisir votre adresse.
            """,
        ),
        Answer(
            "moyens-de-paiement",
            "Comment puis-je payer ?",
            """
            Par carte : CB, Visa ou Mastercard. Le paiement se fait sur une page de Mangopay et votre banque peut
            demander une confirmation. Vos numéros de carte ne passent jamais par notre site.
            """,
        ),
        Answer(
            "paiement-refuse",
            "Mon paiement a été refusé. Ai-je été débité ?",
            """
            Non : un paiement refusé ou abandonné annule la commande et les pièces retournent en rayon. Si une ligne
            apparaît tout de même sur votre compte, c’est une autorisation que votre banque effacera d’elle-même. En
            cas de doute, [écrivez-nous](/contact/).
            """,
        ),
        Answer(
            "qui-est-le-vendeur",
            "Qui est le vendeur ?",
            """
            L’atelier dont le nom figure sur la fiche, un professionnel établi en France. Votre contrat est conclu
            avec lui ; MonQuibus tient la boutique commune, fait circuler le paiement et intervient quand quelque
            chose va de travers. L’identité légale du vendeur est écrite au bas de chaque fiche.
            """,
        ),
        Answer(
            "personnaliser",
            "Puis-je demander une gravure ou une taille particulière ?",
            """
            Quand la fiche le propose, oui : vous écrivez votre demande avant d’ajouter la pièce au panier. Attention,
            une pièce faite à votre demande, avec un prénom par exemple, ne peut plus être retournée ; la page vous le
            rappelle avant la commande. Choisir une taille ou une couleur au catalogue n’est pas une personnalisation.
            """,
        ),
    ),
)

RECEIVING = Rubric(
    "Être livré",
    (
        Answer(
            "quand-livre",
            "Quand vais-je recevoir ma commande ?",
            """
            Chaque atelier promet une date pour sa part, calculée avec son temps de préparation et celui du
            transporteur. Elle s’affiche avant le paiement, puis dans votre commande. Certaines pièces se font
            attendre : c’est dit sur leur fiche.
            """,
        ),
        Answer(
            "plusieurs-colis",
            "Pourquoi plusieurs colis ?",
            """
            Parce que vos pièces partent d’ateliers différents, parfois à six cents kilomètres l’un de l’autre. Chaque
            colis a son suivi, et un message vous prévient de chaque départ.
            """,
        ),
        Answer(
            "retrait-atelier",
            "Comment se passe un retrait à l’atelier ?",
            """
            L’atelier vous écrit quand la pièce est prête. Vous venez aux horaires indiqués avec le code de retrait
            reçu par courriel ; l’artisan le saisit, et c’est tout.
            """,
        ),
        Answer(
            "colis-en-retard",
            "Mon colis n’est pas arrivé à la date promise. Que faire ?",
            """
            Regardez son suivi dans votre commande, puis [écrivez-nous](/contact/) avec son numéro. Si le vendeur ne
            livre toujours pas dans un nouveau délai raisonnable que vous lui donnez, vous pouvez annuler et être
            remboursé.
            """,
        ),
        Answer(
            "colis-abime",
            "La pièce est arrivée cassée.",
            """
            Photographiez-la, avec son emballage, et prévenez-nous sous quelques jours par le [formulaire](/contact/).
            Un vendeur professionnel répond de ce qu’il livre : il remplace, répare ou rembourse, sans frais pour vous.
            """,
        ),
    ),
)

CHANGING_ONES_MIND = Rubric(
    "Changer d’avis",
    (
        Answer(
            "changer-d-avis",
            "Puis-je renvoyer une pièce qui ne me convient pas ?",
            """
            Oui, pendant 14 jours après l’avoir reçue, sans explication. Vous pouvez renoncer à une seule pièce de la
            commande. La marche à suivre et le formulaire type sont sur la page
            [Renoncer à un achat](/retractation/).
            """,
        ),
        Answer(
            "frais-de-retour",
            "Qui paie le retour ?",
            """
            Vous, si vous changez d’avis. Le vendeur, si la pièce est défectueuse ou n’est pas celle que vous aviez
            commandée.
            """,
        ),
        Answer(
            "quand-rembourse",
            "Quand serai-je remboursé ?",
            """
            Au plus tard 14 jours après votre déclaration, sur la carte qui a payé. Le vendeur peut attendre d’avoir
            reçu la pièce ou la preuve que vous l’avez postée. Le prix et la livraison standard à l’aller vous sont
            rendus.
            """,
        ),
        Answer(
            "emballage-perdu",
            "J’ai jeté la boîte. Puis-je encore renvoyer la pièce ?",
            """
            Oui. Calez-la bien dans un autre carton : si elle se brise en route faute de protection, ou si elle a servi
            plus qu’un simple essai ne le demande, le remboursement peut être réduit de ce qu’elle a perdu. Une boîte
            manquante, à elle seule, n’est pas un motif de refus.
            """,
        ),
    ),
)

TRUST = Rubric(
    "Confiance",
    (
        Answer(
            "argent-garde",
            "Où va mon argent en attendant ?",
            """
            Chez Mangopay, établissement de monnaie électronique agréé, sur un compte séparé. L’artisan est payé une
            fois la pièce livrée et votre délai de réflexion passé, au plus tard 21 jours après la confirmation. Le
            détail est expliqué dans [Comment l’argent arrive à l’artisan](/comment-l-argent-arrive/).
            """,
        ),
        Answer(
            "vraiment-fait-main",
            "Comment savoir si c’est vraiment fait main ?",
            """
            Nous vérifions l’identité et l’activité de chaque vendeur avant l’ouverture, et nous lisons ses fiches. Si
            une pièce vous paraît sortie d’une usine, dites-le-nous : nous demanderons à voir l’établi.
            """,
        ),
        Answer(
            "garantie-legale",
            "Suis-je couvert si la pièce se révèle défectueuse ?",
            """
            Oui. La garantie légale de conformité court deux ans à partir de la livraison, chez un artisan comme
            ailleurs. Une irrégularité du fait main, annoncée sur la fiche, n’est pas un défaut ; un bol qui fuit, si.
            """,
        ),
    ),
)

RUBRICS = (ORDERING, RECEIVING, CHANGING_ONES_MIND, TRUST)
