from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from commerce.customer import second_factor
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin


class SecondFactorView(VendorRequiredMixin, TemplateView):
    """Why a second factor is asked for and how to set one up. `?next=` is where the person goes on afterwards."""

    right = Right.ENTER
    template_name = "vendor_portal/second_factor.html"

    def get(self, request, *args, **kwargs):
        back = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        back = back if back and is_ours else ""
        if second_factor.is_set_up(request.user):
            return redirect(back or "vendor_portal:home")
        request.session[second_factor.RETURN_KEY] = back
        return super().get(request, *args, **kwargs)
