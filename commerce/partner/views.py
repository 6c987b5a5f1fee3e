from django.views.generic import DetailView, ListView

from commerce.partner.models import Partner


class VendorListView(ListView):
    """The directory of workshops."""

    template_name = "oscar/partner/list.html"
    queryset = Partner.objects.for_public_display()


class ShopView(DetailView):
    """One workshop's shop."""

    template_name = "oscar/partner/shop.html"
    slug_field = "code"
    queryset = Partner.objects.for_public_display()
