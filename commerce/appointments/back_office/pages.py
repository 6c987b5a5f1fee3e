"""The calendar of calls in Wagtail: the day, opening, closing, calling off."""

from datetime import timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from commerce.appointments import booking, openings
from commerce.appointments.back_office.access import KeepersOnly
from commerce.appointments.back_office.forms import PatternForm
from commerce.appointments.desk import day_of, neighbours
from commerce.appointments.free import local_day
from commerce.appointments.models import Appointment, Slot
from commerce.appointments.words import moment_in_words

FARTHEST_DAYS = 36_500


def day_url(day):
    """Address of a day's page."""
    return f"{reverse('appointments_desk:day')}?jour={day:%Y-%m-%d}"


def asked_day(request):
    """The day that the address asks for; today if it asks for nonsense."""
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("jour", ""))
    except ValueError:
        day = None
    return day if day and abs(day - today) < timedelta(days=FARTHEST_DAYS) else today


class DeskPage(KeepersOnly, WagtailAdminTemplateMixin):
    """The frame."""

    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self):
        """Home, the day, this."""
        first = {"label": _("Rendez-vous"), "url": reverse("appointments_desk:day")}
        return [*self.breadcrumbs_items, first, {"label": self.get_page_title(), "url": ""}]


class DayPage(DeskPage, TemplateView):
    """Who calls when, at which number, about what; what is free."""

    template_name = "appointments/back_office/day.html"
    page_title = gettext_lazy("Rendez-vous téléphoniques")

    def get_breadcrumbs_items(self):
        """Only itself."""
        return [*self.breadcrumbs_items, {"label": self.page_title, "url": ""}]

    def get_context_data(self, **kwargs):
        """The day's rows, and the days around that have some. Six queries of ours, whatever the rows."""
        day = asked_day(self.request)
        before, after = neighbours(day)
        now = timezone.now()
        return super().get_context_data(
            day=day, rows=day_of(day), before=before, after=after, today=timezone.localdate(), now=now, **kwargs
        )


class OpenPage(DeskPage, FormView):
    """One slot, or a weekly pattern between two days."""

    template_name = "appointments/back_office/open.html"
    page_title = gettext_lazy("Ouvrir des créneaux")
    form_class = PatternForm

    def get_context_data(self, **kwargs):
        """The way back."""
        return super().get_context_data(back=day_url(asked_day(self.request)), **kwargs)

    def get_initial(self):
        """The day from which one came."""
        return {"first_day": asked_day(self.request)}

    def form_valid(self, form):
        """Opens them once: a second time finds them there already."""
        try:
            told = openings.open_slots(form.pattern(), now=timezone.now())
        except openings.TooMany:
            form.add_error(None, _("Cela ferait trop de créneaux à la fois. Ouvrez une période plus courte."))
            return self.form_invalid(form)
        if not told.opened and not told.already_there:
            form.add_error(None, _("Aucun appel ne tient là : la période est fériée ou passée, ou trop courte."))
            return self.form_invalid(form)
        messages.success(self.request, _opened_in_words(told))
        return HttpResponseRedirect(day_url(form.cleaned_data["first_day"]))


def _opened_in_words(told):
    words = ngettext("%(count)s créneau ouvert.", "%(count)s créneaux ouverts.", told.opened) % {"count": told.opened}
    if told.already_there:
        words += " " + _("%(count)s y étaient déjà.") % {"count": told.already_there}
    return words


class ClosePage(KeepersOnly, View):
    """Closes free slots: one, or all that are free of a day."""

    http_method_names = ["post"]

    def post(self, request):
        """What somebody has taken stays; call that off first."""
        chosen = [int(one) for one in request.POST.getlist("slot") if one.isdecimal() and len(one) < 19]
        closed = openings.close(chosen, now=timezone.now())
        messages.success(
            request, ngettext("%(count)s créneau fermé.", "%(count)s créneaux fermés.", closed) % {"count": closed}
        )
        first = Slot.objects.filter(pk__in=chosen).first()
        return HttpResponseRedirect(day_url(local_day(first) if first else timezone.localdate()))


class CallOffPage(DeskPage, TemplateView):
    """GET says whom it disappoints; POST calls the appointment off and tells its owner."""

    template_name = "appointments/back_office/call_off.html"
    page_title = gettext_lazy("Annuler le rendez-vous")

    @property
    def appointment(self):
        """The one that the address names; 404 else."""
        return get_object_or_404(Appointment.objects.select_related("slot"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        """The appointment, and the way back."""
        appointment = self.appointment
        return super().get_context_data(appointment=appointment, back=day_url(local_day(appointment.slot)), **kwargs)

    def post(self, request, pk):
        """Call it off."""
        appointment = self.appointment
        try:
            booking.cancel(appointment, now=timezone.now(), by_operator=True)
        except booking.TooLate:
            messages.error(request, _("Ce rendez-vous est passé : il n’y a plus rien à annuler."))
        else:
            log(instance=appointment, action="appointments.call_off", user=request.user)
            messages.success(
                request,
                _("L’appel de %(moment)s est annulé, et %(name)s est prévenu par courriel.")
                % {"moment": moment_in_words(appointment.slot.starts_at), "name": appointment.name},
            )
        return HttpResponseRedirect(day_url(local_day(appointment.slot)))
