"""The buyer's doors: opening a dispute, following it, answering. By the order's signed link, no account, no script."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from commerce.customer.views import order_by_link
from commerce.disputes import answering, deadlines
from commerce.disputes.exceptions import ActionNotAllowed, DisputeRefused
from commerce.disputes.forms import AnswerForm, FewWordsForm, KeyForm, OpeningForm
from commerce.disputes.letters import case_path
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.opening import grounds_of, open_dispute, pieces_of, refusal_to_open
from commerce.disputes.states import Role, actions_from
from commerce.disputes.timeline import steps_of, turns_told
from commerce.disputes.turns import presumption_of
from commerce.order.announcements import order_path
from commerce.requirements.downloads import download_of


@method_decorator(never_cache, name="dispatch")
class OpenView(View):
    """GET asks what went wrong, POST calls the vendor, then the operator; the same form opens once."""

    def dispatch(self, request, order_number, hash, pk):
        self.order = order_by_link(order_number, hash)
        parts = self.order.vendor_orders.select_related("vendor", "order__user").prefetch_related("parcels")
        self.part = get_object_or_404(parts, pk=pk)
        return super().dispatch(request)

    def get(self, request):
        return self.show(self.form(initial={"key": uuid4(), "ground": request.GET.get("motif", "")[:12]}))

    def post(self, request):
        key = self.key()
        if key and (opened := OrderDispute.objects.filter(request_key=key, vendor_order=self.part).first()):
            return redirect(case_path(opened))
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            dispute = open_dispute(
                self.part,
                form.quantities,
                role=Role.BUYER,
                request_key=key,
                actor=request.user,
                now=timezone.now(),
                **form.typed,
            )
        except (DisputeRefused, ValidationError) as refusal:
            form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
            return self.show(form)
        messages.success(request, _("C’est transmis à l’atelier. Vous suivez la suite ici, et par courriel."))
        return redirect(case_path(dispute))

    def key(self):
        """The key of the form that was sent, or None."""
        return request_key(self.part, self.request.POST)

    def form(self, *data, **more):
        """What may be disputed today."""
        grounds = grounds_of(self.part, Role.BUYER, now=timezone.now())
        return OpeningForm(*data, pieces=pieces_of(self.part), grounds=grounds, **more)

    def show(self, form):
        """The form, or why there is none."""
        context = {
            "form": form,
            "order": self.order,
            "vendor_order": self.part,
            "order_path": order_path(self.order),
            "refusal": refusal_to_open(self.part, Role.BUYER, now=timezone.now()),
            "answer_days": deadlines.ANSWER_DAYS,
        }
        return render(self.request, "disputes/open.html", context)


def request_key(part, data):
    """The key by which a form of this vendor order opens once; None where it carries none."""
    form = KeyForm(data)
    return f"{part.pk}:{form.cleaned_data['key'].hex}"[-40:] if form.is_valid() else None


class OfCase(View):
    """A dispute of a signed link's order."""

    def dispatch(self, request, order_number, hash, pk, **rest):
        self.order = order_by_link(order_number, hash)
        cases = OrderDispute.objects.select_related("vendor_order__vendor", "vendor_order__order__user")
        self.case = get_object_or_404(cases, pk=pk, vendor_order__order=self.order)
        return super().dispatch(request, **rest)


@method_decorator(never_cache, name="dispatch")
class CaseView(OfCase):
    """What was said and shown, whose turn it is, and what the buyer can do now."""

    FORMS = {
        "reply": AnswerForm,
        "insist": AnswerForm,
        "add": AnswerForm,
        "agree": FewWordsForm,
        "close": FewWordsForm,
    }

    def get(self, request):
        return self.show()

    def form(self, name, *data):
        """The form of an action; the page has several, whose fields need ids of their own."""
        return self.FORMS[name](*data, auto_id=f"{name}-%s")

    def show(self, **forms):
        case = self.case
        actions = actions_from(case.state, Role.BUYER, opener=case.opened_by)
        context = {
            "case": case,
            "order": self.order,
            "vendor_order": case.vendor_order,
            "order_path": order_path(self.order),
            "lines": case.lines.select_related("line").order_by("line"),
            "steps": steps_of(case),
            "actions": actions,
            "turns": turns_told(case),
            "presumption": presumption_of(case),
            "forms": {**{name: self.form(name) for name in self.FORMS}, **forms},
        }
        return render(self.request, "disputes/case.html", context)


class ActView(CaseView):
    """One step of the buyer; a refusal shows the page again with what was typed."""

    http_method_names = ["post"]
    ACTS = {
        "repondre": ("reply", answering.reply),
        "insister": ("insist", answering.insist),
        "completer": ("add", answering.add),
        "satisfait": ("agree", answering.agree),
        "abandonner": ("close", answering.close),
    }

    def post(self, request, act):
        if act not in self.ACTS:
            raise Http404
        name, rule = self.ACTS[act]
        form = self.form(name, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(**{name: form})
        more = {"role": Role.BUYER} if name in ("add", "close") else {}
        try:
            self.case = rule(self.case, **more, **form.cleaned_data, actor=request.user, now=timezone.now())
        except ActionNotAllowed:
            messages.error(request, _("Cette étape n’est plus possible : le litige a avancé entre-temps."))
        except (DisputeRefused, ValidationError) as refusal:
            form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
            return self.show(**{name: form})
        else:
            messages.success(request, _("C’est noté."))
        return redirect(case_path(self.case))


class ExhibitView(OfCase):
    """A file of the case, for its buyer."""

    http_method_names = ["get"]

    def get(self, request, exhibit):
        return download_of(get_object_or_404(Exhibit, step__dispute=self.case, pk=exhibit))
