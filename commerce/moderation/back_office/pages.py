"""One piece or one report, read by an operator, and what is decided of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from commerce.catalogue.art_works import ArtWork
from commerce.catalogue.attributes import answers_of, asked_of
from commerce.catalogue.history import history_of
from commerce.catalogue.models import Category, Product
from commerce.catalogue.sheet import product_sheet
from commerce.moderation import deciding
from commerce.moderation.back_office.access import ModeratorsOnly
from commerce.moderation.models import Ground, PieceCheck, Report

State = PieceCheck.State


class ReasonForm(forms.Form):
    """A reason of the closed list, and words."""

    ground = forms.ChoiceField(label=_("Raison"), choices=[("", "…"), *Ground.choices])
    text = forms.CharField(
        label=_("Faits et circonstances, que la personne concernée lira"),
        max_length=deciding.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class AnswerForm(forms.Form):
    """Words for whoever reported."""

    text = forms.CharField(
        label=_("Pourquoi la pièce reste"), max_length=deciding.LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )


def _crumbs(label, url, *more):
    home = WagtailAdminTemplateMixin.breadcrumbs_items[0]
    return [home, {"label": label, "url": url}, *({"label": each, "url": ""} for each in more)]


class CheckPage(ModeratorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """The piece as a buyer would see it, what a change would change, and its history."""

    template_name = "moderation/back_office/check.html"
    header_icon = "view"

    @cached_property
    def check(self):
        """What waits."""
        return get_object_or_404(PieceCheck.objects.select_related("product__vendor"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """The piece."""
        return str(self.check)

    def get_breadcrumbs_items(self):
        """The list, this."""
        return _crumbs(gettext("Pièces à relire"), reverse("moderation_office:checks"), str(self.check))

    def get_context_data(self, **kwargs):
        product = self.check.product
        sheet = product_sheet(product.pk, now=timezone.now(), preview_of=product.vendor)
        return super().get_context_data(
            check=self.check,
            sheet=sheet,
            is_waiting=self.check.state == State.WAITING,
            proposed=_differences(product, self.check.proposed),
            history=history_of(product, 10),
            statements=product.statements.all()[:5],
            **kwargs,
        )


def _differences(product, proposed):
    """What a change would change, as (name, text before, text after); the form that asked for it sent all fields."""
    filed = product.categories.order_by("path").first()
    wanted = Category.objects.filter(pk=proposed.get("category")).first()
    answers = answers_of(product)
    works, art_work = dict(ArtWork.choices), proposed.get("art_work", product.art_work)
    names = {each.code: each.name for each in asked_of(product.product_class)}
    rows = [
        (gettext("Nom"), product.title, proposed.get("title", product.title)),
        (gettext("Description"), product.description, proposed.get("description", product.description)),
        (
            gettext("Préparation"),
            product.preparation_days,
            proposed.get("preparation_days", product.preparation_days),
        ),
        (gettext("Œuvre d’art originale"), *(works.get(each, "") for each in (product.art_work, art_work))),
        (gettext("Catégorie"), filed, wanted if "category" in proposed else filed),
        *((names.get(code, code), answers.get(code), text) for code, text in proposed.get("answers", {}).items()),
    ]
    texts = [(name, *("" if value is None else str(value) for value in values)) for name, *values in rows]
    return [(name, before, after) for name, before, after in texts if before != after]


class Decide(ModeratorsOnly, WagtailAdminTemplateMixin, FormView):
    """Something that is decided. Subclasses say `subject`, `act(form, now)` and where to go."""

    template_name = "settlement/back_office/form.html"
    header_icon = "view"
    explanation = ""
    is_serious = False
    log_action = ""
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        """What the button says."""
        return super().get_context_data(
            verb=self.get_page_title(),
            explanation=self.explanation,
            is_serious=self.is_serious,
            back=self.get_success_url(),
            **kwargs,
        )

    def get_breadcrumbs_items(self):
        """The list, this."""
        return _crumbs(self.list_title, self.get_success_url(), self.get_page_title())

    def form_valid(self, form):
        """Once; a refusal is said on the form, with everything that was typed."""
        subject = self.subject
        try:
            self.act(form, timezone.now())
        except deciding.AlreadyDecided as told:
            form.add_error(None, str(told))
        except ValidationError as wrong:
            form.add_error(None, ", ".join(wrong.messages))
        if form.errors:
            return self.form_invalid(form)
        log(instance=subject, action=self.log_action, user=self.request.user)
        messages.success(self.request, gettext("C’est fait, et dit à qui cela concerne."))
        return HttpResponseRedirect(self.get_success_url())


class _OfCheck(Decide):
    list_title = _("Pièces à relire")

    @cached_property
    def subject(self):
        """What waits."""
        return get_object_or_404(PieceCheck, pk=self.kwargs["pk"])

    def get_success_url(self):
        """Those that still wait."""
        return f"{reverse('moderation_office:checks')}?state=waiting"


class Accept(_OfCheck):
    """Show it."""

    page_title = _("Accepter")
    explanation = _("La pièce, ou son changement, est mise en ligne et l’atelier en est averti.")
    form_class = forms.Form
    log_action = "moderation.accept"

    def act(self, form, now):
        """By the rule."""
        deciding.accept(self.subject, by=self.request.user, now=now)


class Refuse(_OfCheck):
    """Don't show it, and say why."""

    page_title = _("Refuser")
    explanation = _(
        "L’atelier lit la raison, votre explication et comment contester. Une version approuvée reste en ligne."
    )
    is_serious = True
    log_action = "moderation.refuse"

    def act(self, form, now):
        """By the rule."""
        deciding.refuse(self.subject, by=self.request.user, now=now, **form.cleaned_data)


