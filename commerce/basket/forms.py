from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket import forms as oscar_forms

from commerce.catalogue.models import OPTION_CODE

PRINTABLE = RegexValidator(r"\A[^\x00-\x1f\x7f-\x9f]*\Z", _("Écrivez le texte sur une seule ligne."))


class AddToBasketForm(oscar_forms.AddToBasketForm):
    """With the text that a piece is personalised with, as long as its maker says."""

    def _add_option_field(self, product, option):
        if option.code != OPTION_CODE:
            return super()._add_option_field(product, option)
        self.fields[option.code] = forms.CharField(
            label=product.personalisation,
            max_length=product.personalisation_length,
            required=product.personalisation_required,
            validators=[PRINTABLE],
        )
        return None
