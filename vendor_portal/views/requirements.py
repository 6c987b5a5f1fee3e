from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.registration.start import touch
from commerce.requirements.downloads import download_of
from commerce.requirements.listing import requirements_of
from commerce.requirements.models import RequirementRecord
from commerce.requirements.recording import attest
from vendor_portal.access import OwnerRequiredMixin
from vendor_portal.requirement_forms import form_for


class RequirementsView(OwnerRequiredMixin, TemplateView):
    """What is asked of this shop, why, and where each point stands: the list that the operator reads, too."""

    template_name = "vendor_portal/requirements.html"

    def get_context_data(self, **kwargs):
        states, answered = requirements_of(self.vendor, now=timezone.now()), kwargs.get("answered")
        rows = []
        for state in states:
            is_answered = answered is not None and answered[0].pk == state.requirement.pk
            form = answered[1] if is_answered else form_for(state.requirement)
            if form and not is_answered and state.record:
                form.initial = {"answer": state.record.answer}
            rows.append((state, form))
        blocking = [state for state in states if state.is_blocking]
        return super().get_context_data(
            rows=rows, done=sum(state.is_met for state in blocking), count=len(blocking), **kwargs
        )


class AnswerRequirementView(RequirementsView):
    """An answer or a paper for one of them."""

    http_method_names = ["post"]

    def post(self, request, pk):
        asked = [state.requirement for state in requirements_of(self.vendor, now=timezone.now())]
        requirement = next((each for each in asked if each.pk == pk), None)
        if requirement is None or not requirement.is_answered_by_people:
            raise Http404
        form = form_for(requirement, request.POST, request.FILES)
        if not form.is_valid() or not self.keep(requirement, form):
            return self.render_to_response(self.get_context_data(answered=(requirement, form), form=form))
        messages.success(request, _("C’est enregistré."))
        return redirect("vendor_portal:requirements")

    def keep(self, requirement, form):
        """Whether the answer was kept; else the form says why."""
        now = timezone.now()
        try:
            attest(self.vendor, requirement, by=self.request.user, now=now, **form.cleaned_data)
        except ValidationError as wrong:
            field = next(iter(form.fields))
            form.add_error(field, wrong.messages)
            return False
        touch(self.vendor, now=now)
        return True


class RequirementPaperView(OwnerRequiredMixin, View):
    """A paper that this shop sent: its owners download it."""

    http_method_names = ["get"]

    def get(self, request, pk):
        return download_of(get_object_or_404(RequirementRecord, vendor=self.vendor, pk=pk))
