"""The operator's form of a requirement: which fields belong to which kind."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.partner.models import Partner
from commerce.requirements.models import Requirement


class RequirementForm(WagtailAdminModelForm):
    """Trades are ticked; a number belongs to products, a datum to attributes."""

    trades = forms.MultipleChoiceField(
        label=_("Statuts concernés"),
        choices=Partner.Trade.choices,
        required=False,
        help_text=_("Aucun : tous."),
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        """Beside the field, what its kind wants."""
        cleaned = super().clean()
        if cleaned.get("kind") == Requirement.Kind.ATTRIBUTE and not cleaned.get("attribute"):
            self.add_error("attribute", _("Choisissez la donnée."))
        if cleaned.get("kind") == Requirement.Kind.PRODUCTS and not cleaned.get("number"):
            self.add_error("number", _("Dites combien."))
        return cleaned
