from django.contrib import messages
from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView, TemplateView

from commerce.partner.shelf import StockIsReserved, articles_of, update_article
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.forms import ArticleFilterForm, DescriptionForm, ShelfForm

#: How much of the list's filters and page number a row's form may carry back.
LONGEST_QUERY = 300


class ProductListView(VendorRequiredMixin, ListView):
    """My articles on one page, each with its own small form."""

    template_name = "vendor_portal/products.html"
    paginate_by = 30

    def get_queryset(self):
        self.filter_form = ArticleFilterForm(self.request.GET)
        asked = self.filter_form.cleaned_data if self.filter_form.is_valid() else {}
        articles = articles_of(self.vendor, asked.get("etat"))
        if words := asked.get("q"):
            articles = articles.filter(Q(product__title__icontains=words) | Q(product__parent__title__icontains=words))
        return articles

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filter_form, **kwargs)
        context["forms"] = [ShelfForm(record=record) for record in context["object_list"]]
        return context


class ProductView(VendorRequiredMixin, TemplateView):
    """One article: its text, price, stock and online state."""

    template_name = "vendor_portal/product.html"

    def get_article(self):
        """The stock record of the address, of this vendor only."""
        return get_object_or_404(articles_of(self.vendor), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        record = kwargs.pop("record", None) or self.get_article()
        shown = record.product.parent if record.product.is_child else record.product
        forms = {"shelf_form": ShelfForm(record=record), "description_form": DescriptionForm(instance=shown)}
        return super().get_context_data(record=record, product=shown, **{**forms, **kwargs})


class ShelfView(ProductView):
    """Save price, stock and online state."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        form = ShelfForm(request.POST, record=record)
        if not form.is_valid() or not self.save(form, record):
            return self.render_to_response(self.get_context_data(record=record, shelf_form=form))
        messages.success(request, _("« %(title)s » est à jour.") % {"title": record.product.get_title()})
        if "retour" not in request.POST:
            return redirect("vendor_portal:product", pk=record.pk)
        back = QueryDict(request.POST["retour"][:LONGEST_QUERY]).urlencode()
        return redirect(f"{reverse('vendor_portal:products')}?{back}#article-{record.pk}")

    def save(self, form, record):
        """Whether it could be saved; else the form says why."""
        try:
            update_article(record, **form.cleaned_data)
        except StockIsReserved as refusal:
            words = ngettext(
                "%(count)d pièce est réservée par une commande à préparer.",
                "%(count)d pièces sont réservées par des commandes à préparer.",
                refusal.reserved,
            )
            form.add_error("stock", words % {"count": refusal.reserved})
            return False
        return True


class DescriptionView(ProductView):
    """Save what the buyer reads."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        shown = record.product.parent if record.product.is_child else record.product
        form = DescriptionForm(request.POST, instance=shown)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(record=record, description_form=form))
        form.save_typed()
        messages.success(request, _("« %(title)s » est à jour.") % {"title": shown.title})
        return redirect("vendor_portal:product", pk=record.pk)
