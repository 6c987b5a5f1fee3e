"""Legal pages. Identities and addresses are an example's: an operator writes its own in Wagtail."""

from datetime import date

from cms_pages.starter.model import Text

IN_FORCE = date(2026, 11, 1)

NOTICES = Text(
    slug="mentions-legales",
    title="Mentions légales",
    lead="Qui édite ce site, qui l’héberge, et à qui s’adresser.",
    in_force_since=IN_FORCE,
    body="""
    Les identités données ici sont celles de l’installation d’exemple ; l’exploitant écrit les siennes avant d’ouvrir.

    ## Éditeur

    MonQuibus, société par actions simplifiée au capital de 10 000 euros, 8 rue de l’Exemple, 69001 Lyon.
    Immatriculée au registre du commerce et des sociétés de Lyon. Directrice de la publication : la présidente de la
    société.

    Courrier électronique : equipe@monquibus.example. [Formulaire de contact](/contact/), pour les acheteurs, et
    [contact professionnel](/contact-professionnel/), pour les artisans.

    ## Point de contact unique

    Les autorités et les utilisateurs joignent le même point de contact, en français ou en anglais :
    equipe@monquibus.example. On y signale aussi un contenu illicite ou un produit dangereux.

    ## Hébergement

    Le nom, l’adresse et le téléphone de l’hébergeur sont indiqués par l’exploitant à la mise en ligne.

    ## Paiement

    Les paiements sont exécutés par Mangopay SA, établissement de monnaie électronique agréé au Luxembourg, qui
    intervient en France en libre prestation de services.

    ## Médiation de la consommation

    En cas de litige qui résiste à nos échanges, le consommateur peut saisir gratuitement le médiateur dont relève le
    vendeur ; ses coordonnées figurent dans les conditions de vente de l’atelier et dans la confirmation de commande.

    ## Propriété des contenus

    Les textes et images des boutiques appartiennent à leurs auteurs. Les œuvres présentées restent protégées : on peut
    en parler et montrer le lien, pas les reproduire.
    """,
)

SALES = Text(
    slug="cgv",
    title="Conditions générales de vente",
    lead="Ce que vous concluez en achetant ici : un contrat avec chaque atelier, dans un cadre commun.",
    in_force_since=IN_FORCE,
    body="""
    ## 1. Les parties

    Chaque pièce est vendue par le professionnel nommé sur sa fiche. MonQuibus exploite la place de marché, fait
    encaisser le paiement par Mangopay et assiste les deux parties ; il n’est pas le vendeur. Une commande qui réunit
    plusieurs ateliers forme autant de contrats que d’ateliers.

    ## 2. Les prix

    Ils sont en euros, toutes taxes comprises. Les frais de livraison de chaque atelier s’ajoutent avant la commande.
    Un prix barré est le plus bas pratiqué pendant les trente jours qui précèdent la réduction.

    ## 3. La commande

    Un récapitulatif précède le bouton « Commander avec obligation de paiement ». Le contrat est conclu quand le
    paiement est confirmé ; un courriel l’atteste, avec ces conditions. Un paiement refusé ou abandonné annule la
    commande.

    ## 4. La livraison

    Elle a lieu à la date promise dans le récapitulatif, et au plus tard trente jours après la commande sauf accord
    contraire. Le risque passe à l’acheteur quand il reçoit la pièce. La page [Livraison](/livraison/) détaille les
    modes.

    ## 5. Le droit de rétractation

    L’acheteur consommateur dispose de quatorze jours à compter de la réception pour renoncer à son achat, sans
    motif. Il peut le faire en ligne, depuis sa commande, par la fonction « Renoncer au contrat ici », disponible
    pendant tout le délai. Il supporte le coût direct du renvoi. Le formulaire type, les effets et les exceptions
    figurent à la page [Renoncer à un achat](/retractation/), qui fait partie de ces conditions.

    ## 6. Les pièces personnalisées

    Une pièce confectionnée selon les indications de l’acheteur, ou nettement personnalisée, n’ouvre pas droit à
    rétractation. La fiche et le récapitulatif le signalent.

    ## 7. Les garanties

    Le vendeur répond des défauts de conformité qui apparaissent dans les deux ans suivant la délivrance : l’acheteur
    choisit la réparation ou le remplacement et, si cela échoue, une réduction du prix ou la résolution du contrat. Il
    peut aussi invoquer la garantie des vices cachés, pendant deux ans à compter de leur découverte. Ces garanties
    s’exercent auprès du vendeur ; MonQuibus aide à le joindre.

    ## 8. Le vendeur dans l’impossibilité de livrer

    Si une pièce se révèle indisponible, l’acheteur en est averti sans délai et remboursé au plus tard quatorze jours
    après. Passé ce terme, la somme due est majorée dans les conditions prévues par la loi.

    ## 9. Les réclamations et la médiation

    Une réclamation se fait d’abord par le [formulaire de contact](/contact/). Sans réponse satisfaisante, le
    consommateur peut recourir gratuitement au médiateur du vendeur. Il peut aussi saisir le tribunal.

    ## 10. Le droit applicable

    Ces conditions sont soumises au droit français. Elles ne privent aucun consommateur de la protection plus favorable
    de son pays de résidence.
    """,
)

