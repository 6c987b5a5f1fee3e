"""Returns in the portal: what waits, one case with what can be done now, and the shop's conditions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView, TemplateView

from commerce.partner.rights import Right
from commerce.requirements.downloads import download_of
from commerce.withdrawal import returning, turns
from commerce.withdrawal.giving_back import owed
from commerce.withdrawal.models import Evidence, ReturnTerms, Withdrawal
from commerce.withdrawal.states import FINAL, Role, actions_from
from commerce.withdrawal.timeline import events_of, turns_told
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.return_forms import AcceptForm, LabelForm, MissingForm, ReduceForm, ReturnTermsForm
from vendor_portal.views.cases import CaseActionMixin, CaseView


class ReturnsView(VendorRequiredMixin, ListView):
    """My returns, open ones first."""

    right = Right.ORDERS
    template_name = "vendor_portal/returns.html"
    paginate_by = 25

    def get_queryset(self):
        found = Withdrawal.objects.of_vendor(self.vendor).select_related("vendor_order")
        if self.request.GET.get("etat") == "ouverts":
            found = found.open()
        return found.prefetch_related("lines__line").order_by("-declared_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(only_open=self.request.GET.get("etat") == "ouverts", **kwargs)
        return {**context, "rows": [(each, turns_told(each)) for each in context["object_list"]]}


class ReturnView(CaseView):
    """One withdrawal: what comes back, whose turn it is, what I can do."""

    template_name = "vendor_portal/return.html"
    #: Refunding is money, the rest is work.
    RIGHTS_OF = {"accept": Right.REFUND, "reduce": Right.REFUND}

    def get_queryset(self):
        return Withdrawal.objects.of_vendor(self.vendor).select_related(
            "vendor_order__vendor", "vendor_order__order__user", "refund", "later_refund"
        )

    def forms(self):
        """A fresh form for each action."""
        return {
            "accept": AcceptForm(initial={"restock": self.object.is_back_in_stock is None}),
            "reduce": ReduceForm(most_cents=returning.reducible_cents(self.object)),
            "report_missing": MissingForm(),
            "send_label": LabelForm(),
        }

    def get_context_data(self, **kwargs):
        case, typed = self.object, kwargs.pop("typed", {})
        found = owed(case) if case.state not in FINAL and not case.reduced_at else None
        files = list(case.evidence.all())
        may = [each for each in actions_from(case.state, Role.VENDOR) if self.allows(each)]
        return super().get_context_data(
            actions=may,
            forms={**self.forms(), **typed},
            events=events_of(case),
            turns=turns_told(case),
            owed_cents=found[1].total_cents if found else 0,
            shipping_cents=found[1].shipping_cents if found else 0,
            due_on=turns.refund_due_on(case),
            lines=case.lines.select_related("line").order_by("line"),
            pictures=[each for each in files if each.is_picture and each.kind != Evidence.Kind.DISPATCH],
            papers=[each for each in files if not each.is_picture or each.kind == Evidence.Kind.DISPATCH],
            **kwargs,
        )


class ReturnActionView(CaseActionMixin, ReturnView):
    """One step of a return."""

    case_page = "vendor_portal:return"

    def typed_form(self):
        """What was typed for this step, or None where there is nothing to type."""


class LabelView(ReturnActionView):
    """The label of a return that the shop offers."""

    action = "send_label"

    def typed_form(self):
        return LabelForm(self.request.POST, self.request.FILES)

    def act(self, form, **who):
        return returning.send_label(self.object, form.cleaned_data["file"], **who)


class ReceiveView(ReturnActionView):
    """The goods are back."""

    action = "receive"

    def act(self, form, **who):
        return returning.receive(self.object, **who)


class MissingView(ReturnActionView):
    """The parcel never came."""

    action = "report_missing"

    def typed_form(self):
        return MissingForm(self.request.POST)

    def act(self, form, **who):
        return returning.report_missing(self.object, Role.VENDOR, words=form.cleaned_data["words"], **who)


class AcceptView(ReturnActionView):
    """Everything goes back to the buyer."""

    action = "accept"

    def typed_form(self):
        return AcceptForm(self.request.POST)

    def act(self, form, **who):
        return returning.accept(self.object, restock=form.cleaned_data["restock"], **who)


class ReduceView(ReturnActionView):
    """Something is kept, with reason and pictures."""

    action = "reduce"

    def typed_form(self):
        most_cents = returning.reducible_cents(self.object)
        return ReduceForm(self.request.POST, self.request.FILES, most_cents=most_cents)

    def act(self, form, **who):
        return returning.reduce(self.object, **form.typed, **who)


class ReturnFileView(VendorRequiredMixin, View):
    """A file of one of my returns."""

    right = Right.ORDERS
    http_method_names = ["get"]

    def get(self, request, number, pk):
        mine = Evidence.objects.filter(withdrawal__vendor_order__vendor=self.vendor, withdrawal__number=number)
        return download_of(get_object_or_404(mine, pk=pk))


class ReturnTermsView(VendorRequiredMixin, TemplateView):
    """Where buyers send back, and at whose cost."""

    right = Right.SETTINGS
    template_name = "vendor_portal/return_terms.html"

    def terms(self):
        """What was saved, or the rule of the house."""
        return ReturnTerms.objects.filter(vendor=self.vendor).first() or ReturnTerms(vendor=self.vendor)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ReturnTermsForm(instance=self.terms())
        return super().get_context_data(form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        form = ReturnTermsForm(request.POST, instance=self.terms())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        ReturnTerms.objects.update_or_create(vendor=self.vendor, defaults=form.cleaned_data)
        messages.success(request, _("C’est enregistré, pour les retours à venir."))
        return redirect("vendor_portal:return-terms")
