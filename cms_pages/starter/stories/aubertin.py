"""Joël Aubertin, basket maker, and the apprentice who sells for him."""

from cms_pages.starter.model import Picture, Quote, Story

STORY = Story(
    slug="l-homme-qui-ne-compte-pas-ses-heures",
    title="L’homme qui ne veut pas compter ses heures",
    vendor_code="vannerie-aubertin",
    introduction=(
        "Joël Aubertin plante, coupe, fend et tresse. Ne lui demandez pas combien de temps prend un panier. "
        "Demandez plutôt à Timéo, son apprenti, qui tient la boutique et le chronomètre en cachette."
    ),
    opening=Picture("Paniers, corbeilles et suspension d’osier sur une étagère, estampe sépia"),
    parts=(
        """
        En janvier, au bord de l’Amance, on reconnaît la parcelle de Joël Aubertin à sa couleur. Les autres champs sont
        gris. Le sien est orange, violet, vert acide, avec des rangs jaunes comme des crayons : un hectare et demi
        d’osier, neuf variétés, plantées serré pour qu’elles montent droit. Il les coupe au sécateur, à ras, quand le
        froid les rend cassantes. Le bruit est sec. Timéo ramasse derrière, en fagots qui lui arrivent à l’épaule.

        Le maître a soixante et un ans, une barbe en forme de bêche et un principe : on ne parle pas avant dix heures.
        L’apprenti en a dix-neuf. Il est arrivé de Dijon avec un baccalauréat d’électrotechnique, pour un stage d’une
        semaine. C’était il y a trois ans.
        """,
        "## Assis par terre",
        """
        L’atelier est l’ancienne école de filles de Bussières-lès-Belmont. Il reste les patères, trop basses, où
        pendent les tabliers, et une carte de France de 1954 sur laquelle Joël a cloué des échantillons de tressage à
        la place des départements. On y travaille au sol, le dos contre le mur, jambes ouvertes, une planche inclinée
        devant soi. La planche est noire et creusée en son milieu. Elle appartenait à son maître, qui la tenait du
        sien.

        Tout commence par une croix. Six brins fendus, six autres glissés dedans, et l’on tourne. Au bout d’une minute,
        c’est un soleil. Au bout de dix, un fond. Puis il faut relever les montants, d’un geste que Timéo décrit comme
        « fermer un parapluie à l’envers », et les lier en l’air pour qu’ils se tiennent tranquilles.
        """,
        Picture(
            "Un panier à anse en osier brut, estampe aux encres brunes",
            "Panier à anse",
            0,
            "Le panier à anse. On peut le poser par terre, il ne verse pas.",
        ),
        """
        Les doigts de Joël vont plus vite que l’œil, mais ce n’est pas ce qui frappe. Ce qui frappe, c’est qu’il ne
        tire jamais. L’osier se plie parce qu’on l’a mouillé la veille, juste assez, et qu’on le prend au bon
        endroit. « S’il force, c’est moi qui me trompe. » Les brins blancs, qui font les corbeilles à pain, ont été
        pelés en mai, quand la sève décolle l’écorce. Les fauves ont bouilli six heures dans une lessiveuse et
        sentent encore le thé.
        """,
        "## Le chronomètre",
        """
        La question agace tout le monde, alors on la pose à l’apprenti, dehors, pendant la cigarette du maître.
        Combien de temps pour un panier à bûches ? Timéo sort son téléphone. Il a noté tout l’hiver, sans le dire.
        Sept heures dix en moyenne, tressage seul. Avec la coupe, le tri, le trempage, le rangement et les balais,
        onze heures et quart.

        C’est lui qui a fixé les prix de la boutique. Joël vendait moins cher qu’au marché de 1998, par pudeur. La
        première semaine, il est monté voir l’écran, a lu les chiffres et n’a rien dit jusqu’au soir. Puis il a
        demandé si quelqu’un avait acheté. Quatre personnes avaient acheté. Il a hoché la tête, et il est allé
        tremper de l’osier pour le lendemain.
        """,
        Quote(
            "Je ne veux pas savoir combien de temps ça prend. Si je le sais, je vais vouloir aller plus vite, "
            "et ça se verra.",
            "Joël Aubertin",
        ),
        """
        L’accord tient depuis. Le maître tresse. L’apprenti photographie sur le drap blanc de la patère numéro sept,
        répond aux messages et emballe. Les frais de port sont élevés, il l’écrit franchement : un panier, c’est
        surtout de l’air, et les transporteurs facturent l’air. Il propose de venir le chercher. Des gens viennent,
        le samedi, parfois de Nancy, et repartent avec deux.
        """,
        "## Une année de retard",
        """
        Cet été, la sécheresse a fendu les jeunes pousses. Il n’y aura pas assez d’osier blanc, et la suspension en
        dôme, la plus demandée, restera épuisée jusqu’au printemps. Timéo aurait pu en faire venir d’ailleurs. Il a
        posé la question une fois. Joël a répondu que ce n’était pas le même, ce qui est vrai, et que les gens
        attendraient, ce qui n’était pas sûr. Ils attendent. Il y a une liste, à la craie, sous la Corse.

        L’apprentissage se termine en juin. La chambre de métiers demande un chef-d’œuvre ; Timéo prépare un berceau.
        Il le recommence pour la troisième fois, parce qu’une torsade tourne dans le mauvais sens à un endroit que
        personne ne verra. Joël passe derrière lui, s’arrête, repart. Il n’a toujours pas dit que c’était bien. Mais
        il a commandé une deuxième planche au menuisier, inclinée pareil, en chêne clair, et l’a posée contre le mur
        sans rien expliquer.
        """,
        Picture(
            "Une corbeille à deux oreilles vue de près, estampe aux encres brunes", "Corbeille à deux oreilles", 1
        ),
    ),
)
