"""Stock: the whole shelf on one page, and what happened to each piece."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView

from commerce.partner.rights import Right
from commerce.partner.shelf import articles_of
from commerce.stock import reading, rule, waiting
from commerce.stock.journal import StockIsReserved
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.stock_forms import MOST_PIECES, PieceStockForm, StockListForm, StockSettingsForm, asked_for
from vendor_portal.views.products import LONGEST_QUERY, ArticleMixin, articles_asked_for


@method_decorator(never_cache, name="dispatch")
class StockView(VendorRequiredMixin, ListView):
    """Quantities of a page of pieces, changed by one save; what was typed stays where something is wrong."""

    right = Right.STOCK
    template_name = "vendor_portal/stock.html"
    paginate_by = MOST_PIECES
    form = None

    def get_queryset(self):
        self.filter_form, articles = articles_asked_for(self.vendor, self.request.GET)
        return articles

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filter_form, **kwargs)
        form = self.form or StockListForm(records=context["object_list"], seen=reading.last_of(self.vendor))
        pages = [record.product.parent_id or record.product_id for record in form.records]
        form.waiting = waiting.count_for(pages)
        return {**context, "form": form}

    def post(self, request, *args, **kwargs):
        self.form = StockListForm(
            request.POST, records=articles_of(self.vendor).filter(pk__in=asked_for(request.POST))
        )
        if self.form.is_valid() and self.save(self.form):
            return redirect(f"{reverse('vendor_portal:stock')}?{self.came_from()}")
        return self.get(request, *args, **kwargs)

    def came_from(self):
        """Filters and page of the list that was saved."""
        return QueryDict(self.request.META.get("QUERY_STRING", "")[:LONGEST_QUERY]).urlencode()

    def save(self, form):
        """Whether it could be saved; else the form says why."""
        key = form.cleaned_data["form_key"]
        try:
            done = rule.restock_all(form.typed(), actor=self.request.user, key=key)
        except StockIsReserved as refusal:
            form.refuse(refusal.refused)
            return False
        changed = sum(typed.typed != typed.shown for typed in form.typed().values())
        words = ngettext(
            "Stock enregistré : %(n)d pièce changée.", "Stock enregistré : %(n)d pièces changées.", changed
        )
        messages.success(self.request, words % {"n": changed})
        self.say_what_happened_meanwhile(form, done, key)
        return True

    def say_what_happened_meanwhile(self, form, done, key):
        """Name each piece that others changed while the form was open."""
        found = reading.since(list(done), form.cleaned_data["seen"], key=key)
        for record in form.records:
            if rows := found.get(record.pk):
                said = {"title": record.product.get_title(), "stock": done[record.pk].stock}
                said["what"] = ", ".join(reading.in_words(row) for row in rows)
                words = _("Pendant ce temps, « %(title)s » : %(what)s. Il y en a maintenant %(stock)d en stock.")
                messages.info(self.request, words % said)


class StockJournalView(ArticleMixin, VendorRequiredMixin, ListView):
    """Every change of one piece's stock, with its cause."""

    right = Right.STOCK
    template_name = "vendor_portal/stock_journal.html"
    paginate_by = 50
    form = None

    def get_queryset(self):
        self.record = self.get_article()
        return reading.movements_of(self.record)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(record=self.record, **kwargs)
        context["form"] = self.form or PieceStockForm(instance=self.record)
        rows = [(row, reading.change_of(row), reading.person_of(row)) for row in context["object_list"]]
        page = self.record.product.parent_id or self.record.product_id
        return {**context, "rows": rows, "waiting": waiting.count_for([page]).get(page, 0)}

    def post(self, request, *args, **kwargs):
        """Save what the vendor wants of this piece."""
        self.form = PieceStockForm(request.POST, instance=self.get_article())
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        self.form.save_typed()
        messages.success(request, _("C’est enregistré."))
        return redirect("vendor_portal:stock-journal", pk=self.kwargs["pk"])


class StockSettingsView(VendorRequiredMixin, TemplateView):
    """What happens to what is sold out, and when to be told."""

    right = Right.SETTINGS
    template_name = "vendor_portal/stock_settings.html"

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or StockSettingsForm(instance=self.vendor)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        form = StockSettingsForm(request.POST, instance=self.vendor)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save_typed()
        messages.success(request, _("C’est enregistré."))
        return redirect("vendor_portal:stock")


class StockCsvView(VendorRequiredMixin, View):
    """The shop's whole journal as a file."""

    right = Right.STOCK
    http_method_names = ["get"]

    def get(self, request):
        answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="journal-du-stock.csv"'
        reading.write_csv(self.vendor, answer)
        return answer
