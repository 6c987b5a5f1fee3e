from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.sites.models import Site
from django.urls import reverse

from commerce.partner.models import Partner

#: Where the session keeps the page of ours that sent somebody to sign up or in.
AFTER_SIGN_IN = "after_sign_in"


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
        return request.session.pop(AFTER_SIGN_IN, None) or reverse(home_of(request.user))

    def get_reauthentication_methods(self, user):
        """Whoever has a second factor confirms with it: a stolen password is not enough to remove it."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link of the mail remembers where the person was going, even when it is opened on another device."""
        address = super().get_email_confirmation_url(request, emailconfirmation)
        wanted = get_next_redirect_url(request) if request else None
        return f"{address}?{urlencode({'next': wanted})}" if wanted else address

    def send_mail(self, template_prefix, email, context):
        # The stored site is Django's « example.com »; ours is named by the settings, as in every other mail.
        shop = Site(name=settings.OSCAR_SHOP_NAME, domain=urlsplit(settings.SITE_URL).netloc)
        super().send_mail(template_prefix, email, {**context, "current_site": shop})
