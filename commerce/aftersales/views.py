"""The buyer's door: calling off what isn't sent yet, by the order's signed link, in two pages."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from commerce.customer.views import order_by_link
from commerce.money_format import euros
from commerce.order.announcements import order_path
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted

DOOR = Refund.Door.BUYER
EVERYTHING = Wanted(everything=True)


class CancelView(View):
    """GET says what comes back, POST calls the vendor order off and gives everything back, once."""

    def dispatch(self, request, order_number, hash, pk):
        self.order = order_by_link(order_number, hash)
        self.part = get_object_or_404(self.order.vendor_orders.select_related("vendor"), pk=pk)
        try:
            return super().dispatch(request)
        except RefundRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(order_path(self.order))

    def get(self, request):
        foreseen = refund_decision.foreseen(self.part, EVERYTHING, door=DOOR, now=timezone.now())
        context = {"order": self.order, "vendor_order": self.part, "foreseen": foreseen}
        return render(request, "aftersales/cancel.html", {**context, "order_path": order_path(self.order)})

    def post(self, request):
        refund = refund_decision.decide(
            self.part,
            EVERYTHING,
            reason=Refund.Reason.CANCELLED,
            door=DOOR,
            actor=request.user if request.user.is_authenticated else None,
            request_key=f"cancelled:{self.part.pk}",
            now=timezone.now(),
        )
        messages.success(
            request,
            _("La sous-commande %(number)s est annulée, et %(amount)s vous sont rendus.")
            % {"number": self.part.number, "amount": euros(refund.given_cents)},
        )
        return redirect(order_path(self.order))
