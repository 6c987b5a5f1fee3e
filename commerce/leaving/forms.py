from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.leaving import terminating
from commerce.leaving.models import Closing, Suspension


class _DecisionForm(WagtailAdminModelForm):
    """A decision of the operator: checked and written by its rule, never by the form."""

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.instance.pk is None:
            try:
                self.instance = self.decide(cleaned)
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return cleaned

    def save(self, commit=True):
        """What the rule wrote."""
        return self.instance

    @property
    def actor(self):
        """Whoever is signed in to the back office."""
        return self.for_user


class TerminationForm(_DecisionForm):
    """Ending a vendor's contract, with reasons and notice."""

    effective_on = forms.DateField(
        label=_("Prend effet le"),
        help_text=_("Au plus tôt 30 jours pleins après aujourd’hui, sauf obligation légale ou manquements répétés."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Closing
        fields = ["vendor", "ground", "facts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ground", "facts"):
            self.fields[name].required = True

    def decide(self, cleaned):
        """Announce it. Raises ValidationError."""
        return terminating.give_notice(**cleaned, by=self.actor, now=timezone.now())


class SuspensionForm(_DecisionForm):
    """Stopping a shop at once; edited, lifting it."""

    lift = forms.BooleanField(label=_("Lever la suspension"), required=False)

    class Meta:
        model = Suspension
        fields = ["vendor", "ground", "facts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["lift"]
        else:
            for name in self.Meta.fields:
                self.fields[name].disabled = True

    def decide(self, cleaned):
        """Impose it. Raises ValidationError."""
        return terminating.suspend(**cleaned, by=self.actor, now=timezone.now())

    def save(self, commit=True):
        """Lift where that was ticked."""
        if self.cleaned_data.get("lift"):
            terminating.lift(self.instance, now=timezone.now())
        return self.instance
