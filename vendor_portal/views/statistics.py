from django.utils import timezone
from django.utils.formats import date_format
from django.views import View
from django.views.generic import TemplateView

from commerce.analytics.periods import LENGTHS, asked_period
from commerce.analytics.pieces import pieces_of
from commerce.analytics.statistics import statistics_of
from commerce.partner.rights import Right
from commerce.settlement.returns import returned
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.charts import period_chart
from vendor_portal.statistics_rows import comparisons, piece_rows, step_rows
from vendor_portal.views.imports import answer_with

SHOWN_PIECES = 10


def period_of(request):
    """The period that the address asks for, until today."""
    return asked_period(request.GET.get("jours", ""), timezone.localdate())


class StatisticsView(VendorRequiredMixin, TemplateView):
    """What was looked at, put into baskets, bought and given back, beside the period before."""

    right = Right.STATISTICS
    template_name = "vendor_portal/statistics.html"

    def get_context_data(self, **kwargs):
        period = period_of(self.request)
        statistics = statistics_of(self.vendor, period)
        back = [returned(self.vendor, each.first, each.last) for each in (period, period.before)]
        return super().get_context_data(
            **kwargs,
            period=period,
            lengths=[(days, name) for days, (_step, name) in LENGTHS.items()],
            statistics=statistics,
            comparisons=comparisons(statistics.total, statistics.before, *back),
            sales_chart=_chart(statistics, "cents"),
            views_chart=_chart(statistics, "views"),
            sold=pieces_of(self.vendor, period, key="sold", limit=SHOWN_PIECES),
            seen=pieces_of(self.vendor, period, key="views", limit=SHOWN_PIECES),
        )


def _chart(statistics, name):
    steps, period = statistics.steps, statistics.period
    values, before = ([getattr(figures, name) for figures in part] for part in zip(*map(_pair, steps), strict=True))
    return period_chart(values, before, date_format(period.first, "j N"), date_format(period.last, "j N"))


def _pair(step):
    return step.figures, step.before


class StatisticsFileView(VendorRequiredMixin, View):
    """The same as files: one of the period's steps, one of every piece that was looked at or sold."""

    right = Right.STATISTICS
    http_method_names = ["get", "head"]

    def get(self, request):
        period = period_of(request)
        by_piece = request.GET.get("par") == "piece"
        if by_piece:
            rows = piece_rows(pieces_of(self.vendor, period, key="cents"))
        else:
            rows = step_rows(statistics_of(self.vendor, period))
        name = f"{self.vendor.code}-{'pieces' if by_piece else 'statistiques'}-{period.first}-{period.last}"
        return answer_with(rows, name, as_workbook=False)
