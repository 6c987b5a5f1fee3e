import uuid

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from commerce.compliance.models import TaxIdentity
from commerce.order.piles import Pile
from commerce.partner.shelf import ShelfState, shop_is_shown

LARGEST_PRICE = 99_999
LARGEST_STOCK = 9_999


class CollectForm(forms.Form):
    """Handing goods over at the workshop."""

    code = forms.CharField(
        label=_("Code de retrait"),
        help_text=_("Les six caractères que l’acheteur vous montre."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class OrderFilterForm(forms.Form):
    """What to show of the orders; anything odd shows everything."""

    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Toutes")), *Pile.choices],
    )
    q = forms.CharField(label=_("Numéro ou nom de l’acheteur"), required=False, max_length=80)


class ArticleFilterForm(forms.Form):
    """What to show of the articles; anything odd shows everything."""

    q = forms.CharField(label=_("Chercher une pièce"), required=False, max_length=80, widget=forms.TextInput)
    etat = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Toutes")), *ShelfState.choices])


class MarketFilterForm(forms.Form):
    """Which pieces to show at the fair."""

    q = forms.CharField(label=_("Chercher une pièce"), required=False, max_length=80, widget=forms.TextInput)


class MarketTapForm(forms.Form):
    """One tap on « Vendu »: its key counts it once."""

    key = forms.CharField(min_length=16, max_length=40, validators=[RegexValidator(r"^[0-9a-f]+$")])


class ShelfForm(forms.Form):
    """Price, stock and online state of one article."""

    price = forms.DecimalField(
        label=_("Prix, TVA comprise"), min_value=0.01, max_value=LARGEST_PRICE, decimal_places=2, localize=True
    )
    stock = forms.IntegerField(label=_("Stock"), min_value=0, max_value=LARGEST_STOCK)
    shown_stock = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_STOCK)
    low_stock_threshold = forms.IntegerField(
        label=_("M’alerter quand il en reste"),
        help_text=_("Facultatif. Sans intérêt pour une pièce unique."),
        min_value=0,
        max_value=LARGEST_STOCK,
        required=False,
    )
    is_online = forms.BooleanField(label=_("En ligne"), required=False)
    form_key = forms.CharField(
        widget=forms.HiddenInput, max_length=40, required=False, initial=lambda: uuid.uuid4().hex
    )

    def __init__(self, *args, record, prices=True, **kwargs):
        stock = record.num_in_stock or 0
        shown = record.product.parent if record.product.is_child else record.product
        initial = {
            "price": record.price,
            "stock": stock,
            "shown_stock": stock,
            "low_stock_threshold": record.low_stock_threshold,
            "is_online": shown.is_public,
        }
        super().__init__(*args, initial=initial, prefix=f"article-{record.pk}", **kwargs)
        self.record = record
        self.fields["price"].disabled = not prices
        if not shown.is_public and not shop_is_shown(record.partner):
            del self.fields["is_online"]


class TaxIdentityForm(forms.ModelForm):
    """What the tax administration's file asks of a natural person."""

    class Meta:
        model = TaxIdentity
        fields = ["tin", "birth_date", "birth_town"]
        widgets = {
            "tin": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            "birth_date": forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        }


class SalesForm(forms.Form):
    """What a vendor expects to sell, where there is no history to look at."""

    ventes = forms.DecimalField(
        label=_("Mes ventes par mois, en euros"),
        min_value=0,
        max_value=LARGEST_PRICE * 10,
        decimal_places=2,
        localize=True,
    )
    commandes = forms.IntegerField(label=_("En combien de commandes"), min_value=1, max_value=LARGEST_STOCK)
