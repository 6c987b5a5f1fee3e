"""Gwenaël Kerlaouen, who left sails for linen."""

from cms_pages.starter.model import Picture, Quote, Story

STORY = Story(
    slug="une-largeur-de-bras",
    title="Une largeur de bras",
    vendor_code="toiles-kerlaouen",
    introduction=(
        "À Saint-Thégonnec, un ancien voilier tisse le lin sur deux métiers sauvés d’une filature. Sa toile fait "
        "quatre-vingts centimètres, pas un de plus : c’est jusque-là que vont ses mains."
    ),
    opening=Picture("Coussins, torchons et cabas de lin sur une étagère, estampe bleu nuit"),
    parts=(
        """
        On entend l’atelier avant de le voir. Depuis la place de l’église, cela fait un battement à deux temps, bois
        contre bois, avec un silence au milieu où passe la navette. Les voisins s’en servent d’horloge. Quand il
        s’arrête un quart d’heure avant midi, la boulangère sait que Gwenaël Kerlaouen a cassé un fil ; quand il
        s’arrête plus longtemps, elle sait qu’il y a du café, et elle monte.

        La maison appartenait à un marchand de toile, au temps où le Léon en vendait à l’Espagne. Il en reste un
        linteau sculpté d’un rouet et un grenier dont le plancher a été prévu pour porter des ballots. C’est
        heureux : les deux métiers pèsent une tonne et demie chacun.
        """,
        "## La dernière voile",
        """
        Il a eu une autre vie, à dix-neuf ans, dans une voilerie de Roscoff. Paumelle, aiguille, fil poissé. On lui a
        appris à lire un tissu en le froissant près de l’oreille, et à couper dans le sens où le vent tirera. Puis le
        polyester est arrivé partout, le laser a remplacé les ciseaux, et un matin il s’est aperçu qu’il n’avait pas
        cousu de fibre naturelle depuis deux ans. Il a terminé une misaine pour un vieux gréement, en lin, la
        dernière. Il a posé l’aiguille à côté et il est parti marcher.
        """,
        Quote(
            "Une voile, on ne la revoit jamais. Un torchon, les gens m’en donnent des nouvelles.", "Gwenaël Kerlaouen"
        ),
        """
        C’est en marchant qu’il a trouvé la filature, à Landerneau, promise à la démolition. Le ferrailleur lui a
        laissé trois semaines. Avec son beau-frère, il a démonté deux métiers de 1948, numéroté sept cents pièces à
        la craie grasse et photographié chaque nœud. Le remontage a pris un hiver. Il leur reste quatre vis en trop,
        dans un bocal, sur l’appui de la fenêtre. Personne ne sait d’où elles viennent. Les métiers marchent.
        """,
        Picture(
            "Un torchon de lin à liteaux bleus, plié, estampe",
            "Torchon à liteaux",
            0,
            "Le torchon à liteaux. Comptez trois lavages avant qu’il n’essuie vraiment.",
        ),
        "## Du champ à la lisière",
        """
        Le lin vient de Normandie, à défaut de pousser encore ici ; il l’achète peigné, à un filateur qu’il connaît
        par son prénom. Ourdir une chaîne lui demande deux jours : mille six cents fils, tendus un à un, que l’on
        passe ensuite dans les lisses avec un crochet de la taille d’un cure-dent. C’est le travail que tout le monde
        déteste. Lui le fait le dimanche, radio éteinte, parce qu’une seule erreur se verra sur quarante mètres.

        Après quoi il s’assoit, et cela va vite. Les pieds commandent les lames, les mains la navette. À
        quatre-vingts centimètres, il la lance d’un côté et la rattrape de l’autre sans se pencher. On lui a souvent
        conseillé un métier plus large. Il répond qu’il a essayé, qu’il se penchait, et que la toile le savait : le
        bord gauche était plus lâche que le droit. Une nappe ronde est donc faite de deux lés, cousus au milieu d’une
        couture plate qui disparaît sous les assiettes. Il ne s’en excuse pas. Il l’écrit sur la fiche.
        """,
        "## Ce que l’eau fait",
        """
        Un lin neuf est raide et n’absorbe rien. Il faut le laver, beaucoup, et c’est un objet que l’on finit chez
        soi. Il prévient les acheteurs ; quelques-uns s’étonnent, la plupart reviennent. Une dame de Vannes lui
        envoie chaque année, en janvier, une photographie du même tablier, bleu d’abord, puis bleu pâle, puis d’une
        couleur pour laquelle il n’y a pas de mot. Il les a épinglées dans l’ordre au-dessus de la bobineuse.

        Ces temps-ci, il cherche un rouge. Celui des voiles tannées de la baie de Morlaix, que les pêcheurs cuisaient
        avec de l’écorce de chêne pour qu’elles ne pourrissent pas. Il a retrouvé la recette dans les papiers de la
        voilerie ; elle commence par « prendre soixante litres d’eau de mer ». Les premiers essais étaient marron.
        Les suivants, orange. Le dernier, étendu sur le fil derrière l’église, a fait s’arrêter un vieil homme à
        vélo. Il est resté un moment sans descendre de selle, un pied par terre. Il a dit : « C’était plus foncé. »
        Puis, en repartant : « Mais c’était ça. »
        """,
        Picture("Un cabas de toile de lin vu de près, estampe bleu nuit", "Cabas de marché", 1),
    ),
)
