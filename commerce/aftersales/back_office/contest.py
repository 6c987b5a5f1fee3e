"""The operator answers a bank: looks at each paper, adds a note, and contests."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from commerce.aftersales import chargeback_file
from commerce.money_format import euros
from commerce.settlement import chargebacks
from commerce.settlement.back_office.access import MOVE, OperatorsOnly
from commerce.settlement.back_office.action_pages import ActionPage
from commerce.settlement.models import Dispute

KINDS_IN_WORDS = {
    "INVOICE": gettext_lazy("Commande : articles, prix, acheteur, récapitulatif accepté"),
    "DELIVERY_PROOF": gettext_lazy("Remise : expédition, suivi, réception et qui l’a dite"),
    "USER_CORRESPONDANCE": gettext_lazy("Courriels partis à l’acheteur et ses messages"),
    "REFUND_PROOF": gettext_lazy("Remboursements déjà faits"),
}


class NoteForm(forms.Form):
    """What the operator tells the bank besides."""

    note = forms.CharField(
        label=gettext_lazy("Mot pour la banque"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Imprimé en tête de la première pièce. Les faits du dossier n’ont pas besoin d’être redits."
        ),
    )


class _OfDispute:
    @cached_property
    def subject(self):
        """The dispute."""
        return get_object_or_404(Dispute.objects.select_related("pay_in__order"), pk=self.kwargs["pk"])


class Contest(_OfDispute, ActionPage):
    """Build the file and send it."""

    page_title = gettext_lazy("Constituer le dossier et contester")
    template_name = "aftersales/back_office/contest.html"
    form_class = NoteForm
    log_action = "money.contest"

    @property
    def explanation(self):
        """Until when, and what will be defended; or why it isn't possible any more."""
        dispute, now = self.subject, timezone.now()
        if refusal := chargebacks.refusal_to_contest(dispute, now=now):
            return str(refusal)
        return _(
            "Les pièces ci-dessous partent à Mangopay, qui les remet à la banque ; %(amount)s sont défendus. "
            "Relisez-les : ce qui est envoyé ne se reprend pas."
        ) % {"amount": euros(dispute.disputed_cents)}

    def get_success_url(self):
        """The dispute's page."""
        return reverse("money:dispute", args=[self.subject.pk])

    def get_context_data(self, **kwargs):
        """The papers that there are, each with its address, and those that are missing."""
        there = chargeback_file.kinds(self.subject)
        papers = [
            (KINDS_IN_WORDS[kind], reverse("aftersales_back_office:paper", args=[self.subject.pk, kind]))
            for kind in there
        ]
        missing = [words for kind, words in KINDS_IN_WORDS.items() if kind not in there]
        is_open = chargebacks.refusal_to_contest(self.subject, now=timezone.now()) is None
        return super().get_context_data(papers=papers, missing=missing, is_open=is_open, **kwargs)

    def act(self, form, now):
        """Documents first, then the contest; asked again, it goes on where it was cut."""
        dispute = chargeback_file.contest(self.subject, note=form.cleaned_data["note"], now=now)
        return _("Le dossier du litige %(dispute)s est envoyé : %(state)s.") % {
            "dispute": dispute.resource_id,
            "state": dispute.get_status_display(),
        }


class Paper(_OfDispute, OperatorsOnly, View):
    """One paper of the file as it would be sent now, without the note."""

    permission = MOVE

    def get(self, request, pk, kind):
        """Shown in the browser; a paper that has nothing to say isn't there."""
        if kind not in chargeback_file.kinds(self.subject):
            raise Http404
        content = chargeback_file.paper(self.subject, kind, now=timezone.now())
        name = f"litige-{self.subject.pk}-{kind.lower()}.pdf"
        return HttpResponse(
            content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )
