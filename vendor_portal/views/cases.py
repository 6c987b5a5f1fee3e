"""What returns and disputes share: one case of the shop by its number, and its steps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from commerce.disputes import exceptions as disputes
from commerce.partner.rights import RIGHTS, Right
from commerce.settlement.refund_request import RefundRefused
from commerce.withdrawal import exceptions as withdrawal
from vendor_portal.access import VendorRequiredMixin

#: What a rule raises of a case that moved meanwhile, and what it refuses for a reason to read.
MOVED = (disputes.ActionNotAllowed, withdrawal.ActionNotAllowed)
REFUSALS = (RefundRefused, disputes.DisputeRefused, withdrawal.WithdrawalRefused, ValidationError)


class CaseView(VendorRequiredMixin, DetailView):
    """One case, found by its number: what may be done now depends on its state and on the person's role."""

    right = Right.ORDERS
    context_object_name = "case"
    slug_field = slug_url_kwarg = "number"
    #: What each action takes; work, where it isn't named.
    RIGHTS_OF = {}

    def allows(self, action):
        """Whether the person's role may do this."""
        return self.RIGHTS_OF.get(action, Right.SHIP) in RIGHTS[self.member_role]


class CaseActionMixin:
    """One step of a case; a refusal shows the page again with what was typed and why.

    A view gives `typed_form()`, the bound form or None, and `act(form, now=…, actor=…)`, which calls the rule.
    """

    http_method_names = ["post"]
    action = case_page = ""

    @classmethod
    def right_asked(cls, method):
        """What this step takes."""
        return cls.RIGHTS_OF.get(cls.action, Right.SHIP)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.typed_form()
        if form is not None and not form.is_valid():
            return self.refuse(form)
        try:
            self.act(form, now=timezone.now(), actor=request.user)
        except MOVED:
            messages.error(request, _("Cette étape n’est plus possible : le dossier a avancé entre-temps."))
        except REFUSALS as refusal:
            return self.refuse(form, getattr(refusal, "messages", [str(refusal)]))
        else:
            messages.success(request, _("C’est noté, et l’acheteur est prévenu."))
        return redirect(self.case_page, number=self.object.number)

    def refuse(self, form, reasons=()):
        """The page again, with this form as it was filled in, and the reasons above it."""
        if form is None:
            for reason in reasons:
                messages.error(self.request, reason)
            return self.render_to_response(self.get_context_data())
        for reason in reasons:
            form.add_error(None, reason)
        return self.render_to_response(self.get_context_data(typed={self.action: form}))
