from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.catalogue.forms import WishForm
from commerce.catalogue.listing import listing
from commerce.catalogue.models import Product
from commerce.partner.listing import public_details
from commerce.partner.rights import Right
from commerce.registration import letters
from commerce.registration.models import Registration
from commerce.registration.opening import NotReady, open_shop, what_keeps_closed
from commerce.registration.reminders import set_reminded
from commerce.registration.steps import steps_of
from commerce.registration.submission import Incomplete, submit
from vendor_portal.access import OwnerRequiredMixin, VendorRequiredMixin, is_owner


def file_or_404(vendor):
    """The vendor's Registration. Raises Http404 for a shop that never had one."""
    file = Registration.objects.filter(vendor=vendor).select_related("vendor").first()
    if file is None:
        raise Http404
    return file


class OpenShopView(VendorRequiredMixin, TemplateView):
    """Where the file stands, what was decided, and what keeps the shop closed. A POST opens it."""

    right = Right.ENTER
    template_name = "vendor_portal/open_shop.html"

    def get_context_data(self, **kwargs):
        now, file = timezone.now(), file_or_404(self.vendor)
        may_open = file.status == Registration.Status.APPROVED
        return super().get_context_data(
            file=file,
            states=steps_of(self.vendor, now=now) if file.is_open_to_changes else [],
            keeps_closed=what_keeps_closed(self.vendor, now=now) if may_open else [],
            decisions=file.decisions.order_by("-decided_at", "-pk"),
            answered_within_days=letters.ANSWERED_WITHIN_DAYS,
            contest_url=letters.contest_url(file),
            is_owner=is_owner(self.request.user, self.vendor),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        file_or_404(self.vendor)
        if not is_owner(request.user, self.vendor):
            messages.error(request, _("Seul un responsable de la boutique peut l’ouvrir."))
            return redirect("vendor_portal:open-shop")
        try:
            open_shop(self.vendor, by=request.user, now=timezone.now())
        except NotReady as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, _("Votre boutique est ouverte. Bienvenue sur MonQuibus !"))
        return redirect("vendor_portal:open-shop")


class SubmitView(OwnerRequiredMixin, View):
    """Send the file to the operator."""

    http_method_names = ["post"]

    def post(self, request):
        try:
            submit(file_or_404(self.vendor), by=request.user, now=timezone.now())
        except Incomplete as refusal:
            for state in refusal.states:
                what = ", ".join(str(each) for each in state.missing)
                messages.error(request, _("%(step)s : il manque %(what)s.") % {"step": state.step.title, "what": what})
        else:
            messages.success(request, _("Votre dossier est envoyé."))
        return redirect("vendor_portal:open-shop")


class RemindersView(OwnerRequiredMixin, View):
    """Stop, or take up, the reminders about a file that sleeps."""

    http_method_names = ["post"]

    def post(self, request):
        wanted = request.POST.get("rappels") == "oui"
        set_reminded(file_or_404(self.vendor), wanted)
        messages.success(
            request, _("Nous vous rappellerons votre dossier.") if wanted else _("Nous ne vous rappellerons plus.")
        )
        return redirect("vendor_portal:open-shop")


class ShopPreviewView(VendorRequiredMixin, View):
    """The shop's page as visitors will see it: for its members, while it is in preparation."""

    right = Right.ENTER
    http_method_names = ["get"]

    def get(self, request):
        if self.vendor.status != self.vendor.Status.DRAFT:
            raise Http404
        form = WishForm(request.GET)
        shown = listing(Product.objects.prepared().filter(vendor=self.vendor), form.wish(), request.GET.get("page"))
        context = {"vendor": self.vendor, "form": form, "listing": shown, "is_preview": True}
        context |= public_details(self.vendor)
        answer = render(request, "oscar/partner/shop.html", context)
        answer["Cache-Control"] = "private, no-store"
        return answer
