"""« Supprimer mon compte »: what goes, what stays and why, then one button."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from commerce.leaving import accounts, retention


class DeleteAccountView(LoginRequiredMixin, TemplateView):
    """GET says everything with its dates; POST, by somebody who has just shown who they are, deletes."""

    template_name = "leaving/delete_account.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        user = self.request.user
        return super().get_context_data(
            obstacles=accounts.obstacles(user, now=now), kept=retention.kept_of_person(user, now=now), **kwargs
        )

    @method_decorator(reauthentication_required)
    def post(self, request, *args, **kwargs):
        try:
            accounts.erase(request.user, now=timezone.now())
        except ValidationError:
            return self.get(request, *args, **kwargs)
        logout(request)
        messages.success(request, _("Votre compte est supprimé. Merci d’être passé par ici."))
        return redirect("/")