class ReportPage(ModeratorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """What somebody said, and the piece."""

    template_name = "moderation/back_office/report.html"
    header_icon = "warning"

    @cached_property
    def report(self):
        """What was said."""
        return get_object_or_404(Report.objects.select_related("product__vendor"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Number and piece."""
        return str(self.report)

    def get_breadcrumbs_items(self):
        """The list, this."""
        return _crumbs(gettext("Signalements"), reverse("moderation_office:reports"), str(self.report))

    def get_context_data(self, **kwargs):
        others = Report.objects.filter(product=self.report.product_id).exclude(pk=self.report.pk)
        return super().get_context_data(
            report=self.report,
            is_waiting=self.report.state == Report.State.RECEIVED,
            others=others.count() if self.report.product_id else 0,
            **kwargs,
        )


class _OfReport(Decide):
    list_title = _("Signalements")

    @cached_property
    def subject(self):
        """What was said."""
        return get_object_or_404(Report, pk=self.kwargs["pk"])

    def get_success_url(self):
        """Those that still wait."""
        return f"{reverse('moderation_office:reports')}?state=received"

    def get_initial(self):
        """The reason that was reported."""
        return {"ground": self.subject.ground}


class Uphold(_OfReport):
    """Take the piece off."""

    page_title = _("Retirer la pièce")
    explanation = _("La pièce quitte la vente. L’atelier et la personne qui signale lisent votre explication.")
    is_serious = True
    log_action = "moderation.uphold"

    def act(self, form, now):
        """By the rule."""
        deciding.uphold(self.subject, by=self.request.user, now=now, **form.cleaned_data)


class Dismiss(_OfReport):
    """Leave the piece."""

    page_title = _("Laisser la pièce")
    explanation = _("La personne qui signale lit votre explication et comment contester.")
    form_class = AnswerForm
    log_action = "moderation.dismiss"

    def act(self, form, now):
        """By the rule."""
        deciding.dismiss(self.subject, by=self.request.user, now=now, **form.cleaned_data)


class TakeOff(Decide):
    """Take a piece off without a report."""

    list_title = _("Exposés des motifs")
    page_title = _("Retirer une pièce de la vente")
    explanation = _("L’atelier lit la raison, votre explication et comment contester.")
    is_serious = True
    log_action = "moderation.take_off"

    @cached_property
    def subject(self):
        """The piece."""
        return get_object_or_404(Product.objects.exclude(structure=Product.CHILD), pk=self.kwargs["pk"])

    def get_success_url(self):
        """What was stated."""
        return reverse("moderation_office:statements")

    def act(self, form, now):
        """By the rule."""
        deciding.take_off(self.subject, by=self.request.user, now=now, **form.cleaned_data)
