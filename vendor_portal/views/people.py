from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from commerce.customer import second_factor
from commerce.partner import invitations, join_requests, people
from commerce.partner.rights import NotAllowed, Right
from vendor_portal.access import SecondFactorRequiredMixin
from vendor_portal.people_forms import ROLE_IN_WORDS, InviteForm, Role, RoleForm

LATEST_EVENTS = 30
REFUSALS = {
    "member": gettext_lazy("Cette personne fait déjà partie de la boutique."),
    "invited": gettext_lazy("Cette adresse est déjà invitée : renvoyez-lui plutôt le message, plus bas."),
    "too_many": gettext_lazy("Trop d’invitations attendent déjà une réponse : retirez-en une d’abord."),
}


class PeopleView(SecondFactorRequiredMixin, TemplateView):
    """Who works in the shop, as what. For owners also invitations, requests and the journal. A POST invites."""

    right = Right.ENTER
    right_to_post = Right.PEOPLE
    safe_methods = ("GET", "HEAD")
    template_name = "vendor_portal/people.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        members = self.vendor.memberships.select_related("user").order_by("pk")
        context = super().get_context_data(
            rows=[(member, RoleForm(initial={"role": member.role}, auto_id=f"{member.pk}_%s")) for member in members],
            roles=[(Role(role).label, words) for role, words in ROLE_IN_WORDS.items()],
            me=self.request.user,
            has_second_factor=second_factor.is_set_up(self.request.user),
            **{"form": InviteForm(), **kwargs},
        )
        if self.may(Right.PEOPLE):
            asked = self.vendor.join_requests.waiting(now).select_related("person")
            context["invitations"] = self.vendor.invitations.open()
            context["requests"] = [(request, RoleForm(auto_id=f"demande_{request.pk}_%s")) for request in asked]
            context["events"] = self.vendor.people_events.all()[:LATEST_EVENTS]
        return context

    def post(self, request, *args, **kwargs):
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                invitations.invite(self.vendor, **form.cleaned_data, by=request.user, now=timezone.now())
            except invitations.NotInvitable as refusal:
                form.add_error("email", REFUSALS[refusal.reason])
            else:
                messages.success(request, _("L’invitation est partie à %(email)s.") % form.cleaned_data)
                return redirect("vendor_portal:people")
        return self.render_to_response(self.get_context_data(form=form))


class PeopleActionView(SecondFactorRequiredMixin, View):
    """One decision about people, from a button of the page above, which comes back with what came of it."""

    http_method_names = ["post"]
    right = Right.PEOPLE

    def post(self, request, *args, **kwargs):
        try:
            done = self.act(**kwargs)
        except people.LastOwner:
            messages.error(request, _("Une boutique garde toujours un responsable : nommez-en d’abord un autre."))
        except NotAllowed as error:
            raise PermissionDenied from error
        else:
            messages.success(request, done)
        return redirect("vendor_portal:people")

    def role_typed(self):
        """The role that was chosen, or None."""
        form = RoleForm(self.request.POST)
        return form.cleaned_data["role"] if form.is_valid() else None


class ChangeRoleView(PeopleActionView):
    """Give a member another role."""

    def act(self, pk):
        membership = get_object_or_404(self.vendor.memberships, pk=pk)
        if role := self.role_typed():
            people.change_role(membership, role=role, by=self.request.user, now=timezone.now())
            return _("Le rôle est enregistré, et la personne prévenue.")
        return _("Le rôle reste le même.")


class RemoveView(PeopleActionView):
    """Take a member out of the shop."""

    def act(self, pk):
        membership = get_object_or_404(self.vendor.memberships, pk=pk)
        people.remove(membership, by=self.request.user, now=timezone.now())
        return _("C’est fait : cette personne n’entre plus dans l’espace de la boutique.")


class ResendView(PeopleActionView):
    """Send an invitation again."""

    def act(self, pk):
        invitation = get_object_or_404(self.vendor.invitations, pk=pk)
        invitations.resend(invitation, by=self.request.user, now=timezone.now())
        return _("L’invitation est repartie ; le lien d’avant ne fonctionne plus.")


class RevokeView(PeopleActionView):
    """Withdraw an invitation."""

    def act(self, pk):
        invitation = get_object_or_404(self.vendor.invitations, pk=pk)
        invitations.revoke(invitation, by=self.request.user, now=timezone.now())
        return _("L’invitation est retirée.")


class AnswerView(PeopleActionView):
    """Let somebody in who asked, with a role, or not."""

    def act(self, pk):
        request = get_object_or_404(self.vendor.join_requests, pk=pk)
        role = self.role_typed()
        if self.request.POST.get("decision") == "accept" and role:
            join_requests.accept(request, role=role, by=self.request.user, now=timezone.now())
            return _("La personne fait maintenant partie de la boutique.")
        join_requests.decline(request, by=self.request.user, now=timezone.now())
        return _("La demande est déclinée, et la personne prévenue.")


class LeaveView(PeopleActionView):
    """Leave the shop oneself: no second factor is asked of who gives something up."""

    right = Right.ENTER
    safe_methods = ("POST",)
    works_when_closed = True

    def post(self, request, *args, **kwargs):
        answer = super().post(request, *args, **kwargs)
        is_gone = not self.vendor.memberships.filter(user=request.user).exists()
        return redirect("vendor_portal:home") if is_gone else answer

    def act(self):
        membership = self.vendor.memberships.get(user=self.request.user)
        people.remove(membership, by=self.request.user, now=timezone.now())
        return _("Vous avez quitté la boutique.")
