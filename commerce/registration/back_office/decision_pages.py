"""What an operator decides: a form each, a POST, a line in Wagtail's log. What was typed is never lost."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from commerce.registration import decisions
from commerce.registration.back_office.access import ValidatorsOnly
from commerce.registration.back_office.file_page import crumbs, found
from commerce.registration.decisions import LONGEST_TEXT, AlreadyDecided
from commerce.registration.models import Decision
from commerce.requirements.downloads import download_of
from commerce.requirements.models import Requirement, RequirementRecord
from commerce.requirements.recording import judge


class ApprovalForm(forms.Form):
    """A word to the vendor, who reads it in the mail."""

    text = forms.CharField(
        label=_("Un mot pour l’artisan"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class ReasonForm(ApprovalForm):
    """A reason of the closed list, and words."""

    reason = forms.ChoiceField(label=_("Raison"), choices=[("", "…"), *Decision.Reason.choices])
    text = forms.CharField(
        label=_("Explication pour l’artisan"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    field_order = ["reason", "text"]


class FileAction(ValidatorsOnly, WagtailAdminTemplateMixin, FormView):
    """Something that is done to a file. Subclasses say `act(form)`."""

    template_name = "settlement/back_office/form.html"
    header_icon = "tasks"
    explanation = ""
    is_serious = False
    log_action = ""

    @cached_property
    def file(self):
        """What it is about."""
        return found(self.kwargs["pk"])

    def get_breadcrumbs_items(self):
        """The queue, the file, this."""
        return crumbs(self.file, self.get_page_title())

    def get_success_url(self):
        """The file's page."""
        return reverse("registrations:file", args=[self.file.pk])

    def get_initial(self):
        """The version of the file that was read."""
        asked = self.request.GET.get("version", "")
        return {"version": int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else self.file.version}

    def get_context_data(self, **kwargs):
        """What the button says."""
        return super().get_context_data(
            verb=self.get_page_title(),
            explanation=self.explanation,
            is_serious=self.is_serious,
            back=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form):
        """Once; a refusal is said on the form, with everything that was typed."""
        try:
            self.act(form, timezone.now())
        except AlreadyDecided as told:
            form.add_error(None, str(told))
            return self.form_invalid(form)
        except ValidationError as wrong:
            form.add_error(None, wrong)
            return self.form_invalid(form)
        log(instance=self.file, action=self.log_action, user=self.request.user)
        messages.success(self.request, gettext("C’est fait : l’artisan en est averti."))
        return HttpResponseRedirect(self.get_success_url())


class _Decide(FileAction):
    form_class = ReasonForm
    rule = None

    def act(self, form, now):
        """By the rule."""
        type(self).rule(self.file, by=self.request.user, now=now, **form.cleaned_data)


class Approve(_Decide):
    """The owner may open the shop."""

    page_title = _("Valider")
    form_class = ApprovalForm
    explanation = _("L’artisan reçoit un courriel et ouvre sa boutique quand il veut.")
    log_action = "registration.approve"
    rule = decisions.approve


class AskForMore(_Decide):
    """The file goes back to its owner."""

    page_title = _("Demander un complément")
    explanation = _("Le dossier se rouvre pour l’artisan, qui lit votre raison et votre explication.")
    log_action = "registration.more"
    rule = decisions.ask_for_more


class Refuse(_Decide):
    """No shop."""

    page_title = _("Refuser")
    explanation = _("L’artisan lit votre raison et votre explication, et comment contester.")
    log_action = "registration.refuse"
    is_serious = True
    rule = decisions.refuse


class JudgeForm(forms.Form):
    """Verified, waived or rejected, with a note."""

    outcome = forms.ChoiceField(label=_("Décision"), choices=RequirementRecord.OF_OPERATORS)
    note = forms.CharField(
        label=_("Note, que l’artisan lit"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Judge(FileAction):
    """Verify, waive or reject what the vendor gave."""

    form_class = JudgeForm
    log_action = "registration.judge"

    @cached_property
    def requirement(self):
        """What was asked for."""
        return get_object_or_404(Requirement, pk=self.kwargs["requirement"])

    def get_page_title(self):
        """What was asked for."""
        return self.requirement.title

    def get_initial(self):
        """Nothing is preset."""
        return {}

    def act(self, form, now):
        """By the rule."""
        judge(self.file.vendor, self.requirement, by=self.request.user, now=now, **form.cleaned_data)


class Paper(ValidatorsOnly, View):
    """A paper that a vendor sent in: always as a download."""

    http_method_names = ["get"]

    def get(self, request, pk):
        """The file of one record. Raises Http404."""
        record = get_object_or_404(RequirementRecord, pk=pk)
        return download_of(record)
