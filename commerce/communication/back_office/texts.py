"""Every event of which somebody is told: what its mail says, and the operator's own words in it."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.communication import events, wording
from commerce.communication.back_office.access import KeepersOnly
from commerce.communication.back_office.mails import crumbs
from commerce.communication.models import Wording
from commerce.communication.wording import Words


class Texts(KeepersOnly, WagtailAdminTemplateMixin, TemplateView):
    """All events by audience, and those that somebody looks for by title, name or time."""

    template_name = "communication/back_office/texts.html"
    page_title = gettext_lazy("Courriels")
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        """Only itself."""
        return crumbs((self.page_title, ""))

    def get_context_data(self, **kwargs):
        """Two queries, however many events there are."""
        wanted = self.request.GET.get("q", "").replace("\x00", "")[:100].strip()
        latest = {row.event: row for row in Wording.objects.order_by("pk")}
        found = [
            (event, (row := latest.get(event.name)) is not None and not row.is_original)
            for event in events.declared()
            if wanted.casefold() in f"{event.title} {event.name} {event.when}".casefold()
        ]
        groups = [(audience.label, list(rows)) for audience, rows in groupby(found, lambda row: row[0].audience)]
        return super().get_context_data(groups=groups, wanted=wanted, **kwargs)


class WordingForm(forms.Form):
    """The operator's words, all optional."""

    subject = forms.CharField(
        label=gettext_lazy("Sujet"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Vide : le sujet d’origine."),
    )
    opening = forms.CharField(
        label=gettext_lazy("Mot d’ouverture"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Sous le titre, avant ce que dit le courriel."),
    )
    closing = forms.CharField(
        label=gettext_lazy("Mot de la fin"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Après ce que dit le courriel."),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self):
        """Refuses, beside its field, a name that is no value of this event, and what doesn't fit once filled in."""
        cleaned = super().clean()
        for field, text in list(cleaned.items()):
            try:
                wording.check(self.event, text)
            except ValidationError as error:
                self.add_error(field, error)
        return cleaned

    def words(self):
        """As Words, on one kind of line break."""
        return Words(**{name: text.replace("\r\n", "\n").strip() for name, text in self.cleaned_data.items()})


class TextPage(KeepersOnly, WagtailAdminTemplateMixin, FormView):
    """One event: who is told and when, the mail as it comes out, words to change, and who changed what."""

    template_name = "communication/back_office/text.html"
    header_icon = "mail"
    form_class = WordingForm

    @cached_property
    def event(self):
        """It; Http404 for a name that nobody declares."""
        try:
            return events.event_of(self.kwargs["name"])
        except events.NotDeclared as unknown:
            raise Http404 from unknown

    def get_page_title(self):
        """Its title."""
        return self.event.title

    def get_breadcrumbs_items(self):
        """The list, itself."""
        return crumbs((_("Courriels"), reverse("mails:texts")), (self.event.title, ""))

    def get_form_kwargs(self):
        """With the words that count."""
        row = wording.current(self.event)
        initial = {name: getattr(row, name) for name in ("subject", "opening", "closing")} if row else {}
        return {**super().get_form_kwargs(), "event": self.event, "initial": initial}

    def get_context_data(self, *, words=None, **kwargs):
        """The preview with `words`, or with those that count."""
        current = wording.current(self.event)
        if words is None:
            words = Words(current.subject, current.opening, current.closing) if current else Words()
        return super().get_context_data(
            event=self.event,
            audience=events.Audience(self.event.audience).label,
            written=self._preview(words),
            current=current,
            history=wording.history(self.event)[:50],
            **kwargs,
        )

    def _preview(self, words):
        try:
            return wording.preview(self.event, words)
        except Exception:  # The page that mends words has to open, whatever they are.
            return wording.preview(self.event, Words())

    def form_valid(self, form):
        """Show what would be sent, or keep it."""
        words = form.words()
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, words=words, is_preview=True))
        if "original" in self.request.POST:
            words = Words()
        try:
            wording.preview(self.event, words)
            wording.save(self.event, words, by=self.request.user, now=timezone.now())
        except (ValidationError, ValueError) as error:
            form.add_error("subject", error if isinstance(error, ValidationError) else str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("C’est enregistré : les prochains courriels le diront ainsi."))
        return redirect("mails:text", name=self.event.name)
