"""The buyer's doors: finding an order, declaring in two steps, following the return. No account, no script."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django_q.tasks import async_task

from commerce.customer.views import order_by_link
from commerce.order.announcements import order_path
from commerce.requirements.downloads import download_of
from commerce.settlement.refund_request import RefundRefused
from commerce.withdrawal import deciding, returning, turns
from commerce.withdrawal.declaring import declare
from commerce.withdrawal.exceptions import ActionNotAllowed, WithdrawalRefused
from commerce.withdrawal.forms import (
    AppealForm,
    ConfirmationForm,
    DeclarationForm,
    FindForm,
    SendBackForm,
    WordsForm,
)
from commerce.withdrawal.giving_back import owed
from commerce.withdrawal.letters import case_path
from commerce.withdrawal.models import Evidence, Withdrawal
from commerce.withdrawal.right import must_come_back, pieces_of, right_of
from commerce.withdrawal.states import Role, actions_from
from commerce.withdrawal.timeline import events_of, turns_told


@method_decorator(never_cache, name="dispatch")
class FindView(View):
    """A guest gives number and address; the link goes by mail, and the page says the same whatever exists."""

    def get(self, request):
        return self.show(FindForm(initial={"number": request.GET.get("commande", "")[:40]}))

    def post(self, request):
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        if not form.is_spam:
            asked = form.cleaned_data
            async_task("commerce.withdrawal.links.send_link_now", asked["number"], asked["email"])
        return self.show(form, is_sent=True)

    def show(self, form, **context):
        return render(self.request, "withdrawal/find.html", {"form": form, **context})


@method_decorator(never_cache, name="dispatch")
class DeclareView(View):
    """GET and a wrong POST show the first step, a right POST the second, and only a confirmed one writes."""

    def dispatch(self, request, order_number, hash, pk):
        self.order = order_by_link(order_number, hash)
        parts = self.order.vendor_orders.select_related("vendor", "order__user")
        self.part = get_object_or_404(parts, pk=pk)
        return super().dispatch(request)

    def get(self, request):
        address = self.order.shipping_address
        known = {"name": address.name if address else "", "email": self.order.email}
        return self.show(self.form(initial=known))

    def post(self, request):
        key = self.confirmed_key()
        if key and (declared := self.already_declared(key)):
            return redirect(case_path(declared))
        form = self.form(request.POST)
        if not form.is_valid() or "corriger" in request.POST or not self.right.is_open:
            return self.show(form)
        if key is None:
            return self.show(form, template="withdrawal/confirm.html", key=uuid4())
        try:
            withdrawal = declare(
                self.part,
                form.quantities,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                request_key=key,
                actor=request.user,
                now=timezone.now(),
            )
        except (WithdrawalRefused, RefundRefused) as refusal:
            return self.show(form, refusal=str(refusal))
        messages.success(
            request, _("Votre rétractation est enregistrée. L’accusé de réception part à %s.") % withdrawal.email
        )
        return redirect(case_path(withdrawal))

    def confirmed_key(self):
        """The key of a form that was confirmed, or None."""
        confirmation = ConfirmationForm(self.request.POST)
        return f"{self.part.pk}:{confirmation.cleaned_data['cle'].hex}"[-40:] if confirmation.is_valid() else None

    def already_declared(self, key):
        """The withdrawal that this form declared already: a second click ends where the first did."""
        return Withdrawal.objects.filter(request_key=key, vendor_order=self.part).first()

    def form(self, data=None, **more):
        """The first step's form."""
        self.pieces = pieces_of(self.part)
        self.right = right_of(self.part, now=timezone.now())
        return DeclarationForm(data, pieces=self.pieces, **more)

    def show(self, form, template="withdrawal/declare.html", **context):
        """A step, with what the law lets nobody give up."""
        return render(
            self.request,
            template,
            {
                "form": form,
                "order": self.order,
                "vendor_order": self.part,
                "order_path": order_path(self.order),
                "right": self.right,
                "exceptions": [piece for piece in self.pieces if piece.exception],
                "must_come_back": must_come_back(self.part),
                **context,
            },
        )


class OfCase(View):
    """A withdrawal of a signed link's order."""

    def dispatch(self, request, order_number, hash, pk, **rest):
        self.order = order_by_link(order_number, hash)
        cases = Withdrawal.objects.select_related("vendor_order__vendor", "vendor_order__order__user")
        self.case = get_object_or_404(cases, pk=pk, vendor_order__order=self.order)
        return super().dispatch(request, **rest)


@method_decorator(never_cache, name="dispatch")
class CaseView(OfCase):
    """The statement, where the return stands, and what the buyer can do now."""

    FORMS = {"send_back": SendBackForm, "report_missing": WordsForm, "appeal": AppealForm, "agree": None}

    def get(self, request):
        return self.show()

    def show(self, **forms):
        case, files = self.case, list(self.case.evidence.all())
        actions = actions_from(case.state, Role.BUYER)
        known = {"send_back": SendBackForm(initial={"tracking_number": case.tracking_number})}
        shown = {name: (known.get(name) or form(prefix=None)) for name, form in self.FORMS.items() if form}
        found = owed(case) if case.is_open and not case.reduced_at else None
        context = {
            "case": case,
            "order": self.order,
            "vendor_order": case.vendor_order,
            "order_path": order_path(self.order),
            "lines": case.lines.select_related("line").order_by("line"),
            "events": events_of(case),
            "actions": actions,
            "turns": turns_told(case),
            "owed_cents": found[1].total_cents if found else 0,
            "shipping_cents": found[1].shipping_cents if found else 0,
            "due_on": turns.refund_due_on(case),
            "labels": [each for each in files if each.kind == Evidence.Kind.LABEL],
            "inspection": [each for each in files if each.kind == Evidence.Kind.INSPECTION],
            "forms": {**shown, **forms},
        }
        return render(self.request, "withdrawal/case.html", context)


class ActView(CaseView):
    """One step of the buyer; a refusal shows the page again with what was typed."""

    http_method_names = ["post"]
    ACTS = {
        "renvoye": ("send_back", returning.send_back),
        "perdu": ("report_missing", returning.report_missing),
        "contester": ("appeal", deciding.appeal),
        "accepter": ("agree", deciding.agree),
    }

    def post(self, request, act):
        if act not in self.ACTS:
            raise Http404
        name, rule = self.ACTS[act]
        form = self.FORMS[name](request.POST, request.FILES) if self.FORMS[name] else None
        if form is not None and not form.is_valid():
            return self.show(**{name: form})
        try:
            self.case = rule(self.case, **self.typed(name, form), actor=request.user, now=timezone.now())
        except ActionNotAllowed:
            messages.error(request, _("Cette étape n’est plus possible : le retour a avancé entre-temps."))
        else:
            messages.success(request, _("C’est noté, et l’atelier est prévenu."))
        return redirect(case_path(self.case))

    def typed(self, name, form):
        """What the rule takes."""
        typed = dict(form.cleaned_data) if form else {}
        return {**typed, "role": Role.BUYER} if name == "report_missing" else typed


class EvidenceView(OfCase):
    """A file of the case, for its buyer."""

    http_method_names = ["get"]

    def get(self, request, evidence):
        return download_of(get_object_or_404(Evidence, withdrawal=self.case, pk=evidence))
