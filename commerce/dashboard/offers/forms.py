from oscar.apps.dashboard.offers import forms

from commerce.dashboard.previews import SampleField


class RestrictionsForm(forms.RestrictionsForm):
    """Oscar's last step, which begins with who pays."""

    sample = SampleField()

    class Meta(forms.RestrictionsForm.Meta):
        fields = ("bearer", "operator_share", "vendor", *forms.RestrictionsForm.Meta.fields)

    field_order = ["bearer", "operator_share", "vendor", "sample"]
