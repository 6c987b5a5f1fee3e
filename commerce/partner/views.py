from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing
from commerce.catalogue.models import Product
from commerce.partner.directory import directory_page
from commerce.partner.models import Partner


class VendorListView(View):
    """The directory of workshops."""

    def get(self, request):
        page, shops = directory_page(request.GET.get("page"))
        return render(request, "oscar/partner/list.html", {"page_obj": page, "shops": shops})


class ShopView(View):
    """One workshop's shop: who they are, and all they have on display."""

    def get(self, request, slug):
        vendor = get_object_or_404(Partner.objects.for_public_display().select_related("plan"), code=slug)
        form = WishForm(request.GET)
        products = Product.objects.in_listings().filter(vendor=vendor)
        context = {
            "vendor": vendor,
            "form": form,
            "listing": listing(products, form.wish(), request.GET.get("page")),
        }
        return render(request, "oscar/partner/shop.html", context)
