from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms


class ProductForm(forms.ProductForm):
    """Oscar's form and the maker."""

    class Meta(forms.ProductForm.Meta):
        fields = ["vendor", *forms.ProductForm.Meta.fields]


class StockRecordForm(forms.StockRecordForm):
    """Oscar's form of price and stock, where the stock of an article that exists is only read.

    It changes in the vendor's own space, by differences and with its cause.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "num_in_stock" in self.fields:
            self.fields["num_in_stock"].disabled = True
            self.fields["num_in_stock"].help_text = _("Se change dans l’espace de l’artisan, qui en tient le journal.")
