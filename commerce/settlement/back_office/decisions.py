"""Refunds, adjustments and wires that an operator decides, with a second person above a limit."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.mangopay.exceptions import MangopayError
from commerce.money_format import euros
from commerce.partner.models import Partner
from commerce.settlement import adjustments, refunds, reserve
from commerce.settlement.back_office.action_pages import ActionPage
from commerce.settlement.back_office.actions import _OfVendorOrder
from commerce.settlement.back_office.forms import AmountForm, RefundForm
from commerce.settlement.models import Adjustment, Debt, Refund, Reserve
from commerce.settlement.refund_request import left_of

Kind = Adjustment.Kind


def second_person_in_words():
    """From which sum on another person must agree."""
    limit = euros(settings.MONEY_SECOND_PERSON_FROM_CENTS)
    return _(
        "À partir de %(limit)s, une autre personne doit approuver ; ce qui a été décidé pour la même personne dans la "
        "journée compte avec."
    ) % {"limit": limit}


def outcome_in_words(adjustment, is_done):
    """What became of a decision."""
    if adjustment.executed_at is None:
        return _("C’est proposé : une autre personne doit l’approuver.")
    return _("C’est fait.") if is_done else _("C’est décidé ; l’argent suit dès que Mangopay ou la réserve le permet.")


class GiveBack(_OfVendorOrder):
    """Refund the buyer of a vendor order."""

    page_title = gettext_lazy("Rembourser l’acheteur")
    form_class = RefundForm
    log_action = "money.refund"
    is_serious = True

    @property
    def explanation(self):
        """What can still go back."""
        left = left_of(self.subject)
        words = _("Il reste %(goods)s d’articles et %(shipping)s de livraison à rendre.") % {
            "goods": euros(left.goods_cents),
            "shipping": euros(left.shipping_cents),
        }
        return f"{words} {second_person_in_words()}"

    def get_form_kwargs(self):
        """The form asks for quantities of this vendor order's lines."""
        return {**super().get_form_kwargs(), "vendor_order": self.subject}

    def act(self, form, now):
        """Decide, then try to move the money at once."""
        data = form.cleaned_data
        decided = adjustments.give_back(
            self.subject,
            form.wanted(),
            reason=data["refund_reason"],
            bearer=data["bearer"],
            note=data["note"],
            by=self.request.user,
            request_key=data["token"],
            now=now,
        )
        if not isinstance(decided, Refund):
            return outcome_in_words(decided, is_done=False)
        try:
            is_done = refunds.carry_on(decided, now=now).is_done
        except (MangopayError, reserve.ReserveMissing):
            is_done = False
        rest = _("la carte est créditée") if is_done else _("la carte sera créditée dès que possible")
        return _("%(amount)s rendus à l’acheteur : %(rest)s.") % {"amount": euros(decided.given_cents), "rest": rest}


class _Adjust(ActionPage):
    form_class = AmountForm
    log_action = "money.adjust"
    kind = None

    @property
    def explanation(self):
        """What it does, and the limit."""
        return f"{self.what} {second_person_in_words()}"

    @cached_property
    def vendor(self):
        """Whom it concerns."""
        return get_object_or_404(Partner, pk=self.kwargs["pk"])

    @property
    def subject(self):
        """The vendor."""
        return self.vendor

    def get_success_url(self):
        """The vendor's page."""
        return reverse("money:vendor", args=[self.vendor.pk])

    def act(self, form, now):
        """Propose; below the limit it is done at once."""
        adjustment = adjustments.propose(
            self.kind,
            vendor=self.vendor,
            amount_cents=form.cents,
            reason=form.cleaned_data["reason"],
            by=self.request.user,
            request_key=form.cleaned_data["token"],
            debt=getattr(self, "debt", None),
            now=now,
        )
        return outcome_in_words(adjustment, adjustments.move_at_once(adjustment, now=now))


class Owe(_Adjust):
    """A vendor owes something."""

    page_title = gettext_lazy("L’artisan doit une somme")
    kind = Kind.OWED
    what = gettext_lazy("La somme est retenue sur ses prochaines libérations. L’artisan lit le motif.")


class Give(_Adjust):
    """The reserve pays a vendor."""

    page_title = gettext_lazy("La réserve verse une somme à l’artisan")
    kind = Kind.GIVEN
    what = gettext_lazy("La réserve la verse dans son porte-monnaie ; le prochain virement la porte à sa banque.")


class Forgive(_Adjust):
    """A part of a debt is given up."""

    page_title = gettext_lazy("Abandonner une part d’une dette")
    kind = Kind.FORGIVEN
    what = gettext_lazy("L’artisan ne la doit plus ; ce que la réserve avait avancé ne revient pas.")

    @cached_property
    def debt(self):
        """What is owed."""
        return get_object_or_404(Debt.objects.select_related("vendor"), pk=self.kwargs["pk"])

    @cached_property
    def vendor(self):
        """Who owes it."""
        return self.debt.vendor

    @property
    def subject(self):
        """The debt."""
        return self.debt

    def get_initial(self):
        """What is left of it."""
        return {**super().get_initial(), "amount": self.debt.open_cents / 100}


class _Answer(ActionPage):
    @cached_property
    def subject(self):
        """The proposal."""
        found = Adjustment.objects.select_related("vendor", "vendor_order__order", "debt", "proposed_by", "refund")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_success_url(self):
        """Its page."""
        return reverse("money:adjustment", args=[self.subject.pk])

    @property
    def explanation(self):
        """What was proposed, by whom and why."""
        one = self.subject
        return _("%(who)s propose : %(kind)s, %(amount)s, %(vendor)s. Motif : %(reason)s") % {
            "who": one.proposed_by.get_full_name() or one.proposed_by.email,
            "kind": one.get_kind_display(),
            "amount": euros(one.amount_cents),
            "vendor": one.vendor.name,
            "reason": one.reason,
        }


class Approve(_Answer):
    """Agree to what somebody else proposed."""

    page_title = gettext_lazy("Approuver")
    log_action = "money.approve"

    def act(self, form, now):
        """Done in the same transaction; the money is moved at once where it can be."""
        answer = form.cleaned_data["reason"]
        adjustment = adjustments.approve(self.subject, by=self.request.user, answer=answer, now=now)
        return outcome_in_words(adjustment, adjustments.move_at_once(adjustment, now=now))


class Refuse(_Answer):
    """Say no."""

    page_title = gettext_lazy("Refuser")
    log_action = "money.refuse"
    is_serious = True

    def act(self, form, now):
        """Nothing moves."""
        adjustments.refuse(self.subject, by=self.request.user, answer=form.cleaned_data["reason"], now=now)
        return _("C’est refusé : rien n’a bougé.")


class Fund(ActionPage):
    """Announce a wire that fills the reserve."""

    page_title = gettext_lazy("Alimenter la réserve par virement")
    form_class = AmountForm
    log_action = "money.fund"
    explanation = gettext_lazy(
        "Mangopay donne un IBAN et une référence : faites le virement de votre banque, du même montant, avec cette "
        "référence. Il entre dans la réserve quand il arrive."
    )

    @property
    def subject(self):
        """The reserve; there is nothing to fund before it was opened."""
        return get_object_or_404(Reserve)

    def get_success_url(self):
        """The reserve's page."""
        return reverse("money:reserve")

    def act(self, form, now):
        """Shows where to wire."""
        funding = reserve.announce_funding(form.cents, now=now)
        return _("Virez %(amount)s à l’IBAN %(iban)s avec la référence %(reference)s.") % {
            "amount": euros(funding.amount_cents),
            "iban": funding.iban,
            "reference": funding.wire_reference,
        }
