from oscar.apps.dashboard.catalogue import forms


class ProductForm(forms.ProductForm):
    """Oscar's form and the maker."""

    class Meta(forms.ProductForm.Meta):
        fields = ["vendor", *forms.ProductForm.Meta.fields]
