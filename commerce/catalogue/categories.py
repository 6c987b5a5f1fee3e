"""The tree of categories, read in one query and walked in memory."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import Substr
from django.urls import reverse

from commerce.catalogue.models import Category, ProductCategory


@dataclass
class Branch:
    """A category with its address and its children."""

    pk: int
    name: str
    slug: str
    path: str
    description: str
    parent: "Branch | None" = None
    children: list["Branch"] = field(default_factory=list)

    @property
    def full_slug(self):
        return f"{self.parent.full_slug}/{self.slug}" if self.parent else self.slug

    @property
    def url(self):
        return reverse("catalogue:category", kwargs={"category_slug": self.full_slug, "pk": self.pk})

    @property
    def lineage(self):
        """From the root to this category."""
        return [*(self.parent.lineage if self.parent else []), self]


@dataclass(frozen=True)
class Tree:
    """Public categories: `roots` in their order, `branches` by primary key."""

    roots: list[Branch]
    branches: dict[int, Branch]


def category_tree():
    """The public categories, in one query."""
    by_path, roots = {}, []
    for category in Category.objects.browsable().order_by("path"):
        parent = by_path.get(category.path[: -Category.steplen])
        branch = Branch(category.pk, category.name, category.slug, category.path, category.description, parent=parent)
        by_path[category.path] = branch
        (parent.children if parent else roots).append(branch)
    return Tree(roots, {branch.pk: branch for branch in by_path.values()})


def within(products, branch):
    """Products of a category or of those below it."""
    held = ProductCategory.objects.filter(category__path__startswith=branch.path)
    return products.filter(pk__in=held.values("product"))


def counts_by_root(products):
    """How many of `products` each root category holds, by the root's path. One query."""
    root = Substr("category__path", 1, Category.steplen)
    held = ProductCategory.objects.filter(product__in=products.values("pk"))
    counts = held.values(root=root).annotate(count=Count("product", distinct=True))
    return {row["root"]: row["count"] for row in counts.order_by()}
