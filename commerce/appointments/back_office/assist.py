"""From the day's page into the caller's file: begin it if there is none, fill it in together, and leave it."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from commerce.appointments.back_office.access import KeepersOnly
from commerce.appointments.back_office.pages import DeskPage, day_url
from commerce.appointments.free import local_day
from commerce.appointments.models import Appointment
from commerce.communication.spam_trap import on_one_line
from commerce.registration import assistance
from commerce.registration.start import NoPlanOffered


class FileForm(forms.Form):
    """How the shop is called, for a caller who has no file yet."""

    shop_name = forms.CharField(
        label=gettext_lazy("Nom de la boutique"),
        max_length=100,
        help_text=gettext_lazy("Pour un nouveau dossier ; l’artisan le changera quand il voudra."),
    )

    def clean_shop_name(self):
        """On one line."""
        return on_one_line(self.cleaned_data["shop_name"])


class AssistPage(DeskPage, FormView):
    """Opens the caller's file for this operator's session, and writes its link to the caller."""

    template_name = "appointments/back_office/assist.html"
    page_title = gettext_lazy("Remplir le dossier au téléphone")
    form_class = FileForm

    @property
    def appointment(self):
        """The one that the address names; 404 else."""
        return get_object_or_404(Appointment.objects.select_related("slot"), pk=self.kwargs["pk"])

    def get_form(self, form_class=None):
        """A name is asked for only where there is no file."""
        form = super().get_form(form_class)
        if assistance.file_of(self.appointment.email):
            del form.fields["shop_name"]
        return form

    def get_context_data(self, **kwargs):
        """The caller, and the way back."""
        appointment = self.appointment
        return super().get_context_data(appointment=appointment, back=day_url(local_day(appointment.slot)), **kwargs)

    def form_valid(self, form):
        """Into the portal, as the caller's helper."""
        now, told = timezone.now(), form.cleaned_data
        try:
            file = assistance.begin(
                email=self.appointment.email,
                shop_name=told.get("shop_name", ""),
                operator=self.request.user,
                now=now,
            )
        except assistance.NotOpen:
            form.add_error(None, ValidationError(_("Ce dossier est déjà envoyé, ou la boutique ouverte.")))
            return self.form_invalid(form)
        except NoPlanOffered:
            form.add_error(None, ValidationError(_("Aucune formule n’est proposée : ouvrez-en une d’abord.")))
            return self.form_invalid(form)
        assistance.enter(self.request.session, file, now=now)
        return redirect("vendor_portal:registration")


class LeaveView(KeepersOnly, View):
    """The call is over: the session holds nobody's file any more."""

    http_method_names = ["post"]

    def post(self, request):
        """Back to the day."""
        assistance.leave(request.session)
        return HttpResponseRedirect(day_url(timezone.localdate()))
