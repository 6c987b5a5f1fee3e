"""Choosers with which editors pick what is sold and who sells it. They list only what visitors may see."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet


class OnDisplayMixin:
    def get_object_list(self):
        return self.model_class.objects.for_public_display()


class ProductsMixin(OnDisplayMixin):
    def get_object_list(self):
        return self.model_class.objects.in_listings().select_related("vendor").order_by("-date_created", "-pk")

    @property
    def columns(self):
        return [*super().columns, Column("vendor", label=_("Atelier"), accessor="vendor.name")]


class VendorsMixin(OnDisplayMixin):
    @property
    def columns(self):
        return [
            *super().columns,
            Column("craft", label=_("Métier")),
            Column("town", label=_("Commune")),
        ]


class ChooseProduct(ProductsMixin, chooser.ChooseView):
    pass


class ChooseProductResults(ProductsMixin, chooser.ChooseResultsView):
    pass


class ChooseVendor(VendorsMixin, chooser.ChooseView):
    pass


class ChooseVendorResults(VendorsMixin, chooser.ChooseResultsView):
    pass


class ProductChooserViewSet(ChooserViewSet):
    model = "catalogue.Product"
    icon = "tag"
    choose_one_text = _("Choisir un produit")
    choose_another_text = _("Choisir un autre produit")
    choose_view_class = ChooseProduct
    choose_results_view_class = ChooseProductResults


class VendorChooserViewSet(ChooserViewSet):
    model = "partner.Partner"
    icon = "group"
    choose_one_text = _("Choisir un atelier")
    choose_another_text = _("Choisir un autre atelier")
    choose_view_class = ChooseVendor
    choose_results_view_class = ChooseVendorResults
    ordering = ["name"]


product_chooser = ProductChooserViewSet("product_chooser")
vendor_chooser = VendorChooserViewSet("vendor_chooser")

# Named here, so that migrations can import them.
ProductChooserBlock = product_chooser.get_block_class("ProductChooserBlock", module_path="cms_pages.choosers")
VendorChooserBlock = vendor_chooser.get_block_class("VendorChooserBlock", module_path="cms_pages.choosers")
