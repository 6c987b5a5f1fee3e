"""The fields that a category adds to a piece's form: what law and buyers want to know of that kind of piece."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commerce.catalogue.art_works import CONDITIONS, REDUCED_RATE, ArtWork, asks_about_art
from commerce.catalogue.attributes import LONGEST_VALUE, asked_of, read_answer
from commerce.catalogue.models import ProductAttribute
from commerce.typesetting.wording import percent

#: The field, and the name under which `preparing` knows it.
ART_WORK = "art_work"


def field_name(attribute):
    """The name of an attribute's field."""
    return f"answer-{attribute.code}"


class AnswersMixin(forms.Form):
    """A form with a field for each attribute of a kind of piece. Empty is allowed; what can't be right isn't."""

    attributes = ()

    def ask(self, product_class, answers=None, *, vendor, art_work=""):
        """Add the fields of this kind, filled with `answers` ({code: text}) and `art_work`, which some are asked."""
        self.attributes = asked_of(product_class)
        for attribute in self.attributes:
            field = _field(attribute)
            field.initial = (answers or {}).get(attribute.code, "")
            self.fields[field_name(attribute)] = field
        if asks_about_art(product_class, vendor):
            self.fields[ART_WORK] = _art_work_field(vendor, art_work)

    def answer_fields(self):
        """The fields, in order."""
        names = [field_name(attribute) for attribute in self.attributes]
        return [self[name] for name in [*names, ART_WORK] if name in self.fields]

    def answers(self):
        """What was typed and may be kept, by code; fields that weren't in the page are left out."""
        names = {attribute.code: field_name(attribute) for attribute in self.attributes}
        sent = {code: name for code, name in names.items() if name in self.data and name in self.cleaned_data}
        return {code: self.cleaned_data[name] for code, name in sent.items()}

    def about_art(self):
        """What was said of it as a work of art, as `preparing` takes it; nothing where it wasn't asked."""
        is_said = ART_WORK in self.data and ART_WORK in self.cleaned_data
        return {ART_WORK: self.cleaned_data[ART_WORK]} if is_said else {}

    def clean(self):
        data = super().clean()
        for attribute in self.attributes:
            try:
                read_answer(attribute, data.get(field_name(attribute), ""))
            except ValidationError as refusal:
                self.add_error(field_name(attribute), refusal)
        return data


def _art_work_field(vendor, art_work):
    """Which original work of art it is, each with what must be true of it."""
    usual, reduced = percent(vendor.vat_rate), percent(REDUCED_RATE)
    works = [
        (work, _("%(work)s : %(condition)s") % {"work": work.label, "condition": CONDITIONS[work]}) for work in ArtWork
    ]
    return forms.ChoiceField(
        label=_("Œuvre d’art originale"),
        help_text=_(
            "Sa vente porte %(reduced)s de TVA au lieu de %(usual)s, sans que le prix affiché change. Ne la déclarez "
            "que si tout ce qui suit est vrai : l’atelier en répond. (CGI, art. 278-0 bis ; annexe III, art. 98 A)"
        )
        % {"reduced": reduced, "usual": usual},
        choices=[("", _("Non, la TVA est de %(usual)s") % {"usual": usual}), *works],
        initial=art_work,
        required=False,
        widget=forms.RadioSelect,
    )


def _field(attribute):
    said = {"label": attribute.name, "help_text": _why(attribute), "required": False}
    if attribute.type == ProductAttribute.BOOLEAN:
        return forms.ChoiceField(choices=[("", _("À préciser")), ("oui", _("oui")), ("non", _("non"))], **said)
    if attribute.type == ProductAttribute.OPTION:
        options = attribute.option_group.options.all() if attribute.option_group else ()
        return forms.ChoiceField(
            choices=[("", _("À choisir")), *((each.option, each.option) for each in options)], **said
        )
    return forms.CharField(max_length=LONGEST_VALUE, widget=_Suggesting(attribute), **said)


def _why(attribute):
    mark = _("Obligatoire avant la mise en ligne.") if attribute.required else ""
    return " ".join(text for text in (attribute.help, mark, attribute.duty and f"({attribute.duty})") if text)


class _Suggesting(forms.TextInput):
    """A text with answers that are offered, for browsers that show them."""

    template_name = "vendor_portal/suggesting_input.html"

    def __init__(self, attribute):
        numeric = {ProductAttribute.INTEGER: "numeric", ProductAttribute.FLOAT: "decimal"}.get(attribute.type)
        super().__init__(attrs={"inputmode": numeric} if numeric else None)
        self.suggested = attribute.suggested

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.suggested:
            context["widget"]["attrs"]["list"] = f"{name}-list"
        return {**context, "suggested": self.suggested}
