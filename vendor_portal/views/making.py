"""How a piece is made, personalised and varied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.catalogue.making import set_making
from commerce.catalogue.variants import variants_of, vary
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.making_forms import MakingForm, VariantsForm
from vendor_portal.views.products import ArticleMixin, shown_product


class MakingView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """Fabrication et personnalisation."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/product_making.html"

    def get_context_data(self, **kwargs):
        record = self.get_article()
        product = shown_product(record)
        form = kwargs.pop("form", None) or MakingForm(instance=product)
        return super().get_context_data(record=record, product=product, form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        product = shown_product(self.get_article())
        form = MakingForm(request.POST, instance=product)
        if form.is_valid():
            try:
                set_making(product, actor=request.user, **form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(None, refusal)
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("La fabrication est enregistrée."))
        return redirect("vendor_portal:product", pk=self.kwargs["pk"])


class VariantsView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """The variants of a piece."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/product_variants.html"

    def get_context_data(self, **kwargs):
        record = self.get_article()
        form = kwargs.pop("form", None) or self.get_form(record)
        return super().get_context_data(record=record, product=shown_product(record), form=form, **kwargs)

    def get_form(self, record, *data):
        """The form of the piece's variants; a piece without any begins with its own price."""
        product = shown_product(record)
        return VariantsForm(*data, product=product, records=variants_of(product), price=record.price)

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        form = self.get_form(record, request.POST)
        if form.is_valid():
            try:
                vary(record, actor=request.user, **form.typed())
            except ValidationError as refusal:
                form.add_error(None, refusal)
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, _("Les modèles sont enregistrés."))
        still = self.vendor.stockrecords.filter(pk=record.pk).first()
        if still is None:
            return redirect("vendor_portal:products")
        return redirect("vendor_portal:product", pk=record.pk)
