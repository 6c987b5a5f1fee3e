from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.customer.models import User


class ProfileForm(forms.ModelForm):
    """How the person is called."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]
        labels = {"first_name": _("Prénom"), "last_name": _("Nom")}
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
        }


class ParcelForm(forms.Form):
    """Which parcel of a vendor order arrived."""

    colis = forms.IntegerField(min_value=1, max_value=999)
