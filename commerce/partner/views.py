from http import HTTPStatus

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import View

from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing
from commerce.catalogue.models import Product
from commerce.gift_cards import selling
from commerce.partner.directory import choices, directory_page, shop_cards
from commerce.partner.following import follow, followed_by, is_following, unfollow
from commerce.partner.listing import local_business, moved_to, public_details
from commerce.partner.models import Partner


class VendorListView(View):
    """The directory of workshops."""

    def get(self, request):
        asked = {
            "department": request.GET.get("departement", "").replace("\x00", "")[:80],
            "craft": request.GET.get("metier", "").replace("\x00", "")[:120],
        }
        page, shops = directory_page(request.GET.get("page"), **asked)
        context = {"departments": choices("department"), "crafts": choices("craft"), "asked": asked}
        return render(request, "oscar/partner/list.html", {"page_obj": page, "shops": shops, **context})


class ShopView(View):
    """One workshop's shop: who they are, and all they have on display."""

    def get(self, request, slug):
        vendor = Partner.objects.once_open().select_related("plan").filter(code=slug).first()
        if vendor is None:
            return self.lead_on(slug)
        if vendor.is_leaving:
            return render(request, "oscar/partner/closed.html", {"vendor": vendor}, status=HTTPStatus.GONE)
        form = WishForm(request.GET)
        products = Product.objects.in_listings().filter(vendor=vendor)
        context = {
            "vendor": vendor,
            "form": form,
            "listing": listing(products, form.wish(), request.GET.get("page")),
            **public_details(vendor),
            "is_following": is_following(request.user, vendor),
            "sells_gift_cards": selling.sells(vendor),
            "structured_data": local_business(vendor, request.build_absolute_uri(vendor.get_absolute_url())),
        }
        return render(request, "oscar/partner/shop.html", context)

    def lead_on(self, slug):
        """From an address that a shop had to the one it has. Raises Http404 for any other."""
        vendor = moved_to(slug)
        if vendor is None:
            raise Http404
        return redirect(vendor, permanent=True)


class FollowView(LoginRequiredMixin, View):
    """Follow a shop, or no more."""

    http_method_names = ["post"]

    def post(self, request, slug):
        vendor = get_object_or_404(Partner.objects.for_public_display(), code=slug)
        if request.POST.get("suivre") == "non":
            unfollow(request.user, vendor)
        else:
            follow(request.user, vendor, now=timezone.now())
        return redirect(vendor)


class FollowedShopsView(LoginRequiredMixin, View):
    """The shops that I follow."""

    def get(self, request):
        shops = shop_cards(list(followed_by(request.user).select_related("plan")[:200]))
        return render(request, "oscar/customer/followed.html", {"shops": shops})
