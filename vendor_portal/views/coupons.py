from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, ListView

from commerce.dashboard.previews import PreviewFirstMixin
from commerce.partner.rights import Right
from commerce.voucher import board, making
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.coupon_forms import CouponForm
from vendor_portal.piece_search import PieceSearch, kept


class CouponsView(VendorRequiredMixin, ListView):
    """My coupons, what each cost and brought."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/coupons.html"
    paginate_by = 30

    def get_queryset(self):
        return board.coupons_of(self.vendor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = board.rows(context["object_list"], now=timezone.now())
        return context


class WrittenCouponView(VendorRequiredMixin, FormView):
    """Keeps what was typed; what the rule refuses stands beside its field."""

    right = Right.PRODUCTS
    form_class = CouponForm
    template_name = "vendor_portal/coupon_form.html"
    coupon = None

    def get_form_kwargs(self):
        return {
            "data": self.request.POST if self.request.method == "POST" else None,
            "vendor": self.vendor,
            "coupon": self.coupon,
            "words": self.search.words,
        }

    @cached_property
    def search(self):
        """What one looks for among the pieces."""
        return PieceSearch(self.request)

    def post(self, request, *args, **kwargs):
        if self.search.is_asked:
            return self.render_to_response(self.get_context_data(form=kept(self.get_form())))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(coupon=self.coupon, search=self.search, **kwargs)

    def form_valid(self, form):
        try:
            coupon = self.write(form.terms)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Le code %(code)s est enregistré.") % {"code": coupon.code})
        return redirect("vendor_portal:coupons")


class AddCouponView(PreviewFirstMixin, WrittenCouponView):
    """Coupons → Ajouter: a new code, or one like another; saved once one saw who gets what."""

    def get_form_kwargs(self):
        copied = self.request.GET.get("copie", "")
        model = None
        if copied.isdecimal() and len(copied) < 19:
            model = get_object_or_404(self.vendor.coupons, pk=copied)
        return {**super().get_form_kwargs(), "copied": model}

    def offers_of(self, form):
        """What the code would do."""
        return [making.parts(self.vendor, form.terms)]

    def pieces_of(self, form):
        """What alone it lowers."""
        return making.lowered_alone(form.terms)

    def write(self, terms):
        """Keep it. Raises ValidationError."""
        return making.make(self.vendor, terms, now=timezone.now())


class CouponView(PreviewFirstMixin, WrittenCouponView):
    """One coupon, to change: all of it until somebody used it, then only its end and its uses in all."""

    def admit(self, request):
        """The vendor's own coupon, or 404."""
        answer = super().admit(request)
        if answer is None:
            self.coupon = get_object_or_404(self.vendor.coupons, pk=self.kwargs["pk"])
        return answer

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_used=making.is_used(self.coupon), **kwargs)

    def offers_of(self, form):
        """What the code does, as typed."""
        return [making.parts(self.vendor, form.terms)]

    def pieces_of(self, form):
        """What alone it lowers."""
        return making.lowered_alone(form.terms)

    def write(self, terms):
        """Keep it. Raises ValidationError."""
        return making.change(self.coupon, terms, now=timezone.now())


class PauseCouponView(VendorRequiredMixin, View):
    """Stop a coupon, or let it go on."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, pk):
        coupon = get_object_or_404(self.vendor.coupons, pk=pk)
        is_paused = request.POST.get("pause") == "1"
        making.pause(coupon, is_paused)
        said = _("Le code %(code)s est en pause.") if is_paused else _("Le code %(code)s est de nouveau valable.")
        messages.success(request, said % {"code": coupon.code})
        return redirect("vendor_portal:coupons")
