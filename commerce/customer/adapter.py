from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.models import Site
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
    """allauth's seam: where somebody goes who came in without saying where to, and who signs the door's mails."""

    def get_login_redirect_url(self, request):
        return reverse(home_of(request.user))

    def send_mail(self, template_prefix, email, context):
        # The stored site is Django's « example.com »; ours is named by the settings, as in every other mail.
        shop = Site(name=settings.OSCAR_SHOP_NAME, domain=urlsplit(settings.SITE_URL).netloc)
        super().send_mail(template_prefix, email, {**context, "current_site": shop})
