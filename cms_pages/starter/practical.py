"""Pages that explain how the house works: delivery, withdrawal, ranking, money, who we are."""

from cms_pages.starter.model import Text

DELIVERY = Text(
    slug="livraison",
    title="Livraison",
    lead="Un panier, plusieurs ateliers, autant de colis : chacun annonce son prix et sa date avant le paiement.",
    body="""
    ## Trois façons de recevoir

    Selon les ateliers, vous choisissez la livraison à domicile, le point relais ou le retrait sur place. Le choix se
    fait atelier par atelier, au moment de commander, et le prix s’affiche à côté de chaque proposition.

    ## Quand

    La date promise additionne le temps de préparation de l’atelier et celui du transporteur. Elle est écrite avant le
    paiement, puis dans votre commande. Sans autre indication, le vendeur livre dans les trente jours.

    ## Suivre

    Un message vous prévient chaque fois qu’un colis part, avec son numéro de suivi. Pour un retrait à l’atelier, vous
    recevez un code : l’artisan le saisit quand il vous remet la pièce.

    ## Si quelque chose va de travers

    Un colis en retard, abîmé ou perdu reste l’affaire du vendeur, jamais la vôtre. [Écrivez-nous](/contact/) avec le
    numéro de la commande ; nous ouvrons le dossier avec l’atelier et le transporteur. Si la livraison se fait toujours
    attendre après un nouveau délai raisonnable, vous pouvez annuler et vous êtes remboursé sous quatorze jours.

    ## Où nous livrons

    En France métropolitaine. Pour l’outre-mer et l’étranger, demandez à l’atelier : certains savent faire.
    """,
)

WITHDRAWAL = Text(
    slug="retractation",
    title="Renoncer à un achat",
    lead="Vous avez quatorze jours après la réception pour changer d’avis, sans raison à donner et sans pénalité.",
    body="""
    ## Le délai

    Il commence le lendemain du jour où vous recevez la pièce. Si un même atelier vous livre en plusieurs fois, il
    commence après le dernier colis. S’il finit un samedi, un dimanche ou un jour férié, il court jusqu’au jour
    ouvrable suivant. Chaque atelier de votre commande a son propre délai.

    ## Le faire en ligne

    Ouvrez votre commande, depuis votre compte ou par le lien de l’e-mail de confirmation. Vous ne l’avez plus ?
    [Redemandez ce lien](/retractation/ma-commande/) avec le numéro de commande et votre adresse.

    Le bouton **Renoncer au contrat ici** y reste disponible pendant tout le délai. Vous choisissez les pièces, puis
    vous validez par **Confirmer la rétractation**. Un accusé de réception part aussitôt, avec le contenu de votre
    déclaration, sa date et son heure. Ce service est gratuit.

    ## Ou autrement

    Toute déclaration sans ambiguïté convient : un message par le [formulaire de contact](/contact/), une lettre, ou le
    modèle qui suit, que rien ne vous oblige à employer.

    ## Modèle de formulaire

    À l’attention de MonQuibus, pour le vendeur (nom de l’atelier), equipe@monquibus.example :

    Je vous notifie par la présente ma rétractation du contrat portant sur la vente du bien ci-dessous :

    - désignation de la pièce et numéro de la commande :
    - commandée le, reçue le :
    - nom de l’acheteur :
    - adresse de l’acheteur :
    - date, et signature si le formulaire est sur papier.

    ## Renvoyer

    Vous avez quatorze jours après votre déclaration pour poster la pièce. Le retour est à vos frais, sauf si elle est
    défectueuse. Renvoyez-la complète, dans l’emballage d’origine si vous l’avez encore, et calez bien ce qui est
    fragile : un emballage manquant n’empêche pas le remboursement.

    ## Être remboursé

    Le prix et la livraison aller, au tarif standard, vous sont rendus au plus tard quatorze jours après votre
    déclaration, sur le moyen de paiement d’origine. Le vendeur peut attendre d’avoir la pièce, ou la preuve que vous
    l’avez envoyée. Si elle a été manipulée au-delà d’un essai normal, le remboursement peut être réduit de la valeur
    qu’elle a perdue ; le vendeur doit le montrer et vous pouvez le contester.

    ## Les exceptions

    Une pièce réalisée selon votre demande ou nettement personnalisée ne peut pas être retournée, ni un article scellé
    pour des raisons d’hygiène une fois ouvert. La fiche et le récapitulatif le disent avant la commande. Être faite à
    la main n’est pas une exception.
    """,
)

