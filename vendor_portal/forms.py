from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Product
from commerce.money import to_cents, to_euros
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner
from commerce.partner.shelf import ShelfState
from commerce.shipping.models import DeliveryMode

LARGEST_PRICE = 99_999
LARGEST_STOCK = 9_999


class ShipForm(forms.Form):
    """Handing a parcel over."""

    tracking_number = forms.CharField(
        label=_("Numéro de suivi"),
        help_text=_("Facultatif : l’acheteur le reçoit par courriel et suit son colis."),
        max_length=60,
        required=False,
        validators=[RegexValidator(r"^[\w .\-/]*$", _("Des lettres, des chiffres, des espaces et des tirets."))],
    )


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
        choices=[("", _("Toutes")), *VendorOrderStatus.choices[1:]],
    )
    q = forms.CharField(label=_("Numéro"), required=False, max_length=40)


class ArticleFilterForm(forms.Form):
    """What to show of the articles; anything odd shows everything."""

    q = forms.CharField(label=_("Chercher une pièce"), required=False, max_length=80, widget=forms.TextInput)
    etat = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Toutes")), *ShelfState.choices])


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
        min_value=1,
        max_value=LARGEST_STOCK,
        required=False,
    )
    is_online = forms.BooleanField(label=_("En ligne"), required=False)

    def __init__(self, *args, record, **kwargs):
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


class DescriptionForm(forms.ModelForm):
    """What the buyer reads."""

    class Meta:
        model = Product
        fields = ["title", "description"]
        labels = {"title": _("Nom de la pièce"), "description": _("Description")}
        help_texts = {"description": _("Matières, dimensions, usage, entretien : ce que vous diriez sur un marché.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True

    def save_typed(self):
        """Save what was typed and nothing else: stock and online state may have changed meanwhile."""
        self.instance.save(update_fields=[*self.Meta.fields, "date_updated"])


class DeliveryModeForm(forms.Form):
    """One mode of one kind, with amounts in euros."""

    is_active = forms.BooleanField(label=_("Je propose ce mode"), required=False)
    carrier = forms.CharField(label=_("Transporteur"), max_length=60, required=False)
    charge = forms.DecimalField(label=_("Prix, en euros"), min_value=0, max_value=999, decimal_places=2, localize=True)
    free_from = forms.DecimalField(
        label=_("Offert à partir de, en euros"),
        help_text=_("Facultatif : montant de vos pièces, réductions déduites."),
        min_value=0,
        max_value=LARGEST_PRICE,
        decimal_places=2,
        localize=True,
        required=False,
    )
    transit_days = forms.IntegerField(label=_("Acheminement, en jours ouvrés"), min_value=0, max_value=30)

    def __init__(self, *args, mode, **kwargs):
        initial = {
            "is_active": mode.is_active,
            "carrier": mode.carrier,
            "charge": to_euros(mode.charge_cents),
            "free_from": None if mode.free_from_cents is None else to_euros(mode.free_from_cents),
            "transit_days": mode.transit_days,
        }
        super().__init__(*args, initial=initial, prefix=mode.kind, **kwargs)
        self.mode = mode
        self.label = mode.get_kind_display()
        if mode.kind == DeliveryMode.Kind.COLLECT:
            del self.fields["carrier"], self.fields["transit_days"]

    def typed_mode(self):
        """The mode as typed, unsaved."""
        data = self.cleaned_data
        free_from = data["free_from"]
        return DeliveryMode(
            kind=self.mode.kind,
            is_active=data["is_active"],
            carrier=data.get("carrier", ""),
            charge_cents=to_cents(data["charge"]),
            free_from_cents=None if free_from is None else to_cents(free_from),
            transit_days=data.get("transit_days", 0),
        )


class HoursForm(forms.ModelForm):
    """How long the workshop prepares, and when it is open."""

    class Meta:
        model = Partner
        fields = ["preparation_days", "opening_hours"]
        labels = {"preparation_days": _("Préparation habituelle, en jours ouvrés"), "opening_hours": _("Horaires")}
        help_texts = {"opening_hours": _("Affichés sur vos fiches et dans le courriel de retrait.")}

    preparation_days = forms.IntegerField(
        label=_("Préparation habituelle, en jours ouvrés"), min_value=0, max_value=90
    )

    def save_typed(self):
        """Save what was typed and nothing else: Mangopay may have verified the shop meanwhile."""
        self.instance.save(update_fields=self.Meta.fields)
