"""Files that other shops export, and where their cells go. docs/moving.md says where each format is written down."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from commerce.catalogue.gallery import MOST_PICTURES
from commerce.importing.columns import LONGEST_TEXT, LONGEST_TITLE, folded
from commerce.importing.origins import Origin


def plain_text(html):
    """What a description says, without its markup; paragraphs stay paragraphs."""
    broken = re.sub(r"(?i)<(br|/p|/li|/h[1-6]|/div)\b[^>]*>", "\n", html.replace("\\n", "\n"))
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in unescape(strip_tags(broken)).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _fitted(cells):
    """Texts without markup and no longer than ours may be; what was cut is said."""
    for key, longest in (("title", LONGEST_TITLE), ("description", LONGEST_TEXT)):
        text = plain_text(cells.get(key, ""))
        if len(text) > longest:
            cells[f"?{key}"] = _("Raccourci à %(n)d caractères.") % {"n": longest}
        cells[key] = text[:longest]
    return cells


def _with_pictures(cells, addresses):
    if len(addresses) > MOST_PICTURES:
        cells["?pictures"] = _("Les images après la dixième sont laissées.")
    return {**cells, "pictures": "\n".join(addresses[:MOST_PICTURES])}


def _etsy(cells, row):
    cells = _with_pictures(_fitted(cells), [row[f"image{n}"] for n in range(1, 21) if row.get(f"image{n}")])
    currency = row.get("currency code", "EUR").upper()
    if currency != "EUR":
        cells["!price"] = _("Le prix est en %(currency)s : mettez-le en euros.") % {"currency": currency[:3]}
    variants = [row[f"variation {n} values"] for n in (1, 2, 3) if row.get(f"variation {n} values")]
    if variants:
        cells["?variant"] = _("À créer ensuite sur la page de la pièce : %(list)s.") % {
            "list": "; ".join(variants)[:200]
        }
    return cells


def _woocommerce(cells, row):
    kind = row.get("type", "")
    cells = _with_pictures(_fitted(cells), re.split(r",\s*(?=https?:)", cells.get("pictures", "")))
    cells["category"] = cells.get("category", "").split(", ")[0]
    if not cells.get("reference"):
        cells["reference"] = f"wc-{row['id']}" if row.get("id") else ""
    if "variation" in kind:
        cells["!variant"] = _("Une variante se crée sur la page de sa pièce, une fois celle-ci importée.")
    elif "variable" in kind:
        cells["?variant"] = _("Ses variantes se créent ensuite sur sa page.")
    elif not {"simple", ""} & set(kind.split(", ")) or "downloadable" in kind or "virtual" in kind:
        cells["!title"] = _("Ni fichiers, ni services, ni lots : seules des pièces s’importent.")
    if row.get("sale price") or row.get("tarif promo"):
        cells["?price"] = _("Le prix est le tarif habituel : le prix promotionnel n’est pas repris.")
    return cells


def _prestashop(cells, row):
    addresses = re.split(r",\s*(?=https?:)", cells.get("pictures", ""))
    cells = _with_pictures(_fitted(cells), [each for each in addresses if each])
    cells["category"] = re.split(r",\s*", cells.get("category", ""))[0]
    if not cells.get("reference"):
        number = row.get("product id") or row.get("id produit") or row.get("id")
        cells["reference"] = f"ps-{number}" if number else ""
    if not cells.get("price") and any("tax excl" in name or name.endswith(" ht") for name in row):
        cells["?price"] = _("Le fichier ne donne que des prix hors taxes : indiquez le vôtre, TVA comprise.")
    return cells


def _headings(**names):
    """{folded heading: key of our column} of {key: headings, separated by |}."""
    return {folded(heading): key for key, all_of in names.items() for heading in all_of.split("|")}


OTHER_SHOPS = [
    Origin(
        code="etsy",
        name="Etsy",
        marks=(frozenset({"title", "price", "currency code", "quantity", "image1"}),),
        headings=_headings(reference="SKU", title="TITLE", description="DESCRIPTION", price="PRICE", stock="QUANTITY"),
        adapt=_etsy,
    ),
    Origin(
        code="woocommerce",
        name="WooCommerce",
        marks=(
            frozenset({"type", "sku", "name", "published", "regular price"}),
            frozenset({"type", "ugs", "nom", "publie", "tarif regulier"}),
        ),
        headings=_headings(
            reference="SKU|UGS",
            title="Name|Nom",
            description="Description|Short description|Description courte",
            price="Regular price|Tarif régulier",
            stock="Stock",
            low_stock_threshold="Low stock amount|Montant de stock faible",
            category="Categories|Catégories",
            pictures="Images",
        ),
        adapt=_woocommerce,
    ),
    Origin(
        code="prestashop",
        name="PrestaShop",
        marks=(
            frozenset({"name", "active 0 1", "reference", "quantity"}),
            frozenset({"product id", "name", "reference", "quantity", "status"}),
            frozenset({"id produit", "nom", "reference", "quantite", "statut"}),
            frozenset({"id produit", "nom", "reference", "quantite", "etat"}),
        ),
        headings=_headings(
            reference="Reference #|Référence|Reference",
            title="Name *|Name|Nom",
            description="Description|Summary|Résumé",
            price="Price tax included|Price (tax incl.)|Prix TTC|Prix (TTC)|Final price|Prix final",
            stock="Quantity|Quantité",
            category="Categories (x,y,z...)|Category|Catégorie",
            pictures="Image URLs (x,y,z...)|Image",
        ),
        adapt=_prestashop,
    ),
]
