"""The frame of everything that an operator does: one form, one reason, one POST, one line in Wagtail's log."""

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from commerce.mangopay.exceptions import MangopayError
from commerce.settlement.adjustments import AdjustmentRefused
from commerce.settlement.back_office.access import MOVE, OperatorsOnly
from commerce.settlement.back_office.forms import ReasonForm
from commerce.settlement.back_office.pages import crumbs
from commerce.settlement.holds import NothingToHold
from commerce.settlement.refund_request import RefundRefused
from commerce.settlement.release import NotReleasable
from commerce.settlement.reserve import ReserveMissing

REFUSALS = (AdjustmentRefused, RefundRefused, NotReleasable, NothingToHold, ReserveMissing, MangopayError)


class ActionPage(OperatorsOnly, WagtailAdminTemplateMixin, FormView):
    """Subclasses find their `subject`, say what will happen, and `act(form, now)`; it returns what was done, in words.

    `log_action` names the line in Wagtail's log of the subject.
    """

    permission = MOVE
    template_name = "settlement/back_office/form.html"
    form_class = ReasonForm
    header_icon = "calendar-check"
    log_action = ""
    is_serious = False
    verb = ""
    explanation = ""
    #: What `act` may raise with a sentence for the operator.
    refusals = REFUSALS

    def get_breadcrumbs_items(self):
        """The money room, the subject, this."""
        return crumbs((str(self.subject), ""), (self.get_page_title(), ""))

    @property
    def subject(self):
        """What it is about."""
        raise NotImplementedError

    def get_success_url(self):
        """The page of what was changed."""
        raise NotImplementedError

    def act(self, form, now):
        """Do it, by a rule. Returns a sentence. Raises one of `refusals`."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        """What the button says, and what will happen."""
        return super().get_context_data(
            verb=self.verb or self.get_page_title(),
            explanation=self.explanation,
            is_serious=self.is_serious,
            back=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form):
        """Act once; what is refused is said on the form, and changes nothing."""
        try:
            done = self.act(form, timezone.now())
        except self.refusals as refusal:
            form.add_error(None, _("Rien n’a été fait : %(why)s") % {"why": str(refusal) or type(refusal).__name__})
            return self.form_invalid(form)
        self.write_log(form)
        messages.success(self.request, done)
        return HttpResponseRedirect(self.get_success_url())

    def write_log(self, form):
        """Who, when, why: in Wagtail's own log."""
        data = {name: str(value) for name, value in form.cleaned_data.items() if name != "token" and value}
        log(instance=self.subject, action=self.log_action, user=self.request.user, data=data)
