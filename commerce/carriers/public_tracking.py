"""Where the public follows a parcel at its carrier's: an address to open, of which no page of ours asks anything."""

from urllib.parse import quote

#: By the name that a vendor types, in small letters.
PAGES = {
    "colissimo": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
    "la poste": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
    "lettre suivie": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
    "chronopost": "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}",
    "mondial relay": "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}",
}


def tracking_address(carrier, number):
    """The carrier's page about this parcel, or "" without a number or for a carrier whose page we don't know."""
    page = PAGES.get(" ".join(carrier.casefold().split()), "")
    return page.format(number=quote("".join(number.split()), safe="")) if number.strip() else ""
