from django.shortcuts import render
from django.views.generic import View

from commerce.catalogue.categories import category_tree, counts_by_root, within
from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing, wished
from commerce.catalogue.models import Product
from commerce.search.matching import matching_products, matching_workshops


class FacetedSearchView(View):
    """What the shop holds for a query, by category and price."""

    def get(self, request):
        query = request.GET.get("q", "").strip()[:100]
        form = WishForm(request.GET, by_relevance=True)
        wish = form.wish()
        ids = matching_products(query)
        found = Product.objects.in_listings().filter(pk__in=ids)
        tree = category_tree()
        counts = counts_by_root(wished(found, wish))
        chosen = next((root for root in tree.roots if root.slug == request.GET.get("categorie")), None)
        context = {
            "query": query,
            "form": form,
            "workshops": matching_workshops(query),
            "facets": [(root, counts[root.path]) for root in tree.roots if counts.get(root.path)],
            "chosen": chosen,
            "listing": listing(
                within(found, chosen) if chosen else found, wish, request.GET.get("page"), best_first=ids
            ),
        }
        return render(request, "oscar/search/results.html", context)
