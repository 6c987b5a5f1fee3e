"""Au marché: one large button for each piece, for one hand on a telephone."""

import uuid

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from commerce.partner.rights import Right
from commerce.stock import market
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.forms import MarketFilterForm, MarketTapForm
from vendor_portal.views.products import LONGEST_QUERY, ArticleMixin, articles_asked_for


@method_decorator(never_cache, name="dispatch")
class MarketView(VendorRequiredMixin, ListView):
    """What can be sold at the fair, and what was sold there today, each with its way back."""

    right = Right.STOCK
    template_name = "vendor_portal/market.html"
    paginate_by = 30

    def get_queryset(self):
        self.filter_form, articles = articles_asked_for(self.vendor, self.request.GET, form=MarketFilterForm)
        return articles.filter(available__gt=0).prefetch_related("product__images", "product__parent__images")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filter_form, **kwargs)
        taps = [(record, uuid.uuid4().hex) for record in context["object_list"]]
        return {**context, "taps": taps, "sold": market.sold_today(self.vendor, now=timezone.now())}


class BackToMarketMixin:
    """For taps, which lead back to where the thumb was."""

    http_method_names = ["post"]

    def back(self):
        """The same list, with its search and page."""
        query = QueryDict(self.request.POST.get("retour", "")[:LONGEST_QUERY]).urlencode()
        return redirect(f"{reverse('vendor_portal:market')}?{query}")


class MarketSaleView(ArticleMixin, BackToMarketMixin, VendorRequiredMixin, View):
    """Sold one."""

    right = Right.STOCK

    def post(self, request, pk):
        record = self.get_article()
        form = MarketTapForm(request.POST)
        title = record.product.get_title()
        if not form.is_valid():
            messages.error(request, _("Rien n’a été compté : touchez de nouveau le bouton, s’il vous plaît."))
            return self.back()
        try:
            sale = market.sell(record, key=form.cleaned_data["key"], actor=request.user)
        except market.NothingLeft as refusal:
            messages.error(request, _none_left(title, refusal.reserved))
            return self.back()
        left = sale.stock_after - sale.reserved_after
        words = ngettext(
            "« %(title)s » : vendu. Il en reste %(n)d.", "« %(title)s » : vendu. Il en reste %(n)d.", left
        )
        messages.success(request, words % {"title": title, "n": left})
        return self.back()


def _none_left(title, reserved):
    if not reserved:
        return _("« %(title)s » : il n’en reste plus.") % {"title": title}
    words = ngettext(
        "« %(title)s » : la pièce qui reste est réservée par une commande en ligne. Ne la vendez pas.",
        "« %(title)s » : les %(n)d pièces qui restent sont réservées par des commandes en ligne. Ne les vendez pas.",
        reserved,
    )
    return words % {"title": title, "n": reserved}


class MarketUndoView(BackToMarketMixin, VendorRequiredMixin, View):
    """It wasn't sold."""

    right = Right.STOCK

    def post(self, request, pk):
        sales = Movement.objects.filter(vendor=self.vendor, cause=Cause.MARKET)
        sale = get_object_or_404(sales.select_related("stockrecord__product__parent"), pk=pk)
        market.undo(sale, actor=request.user)
        title = sale.stockrecord.product.get_title()
        messages.success(
            request, _("« %(title)s » : la vente est annulée, la pièce est de nouveau en stock.") % {"title": title}
        )
        return self.back()
