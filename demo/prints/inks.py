"""The ink shelf: pigments by the names that printers and dyers give them."""

INKS = {
    # papers
    "vergé": "#fbf7ec", "coton": "#fdfaf3", "bulle": "#f6eedd", "chine": "#f3ead2", "bristol": "#fcfbf7",
    # pale grounds
    "paille": "#ecd9a6", "lin": "#e2d5bd", "brume": "#d3dcd8", "ciel": "#c3d6dc", "rose": "#ecc9b8",
    "tilleul": "#d5dbb2", "lilas": "#d9cfe0", "sable": "#e8cfa9", "abricot": "#f0c49a", "craie": "#e9e4d8",
    "eau": "#bdd5cb", "perle": "#d2d2d0", "pétale": "#efd3d0", "beurre": "#f3e2a9",
    # flats
    "garance": "#a83a25", "vermillon": "#cf5236", "brique": "#b45f3c", "rouille": "#9a4a22", "grenat": "#75243a",
    "framboise": "#b23a58", "orange": "#dd8236", "safran": "#d99a2b", "or": "#c1932f", "moutarde": "#b98a1f",
    "fauve": "#9c6233", "tabac": "#6f4724", "châtaigne": "#54311c", "miel": "#c98d45", "écorce": "#7d6247",
    "indigo": "#27496d", "pastel": "#5d87a1", "outremer": "#2c4ea0", "canard": "#1f5d66", "nuit": "#1e2f45",
    "turquoise": "#3b9a94", "sauge": "#7f9a78", "mousse": "#55703a", "sapin": "#264a38", "céladon": "#8fb39c",
    "olive": "#7a7a33", "prune": "#5a3657", "mauve": "#8d6c97", "bruyère": "#a0668a", "poudre": "#d39a8c",
    "ardoise": "#4c5a66", "fer": "#454648", "étain": "#757c86", "argent": "#8c939b", "ivoire": "#f1e6cc",
    "écru": "#e6d8b9", "neige": "#f4f1e8", "cendre": "#9a948a", "laiton": "#b99a4a", "cuivre": "#b56b42",
    "chêne": "#b98a55", "noyer": "#7a5233", "hêtre": "#d8ae7a", "osier": "#c79f5f", "terre": "#bd6a43",
    # key inks
    "noir": "#211c19", "suie": "#2b2622", "encre": "#1d2836", "sépia": "#3a271b", "vert-noir": "#1c2b25",
    "lie": "#37161f", "bleu-nuit": "#182743",
}  # fmt: skip


def rgb(ink):
    """The (red, green, blue) of an ink. Raises KeyError for an ink that isn't on the shelf."""
    code = INKS[ink]
    return tuple(int(code[i : i + 2], 16) for i in (1, 3, 5))
