from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from commerce.customer.adapter import AFTER_SIGN_IN
from commerce.partner import invitations, join_requests
from vendor_portal.access import SESSION_KEY, ClosedToAssistance
from vendor_portal.people_forms import JoinForm


@method_decorator(never_cache, name="dispatch")
class InvitationView(ClosedToAssistance, TemplateView):
    """Where the link of an invitation leads: signing up or in, then one button. Whose link is forged finds nothing."""

    template_name = "vendor_portal/invitation.html"

    def dispatch(self, request, *args, token, **kwargs):
        self.invitation = invitations.invitation_of(token)
        if self.invitation is None:
            raise Http404
        return super().dispatch(request, *args, token=token, **kwargs)

    def get_context_data(self, **kwargs):
        person, is_good = self.request.user, self.invitation.is_good_at(timezone.now())
        if is_good and not person.is_authenticated:
            self.request.session[AFTER_SIGN_IN] = self.request.path
        is_mine = person.is_authenticated and invitations.is_for(self.invitation, person)
        return super().get_context_data(invitation=self.invitation, is_good=is_good, is_mine=is_mine, **kwargs)

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect(request.path)
        try:
            invitations.accept(self.invitation, person=request.user, now=timezone.now())
        except invitations.NotAcceptable:
            return redirect(request.path)
        request.session[SESSION_KEY] = self.invitation.vendor_id
        messages.success(request, _("Bienvenue dans l’équipe de %(shop)s.") % {"shop": self.invitation.vendor.name})
        return redirect("vendor_portal:home")


class JoinView(ClosedToAssistance, LoginRequiredMixin, FormView):
    """« Ma boutique existe déjà » : ask its owners to be let in. Shop or not, the answer is the same."""

    template_name = "vendor_portal/join_request.html"
    form_class = JoinForm

    def get_initial(self):
        return {"siret": self.request.GET.get("siret", "")[:20].replace("\x00", "")}

    def form_valid(self, form):
        try:
            join_requests.ask_to_join(self.request.user, **form.cleaned_data, now=timezone.now())
        except join_requests.TooManyRequests:
            form.add_error(None, _("Vous avez déjà posé cette question plusieurs fois aujourd’hui : revenez demain."))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("C’est envoyé. Si une boutique porte ce numéro, ses responsables vous répondront par courriel."),
        )
        return redirect("vendor_portal:home")
