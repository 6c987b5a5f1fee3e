"""Lucie Marchenoir, potter: three firings a year."""

from cms_pages.starter.model import Picture, Quote, Story

STORY = Story(
    slug="quarante-heures-de-feu",
    title="Quarante heures de feu",
    vendor_code="gres-marchenoir",
    introduction=(
        "Trois fois l’an, à Moutiers-en-Puisaye, une ancienne infirmière de nuit rallume le four de son voisin. "
        "On ne dort pas, on mange debout, et personne ne sait ce qui en sortira."
    ),
    opening=Picture("Cinq grès de l’atelier sur une étagère, estampe à l’encre bleue"),
    parts=(
        """
        Le four est dans la pente, à quarante pas de la maison, sous un toit de tôle que le vent soulève un peu. Vu de
        loin, on dirait une bête couchée. Lucie Marchenoir y entre à genoux, une lampe frontale sur le front et une
        planche de bols sur l’avant-bras, comme on porte des verres dans un café. Il lui faut quatre jours pour le
        remplir. « Le premier rang, c’est pour la cendre. Le dernier, pour la chance. Entre les deux, je calcule. »

        Elle calcule à voix basse. Un vase ici, parce que la flamme passera à gauche. Deux tasses derrière, à l’abri,
        pour l’émail céladon qui n’aime pas les courants d’air. Entre chaque pièce et sa tablette, trois boulettes de
        terre réfractaire de la taille d’un pois : sans elles, tout collerait. Il y en a deux mille. C’est sa fille de
        neuf ans qui les roule, à raison d’un centime pièce, et qui tient les comptes sur la porte.
        """,
        "## Onze ans de nuits",
        """
        Avant la terre, il y a eu l’hôpital d’Auxerre, service de réanimation, onze ans de nuits. Elle n’en dit pas
        de mal. Elle dit qu’elle y a appris à rester éveillée, à noter ce qu’elle voit sans l’interpréter trop vite,
        et à se taire quand quelqu’un a peur. Trois qualités, remarque-t-elle, que le four demande aussi.

        Le voisin s’appelait Marcel Guyot. Potier depuis 1961, il avait bâti ce four avec les briques d’une usine
        fermée et ne savait plus à qui le laisser. Elle venait lui faire ses piqûres le matin, en rentrant de garde.
        Il lui a d’abord montré comment on bat la terre, puis comment on la centre. Un jour de mars, il lui a tendu
        la clé du hangar en disant que le bois était commandé pour juin.
        """,
        Quote(
            "Il ne m’a jamais dit que c’était bien. Il disait : recommence celui-là, il a envie d’exister.",
            "Lucie Marchenoir",
        ),
        """
        Elle a posé un congé sans solde, puis un autre. La troisième cuisson, elle a vendu assez de bols pour payer le
        chêne de la quatrième. C’est le seul plan d’affaires qu’elle ait jamais eu.
        """,
        Picture(
            "Un bol de grès vu de près, estampe à l’encre bleue sur fond paille",
            "Bol",
            1,
            "La cendre se pose où elle veut : c’est elle qui signe.",
        ),
        "## La deuxième nuit",
        """
        On allume un jeudi à l’aube, avec des planches de cagettes. Pendant douze heures, il ne se passe presque rien ;
        il faut monter lentement, laisser l’eau sortir des murs. Puis la porte se met à vibrer. À partir de neuf cents
        degrés, la flamme tire sur le bois comme sur une corde, et l’on enfourne toutes les quatre minutes, par les
        bouches du côté, des bûches fendues à la largeur d’un poignet. Deux stères y passent, du chêne surtout, un peu
        de charme pour la fin.

        Ils sont six à se relayer. Un menuisier de Saint-Sauveur, deux anciennes collègues, un professeur de physique
        qui vérifie la température au pyromètre et que Lucie contredit en regardant la couleur. Elle a raison une fois
        sur deux, dit-il. Deux fois sur trois, dit-elle. Vers trois heures, la deuxième nuit, plus personne ne parle.
        On entend le feu respirer et une chouette qui proteste.

        À mille deux cent quatre-vingts degrés, la cendre fond. Elle retombe en pluie sur les épaules des pots et
        devient du verre. On le voit par le regard, une brique que l’on retire avec une pince : dedans, tout est
        blanc, et les formes ont l’air de flotter.
        """,
        "## Ce que le vent a décidé",
        """
        Il faut ensuite attendre cinq jours, sans ouvrir. C’est le plus dur, et elle en profite pour faire tout ce
        qu’elle a négligé : les factures, le jardin, l’école. La terre qu’elle emploie vient d’une carrière à sept
        kilomètres ; celle de la prochaine fournée sèche déjà sous une bâche, avec des feuilles dedans, qu’elle
        n’enlève pas toutes.

        Le mercredi, on défourne. Un tiers de la fournée lui plaît tout de suite. Un tiers lui plaira plus tard. Le
        reste va au tas, derrière, où les poules se promènent entre des anses et des cols cassés. Deux bols du même
        nom n’ont jamais la même robe : l’un a pris la flamme de face, l’autre était derrière un vase. Sur ce site,
        elle photographie chacun comme il est, et elle écrit à ceux qui en commandent six pour les prévenir qu’ils
        auront une famille, pas une armée.

        Elle travaille encore deux nuits par mois à l’hôpital, parce qu’on le lui demande et que cela lui remet,
        dit-elle, les pots à leur place. Marcel est mort l’an dernier, un lundi, pendant le refroidissement. Elle a
        ouvert le four le mercredi, comme prévu. Le plus beau vase était au dernier rang, celui de la chance. Il
        n’est pas à vendre.
        """,
    ),
)
