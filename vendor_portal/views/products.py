from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from commerce.partner import shelf
from commerce.partner.models import StockRecord
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.forms import DescriptionForm, ShelfForm


def articles_of(vendor):
    """The vendor's stock records with what a row shows of their products."""
    return StockRecord.objects.filter(partner=vendor).select_related("product__parent", "product__vendor")


class ProductListView(VendorRequiredMixin, ListView):
    """My articles on one page, each with its own small form."""

    template_name = "vendor_portal/products.html"
    paginate_by = 30

    def get_queryset(self):
        articles = articles_of(self.vendor)
        if words := self.request.GET.get("q", "").replace("\x00", "")[:80]:
            articles = articles.filter(Q(product__title__icontains=words) | Q(product__parent__title__icontains=words))
        return articles.order_by("-product__parent_id", "product__title", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
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
        messages.success(request, _("« %(title)s » est à jour.") % {"title": record.product.get_title()})
        back = request.POST.get("retour")
        return redirect("vendor_portal:products" if back else reverse("vendor_portal:product", args=[record.pk]))

    def save(self, form, record):
        """Whether it could be saved; else the form says why."""
        typed = form.cleaned_data
        try:
            shelf.restock(record, shown=typed["shown_stock"], typed=typed["stock"])
        except shelf.StockIsReserved as refusal:
            form.add_error(
                "stock", _("%(count)d sont réservées par des commandes à préparer.") % {"count": refusal.reserved}
            )
            return False
        shelf.reprice(record, typed["price"])
        shelf.put_online(record.product, typed["is_online"])
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
        form.save()
        messages.success(request, _("« %(title)s » est à jour.") % {"title": shown.title})
        return redirect("vendor_portal:product", pk=record.pk)
