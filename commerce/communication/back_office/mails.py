"""Mails that left, wait, or were refused. Not what they say: links in them open orders and cards."""

import django_filters
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from commerce.communication import delivery, events
from commerce.communication.back_office.access import KeepersOnly, MailPolicy
from commerce.communication.models import Mail

State = Mail.State
IN_STATE = {
    State.SENT: Q(sent_at__isnull=False),
    State.REFUSED: Q(sent_at=None, refused_at__isnull=False),
    State.FAILING: Q(sent_at=None, refused_at=None, attempts__gt=0),
    State.WAITING: Q(sent_at=None, refused_at=None, attempts=0),
}


def crumbs(*rest):
    """Wagtail's home, then `rest` as (label, address)."""
    return [WagtailAdminTemplateMixin.breadcrumbs_items[0], *({"label": label, "url": url} for label, url in rest)]


class MailFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("État"), choices=State.choices, method="in_state")

    class Meta:
        model = Mail
        fields = []

    def in_state(self, queryset, _name, state):
        """Mails that stand so."""
        return queryset.filter(IN_STATE[state])


def title_of(mail):
    """What the mail's event is called; events of the past keep their name."""
    try:
        return events.event_of(mail.event).title
    except events.NotDeclared:
        return mail.event


class Mails(KeepersOnly, IndexView):
    """Every mail, the latest first; search by address, subject, or the number it is about."""

    model = Mail
    page_title = gettext_lazy("Courriels envoyés")
    header_icon = "mail"
    paginate_by = 50
    any_permission_required = ["view"]
    search_backend_name = None
    index_url_name = "mails:mails"
    index_results_url_name = "mails:mails_results"
    permission_policy = MailPolicy(Mail)
    default_ordering = "-created_at"
    search_fields = ["recipient", "subject", "key"]
    filterset_class = MailFilter

    def get_base_queryset(self):
        """Without their contents."""
        return Mail.objects.defer("text", "html", "calendar")

    def get_breadcrumbs_items(self):
        """The texts, then here."""
        return crumbs((_("Courriels"), reverse("mails:texts")), (self.get_page_title(), ""))

    @cached_property
    def columns(self):
        """Subject, to whom, which event, how it stands."""
        return [
            TitleColumn("subject", label=_("Sujet"), url_name="mails:mail", get_url=None),
            Column("recipient", label=_("Destinataire"), sort_key="recipient"),
            Column("event", label=_("Événement"), accessor=title_of),
            Column("state", label=_("État"), accessor=lambda mail: mail.state.label),
            Column("attempts", label=_("Essais manqués"), sort_key="attempts"),
            DateColumn("created_at", label=_("Décidé"), sort_key="created_at"),
        ]


class MailPage(KeepersOnly, WagtailAdminTemplateMixin, TemplateView):
    """How one mail stands, and « Renvoyer maintenant » for one that hasn't left."""

    template_name = "communication/back_office/mail.html"
    header_icon = "mail"

    @cached_property
    def mail(self):
        """It."""
        return get_object_or_404(Mail.objects.defer("text", "html", "calendar"), pk=self.kwargs["pk"])

    def get_page_title(self):
        """Its subject."""
        return self.mail.subject

    def get_breadcrumbs_items(self):
        """The list, itself."""
        rest = (_("Courriels envoyés"), reverse("mails:mails")), (self.mail.subject, "")
        return crumbs((_("Courriels"), reverse("mails:texts")), *rest)

    def get_context_data(self, **kwargs):
        """The mail and the title of its event."""
        return super().get_context_data(mail=self.mail, title=title_of(self.mail), **kwargs)

    def post(self, request, *args, **kwargs):
        """Try it now."""
        mail = Mail.objects.get(pk=self.mail.pk)
        log(instance=mail, action="mail.send_again", user=request.user, title=mail.subject[:100])
        if delivery.send_again(mail, now=timezone.now()):
            messages.success(request, _("Le courriel est parti."))
        else:
            messages.error(request, _("Le courriel n’est pas parti : la raison est ci-dessous."))
        return redirect("mails:mail", pk=mail.pk)
