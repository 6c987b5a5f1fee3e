"""The whole shelf on one page: a figure for each piece, with the one that was shown."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.partner.models import Partner, StockRecord
from commerce.stock.rule import Typed
from vendor_portal.forms import LARGEST_STOCK

#: Pieces of one page, and so of one form.
MOST_PIECES = 30
#: The largest number that a database's column of keys holds.
LARGEST_KEY = 2**63 - 1


def asked_for(data):
    """The ids that a sent form names, as far as they are numbers; no more than a page has."""
    typed = [text for text in data.getlist("piece")[:MOST_PIECES] if text.isascii() and text.isdigit()]
    return [int(text) for text in typed if len(text) < len(str(LARGEST_KEY))]


class StockListForm(forms.Form):
    """Quantities of many pieces, saved at once. `seen` is the last movement that the page knew."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=lambda: uuid.uuid4().hex)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST_KEY)

    def __init__(self, *args, records, seen=0, **kwargs):
        super().__init__(*args, initial={"seen": seen}, **kwargs)
        self.records = list(records)
        #: How many people wait for what each page shows, by product.
        self.waiting = {}
        for record in self.records:
            stock = record.num_in_stock or 0
            numbers = {"min_value": 0, "max_value": LARGEST_STOCK}
            field = forms.IntegerField(label=_("En stock"), initial=stock, **numbers)
            field.widget.attrs = {"inputmode": "numeric", "aria-labelledby": f"piece-{record.pk}"}
            self.fields[f"stock-{record.pk}"] = field
            hidden = forms.IntegerField(widget=forms.HiddenInput, initial=stock, **numbers)
            self.fields[f"shown-{record.pk}"] = hidden

    def rows(self):
        """(record, field of its quantity, hidden field of the shown one, how many people wait for it)."""
        for record in self.records:
            people = self.waiting.get(record.product.parent_id or record.product_id, 0)
            yield record, self[f"stock-{record.pk}"], self[f"shown-{record.pk}"], people

    def typed(self):
        """What `stock.rule.restock_all` is asked for."""
        data = self.cleaned_data
        pks = [record.pk for record in self.records]
        return {pk: Typed(data[f"shown-{pk}"], data[f"stock-{pk}"]) for pk in pks}

    def refuse(self, refused):
        """Say beside each quantity how many orders reserve of it: {record's id: how many}."""
        for pk, reserved in refused.items():
            self.add_error(f"stock-{pk}", reserved_in_words(reserved))


def reserved_in_words(reserved):
    """Why a quantity can't be so low."""
    words = ngettext(
        "%(count)d pièce est réservée par une commande à préparer.",
        "%(count)d pièces sont réservées par des commandes à préparer.",
        reserved,
    )
    return words % {"count": reserved}


class StockSettingsForm(forms.ModelForm):
    """What the shop wants of all its pieces, unless one says otherwise."""

    low_stock_default = forms.IntegerField(
        label=_("M’alerter quand il en reste"),
        help_text=_(
            "Facultatif. Vous recevez un courriel quand une vente fait descendre une pièce à ce nombre. "
            "Les pièces uniques ne comptent pas."
        ),
        min_value=1,
        max_value=LARGEST_STOCK,
        required=False,
    )

    class Meta:
        model = Partner
        fields = ["sold_out_goes_offline", "low_stock_default"]
        labels = {"sold_out_goes_offline": _("Retirer de la vente ce qui est épuisé")}
        help_texts = {
            "sold_out_goes_offline": _(
                "La pièce quitte les listes et la recherche, et revient d’elle-même avec son stock. "
                "Dans les deux cas, sa page la dit épuisée, et les visiteurs peuvent y demander "
                "à être prévenus de son retour."
            )
        }

    def save_typed(self):
        """Save what was typed and nothing else."""
        self.instance.save(update_fields=self.Meta.fields)


class PieceStockForm(forms.ModelForm):
    """What the vendor wants of one piece."""

    sold_out_goes_offline = forms.TypedChoiceField(
        label=_("Quand elle est épuisée"),
        choices=[
            ("", _("Comme toute la boutique")),
            ("oui", _("La retirer de la vente")),
            ("non", _("La laisser visible, marquée épuisée")),
        ],
        coerce=lambda text: text == "oui",
        empty_value=None,
        required=False,
    )
    low_stock_threshold = forms.IntegerField(
        label=_("M’alerter quand il en reste"),
        help_text=_("Vide : comme toute la boutique. Zéro : jamais, pour une pièce unique."),
        min_value=0,
        max_value=LARGEST_STOCK,
        required=False,
    )

    class Meta:
        model = StockRecord
        fields = ["sold_out_goes_offline", "low_stock_threshold"]

    def __init__(self, *args, instance, **kwargs):
        own = {True: "oui", False: "non"}.get(instance.sold_out_goes_offline, "")
        super().__init__(*args, instance=instance, initial={"sold_out_goes_offline": own}, **kwargs)

    def save_typed(self):
        """Save what was typed and nothing else."""
        self.instance.save(update_fields=self.Meta.fields)
