"""The typology in the back office: categories, kinds of piece and what each asks, edited without a developer."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.catalogue.attributes import TYPES
from commerce.catalogue.models import Category, ProductAttribute, ProductClass
from commerce.moderation.back_office.pages import Decide
from commerce.moderation.ending import end_category


class NeverDeleted(ModelPermissionPolicy):
    """Vendors' pieces hang on it: a category ends, a kind or an attribute stays."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


for model in (Category, ProductClass, ProductAttribute):
    register_permission_policy(model, NeverDeleted(model))


def open_categories():
    """Categories that didn't end, in the order of the tree."""
    return Category.objects.filter(successor=None).order_by("path")


class CategoryChoice(forms.ModelChoiceField):
    """A category by its names from the root, as the tree indents it."""

    def label_from_instance(self, obj):
        """Indented by its depth."""
        return "\u2003" * (obj.depth - 1) + obj.name


class CategoryForm(WagtailAdminModelForm):
    """A category and its place."""

    parent = CategoryChoice(Category.objects.none(), label=_("Dans"), required=False)

    class Meta:
        model = Category
        fields = ["name", "description", "product_class"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = open_categories()
        if self.instance.pk:
            places = places.exclude(path__startswith=self.instance.path)
            self.initial["parent"] = self.instance.get_parent()
        self.fields["parent"].queryset = places

    def save(self, commit=True):
        """Written into the tree, or moved there with what it contains."""
        parent = self.cleaned_data["parent"]
        if not self.instance.pk:
            return parent.add_child(instance=self.instance) if parent else Category.add_root(instance=self.instance)
        super().save(commit)
        if parent != self.initial["parent"]:
            self.instance.move(parent or Category.get_last_root_node(), "last-child" if parent else "last-sibling")
        return Category.objects.get(pk=self.instance.pk)


class AttributeForm(WagtailAdminModelForm):
    """What a kind of piece is asked. Kind, code and type stay once they are chosen: answers depend on them."""

    class Meta:
        model = ProductAttribute
        fields = [
            "product_class", "name", "code", "type", "option_group", "required", "rule", "help", "duty", "suggestions",
            "order",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(ProductAttribute.TYPE_CHOICES)
        self.fields["type"].choices = [(each, names[each]) for each in TYPES]
        for name in ("product_class", "code", "type"):
            self.fields[name].disabled = bool(self.instance.pk)

    def clean(self):
        data = super().clean()
        if data.get("type") == ProductAttribute.OPTION and not data.get("option_group"):
            self.add_error("option_group", _("Choisissez la liste des réponses."))
        return data


def _panels(form_class):
    names = [*getattr(form_class, "declared_fields", {}), *form_class.Meta.fields]
    return ObjectList([FieldPanel(name) for name in dict.fromkeys(names)], base_form_class=form_class)


def _yes_or_no(model, name):
    return BooleanColumn(name, label=model._meta.get_field(name).verbose_name, sort_key=name)


class EndColumn(TitleColumn):
    """The way to a category's end."""

    def __init__(self, name):
        super().__init__(name, label=_("Fin"), accessor=self.word, get_url=self.address)

    def word(self, category):
        """What is left to do, or nothing."""
        return "" if category.successor_id else gettext("Terminer cette catégorie")

    def address(self, category):
        """The page that asks where its pieces go."""
        return None if category.successor_id else reverse("moderation_office:end_category", args=[category.pk])


class CategoryViewSet(ModelViewSet):
    """The tree."""

    model = Category
    name = "typology_categories"
    icon = "folder-open-1"
    menu_label = _("Catégories")
    list_display = ["full_name", "product_class", Column("successor", label=_("Remplacée par")), EndColumn("end")]
    ordering = "path"
    inspect_view_enabled = True
    edit_handler = _panels(CategoryForm)


class KindViewSet(ModelViewSet):
    """Kinds of piece."""

    model = ProductClass
    name = "typology_kinds"
    icon = "list-ul"
    menu_label = _("Types de pièce")
    list_display = ["name", _yes_or_no(ProductClass, "is_checked"), _yes_or_no(ProductClass, "asks_about_art")]
    form_fields = ["name", "is_checked", "asks_about_art"]


class AttributeViewSet(ModelViewSet):
    """What each kind asks."""

    model = ProductAttribute
    name = "typology_attributes"
    icon = "form"
    menu_label = _("Caractéristiques")
    list_display = ["name", "product_class", _yes_or_no(ProductAttribute, "required"), "duty", "order"]
    list_filter = ["product_class", "required"]
    ordering = "product_class"
    edit_handler = _panels(AttributeForm)


class TypologyGroup(ModelViewSetGroup):
    """The menu."""

    menu_label = _("Typologie")
    menu_icon = "folder-open-1"
    menu_order = 299
    items = (CategoryViewSet, KindViewSet, AttributeViewSet)


class EndingForm(forms.Form):
    """Where the pieces of a category that ends go."""

    successor = CategoryChoice(Category.objects.none(), label=_("Les pièces vont dans"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = open_categories()


class EndCategory(Decide):
    """End a category."""

    list_title = _("Catégories")
    page_title = _("Terminer cette catégorie")
    explanation = _(
        "Ses pièces restent en ligne dans l’autre catégorie, son adresse y mène, et chaque atelier est averti."
    )
    form_class = EndingForm
    is_serious = True
    log_action = "moderation.end_category"

    @property
    def subject(self):
        """The category."""
        return get_object_or_404(open_categories(), pk=self.kwargs["pk"])

    def get_success_url(self):
        """The tree."""
        return reverse("typology_categories:index")

    def act(self, form, now):
        """By the rule."""
        end_category(self.subject, form.cleaned_data["successor"], by=self.request.user, now=now)
