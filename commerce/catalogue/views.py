from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from commerce.catalogue.categories import category_tree, within
from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing
from commerce.catalogue.models import Product
from commerce.catalogue.sheet import product_sheet


class CatalogueView(View):
    """Everything that is on display, with the ways into it."""

    def get(self, request):
        form = WishForm(request.GET)
        context = {
            "title": _("Toute la boutique"),
            "tree": category_tree(),
            "form": form,
            "listing": listing(Product.objects.in_listings(), form.wish(), request.GET.get("page")),
        }
        return render(request, "oscar/catalogue/browse.html", context)


class ProductCategoryView(View):
    """What one category holds, those below it included."""

    def get(self, request, category_slug, pk):
        tree = category_tree()
        branch = tree.branches.get(int(pk))
        if branch is None:
            raise Http404
        if branch.full_slug != category_slug:
            return HttpResponsePermanentRedirect(branch.url)
        form = WishForm(request.GET)
        products = within(Product.objects.in_listings(), branch)
        context = {
            "title": branch.name,
            "tree": tree,
            "branch": branch,
            "form": form,
            "listing": listing(products, form.wish(), request.GET.get("page")),
        }
        return render(request, "oscar/catalogue/browse.html", context)


class ProductDetailView(View):
    """One product: what it is, who made it, when it could arrive."""

    def get(self, request, product_slug, pk):
        try:
            sheet = product_sheet(int(pk), now=timezone.now())
        except Product.DoesNotExist:
            raise Http404 from None
        if request.path != sheet.url:
            return HttpResponsePermanentRedirect(sheet.url)
        return render(request, "oscar/catalogue/detail.html", {"sheet": sheet, "product": sheet.product})
