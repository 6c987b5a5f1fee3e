"""What a vendor's file is compared with: the articles it has, and the categories that there are."""

import hashlib
from difflib import get_close_matches

from django.db.models import Sum

from commerce.catalogue.categories import category_tree
from commerce.importing.columns import folded
from commerce.importing.models import FetchedPicture
from commerce.partner.models import StockRecord
from commerce.partner.shelf import DESCRIBED
from commerce.stock.models import Movement

#: How keys of the journal of stock begin that stand for an export of ours.
EXPORT = "export-"


class Shop:
    """A vendor while one of its files is read, as far as `origin` needs it. Reads the categories once.

    `archived` are names of pictures that came beside the file.
    """

    def __init__(self, vendor, origin, archived=()):
        self.vendor, self.origin, self.archived = vendor, origin, archived
        self.category_names, self._categories = {}, {}
        for pk, branch in category_tree().branches.items():
            if branch.children:
                continue
            self.category_names[pk] = " > ".join(each.name for each in branch.lineage)
            self._categories[folded(self.category_names[pk])] = pk
            self._categories.setdefault(folded(branch.name), pk)

    def category_of(self, name):
        """The id of the category with this name or path, or None."""
        return self._categories.get(folded(name)) or self._categories.get(folded(name.rpartition(">")[2]))

    def category_like(self, name):
        """The path of a category that is spelt much like this, or nothing."""
        near = get_close_matches(folded(name), list(self._categories), n=1, cutoff=0.75)
        return self.category_names[self._categories[near[0]]] if near else ""

    def key_of(self, cells):
        """The reference by which we know a row again: the file's, or else one made of the name."""
        reference = cells.get("reference", "").strip()
        title = folded(cells.get("title", ""))
        return reference or (f"nom-{hashlib.sha256(title.encode()).hexdigest()[:16]}" if title else "")

    def articles(self, keys):
        """Stock records by reference, with all that a comparison reads. A few queries."""
        records = StockRecord.objects.filter(partner=self.vendor, partner_sku__in=[key for key in keys if key])
        records = records.select_related("product__parent", "partner").prefetch_related(*DESCRIBED)
        return {record.partner_sku: record for record in records}

    def counted(self, records):
        """By how much each article's stock was changed already out of each export: {(record id, export): number}."""
        rows = Movement.objects.filter(stockrecord__in=records, key__startswith=EXPORT).order_by()
        sums = rows.values_list("stockrecord", "key").annotate(Sum("stock_change"))
        return {(record, key.removeprefix(EXPORT)): change for record, key, change in sums}

    def fetched(self, records):
        """Which addresses gave their picture to the products of these articles: {(product id, digest)}."""
        products = [record.product.parent_id or record.product_id for record in records]
        return set(FetchedPicture.objects.filter(product__in=products).values_list("product", "address_digest"))
