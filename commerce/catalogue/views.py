from http import HTTPStatus

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from commerce.basket.refused import refused_form
from commerce.catalogue.categories import category_tree, within
from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing
from commerce.catalogue.models import Category, Product
from commerce.catalogue.sheet import product_sheet
from commerce.catalogue.signals import product_shown
from commerce.catalogue.structured_data import product_data
from commerce.partner.models import Partner
from commerce.stock.forms import WaitForm


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
            return _answer_for_the_ended(pk)
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


def _answer_for_the_ended(pk):
    """A category that ended leads to what replaced it. Raises Http404 for everything else."""
    category = Category.objects.filter(pk=pk, successor__isnull=False).select_related("successor").first()
    if category is None:
        raise Http404
    return HttpResponsePermanentRedirect(category.successor.get_absolute_url())


class ProductDetailView(View):
    """One product: what it is, who made it, when it could arrive."""

    def get(self, request, product_slug, pk):
        try:
            sheet = product_sheet(int(pk), now=timezone.now())
        except Product.DoesNotExist:
            return _answer_for_the_missing(request, pk)
        if request.path != sheet.url:
            return HttpResponsePermanentRedirect(sheet.url)
        product_shown.send(sender=type(self), product=sheet.product, request=request)
        context = {
            "sheet": sheet,
            "product": sheet.product,
            "wait_form": WaitForm(user=request.user),
            "refused": refused_form(request, sheet.product),
            "structured_data": product_data(sheet, request.build_absolute_uri),
        }
        return render(request, "oscar/catalogue/detail.html", context)


def _answer_for_the_missing(request, pk):
    """A piece whose workshop left is gone, and its page says so. Raises Http404 for everything else."""
    vendor = Partner.objects.filter(products=pk, status__in=Partner.LEAVING).first()
    if vendor is None:
        raise Http404
    return render(request, "oscar/partner/closed.html", {"vendor": vendor}, status=HTTPStatus.GONE)
