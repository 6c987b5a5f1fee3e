"""What an operator does about movements, shares and disputes. The rules are settlement's; here is only the asking."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.order.models import VendorOrder
from commerce.settlement import chargebacks, holds
from commerce.settlement.back_office.action_pages import ActionPage
from commerce.settlement.back_office.forms import BearerForm, HoldForm
from commerce.settlement.models import Dispute, Hold
from commerce.settlement.retrying import MODELS, retry


class Retry(ActionPage):
    """Try a movement again now."""

    page_title = gettext_lazy("Réessayer maintenant")
    log_action = "money.retry"
    explanation = gettext_lazy(
        "Le mouvement est redemandé à Mangopay tout de suite, une fois, au lieu d’attendre le prochain passage. "
        "Ce qui a déjà été fait n’est jamais refait."
    )

    @cached_property
    def subject(self):
        """The movement."""
        model = MODELS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        return get_object_or_404(model, pk=self.kwargs["pk"])

    def get_success_url(self):
        """The page of what it belongs to."""
        operation = self.subject
        if (refund_id := getattr(operation, "refund_id", None)) is not None:
            return reverse("money:refund", args=[refund_id])
        if (part_id := getattr(operation, "vendor_order_id", None)) is not None:
            return reverse("money:vendor_order", args=[part_id])
        if operation._meta.model_name == "payout":
            return reverse("money:payout", args=[operation.pk])
        return reverse("money:reserve")

    def act(self, form, now):
        """Says how the movement stands then."""
        operation = retry(self.subject, now=now)
        return _("%(key)s : %(state)s.") % {"key": operation.business_key, "state": operation.get_state_display()}


class _OfVendorOrder(ActionPage):
    @cached_property
    def subject(self):
        """The vendor order."""
        return get_object_or_404(VendorOrder.objects.select_related("order", "vendor"), pk=self.kwargs["pk"])

    def get_success_url(self):
        """Its page."""
        return reverse("money:vendor_order", args=[self.subject.pk])


class PlaceHold(_OfVendorOrder):
    """Keep a share where it is."""

    page_title = gettext_lazy("Retenir cette part")
    form_class = HoldForm
    log_action = "money.hold"
    explanation = gettext_lazy(
        "La part reste dans le porte-monnaie de la commande, même passé son jour, jusqu’à ce que quelqu’un lève la "
        "retenue. L’artisan lit la précision dans son espace."
    )

    def act(self, form, now):
        """Once, however often it is asked."""
        holds.place(
            self.subject,
            reason=Hold.Reason.OPERATOR,
            note=form.cleaned_data["note"],
            actor=self.request.user,
            now=now,
        )
        return _("La part de %(number)s est retenue.") % {"number": self.subject.number}


class LiftHold(_OfVendorOrder):
    """Let a share go its way again."""

    page_title = gettext_lazy("Lever la retenue")
    log_action = "money.lift"
    explanation = gettext_lazy("La part est libérée au prochain passage si son jour est venu.")

    def act(self, form, now):
        """Disputes lift their own holds."""
        for hold in self.subject.holds.filter(reason=Hold.Reason.OPERATOR, lifted_at=None):
            holds.lift(hold, actor=self.request.user, now=now)
        return _("La part de %(number)s n’est plus retenue.") % {"number": self.subject.number}


class _OfDispute(ActionPage):
    @cached_property
    def subject(self):
        """The dispute."""
        return get_object_or_404(Dispute.objects.select_related("pay_in__order"), pk=self.kwargs["pk"])

    def get_success_url(self):
        """Its page."""
        return reverse("money:dispute", args=[self.subject.pk])


class ChangeBearer(_OfDispute):
    """Decide who pays if the dispute is lost."""

    page_title = gettext_lazy("Changer qui porte le litige")
    form_class = BearerForm
    log_action = "money.bearer"
    explanation = gettext_lazy(
        "La fraude à la carte est à la charge de MonQuibus, ce qui touche à l’article à celle de l’artisan : "
        "changez-le si ce litige en mérite autrement. Après l’issue, rien ne change plus."
    )

    def get_initial(self):
        """As it is."""
        return {**super().get_initial(), "bearer": self.subject.bearer}

    def act(self, form, now):
        """Only before the outcome."""
        dispute = chargebacks.change_bearer(self.subject, form.cleaned_data["bearer"])
        return _("Si le litige est perdu, il sera à la charge de %(bearer)s.") % {
            "bearer": dispute.get_bearer_display()
        }


class GiveUp(_OfDispute):
    """Close a dispute as lost."""

    page_title = gettext_lazy("Accepter la perte")
    log_action = "money.give_up"
    is_serious = True
    explanation = gettext_lazy(
        "Le litige est clos chez Mangopay et l’argent reste à l’acheteur : il est repris sur les parts, comme un "
        "remboursement. Cela ne se défait pas."
    )

    def act(self, form, now):
        """Mangopay closes it; the shares pay as the bearer says."""
        dispute = chargebacks.give_up(self.subject, now=now)
        return _("Litige %(dispute)s : %(state)s.") % {
            "dispute": dispute.resource_id,
            "state": dispute.get_status_display(),
        }
