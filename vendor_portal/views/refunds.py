"""The vendor's door to a refund: a form, a page that says what it costs, and one decision."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.money_format import euros
from commerce.partner.rights import Right
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused
from vendor_portal.refund_forms import ConfirmationForm, RefundForm
from vendor_portal.views.orders import OrderDetailView

DOOR = Refund.Door.VENDOR


class RefundView(OrderDetailView):
    """GET and a wrong POST show the form, a right POST what it would do, and a confirmed one does it."""

    right = Right.REFUND
    template_name = "vendor_portal/refund.html"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = RefundForm(request.POST, part=self.object)
        if not form.is_valid() or "corriger" in request.POST:
            return self.answer(form)
        confirmation = ConfirmationForm(request.POST)
        try:
            if confirmation.is_valid():
                return self.decide(form, confirmation.cleaned_data["cle"])
            foreseen = refund_decision.foreseen(self.object, form.wanted, door=DOOR, now=timezone.now())
        except RefundRefused as refusal:
            return self.answer(form, refusal=str(refusal))
        return self.answer(
            form,
            foreseen=foreseen,
            amount_cents=foreseen.piece.goods_cents - sum(cents for _line, _quantity, cents in foreseen.lines),
            reason=Refund.Reason(form.cleaned_data["motif"]).label,
            key=uuid4(),
        )

    def answer(self, form, **more):
        """The page with what was typed, and what it would do where that is known."""
        return self.render_to_response(self.get_context_data(refund_form=form, **more))

    def decide(self, form, key):
        """Give back what was confirmed, once per key."""
        refund = refund_decision.decide(
            self.object,
            form.wanted,
            reason=form.cleaned_data["motif"],
            note=form.cleaned_data["note"],
            door=DOOR,
            actor=self.request.user,
            request_key=f"{self.object.pk}:{key.hex}"[-40:],
            now=timezone.now(),
        )
        messages.success(
            self.request,
            _("L’acheteur est remboursé de %(amount)s, et prévenu par courriel.")
            % {"amount": euros(refund.given_cents)},
        )
        return redirect("vendor_portal:order", number=self.object.number)
