from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.partner.rights import Right
from commerce.promotions import board, planning
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.piece_search import PieceSearch, kept
from vendor_portal.promotion_calendar import calendar_of
from vendor_portal.promotion_forms import PromotionForm

PER_PAGE = 50
INSTANT = timedelta(microseconds=1)


class PromotionsView(VendorRequiredMixin, TemplateView):
    """What runs, what comes, what is over, and what each sold."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/promotions.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        ahead, past = board.promotions_of(self.vendor, now=now)
        calendar = calendar_of([row.promotion for row in [*ahead, *past]], now=now)
        return super().get_context_data(ahead=ahead, past=past, now=now, calendar=calendar, **kwargs)


class AddPromotionView(VendorRequiredMixin, TemplateView):
    """A new promotion."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/promotion_form.html"
    promotion = None

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = self.get_form()
        return super().get_context_data(promotion=self.promotion, search=self.search, **kwargs)

    @cached_property
    def search(self):
        """What one looks for among the pieces."""
        return PieceSearch(self.request)

    def get_form(self, data=None):
        return PromotionForm(data, vendor=self.vendor, promotion=self.promotion, words=self.search.words)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if self.search.is_asked:
            return self.render_to_response(self.get_context_data(form=kept(form)))
        if form.is_valid():
            try:
                promotion = self.write(form)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("« %(name)s » est enregistrée.") % {"name": promotion.name})
                return redirect("vendor_portal:promotion", pk=promotion.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def write(self, form):
        """Keep what was typed. Raises ValidationError."""
        return planning.plan(self.vendor, **form.typed, now=timezone.now())


class ChangePromotionView(AddPromotionView):
    """A promotion that hasn't begun, to change."""

    def admit(self, request):
        """The vendor's own promotion, or 404; what has begun is only read."""
        answer = super().admit(request)
        if answer is None:
            self.promotion = get_object_or_404(self.vendor.promotions, pk=self.kwargs["pk"])
            if self.promotion.starts_at <= timezone.now():
                return redirect("vendor_portal:promotion", pk=self.promotion.pk)
        return answer

    def write(self, form):
        return planning.change(self.promotion, **form.typed, now=timezone.now())


class PromotionView(VendorRequiredMixin, TemplateView):
    """One promotion, and what it makes of each piece."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/promotion.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        promotion = get_object_or_404(self.vendor.promotions, pk=self.kwargs["pk"])
        seen_at = min(max(now, promotion.starts_at), promotion.ends_at - INSTANT)
        records = board.lowered_pieces(promotion, now=seen_at)
        page = Paginator(records, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            promotion=promotion,
            reduction=board.reduction_in_words(promotion),
            page_obj=page,
            pieces=board.told(promotion, list(page.object_list), now=seen_at),
            has_begun=promotion.starts_at <= now,
            is_over=promotion.ends_at <= now,
            **kwargs,
        )


class EndPromotionView(VendorRequiredMixin, View):
    """End what runs, give up what hasn't begun."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, pk):
        planning.end(get_object_or_404(self.vendor.promotions, pk=pk), now=timezone.now())
        messages.success(request, _("C’est fait : vos prix habituels s’appliquent."))
        return redirect("vendor_portal:promotions")
