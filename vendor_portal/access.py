"""Who enters the portal, and for which shop. Every object behind it is looked up through that vendor."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.customer import second_factor
from commerce.partner.models import Membership, Partner
from commerce.partner.rights import RIGHTS, Right
from commerce.registration import assistance
from vendor_portal.menu import menu_of

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


def assisted_in(request):
    """The shop in preparation whose file an operator fills in by telephone in this session, or None."""
    return assistance.assisted_vendor(request.user, request.session, now=timezone.now())


class ClosedToAssistance:
    """A page of the person's own, with no shop behind it yet: refuses whoever fills in somebody's file meanwhile."""

    def dispatch(self, request, *args, **kwargs):
        if assisted_in(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def rights_of(role):
    """What a member with this role may do, for templates: `{% if may.refund %}`."""
    return {right.value: right in RIGHTS[role] for right in Right}


class VendorRequiredMixin(LoginRequiredMixin):
    """Sends strangers to sign in, answers 404 to people without a shop and 403 to members without the right.

    Sets `self.vendor` for everybody else. Every view names a right; one that forgot to is for owners. A closed shop's
    portal is read, not changed, except where `works_when_closed`.
    """

    works_when_closed = False
    #: Pages that an operator fills in with the vendor on the telephone; all others refuse meanwhile.
    open_to_assistance = False
    is_assisted = False
    #: What opening the page takes.
    right = None
    #: What sending its forms takes, where that is more.
    right_to_post = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        return self.admit(request) or super().dispatch(request, *args, **kwargs)

    def admit(self, request):
        """Set `self.vendor`. Returns the answer for who must do something first, else None.

        Raises Http404 and PermissionDenied.
        """
        assisted = assisted_in(request)
        if assisted and not self.open_to_assistance:
            raise PermissionDenied
        self.is_assisted, self.vendor = bool(assisted), assisted or current_vendor(request)
        if self.vendor is None:
            raise Http404
        self.member_role = Membership.Role.OWNER if self.is_assisted else self.vendor.member_role
        if not self.may(self.right_asked(request.method)):
            raise PermissionDenied
        if self.vendor.status == Partner.Status.CLOSED and request.method == "POST" and not self.works_when_closed:
            messages.error(request, _("Votre boutique est fermée : cet espace se consulte, mais ne se modifie plus."))
            return redirect("vendor_portal:home")
        return None

    @classmethod
    def right_asked(cls, method):
        """The right that a request by this method takes."""
        changes = method not in ("GET", "HEAD", "OPTIONS")
        return (changes and cls.right_to_post) or cls.right or Right.SIGN

    def may(self, right):
        """Whether the person's role in `self.vendor` gives this right."""
        return right in RIGHTS[self.member_role]

    def get_context_data(self, **kwargs):
        said = {"vendor": self.vendor, "is_assisted": self.is_assisted, "may": rights_of(self.member_role)}
        unread = 0 if self.is_assisted else shops.unread_count(self.vendor, self.request.user, self.member_role)
        menu = menu_of(self.vendor, self.member_role, self.request.path, unread=unread)
        return super().get_context_data(**said, menu=menu, **kwargs)


class OwnerRequiredMixin(VendorRequiredMixin):
    """For what only an owner may see or decide: 403 for the rest of the shop."""

    right = Right.SIGN


class SecondFactorRequiredMixin(VendorRequiredMixin):
    """For what a stolen password must not reach: only with a second factor, used within the last minutes.

    Without one, a page explains and leads to setting it up, and back. A form whose second factor has grown old
    meanwhile is kept by allauth and sent again after the code. Where reading is harmless, `safe_methods = ("GET",)`.
    Stands beside OwnerRequiredMixin, in any order: who may not come in at all isn't asked for a code.
    """

    safe_methods = ()

    def admit(self, request):
        """As above. Raises ReauthenticationRequired, which allauth answers by asking for the second factor."""
        if (answer := super().admit(request)) or request.method in self.safe_methods:
            return answer
        if not second_factor.is_set_up(request.user):
            back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
            return redirect(f"{reverse('vendor_portal:second-factor')}?{urlencode({'next': back})}")
        if not second_factor.is_fresh(request):
            raise ReauthenticationRequired
        return None


def is_owner(user, vendor):
    """Whether this person answers for the shop."""
    return vendor.memberships.filter(user=user, role=Membership.Role.OWNER).exists()