PROFESSIONALS = Text(
    slug="cgu-professionnels",
    title="Conditions des professionnels",
    lead="Ce qui lie un artisan et MonQuibus, en termes que l’on peut lire d’une traite.",
    in_force_since=IN_FORCE,
    body="""
    ## 1. Qui peut ouvrir une boutique

    Tout artisan, commerçant ou artiste établi en France, agissant à titre professionnel. L’inscription est gratuite et
    sans durée minimale. Les pièces relèvent des catégories du site ; un refus est motivé.

    ## 2. Ce que le professionnel déclare

    Son identité, son immatriculation, son adresse, ses coordonnées, son compte de paiement ; il certifie que ce qu’il
    vend respecte le droit applicable. Ces éléments sont vérifiés, tenus à jour et montrés à l’acheteur dans la mesure
    prévue par la loi.

    ## 3. Les formules et la rémunération

    Commission seule, abonnement avec commission réduite, ou référencement simple. Les taux en vigueur sont présentés
    avant le choix et figés, pour chaque vente, au jour de la confirmation. La commission est facturée, TVA en sus.

    ## 4. Le paiement

    Les sommes sont tenues par Mangopay. La part du professionnel lui est virée quand le délai de rétractation de
    l’acheteur est écoulé, et au plus tard vingt-et-un jours après la confirmation de la commande, sous réserve que
    le colis soit livré, que son identité et son compte bancaire soient vérifiés et qu’aucun retour ni litige ne soit
    ouvert. Un remboursement dû après virement est compensé sur les ventes suivantes.

    ## 5. Les obligations de vente

    Tenir un stock exact, expédier dans le délai annoncé, annoncer aussitôt une pièce indisponible, accepter les
    rétractations, honorer la garantie légale, répondre aux acheteurs.

    ## 6. Le classement

    Il est décrit à la page [Comment les offres sont classées](/classement-des-offres/). Aucun paiement ne l’influence.

    ## 7. Retrait d’une offre, suspension, fin

    Toute mesure est accompagnée de ses raisons et peut être contestée. La fermeture d’une boutique par MonQuibus est
    annoncée trente jours à l’avance, sauf obligation légale ou manquement répété. Le professionnel part quand il
    veut et emporte ses données.

    ## 8. Changement de ces conditions

    Il est notifié par courriel au moins quinze jours avant de s’appliquer, davantage si l’adaptation l’exige. Le
    professionnel peut résilier avant cette date.

    ## 9. Réclamations

    Par le [contact professionnel](/contact-professionnel/). Une personne qui n’a pas pris la décision la réexamine.
    """,
)

DATA = Text(
    slug="donnees-personnelles",
    title="Données personnelles",
    lead="Ce que nous gardons, pourquoi, combien de temps, et comment le reprendre.",
    in_force_since=IN_FORCE,
    body="""
    ## Ce que nous demandons

    - pour une commande : nom, adresse, e-mail, téléphone si le transporteur l’exige ;
    - pour un compte : e-mail et mot de passe, conservé sous une forme illisible ;
    - pour un message : ce que vous écrivez, et de quoi vous répondre ;
    - pour une boutique : l’identité professionnelle et, transmis à Mangopay, les justificatifs que la loi impose.

    ## À quoi cela sert

    À exécuter votre commande, à répondre, à respecter nos obligations comptables et fiscales, à prévenir la fraude.
    Rien n’est vendu, rien ne sert à de la publicité.

    ## Qui les reçoit

    L’atelier qui prépare votre colis, son transporteur, Mangopay pour le paiement, notre hébergeur. Personne d’autre,
    sauf si la loi nous y oblige.

    ## Combien de temps

    - factures et écritures : dix ans ;
    - contrats d’au moins 120 euros : dix ans ;
    - compte sans connexion ni achat : trois ans, après un avertissement un mois avant ;
    - nom, adresse, e-mail et messages d’une commande : cinq ans, le temps des garanties et des litiges ;
    - autres messages : trois ans ;
    - courriels que nous vous envoyons : cinq ans.

    ## Vos droits

    Accès, rectification, effacement, limitation, opposition, portabilité : [écrivez-nous](/contact/), nous répondons
    sous un mois. Vous pouvez aussi saisir la [CNIL](https://www.cnil.fr/).

    ## Les cookies

    Seulement ceux dont le site a besoin : votre session, votre panier, votre langue. Aucune mesure d’audience, aucun
    contenu tiers ; il n’y a donc pas de bandeau.
    """,
)

ACCESSIBILITY = Text(
    slug="accessibilite",
    title="Accessibilité",
    lead="Ce site doit pouvoir être utilisé par tout le monde. S’il vous résiste, c’est lui qui a tort.",
    body="""
    ## Ce qui est fait

    Les pages se parcourent au clavier, se lisent avec un lecteur d’écran et s’agrandissent sans rien perdre. Elles
    fonctionnent sans JavaScript. Les contrastes sont tenus en clair comme en sombre. Les images porteuses de sens
    ont un texte de remplacement. Un outil automatique contrôle chaque type de page, sur téléphone et sur ordinateur,
    à chaque changement du site.

    ## État de conformité

    Le site vise le niveau AA des règles internationales WCAG 2.2. Un audit humain complet selon le RGAA reste à
    mener : jusque-là, nous ne nous déclarons que partiellement conformes.

    ## Ce qui peut manquer

    Les photographies déposées par les ateliers sont parfois mal décrites. Les vidéos s’ouvrent sur des sites que
    nous ne maîtrisons pas ; une transcription les accompagne quand elle existe.

    ## Nous le dire

    Décrivez la page et ce qui bloque par le [formulaire de contact](/contact/). Nous vous donnons l’information
    autrement et nous corrigeons. Sans réponse de notre part, vous pouvez vous adresser au Défenseur des droits.
    """,
)

TEXTS = (NOTICES, SALES, PROFESSIONALS, DATA, ACCESSIBILITY)
