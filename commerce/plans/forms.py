from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm

from commerce.plans.models import Plan, PlanChoice, PlanTerms
from commerce.plans.tariffs import announce_terms


class TermsForm(WagtailAdminModelForm):
    """Announcing terms: refused without the notice of a rise, told to the vendors when saved."""

    class Meta:
        model = PlanTerms
        fields = [
            "plan",
            "starts_on",
            "commission_rate",
            "commission_fixed_cents",
            "commission_vat_rate",
            "commission_on_shipping",
            "monthly_fee_cents",
            "yearly_fee_cents",
        ]

    def save(self, commit=True):
        replacing = self.instance if self.instance.pk else None
        self.instance = announce_terms(replacing=replacing, now=timezone.now(), **self.cleaned_data)
        return self.instance


class PlanForm(WagtailAdminModelForm):
    """A plan's words, and whether new vendors may choose it; whoever has a retired one keeps it."""

    class Meta:
        model = Plan
        fields = ["code", "name", "kind", "description", "is_offered"]

    def clean_kind(self):
        kind = self.cleaned_data["kind"]
        if self.instance.pk and kind != Plan.objects.get(pk=self.instance.pk).kind:
            raise ValidationError(self.fields["kind"].error_messages["invalid_choice"] % {"value": kind})
        return kind


class SwitchForm(forms.Form):
    """Which plan, paid how."""

    formule = forms.ModelChoiceField(Plan.objects.none())
    paiement = forms.ChoiceField(choices=PlanChoice.Period.choices)

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["formule"].queryset = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
