"""What isn't sold here, and why: a list that operators edit, and what it says about the categories of a file."""

from django.db import connections

from commerce.registration.models import RefusedGoods

#: What a new marketplace begins with; what operators change or delete stays so while one row is left.
STARTER = (
    (
        "Nourriture, boissons, cosmétiques, bougies à brûler sans étiquette",
        "Leurs règles d’hygiène et d’étiquetage demandent des contrôles que nous ne savons pas faire.",
    ),
    (
        "Objets industriels revendus",
        "L’acheteur vient pour des pièces faites, ou choisies une à une, par la personne qu’il lit.",
    ),
    (
        "Contrefaçons, espèces protégées, ivoire, armes",
        "La loi les interdit ou les réserve à des vendeurs autorisés.",
    ),
    (
        "Services, ateliers, cours",
        "Rien ne s’expédie : ni le délai de rétractation ni la livraison ne leur conviennent.",
    ),
)


def refusals():
    """Every RefusedGoods, in order, with its categories. Two queries."""
    return list(RefusedGoods.objects.prefetch_related("categories"))


def refusal_of(path, refused):
    """The first of these RefusedGoods that closes the category at this path of the tree, or one above it; or None."""
    return next((one for one in refused if any(path.startswith(each.path) for each in one.categories.all())), None)


def install(*, using="default", **_signal):
    """Write the list once, when there is none. Runs after every `migrate`."""
    if using != "default" or RefusedGoods._meta.db_table not in connections[using].introspection.table_names():
        return
    if not RefusedGoods.objects.exists():
        RefusedGoods.objects.bulk_create(
            RefusedGoods(title=title, why=why, order=10 * number)
            for number, (title, why) in enumerate(STARTER, start=1)
        )
