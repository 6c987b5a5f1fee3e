"""Hélène Kermadec, printmaker, and a press that will not move."""

from cms_pages.starter.model import Picture, Quote, Story

STORY = Story(
    slug="la-presse-qui-ne-bouge-plus",
    title="La presse qui ne bouge plus",
    vendor_code="helene-kermadec",
    introduction=(
        "Il a fallu six personnes et un dimanche de pluie pour l’amener rue des Olivettes, à Nantes. Depuis, "
        "Hélène Kermadec a déménagé trois fois sa vie autour de sa presse."
    ),
    opening=Picture("Cinq gravures et un carnet sur une étagère, estampe aux encres rouge et poudre"),
    parts=(
        """
        La porte est ouverte dès que la température le permet, et parfois quand elle ne le permet pas. Hélène
        Kermadec grave debout, à un mètre du trottoir, sur un ancien comptoir de mercerie. Elle dit que c’est pour la
        lumière. Elle dit ensuite que c’est pour les gens. Un facteur, une classe de maternelle en gilets jaunes, un
        homme qui cherche la gare : tous ralentissent. Elle ne lève pas la tête, mais elle tourne un peu la plaque
        pour qu’ils voient.

        Derrière elle, il y a la presse. Une taille-douce de 1911, deux cylindres, un volant à quatre branches plus
        haut qu’un enfant. Elle vient d’une imprimerie de cartes marines du quai de la Fosse, qui l’utilisait pour
        corriger les sondes. On lit encore, au pochoir sur le bâti, « ne pas monter dessus ».
        """,
        "## Un dimanche de pluie",
        """
        L’histoire du transport est racontée par chacun des six porteurs d’une manière différente. Ils s’accordent
        sur la pluie, sur une planche cassée et sur le fait qu’au milieu de la rue, à bout de bras, quelqu’un a
        demandé si elle avait mesuré la porte. Elle l’avait mesurée. Il manquait quatre millimètres. On a ôté le
        chambranle, et il n’a jamais été remis.

        Elle habitait alors au-dessus. Puis à Rezé. Puis sur une péniche, puis de nouveau à trois rues. La presse,
        elle, n’a pas quitté son coin. Le sol s’est affaissé de deux centimètres sous le pied gauche et elle a appris
        à encrer en tenant compte de la pente.
        """,
        Picture(
            "Trois pins penchés par le vent, linogravure rouge",
            "Trois pins, cap Sizun",
            0,
            "« Trois pins, cap Sizun ». Celui du milieu a été regravé : il était trop sage.",
        ),
        "## Enlever",
        """
        La linogravure se fait en creux. On retire ce qui restera blanc. C’est une manière de penser à l’envers, qui
        fatigue les débutants et qu’elle ne sait plus quitter. Quand on lui montre un paysage, elle y cherche d’abord
        ce dont on peut se passer. « La neige, c’est facile, je ne touche à rien. Le ciel gris, c’est épouvantable. »

        Elle dessine dehors, du mercredi au vendredi, le long de l’Erdre ou de l’estuaire, dans un carnet cousu par
        elle qu’elle ne montre pas. Cinquante croquis pour un oiseau. Puis une plaque, dessinée au crayon gras,
        inversée dans un miroir de salle de bains, et la gouge. Le copeau s’enroule et tombe. Il lui arrive de passer
        une matinée à décider d’un trait, et une minute à le faire.
        """,
        Quote(
            "Si la main tremble, la plaque est perdue. Alors je ne grave pas quand je suis contente. "
            "Ni quand je suis triste.",
            "Hélène Kermadec",
        ),
        """
        Le lundi et le mardi, elle tire. Une couleur par passage, la plus claire d’abord, une journée de séchage
        entre deux. Le papier est un vélin de coton que l’on a humidifié la veille entre deux vitres. Elle le pose en
        visant deux aiguilles plantées dans le bois. Le volant tourne, la rue s’arrête un peu, et elle soulève un
        coin. C’est le seul moment où elle demande le silence.
        """,
        "## Quarante, puis un trait",
        """
        Une série compte quarante exemplaires, numérotés et signés au crayon. Le quarantième séché, elle prend un
        burin et raie la plaque d’un coin à l’autre. Elle tire une dernière épreuve de la plaque barrée, pour preuve,
        et la range dans un tiroir à plans. Il y en a soixante-trois. Une galeriste a voulu les exposer, avec leur
        cicatrice. Elle y réfléchit depuis quatre ans.

        Vendre en ligne lui faisait peur : une gravure, pensait-elle, se regarde de biais, à hauteur de nez, en
        respirant l’encre. Elle a fini par céder pour une raison pratique. À la boutique, les gens hésitaient,
        repartaient, et revenaient trop tard. Désormais ils peuvent hésiter chez eux, et la renvoyer s’ils se sont
        trompés de mur. Deux l’ont fait. L’un a pris à la place un format plus petit ; l’autre est passé à l’atelier
        s’excuser, ce qui n’était pas nécessaire, et a gravé un timbre de lino sur un coin du comptoir.

        L’affaissement a gagné un centimètre depuis le printemps. Le propriétaire voudrait faire venir un expert.
        Elle a calé le pied avec la seule chose qui avait la bonne épaisseur : une plaque de cuivre de 1911,
        retrouvée sous le volant, où l’on devine, à l’envers, l’embouchure de la Loire et la profondeur de l’eau.
        """,
        Picture("Un passereau posé, linogravure aux encres indigo et abricot", "Le passereau", 0),
    ),
)
