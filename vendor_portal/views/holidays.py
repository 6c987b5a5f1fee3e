from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.order.work import work_of
from commerce.partner import holidays
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.holiday_forms import HolidayForm

LATEST_PAST = 10


class HolidaysView(VendorRequiredMixin, TemplateView):
    """Réglages → Congés: what is planned, what runs, what is over, and a form for another one."""

    right = Right.SETTINGS
    template_name = "vendor_portal/holidays.html"

    def get_form(self, data=None):
        return HolidayForm(data)

    def get_context_data(self, **kwargs):
        now = timezone.now()
        mine = self.vendor.holidays
        return super().get_context_data(
            **{
                "form": self.get_form(),
                "ahead": mine.ahead(now),
                "past": mine.filter(ends_at__lte=now)[:LATEST_PAST],
                "now": now,
                "to_ship": work_of(self.vendor, now=now).to_prepare,
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                self.write(form)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("Votre congé est noté."))
                return redirect("vendor_portal:holidays")
        return self.render_to_response(self.get_context_data(form=form))

    def write(self, form):
        """Keep what was typed. Raises ValidationError."""
        holidays.plan(self.vendor, **form.typed, now=timezone.now())


class HolidayView(HolidaysView):
    """One holiday that isn't over, to change."""

    template_name = "vendor_portal/holiday.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self._found = None

    @property
    def holiday(self):
        """The vendor's own holiday, or 404."""
        if self._found is None:
            self._found = get_object_or_404(self.vendor.holidays.ahead(timezone.now()), pk=self.kwargs["pk"])
        return self._found

    def get_form(self, data=None):
        return HolidayForm(data, holiday=self.holiday)

    def get_context_data(self, **kwargs):
        return super().get_context_data(holiday=self.holiday, **kwargs)

    def write(self, form):
        holidays.change(self.holiday, **form.typed, now=timezone.now())


class EndHolidayView(VendorRequiredMixin, View):
    """Back early, or not leaving after all."""

    right = Right.SETTINGS
    http_method_names = ["post"]

    def post(self, request, pk):
        holiday = get_object_or_404(self.vendor.holidays, pk=pk)
        holidays.end(holiday, now=timezone.now())
        messages.success(request, _("C’est noté : vos pièces se commandent aux délais habituels."))
        return redirect("vendor_portal:holidays")
