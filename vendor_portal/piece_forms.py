"""What a vendor types of a piece before anybody sees it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.attributes import answers_of, class_of
from commerce.catalogue.filing import filing_choices
from commerce.catalogue.models import Category
from commerce.catalogue.preparing import describe
from vendor_portal.answer_forms import AnswersMixin
from vendor_portal.forms import LARGEST_PRICE, LARGEST_STOCK
from vendor_portal.picture_forms import LONGEST_ALTERNATIVE, PictureMixin, PicturesField

LONGEST_TITLE, LONGEST_TEXT = 120, 5_000


def own_paths(vendor):
    """Paths of the categories that the vendor's registration names; none for a shop without one."""
    return list(Category.objects.filter(registration__vendor=vendor).values_list("path", flat=True))


def category_typed(value, offered):
    """The category that a form names, if it is among the `offered` ids; else None."""
    chosen = next((pk for pk in offered if pk and str(pk) == value), None)
    return Category.objects.filter(pk=chosen).first() if chosen else None


class PieceForm(PictureMixin, AnswersMixin):
    """A new piece. Everything may be left for later; only what is wrong is refused."""

    key = forms.CharField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), validators=[RegexValidator(r"\A[0-9a-f]{32}\Z")]
    )
    title = forms.CharField(label=_("Nom de la pièce"), max_length=LONGEST_TITLE, required=False)
    pictures = PicturesField(
        label=_("Images"),
        help_text=_(
            "Dix au plus (JPEG, PNG, WebP, HEIC) : la pièce entière, sur fond clair. La première est celle des listes."
        ),
        required=False,
    )
    caption = forms.CharField(
        label=_("Ce que montre la première image"),
        help_text=_(
            "Pour qui ne la voit pas : « Bol bleu à bord roulé, vu de dessus ». Les autres se décrivent ensuite."
        ),
        max_length=LONGEST_ALTERNATIVE,
        required=False,
    )
    category = forms.TypedChoiceField(label=_("Catégorie"), required=False, coerce=int, empty_value=None)
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Matières, dimensions, usage, entretien : ce que vous diriez sur un marché."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
    )
    price = forms.DecimalField(
        label=_("Prix, TVA comprise"),
        help_text=_("En euros, livraison non comprise."),
        min_value=0.01,
        max_value=LARGEST_PRICE,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    stock = forms.IntegerField(
        label=_("Stock"),
        help_text=_("1 pour une pièce unique."),
        min_value=0,
        max_value=LARGEST_STOCK,
        initial=1,
        required=False,
    )
    preparation_days = forms.IntegerField(
        label=_("Préparation, en jours ouvrés"),
        help_text=_("Vide : le délai habituel de l’atelier."),
        min_value=0,
        max_value=90,
        required=False,
    )

    #: What `commerce.catalogue.preparing` takes as typed.
    OF_THE_PIECE = ("title", "category", "description", "price", "stock", "preparation_days")

    def __init__(self, *args, vendor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4().hex
        choices = filing_choices(own_paths(vendor))
        self.fields["category"].choices = [("", _("À choisir")), *choices]
        offered = {pk for _group, group in choices for pk, _name in group}
        self.ask(class_of(category_typed(self.data.get("category"), offered)), vendor=vendor)

    def typed(self):
        """What could be understood, for `prepare` and `amend`, even where another field is wrong."""
        data = self.cleaned_data
        kept = {name: data[name] for name in self.OF_THE_PIECE if name in data}
        if "category" in kept:
            kept["category"] = Category.objects.filter(pk=kept["category"]).first() if kept["category"] else None
        kept |= self.about_art()
        return {**kept, "answers": self.answers(), "pictures": self.read, "caption": data.get("caption", "")}

    @property
    def is_worth_keeping(self):
        """Whether a name, a text or a picture came, so that a draft is more than an empty row."""
        data = self.cleaned_data
        return bool(self.read or data.get("title") or data.get("description"))

    def clean(self):
        data = super().clean()
        if not self.errors and not self.is_worth_keeping:
            self.add_error("title", gettext("Donnez au moins un nom à la pièce : le reste peut attendre."))
        return data


class DescriptionForm(AnswersMixin):
    """What the buyer reads, and where it is found. The rule says what a piece online can't be without."""

    title = forms.CharField(label=_("Nom de la pièce"), max_length=255, required=False)
    category = forms.TypedChoiceField(label=_("Catégorie"), required=False, coerce=int, empty_value=None)
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Matières, dimensions, usage, entretien : ce que vous diriez sur un marché."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea,
    )
    preparation_days = forms.IntegerField(
        label=_("Préparation, en jours ouvrés"),
        help_text=_("Vide : le délai habituel de l’atelier."),
        min_value=0,
        max_value=90,
        required=False,
    )

    OF_THE_TEXT = ("title", "description", "preparation_days")

    def __init__(self, *args, instance, vendor, **kwargs):
        filed = instance.categories.order_by("path").first()
        initial = {name: getattr(instance, name) for name in self.OF_THE_TEXT}
        super().__init__(*args, initial={**initial, "category": filed.pk if filed else ""}, **kwargs)
        self.instance = instance
        self.fields["title"].required = instance.is_public
        choices = filing_choices(own_paths(vendor))
        known = {pk for _group, group in choices for pk, _name in group}
        if filed and filed.pk not in known:
            choices = [(filed.pk, filed.name), *choices]
        self.fields["category"].choices = [("", _("À choisir")), *choices]
        typed = category_typed(self.data.get("category"), {*known, filed.pk if filed else None})
        kind = class_of(typed) or instance.product_class
        self.ask(kind, answers_of(instance), vendor=vendor, art_work=instance.art_work)

    def typed(self):
        """What could be understood, for `preparing.describe`, even where another field is wrong."""
        data = self.cleaned_data
        kept = {name: data[name] for name in self.OF_THE_TEXT if name in data}
        if "category" in data:
            kept["category"] = Category.objects.filter(pk=data["category"]).first()
        return {**kept, **self.about_art(), "answers": self.answers()}

    def save_typed(self, *, actor):
        """Save what was typed and nothing else. False, with errors, where the piece online can't be without it."""
        try:
            describe(self.instance, actor=actor, **self.typed())
        except ValidationError as refusal:
            names = {attribute.code: f"answer-{attribute.code}" for attribute in self.attributes}
            for name, messages in refusal.message_dict.items():
                self.add_error(names.get(name, name), messages)
            return False
        return True
