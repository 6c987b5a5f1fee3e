"""The template library `contact`: where somebody who is stuck writes to the team, with subject and origin filled in.

`{% contact_link subject=_("Mon identité est refusée") reference="etape-identite" %}` gives an address; views and
mails call `contact_link` itself. Whoever follows the link may change both: they help to look, and prove nothing.
"""

import re
from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

PROFESSIONALS, BUYERS = "/contact-professionnel/", "/contact/"
LONGEST_SUBJECT = 150
LONGEST_REFERENCE = 60
#: Kind and name, as « commande-100042 » or « etape-identite »: what a person would read out on the telephone.
REFERENCE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_.-]{{0,{LONGEST_REFERENCE - 1}}}")
KINDS = {
    "commande": _("Commande"),
    "inscription": _("Inscription"),
    "produit": _("Produit"),
    "etape": _("Étape"),
    "boutique": _("Boutique"),
    "document": _("Document"),
    "rendez-vous": _("Rendez-vous"),
}


@register.simple_tag
def contact_link(subject="", reference="", professional=True):
    """The contact page's address, its subject and origin filled in. An origin that has no safe form is left out."""
    asked = {"sujet": str(subject)[:LONGEST_SUBJECT], "depuis": safe_reference(str(reference))}
    query = urlencode({name: value for name, value in asked.items() if value})
    page = PROFESSIONALS if professional else BUYERS
    return f"{page}?{query}" if query else page


def safe_reference(text):
    """The origin as it may be shown and kept, or "" for what isn't short and plain."""
    return text if REFERENCE.fullmatch(text) else ""


@register.filter
def reference_in_words(reference):
    """« commande-100042 » as « Commande 100042 »; a kind that nobody knows stays as it is, what isn't safe is ""."""
    reference = safe_reference(reference or "")
    for kind, word in KINDS.items():
        if reference.startswith(f"{kind}-"):
            return f"{word} {reference.removeprefix(f'{kind}-')}"
    return reference
