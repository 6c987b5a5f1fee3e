from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Category, Product
from commerce.money import to_cents, to_euros
from commerce.promotions.models import Promotion
from vendor_portal.forms import LARGEST_PRICE

PERCENT, AMOUNT = "pour-cent", "montant"
#: Further pieces are found by their name.
PIECES_SHOWN = 100
LONGEST_KEY = 18


def moment_field(label, why, *, required=True):
    """A day and an hour of Paris, to the second where it is typed."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=why, widget=widget, required=required)


def amount_field(label, why="", *, required=False):
    """Euros, tax included."""
    return forms.DecimalField(
        label=label,
        help_text=why,
        min_value=0.01,
        max_value=LARGEST_PRICE,
        decimal_places=2,
        localize=True,
        required=required,
    )


class TickedField(forms.ModelMultipleChoiceField):
    """Things to tick; a number that no database knows is an unknown choice, not a failure."""

    widget = forms.CheckboxSelectMultiple

    @staticmethod
    def is_key(typed):
        """Whether what was typed may be a primary key."""
        return typed.isdecimal() and len(typed) <= LONGEST_KEY

    def clean(self, value):
        """As Django's. Raises ValidationError."""
        odd = [each for each in value or [] if not self.is_key(str(each))]
        if odd:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": odd[0][:LONGEST_KEY]})
        return super().clean(value)


class ChosenPiecesField(TickedField):
    """The vendor's products, variants following their parent; the first ones by title and those already chosen."""

    def label_from_instance(self, obj):
        return obj.title or _("Pièce sans nom")

    most = PIECES_SHOWN
    found = 0

    def show(self, chosen, words):
        """Offer a bounded number to tick; every piece of the vendor stays a valid answer."""
        found = self.queryset.filter(title__icontains=words) if words else self.queryset
        self.found = found.count()
        shown = {product.pk: product for product in self.queryset.filter(pk__in=chosen)}
        shown |= {product.pk: product for product in found.order_by("title", "pk")[:PIECES_SHOWN]}
        self.choices = [(pk, self.label_from_instance(product)) for pk, product in shown.items()]


class PromotionForm(forms.Form):
    """How much, on what, from when to when."""

    name = forms.CharField(
        label=_("Nom"), help_text=_("Vos visiteurs le lisent : « Fête des mères », par exemple."), max_length=60
    )
    kind = forms.ChoiceField(
        label=_("Réduction"),
        choices=[(PERCENT, _("En pour cent")), (AMOUNT, _("Un montant par pièce"))],
        widget=forms.RadioSelect,
        initial=PERCENT,
    )
    percent = forms.IntegerField(label=_("Pour cent"), min_value=1, max_value=99, required=False)
    amount = amount_field(_("Montant par pièce, en euros"))
    scope = forms.ChoiceField(
        label=_("Sur quoi"), choices=Promotion.Scope.choices, widget=forms.RadioSelect, initial=Promotion.Scope.SHOP
    )
    categories = TickedField(Category.objects.none(), label=_("Catégories"), required=False)
    products = ChosenPiecesField(Product.objects.none(), label=_("Pièces"), required=False)
    starts_at = moment_field(_("Début"), _("Heure de Paris. Vide : dès que vous enregistrez."), required=False)
    ends_at = moment_field(_("Fin"), _("Heure de Paris. Les prix reviennent d’eux-mêmes, à la seconde."))

    def __init__(self, *args, vendor, promotion=None, words="", **kwargs):
        super().__init__(*args, initial=_initial(promotion) if promotion else None, **kwargs)
        self.fields["categories"].queryset = Category.objects.filter(product__vendor=vendor).distinct()
        pieces = self.fields["products"]
        pieces.queryset = vendor.products.exclude(structure=Product.CHILD)
        pieces.show(self._ticked(), words)

    def _ticked(self):
        """Product ids that are ticked already; anything odd is none."""
        if self.is_bound:
            return [int(value) for value in self.data.getlist("products") if TickedField.is_key(value)]
        return self.initial.get("products", [])

    def clean(self):
        """Of per cent and amount, the one that was asked for; no whole shop where pieces were ticked."""
        data = super().clean()
        asked = "percent" if data.get("kind") == PERCENT else "amount"
        if data.get(asked) is None and asked not in self.errors:
            self.add_error(asked, _("Dites de combien."))
        if data.get("scope") == Promotion.Scope.SHOP and data.get("products"):
            message = _("Vous avez coché des pièces : choisissez « Des pièces choisies », ou décochez-les.")
            self.add_error("scope", message)
        return data

    @property
    def typed(self):
        """What the rule takes."""
        data = self.cleaned_data
        is_percent = data["kind"] == PERCENT
        return {
            "percent": data["percent"] if is_percent else None,
            "amount_cents": None if is_percent else to_cents(data["amount"]),
            **{name: data[name] for name in ("name", "scope", "categories", "products", "starts_at", "ends_at")},
        }


def _initial(promotion):
    return {
        "name": promotion.name,
        "kind": AMOUNT if promotion.percent is None else PERCENT,
        "percent": promotion.percent,
        "amount": promotion.amount_cents and to_euros(promotion.amount_cents),
        "scope": promotion.scope,
        "categories": list(promotion.categories.values_list("pk", flat=True)),
        "products": list(promotion.reaches.values_list("product", flat=True))
        if promotion.scope == Promotion.Scope.CHOSEN
        else [],
        "starts_at": promotion.starts_at,
        "ends_at": promotion.ends_at,
    }
