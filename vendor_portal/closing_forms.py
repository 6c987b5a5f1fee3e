from django import forms
from django.utils.translation import gettext_lazy as _


class ClosingForm(forms.Form):
    """Ending a shop by writing its name: nobody does that by mistake."""

    name = forms.CharField(
        label=_("Pour confirmer, écrivez le nom de votre boutique"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, shop, **kwargs):
        super().__init__(*args, **kwargs)
        self.shop = shop

    def clean_name(self):
        """The shop's name, whatever its capitals and spaces."""
        typed = self.cleaned_data["name"]
        if " ".join(typed.casefold().split()) != " ".join(self.shop.casefold().split()):
            raise forms.ValidationError(_("Ce n’est pas le nom de votre boutique."))
        return typed
