"""The visitor's side, without an account: pick a time, say who and why; then move or cancel by a signed link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from commerce.appointments import booking
from commerce.appointments.calendar_file import calendar_file
from commerce.appointments.forms import BookingForm
from commerce.appointments.free import free_slots, next_free, week_of
from commerce.appointments.links import appointment_by_link, appointment_path

#: How many other times somebody is offered who came too late for one.
OFFERED = 6
SESSION_KEY = "appointment_slot"


def asked_week(request, now):
    """The Week that the address asks for by any of its days; nonsense asks for the next free slot's."""
    try:
        day = parse_date(request.GET.get("semaine", ""))
    except ValueError:
        day = None
    return week_of(day, now=now)


class WeekView(TemplateView):
    """Free times, by day; each is a link."""

    template_name = "appointments/week.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(week=asked_week(self.request, timezone.now()), **kwargs)


@method_decorator(never_cache, "dispatch")
class BookView(FormView):
    """The chosen time, and who wants it. Who comes too late keeps what was typed, beside the next free times."""

    template_name = "appointments/book.html"
    form_class = BookingForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.slot = free_slots(self.now).filter(pk=kwargs["pk"]).first()

    def get(self, request, *args, **kwargs):
        if self.slot is None:
            messages.info(request, _("Cette heure-là vient d’être prise. En voici d’autres."))
            return redirect("appointments:week")
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        user = self.request.user
        known = {"email": user.email, "name": user.get_full_name()} if user.is_authenticated else {}
        return {"subject": self.request.GET.get("sujet", "")[:200], **known}

    def form_valid(self, form):
        if form.is_spam:
            return redirect("appointments:taken")
        try:
            booking.book(self.kwargs["pk"], now=self.now, **person_in(form))
        except booking.SlotTaken:
            self.slot = None
            return self.form_invalid(form)
        self.request.session[SESSION_KEY] = self.slot.starts_at.isoformat()
        return redirect("appointments:taken")

    def get_context_data(self, **kwargs):
        others = [] if self.slot else next_free(self.now, OFFERED)
        return super().get_context_data(slot=self.slot, others=others, **kwargs)


def person_in(form):
    """Who asks and why, as the rule takes it."""
    return {name: form.cleaned_data[name] for name in ("name", "phone", "email", "subject")}


class TakenView(TemplateView):
    """Says the same to everybody who sent the form: the mail says what holds."""

    template_name = "appointments/taken.html"

    def get_context_data(self, **kwargs):
        starts_at = self.request.session.get(SESSION_KEY, "")
        return super().get_context_data(starts_at=timezone.datetime.fromisoformat(starts_at) if starts_at else None)


@method_decorator(never_cache, "dispatch")
class LinkView(View):
    """Behind the signed link. 404 for what we didn't sign; what is over is said, with 410, and can't be changed."""

    template_name = "appointments/appointment.html"

    def dispatch(self, request, token):
        self.now = timezone.now()
        self.appointment = appointment_by_link(token)
        if self.appointment is None:
            raise Http404
        if not booking.can_be_changed(self.appointment, self.now):
            return self.gone()
        response = super().dispatch(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    def gone(self):
        """What became of it, and how to take another."""
        return render(self.request, "appointments/gone.html", {"appointment": self.appointment}, status=410)

    def shown(self, **context):
        """The page."""
        context |= {"appointment": self.appointment, "path": appointment_path(self.appointment)}
        return render(self.request, self.template_name, context)

    def done(self, sentence):
        """Back to the appointment's page, with a sentence."""
        messages.success(self.request, sentence)
        return redirect(appointment_path(self.appointment))

    def get(self, request):
        return self.shown()


class AppointmentView(LinkView):
    """When, at which number, about what."""


class MoveView(LinkView):
    """Other times; one POST takes one and frees the other."""

    template_name = "appointments/move.html"

    def get(self, request):
        return self.shown(week=asked_week(request, self.now))

    def post(self, request):
        chosen = request.POST.get("slot", "")
        try:
            booking.move(self.appointment, int(chosen) if chosen.isdecimal() else 0, now=self.now)
        except booking.SlotTaken:
            messages.error(request, _("Cette heure-là n’est plus libre. Votre rendez-vous n’a pas bougé."))
            return redirect(reverse("appointments:move", args=[request.resolver_match.kwargs["token"]]))
        except booking.TooLate:
            return self.gone()
        return self.done(_("C’est déplacé. Un message vous le confirme, avec un fichier qui met votre agenda à jour."))


class CancelView(LinkView):
    """GET asks, POST calls it off."""

    template_name = "appointments/cancel.html"

    def post(self, request):
        try:
            self.appointment = booking.cancel(self.appointment, now=self.now)
        except booking.TooLate:
            self.appointment.refresh_from_db()
            return self.gone()
        return render(request, "appointments/gone.html", {"appointment": self.appointment})


class CalendarFileView(LinkView):
    """The file, for an agenda that doesn't read mails."""

    def get(self, request):
        text = calendar_file(self.appointment, now=self.now)
        return HttpResponse(
            text,
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="rendez-vous.ics"'},
        )
