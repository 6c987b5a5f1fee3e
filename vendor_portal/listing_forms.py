"""« Ma fiche »: what visitors read of the shop beside its goods."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.partner.listing import DETAILS, check_place, check_website
from commerce.partner.models import Partner


class ListingForm(forms.ModelForm):
    """Public details. `address` is the end of the page's address, for owners only."""

    address = forms.SlugField(
        label=_("Adresse de la page"),
        help_text=_("Après /ateliers/. L’ancienne adresse mènera toujours ici."),
        max_length=128,
    )

    class Meta:
        model = Partner
        fields = DETAILS
        labels = {
            "website": _("Site"),
            "phone": _("Téléphone"),
            "phone_is_shown": _("Montrer mon téléphone aux visiteurs"),
            "opening_hours": _("Horaires"),
            "latitude": _("Latitude"),
            "longitude": _("Longitude"),
        }
        help_texts = {
            "website": _("Facultatif. Une adresse en https://."),
            "phone_is_shown": _("La loi l’exige dès que vous vendez en ligne ; un référencement simple choisit."),
            "latitude": _("Facultatif : un nombre comme 47,42. Une carte le donne, un récepteur GPS aussi."),
            "longitude": _("Un nombre comme 2,93 ; négatif à l’ouest de Greenwich."),
        }
        widgets = {"phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})}

    website = forms.URLField(label=_("Site"), max_length=200, required=False, assume_scheme="https")
    opening_hours = forms.CharField(
        label=_("Horaires"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    latitude = forms.DecimalField(label=_("Latitude"), max_digits=7, decimal_places=5, required=False, localize=True)
    longitude = forms.DecimalField(label=_("Longitude"), max_digits=8, decimal_places=5, required=False, localize=True)

    def __init__(self, *args, is_owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["website"].help_text = self.Meta.help_texts["website"]
        self.fields["latitude"].help_text = self.Meta.help_texts["latitude"]
        self.fields["longitude"].help_text = self.Meta.help_texts["longitude"]
        if is_owner:
            self.fields["address"].initial = self.instance.code
        else:
            del self.fields["address"]

    def clean_website(self):
        website = self.cleaned_data["website"]
        if website:
            check_website(website)
        return website

    def clean(self):
        cleaned = super().clean()
        if "latitude" in cleaned and "longitude" in cleaned:
            try:
                check_place(cleaned["latitude"], cleaned["longitude"])
            except forms.ValidationError as wrong:
                self.add_error("latitude", wrong)
        return cleaned
