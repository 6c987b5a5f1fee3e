"""One reported message among those around it, and what is decided of it."""

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.conversation import deciding
from commerce.conversation.models import AbuseReport, Attachment
from commerce.moderation.back_office.access import ModeratorsOnly
from commerce.moderation.back_office.pages import Decide, ReasonForm
from commerce.requirements.downloads import download_of


class OfReport:
    """Looks the report up, with its conversation."""

    @cached_property
    def report(self):
        """What was said of which message."""
        found = AbuseReport.objects.select_related(
            "message__conversation__vendor",
            "message__conversation__buyer",
            "message__conversation__vendor_order__order__shipping_address",
        )
        return get_object_or_404(found, pk=self.kwargs["pk"])


class ReportPage(ModeratorsOnly, OfReport, WagtailAdminTemplateMixin, TemplateView):
    """The conversation as it was written, the reported message marked."""

    template_name = "conversation/back_office/report.html"
    header_icon = "mail"

    def get_page_title(self):
        """Its number."""
        return self.report.reference

    def get_breadcrumbs_items(self):
        """The list, this."""
        home = WagtailAdminTemplateMixin.breadcrumbs_items[0]
        back = {"label": gettext("Messages signalés"), "url": reverse("conversation_office:reports")}
        return [home, back, {"label": self.report.reference, "url": ""}]

    def get_context_data(self, **kwargs):
        conversation = self.report.message.conversation
        return super().get_context_data(
            report=self.report,
            conversation=conversation,
            said=conversation.messages.prefetch_related("attachments"),
            is_waiting=self.report.state == AbuseReport.State.RECEIVED,
            **kwargs,
        )


class File(ModeratorsOnly, OfReport, View):
    """A file of a reported conversation."""

    def get(self, request, pk, attachment):
        """As a download."""
        files = Attachment.objects.filter(message__conversation=self.report.message.conversation_id)
        return download_of(get_object_or_404(files, pk=attachment))


class DecideForm(ReasonForm):
    """What is done, for which reason, in which words."""

    measure = forms.ChoiceField(
        label=_("Décision"), choices=AbuseReport.Measure.choices, widget=forms.RadioSelect, required=True
    )
    field_order = ["measure", "ground", "text"]


class DecideReport(OfReport, Decide):
    """Leave the message, warn, hide it, or close the conversation."""

    list_title = _("Messages signalés")
    page_title = _("Décider de ce signalement")
    explanation = _("Les deux parties lisent la décision, votre explication et le moyen de contester.")
    form_class = DecideForm
    log_action = "conversation.decide"

    @property
    def subject(self):
        """The report."""
        return self.report

    def get_initial(self):
        """The reason that was reported."""
        return {"ground": self.report.ground}

    def get_success_url(self):
        """The report, with what was decided."""
        return reverse("conversation_office:report", args=[self.report.pk])

    def act(self, form, now):
        """By the rule."""
        deciding.decide(self.report, by=self.request.user, now=now, **form.cleaned_data)
