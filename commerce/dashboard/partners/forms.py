from oscar.apps.dashboard.partners import forms


class PartnerCreateForm(forms.PartnerCreateForm):
    """A vendor needs a name and a plan; the shop is a draft until more is known."""

    class Meta(forms.PartnerCreateForm.Meta):
        fields = ("name", "plan")
