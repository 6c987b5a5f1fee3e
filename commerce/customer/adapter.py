from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from commerce.partner.models import Partner


def home_of(user):
    """Name of the address where this person's day begins: shop, back office, pages, or own orders."""
    if Partner.objects.of_member(user).exists():
        return "vendor_portal:home"
    if user.is_staff:
        return "dashboard:index"
    if user.has_perm("wagtailadmin.access_admin"):
        return "wagtailadmin_home"
    return "customer:summary"


class AccountAdapter(DefaultAccountAdapter):
    """allauth's seam: where somebody goes who came through the door without saying where to."""

    def get_login_redirect_url(self, request):
        return reverse(home_of(request.user))