RANKING = Text(
    slug="classement-des-offres",
    title="Comment les offres sont classées",
    lead="Personne ne paie pour être mieux placé. Voici ce qui décide de l’ordre, et ce qui n’en décide pas.",
    body="""
    ## Dans la boutique et les catégories

    Par défaut, les pièces les plus récemment mises en ligne viennent d’abord. Vous pouvez trier par prix croissant ou
    décroissant, fixer une fourchette et ne garder que ce qui est disponible.

    ## Dans la recherche

    Les résultats sont classés par pertinence : la correspondance de vos mots avec le titre, puis avec le nom de
    l’atelier, le métier, la commune, la catégorie, les caractéristiques et la description. À pertinence égale, la plus
    récente l’emporte.

    ## Sur la page d’accueil et dans les récits

    Les dernières pièces y sont montrées dans l’ordre de leur arrivée, deux par atelier au plus ; les autres sélections
    sont choisies par notre rédaction. Les ateliers de l’annuaire sont rangés par ordre alphabétique.

    ## Ce qui ne compte pas

    Ni la formule de l’artisan, ni sa commission, ni un lien de capital ne changent le classement. Il n’existe pas
    d’emplacement payant ; s’il en existait un jour, chaque résultat concerné porterait la mention « Sponsorisé ».

    ## Qui est présent, qui ne l’est plus

    Une offre paraît quand son vendeur, professionnel, a été vérifié et qu’elle entre dans les catégories du site. Elle
    est retirée si elle enfreint la loi ou nos conditions ; son auteur reçoit les raisons et peut répondre.
    """,
)

MONEY = Text(
    slug="comment-l-argent-arrive",
    title="Comment l’argent arrive à l’artisan",
    lead="Entre votre carte et le compte de l’atelier, il y a trois étapes et un seul intermédiaire : Mangopay.",
    body="""
    ## Vous payez une fois

    Votre panier réunit peut-être trois ateliers. Vous payez le tout en une fois, sur une page de Mangopay, un
    établissement de monnaie électronique agréé. L’argent est gardé sur un compte séparé ; MonQuibus ne le tient pas et
    ne peut pas le dépenser.

    ## Chaque atelier expédie sa part

    La somme est répartie au centime : à chaque atelier, ses pièces et ses frais de livraison. Tant que le colis n’est
    pas arrivé, rien ne bouge. Si une pièce manque ou si vous changez d’avis, c’est sur cet argent que vous êtes
    remboursé.

    ## L’artisan est payé

    Une fois la pièce reçue et vos quatorze jours passés, la part de l’atelier lui est virée, commission déduite ; au
    plus tard vingt-et-un jours après la confirmation de la commande. Un atelier n’attend jamais le colis d’un autre.

    ## Un exemple

    Un bol à 34 euros, livré pour 4,90 euros. L’acheteur paie 38,90 euros. Avec une commission de 12 pour cent sur le
    prix du bol, soit 4,08 euros, et la TVA sur cette commission, 0,82 euro, l’atelier reçoit 34 euros. Il lit ce
    calcul, ligne à ligne, dans son espace. Le taux réel est celui de la formule qu’il a choisie.

    ## Quand les dates se chevauchent

    Un colis lent peut arriver si tard que votre délai dépasse le vingt-et-unième jour. Votre droit ne change pas :
    vous êtes remboursé par une réserve, et l’atelier rend la somme sur ses ventes suivantes.
    """,
)

ABOUT = Text(
    slug="a-propos",
    title="À propos",
    lead="Le quibus, en vieux français, c’est l’argent qu’on a en poche. Le vôtre va ici à quelqu’un qui a un nom.",
    body="""
    ## D’où cela vient

    MonQuibus est parti d’une table de marché. Sept exposants, une pluie de novembre, et la même conversation sur
    chaque stand : on vend bien quand on parle aux gens, et mal quand il faut tenir un site, un stock, un contrat de
    paiement et des retours. Nous avons mis tout cela en commun et laissé à chacun ce qu’il fait mieux que nous.

    ## Ce que nous faisons

    Nous vérifions qui vend. Nous tenons la boutique, les paiements, les délais et les papiers. Nous répondons quand
    quelque chose se passe mal. Nous écrivons aussi : les [récits](/recits/) sont de vrais portraits d’ateliers, pas
    des publicités.

    ## Ce que nous ne faisons pas

    Nous ne vendons pas de place en tête de liste. Nous ne suivons pas les visiteurs : ni traceur, ni publicité, ni
    bandeau. Nous ne gardons pas l’argent des ventes, [voici par où il passe](/comment-l-argent-arrive/).

    ## De quoi nous vivons

    D’une commission sur les ventes ou d’un abonnement, selon la formule de l’atelier. Rien de plus n’est facturé à
    l’acheteur.
    """,
)

TEXTS = (DELIVERY, WITHDRAWAL, RANKING, MONEY, ABOUT)
