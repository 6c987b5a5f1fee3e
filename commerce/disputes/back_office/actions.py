"""What the operator decides about a dispute, always with reasons that both sides read."""

from django import forms
from django.core.validators import MinValueValidator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.disputes import deciding
from commerce.disputes.answering import remedies_of
from commerce.disputes.back_office.pages import OfDispute, crumbs
from commerce.disputes.deadlines import remedy_by
from commerce.disputes.exceptions import ActionNotAllowed, DisputeRefused
from commerce.disputes.giving_back import left_in
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.settlement.back_office.action_pages import REFUSALS, ActionPage
from commerce.settlement.back_office.forms import Amount, ReasonForm
from commerce.settlement.models import Refund
from commerce.withdrawal.forms import LONGEST_WORDS, said


class _DecisionForm(ReasonForm):
    """Reasons that both sides read."""

    reason = forms.CharField(
        label=gettext_lazy("Motifs, lus par l’acheteur et l’artisan"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_reason(self):
        """Without what no database keeps."""
        return said(self.cleaned_data["reason"])


class DecideForm(_DecisionForm):
    """How much goes back, at whose expense, and why."""

    amount = Amount(label=gettext_lazy("À rendre à l’acheteur, en euros"), validators=[MinValueValidator(0)])
    bearer = forms.ChoiceField(
        label=gettext_lazy("À la charge de"), choices=Refund.Bearer.choices, initial=Refund.Bearer.VENDOR
    )
    field_order = ["amount", "bearer", "reason"]


class RemedyForm(_DecisionForm):
    """What the vendor has to do, until when, and why."""

    remedy = forms.ChoiceField(label=gettext_lazy("Ce que l’atelier doit faire"), widget=forms.RadioSelect)
    by = forms.DateField(
        label=gettext_lazy("Au plus tard le"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["remedy", "by", "reason"]


class _Action(OfDispute, ActionPage):
    """A decision; what the table doesn't allow any more is said on the form."""

    header_icon = "comment"
    refusals = (*REFUSALS, DisputeRefused)

    @property
    def subject(self):
        """The dispute."""
        return self.dispute

    def get_breadcrumbs_items(self):
        """The list, the dispute, this."""
        return crumbs((self.dispute.number, self.get_success_url()), (self.get_page_title(), ""))

    def get_success_url(self):
        """The dispute's page."""
        return reverse("disputes_office:dispute", args=[self.dispute.pk])

    def act(self, form, now):
        """Decide. Raises one of `refusals`."""
        more = {"reasons": form.cleaned_data["reason"], "now": now, "actor": self.request.user}
        try:
            decided = self.decide(form.cleaned_data, **more)
        except ActionNotAllowed as refusal:
            message = _("cette étape n’est plus possible, le dossier a avancé entre-temps.")
            raise DisputeRefused(message) from refusal
        return _("%(number)s : %(state)s. Acheteur et artisan sont prévenus.") % {
            "number": decided.number,
            "state": decided.get_state_display().lower(),
        }


class Decide(_Action):
    """How much goes back."""

    page_title = gettext_lazy("Trancher le litige")
    log_action = "disputes.decide"
    form_class = DecideForm

    @property
    def explanation(self):
        """The most that may be given."""
        most = euros(left_in(self.dispute).total_cents)
        return _(
            "De 0 à %(most)s, soit ce qui reste des pièces en cause. La décision est définitive : acheteur et artisan "
            "lisent vos motifs, le remboursement part aussitôt et la part retenue est libérée."
        ) % {"most": most}

    def decide(self, typed, **more):
        """By the rule."""
        cents, bearer = to_cents(typed["amount"]), typed["bearer"]
        return deciding.decide(self.dispute, cents=cents, bearer=bearer, **more)


class OrderRemedy(_Action):
    """A repair, a replacement, a return at the vendor's expense."""

    page_title = gettext_lazy("Ordonner une solution")
    log_action = "disputes.order_remedy"
    form_class = RemedyForm
    explanation = gettext_lazy(
        "L’artisan a jusqu’au jour choisi, dans trente jours au plus. Passé ce jour, le litige revient à trancher."
    )

    def get_form(self, form_class=None):
        """What is possible for this dispute."""
        form = super().get_form(form_class)
        remedies = remedies_of(self.dispute, now=timezone.now())
        form.fields["remedy"].choices = [(remedy.value, remedy.label) for remedy in remedies]
        form.fields["by"].initial = remedy_by(timezone.localdate())
        return form

    def decide(self, typed, **more):
        """By the rule."""
        return deciding.order_remedy(self.dispute, remedy=typed["remedy"], by=typed["by"], **more)
