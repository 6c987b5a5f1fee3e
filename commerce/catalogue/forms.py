from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.listing import Order, Wish

#: In euros: who asks for more than anything costs asks for nothing.
DEAREST = 1_000_000
ORDER_LABELS = {
    Order.RELEVANCE: _("Les plus proches de ma recherche"),
    Order.NEWEST: _("Les plus récents"),
    Order.CHEAPEST: _("Prix croissant"),
    Order.DEAREST: _("Prix décroissant"),
}


class WishForm(forms.Form):
    """What a visitor may ask of a list of products. Wrong input counts for nothing: a list is always shown."""

    prix_min = forms.DecimalField(label=_("Prix, de"), min_value=0, max_value=DEAREST, required=False)
    prix_max = forms.DecimalField(label=_("Prix, à"), min_value=0, max_value=DEAREST, required=False)
    disponible = forms.BooleanField(label=_("À vendre maintenant"), required=False)
    tri = forms.ChoiceField(label=_("Classer par"), required=False)

    def __init__(self, data, *, by_relevance=False):
        super().__init__(data)
        offered = [order for order in Order if by_relevance or order != Order.RELEVANCE]
        self.default_order = offered[0]
        self.fields["tri"].choices = [(order.value, ORDER_LABELS[order]) for order in offered]
        self.fields["tri"].initial = self.default_order

    @property
    def is_asked(self):
        """Whether the visitor asked for anything, so that the drawer stays open."""
        return any(self.data.get(name) for name in self.fields)

    def wish(self):
        """The Wish that the valid part of the input makes."""
        self.full_clean()
        asked = self.cleaned_data
        return Wish(
            price_min=asked.get("prix_min"),
            price_max=asked.get("prix_max"),
            for_sale_only=asked.get("disponible", False),
            order=Order(asked.get("tri") or self.default_order),
        )
