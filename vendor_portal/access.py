"""Who enters the portal, and for which shop. Every object behind it is looked up through that vendor."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404

from commerce.partner.models import Partner

SESSION_KEY = "portal_vendor"


def vendors_of(user):
    """The shops in whose portal this person works, by name."""
    if not user.is_authenticated:
        return []
    return list(Partner.objects.of_member(user).select_related("plan").order_by("name"))


def current_vendor(request):
    """The shop chosen in this session, while the person still belongs to it; else the first one, or None."""
    vendors = vendors_of(request.user)
    chosen = request.session.get(SESSION_KEY)
    return next((vendor for vendor in vendors if vendor.pk == chosen), vendors[0] if vendors else None)


class VendorRequiredMixin(LoginRequiredMixin):
    """Sends strangers to sign in, answers 404 to people without a shop, and sets `self.vendor` for everybody else."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.vendor = current_vendor(request)
        if self.vendor is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(vendor=self.vendor, **kwargs)
