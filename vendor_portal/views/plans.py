from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.date_format import date_format
from commerce.money import to_cents
from commerce.partner.rights import Right
from commerce.plans import choices
from commerce.plans.bills import next_bill
from commerce.plans.forms import SwitchForm
from commerce.plans.simulator import simulate_plans, simulate_sales
from commerce.plans.words import terms_in_words
from commerce.settlement.card_payments import next_charge, open_bill
from commerce.settlement.cards import active_card, may_pay_by_card
from commerce.settlement.subscriptions import bills_of
from vendor_portal.access import VendorRequiredMixin, is_owner
from vendor_portal.forms import SalesForm

LATEST_BILLS = 24


def _in_force(plan, now):
    """The plan's terms of today, as a list of one, or of none for a plan that has no terms yet."""
    return plan.terms.filter(starts_on__lte=timezone.localdate(now)).order_by("-starts_on")[:1]


class PlanView(VendorRequiredMixin, TemplateView):
    """The shop's plan, what the others would cost, and the bills. A POST withdraws the pending switch."""

    right = Right.MONEY
    right_to_post = Right.PLAN
    template_name = "vendor_portal/plan.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        simulation = simulate_plans(self.vendor, now=now)
        typed = self.request.method == "GET" and "ventes" in self.request.GET
        sales_form = SalesForm(self.request.GET if typed else None)
        if sales_form.is_valid():
            simulation = simulate_sales(
                self.vendor,
                monthly_cents=to_cents(sales_form.cleaned_data["ventes"]),
                orders_per_month=sales_form.cleaned_data["commandes"],
                now=now,
            )
        current = choices.plan_on(self.vendor, timezone.localdate(now))
        return super().get_context_data(
            plan=current,
            terms_words=[word for terms in _in_force(current, now) for word in terms_in_words(terms)],
            pending=choices.pending_of(self.vendor, now=now),
            next_bill=next_bill(self.vendor, now=now),
            next_switch_on=choices.next_switch_on(self.vendor, now=now),
            simulation=simulation,
            rows=[(cost, terms_in_words(cost.terms)) for cost in simulation.costs],
            is_typed=sales_form.is_bound and sales_form.is_valid(),
            sales_form=sales_form,
            bills=bills_of(self.vendor, at_most=LATEST_BILLS),
            card=active_card(self.vendor),
            next_charge=next_charge(self.vendor, now=now),
            may_pay_by_card=may_pay_by_card(self.vendor) and open_bill(self.vendor),
            is_owner=is_owner(self.request.user, self.vendor),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if choices.withdraw(self.vendor, now=timezone.now()):
            messages.success(request, _("Le changement est annulé : vous gardez votre formule."))
        return redirect("vendor_portal:plan")


class SwitchView(PlanView):
    """The second page of a switch: what is asked for and from when on. Its POST asks for it."""

    right = Right.PLAN
    right_to_post = Right.PLAN

    def get_form(self, data):
        return SwitchForm(data, plans=choices.offered_to(self.vendor, timezone.localdate()))

    def get(self, request, *args, **kwargs):
        form = self.get_form(request.GET)
        if not form.is_valid():
            return super().get(request, *args, **kwargs)
        self.template_name = "vendor_portal/plan_switch.html"
        wanted = form.cleaned_data["formule"]
        day = choices.next_switch_on(self.vendor, now=timezone.now())
        terms = wanted.terms.filter(starts_on__lte=day).order_by("-starts_on")[:1]
        words = [word for each in terms for word in terms_in_words(each)]
        return super().get(request, wanted=wanted, form=form, starts_on=day, wanted_words=words, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return redirect("vendor_portal:plan")
        wanted, period = form.cleaned_data["formule"], form.cleaned_data["paiement"]
        try:
            choice = choices.ask_for(self.vendor, wanted, period, user=request.user, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("vendor_portal:plan")
        if choice:
            said = {"plan": choice.plan, "day": date_format(choice.starts_on, "j F Y")}
            messages.success(request, _("C’est noté : vous passez à « %(plan)s » le %(day)s.") % said)
        else:
            messages.info(request, _("Vous gardez votre formule."))
        return redirect("vendor_portal:plan")
