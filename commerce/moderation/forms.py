"""What somebody says of a piece that shouldn't be there."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.communication.spam_trap import StampedForm, on_one_line
from commerce.moderation.models import Ground
from commerce.moderation.reporting import has_reported_enough

LONGEST_TEXT = 3_000


class ReportForm(StampedForm):
    """Art. 16(2) of regulation (EU) 2022/2065: reasons, name, address, good faith. A child in danger asks no name."""

    ground = forms.ChoiceField(label=_("Raison"), choices=[("", _("À choisir")), *Ground.choices])
    text = forms.CharField(
        label=_("Ce qui pose problème"),
        help_text=_("Ce que vous avez vu, et pourquoi c’est un problème : nous pourrons vérifier."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label=_("Votre nom"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour l’accusé de réception et notre réponse. L’atelier ne la voit pas."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(label=_("Je pense de bonne foi que ce que je dis est exact et complet"))

    def clean_name(self):
        """On one line: it stands in a mail."""
        return on_one_line(self.cleaned_data["name"])

    def clean_email(self):
        """Not too often."""
        email = self.cleaned_data["email"]
        if has_reported_enough(email, now=timezone.now()):
            raise ValidationError(_("Cette adresse a envoyé cinq signalements depuis une heure. Revenez plus tard."))
        return email

    def clean(self):
        data = super().clean()
        if data.get("ground") and data["ground"] != Ground.CHILD:
            for name in ("name", "email"):
                if name in data and not data[name]:
                    self.add_error(name, _("Nous en avons besoin pour vous répondre."))
        return data

    def typed(self):
        """What `reporting.report` is asked to keep."""
        return {name: self.cleaned_data[name] for name in ("ground", "text", "name", "email")}
