"""Disputes in the portal: what waits, one case with what can be done now, and calling the team oneself."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView, TemplateView

from commerce.disputes import answering
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.forms import AnswerForm, FewWordsForm, OpeningForm
from commerce.disputes.giving_back import left_in
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.opening import grounds_of, open_dispute, pieces_of, refusal_to_open
from commerce.disputes.states import Role, actions_from
from commerce.disputes.timeline import steps_of, turns_told
from commerce.disputes.turns import presumption_of
from commerce.disputes.views import request_key
from commerce.order.models import VendorOrder
from commerce.partner.rights import Right
from commerce.requirements.downloads import download_of
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.dispute_forms import PartForm, PromiseForm
from vendor_portal.views.cases import CaseActionMixin, CaseView


class DisputesView(VendorRequiredMixin, ListView):
    """My disputes, newest first."""

    right = Right.ORDERS
    template_name = "vendor_portal/disputes.html"
    paginate_by = 25

    def get_queryset(self):
        found = OrderDispute.objects.of_vendor(self.vendor).select_related("vendor_order")
        if self.request.GET.get("etat") == "ouverts":
            found = found.open()
        return found.prefetch_related("lines__line")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(only_open=self.request.GET.get("etat") == "ouverts", **kwargs)
        return {**context, "rows": [(each, turns_told(each)) for each in context["object_list"]]}


class DisputeView(CaseView):
    """One dispute: what it is about, what was said and shown, whose turn it is, what I can do."""

    template_name = "vendor_portal/dispute.html"
    #: Money and promises bind the shop, the rest is work.
    RIGHTS_OF = {"refund": Right.REFUND, "refund_part": Right.REFUND, "promise": Right.REFUND, "close": Right.REFUND}

    def get_queryset(self):
        return OrderDispute.objects.of_vendor(self.vendor).select_related(
            "vendor_order__vendor", "vendor_order__order__user", "vendor_order__order__pay_in"
        )

    FORMS = {
        "explain": AnswerForm,
        "refund_part": PartForm,
        "promise": PromiseForm,
        "refund": FewWordsForm,
        "deliver": AnswerForm,
        "add": AnswerForm,
        "close": FewWordsForm,
    }

    def form(self, action, *data):
        """The form of an action; the page has several, whose fields need ids of their own."""
        known = {"dispute": self.object} if action in ("refund_part", "promise") else {}
        return self.FORMS[action](*data, auto_id=f"{action}-%s", **known)

    def get_context_data(self, **kwargs):
        case, typed = self.object, kwargs.pop("typed", {})
        may = [each for each in actions_from(case.state, Role.VENDOR, opener=case.opened_by) if self.allows(each)]
        return super().get_context_data(
            actions=may,
            forms={**{each: self.form(each) for each in may}, **typed},
            steps=steps_of(case),
            turns=turns_told(case),
            left_cents=left_in(case).total_cents if case.is_open else 0,
            presumption=presumption_of(case),
            lines=case.lines.select_related("line").order_by("line"),
            **kwargs,
        )


class DisputeActionView(CaseActionMixin, DisputeView):
    """One step of a dispute."""

    case_page = "vendor_portal:dispute"

    def typed_form(self):
        return self.form(self.action, self.request.POST, self.request.FILES)


class ExplainView(DisputeActionView):
    """Words, and what shows them."""

    action = "explain"

    def act(self, form, **who):
        return answering.explain(self.object, **form.cleaned_data, **who)


class RefundAllView(DisputeActionView):
    """All of it goes back."""

    action = "refund"

    def act(self, form, **who):
        return answering.refund(self.object, **form.cleaned_data, **who)


class RefundPartView(DisputeActionView):
    """Some of it goes back."""

    action = "refund_part"

    def act(self, form, **who):
        return answering.refund_part(self.object, **form.typed, **who)


class PromiseView(DisputeActionView):
    """A repair, a replacement, a return at my expense."""

    action = "promise"

    def act(self, form, **who):
        return answering.promise(self.object, **form.typed, **who)


class DeliverView(DisputeActionView):
    """What was promised is done."""

    action = "deliver"

    def act(self, form, **who):
        return answering.deliver(self.object, **form.cleaned_data, **who)


class AddView(DisputeActionView):
    """More for the file."""

    action = "add"

    def act(self, form, **who):
        return answering.add(self.object, Role.VENDOR, **form.cleaned_data, **who)


class CloseView(DisputeActionView):
    """My own dispute, given up."""

    action = "close"

    def act(self, form, **who):
        return answering.close(self.object, Role.VENDOR, **form.cleaned_data, **who)


class DisputeFileView(VendorRequiredMixin, View):
    """A file of one of my disputes."""

    right = Right.ORDERS
    http_method_names = ["get"]

    def get(self, request, number, pk):
        mine = Exhibit.objects.filter(step__dispute__vendor_order__vendor=self.vendor, step__dispute__number=number)
        return download_of(get_object_or_404(mine, pk=pk))


class OpenDisputeView(VendorRequiredMixin, TemplateView):
    """Calling the team about one of my orders."""

    right = Right.REFUND
    template_name = "vendor_portal/dispute_open.html"

    def part(self):
        """The vendor order."""
        parts = VendorOrder.objects.filter(vendor=self.vendor).select_related("order").prefetch_related("parcels")
        return get_object_or_404(parts, number=self.kwargs["number"])

    def form(self, part, *data, **more):
        """What may be disputed today."""
        grounds = grounds_of(part, Role.VENDOR, now=timezone.now())
        return OpeningForm(*data, pieces=pieces_of(part), grounds=grounds, asks=False, **more)

    def get_context_data(self, **kwargs):
        part = kwargs.pop("part", None) or self.part()
        return super().get_context_data(
            vendor_order=part,
            form=kwargs.pop("form", None) or self.form(part, initial={"key": uuid4()}),
            refusal=refusal_to_open(part, Role.VENDOR, now=timezone.now()),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        part = self.part()
        key = request_key(part, request.POST)
        if key and (opened := OrderDispute.objects.filter(request_key=key, vendor_order=part).first()):
            return redirect("vendor_portal:dispute", number=opened.number)
        form = self.form(part, request.POST, request.FILES)
        if form.is_valid():
            who = {"role": Role.VENDOR, "request_key": key, "actor": request.user, "now": timezone.now()}
            try:
                opened = open_dispute(part, form.quantities, **form.typed, **who)
            except (DisputeRefused, ValidationError) as refusal:
                form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
            else:
                messages.success(request, _("C’est transmis à l’acheteur, puis à l’équipe."))
                return redirect("vendor_portal:dispute", number=opened.number)
        return self.render_to_response(self.get_context_data(part=part, form=form))
