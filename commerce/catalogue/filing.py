"""Where a vendor may file a piece: the leaves of the tree of categories, those of the vendor's own trades first."""

from django.utils.translation import gettext as _

from commerce.catalogue.categories import category_tree


def filing_choices(own_paths=()):
    """Groups of choices for a field: [(group, [(id, name)])]. One query.

    `own_paths` are paths of the categories that the vendor said to make; what lies at or below them comes first.
    """
    own, by_root = [], {}
    for branch in category_tree().branches.values():
        if branch.children:
            continue
        root = branch.lineage[0]
        if any(branch.path.startswith(path) for path in own_paths):
            own.append((branch.pk, f"{root.name}, {branch.name}" if branch.parent else branch.name))
        else:
            by_root.setdefault(root.name, []).append((branch.pk, branch.name))
    return [(_("Vos catégories"), own), *by_root.items()] if own else list(by_root.items())
