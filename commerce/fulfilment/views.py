"""The buyer's doors, by the order's signed link: calling off what isn't sent, answering what a vendor proposes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from commerce.customer.views import order_by_link
from commerce.fulfilment import calling_off, unavailable
from commerce.fulfilment.exceptions import NotPossible
from commerce.fulfilment.models import Unavailability
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.order.announcements import order_path
from commerce.partner.models import StockRecord
from commerce.promotions.prices import selling_cents
from commerce.settlement.refund_request import RefundRefused

State = Unavailability.State


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
        foreseen = calling_off.foreseen_by_buyer(self.part, now=timezone.now())
        context = {"order": self.order, "vendor_order": self.part, "foreseen": foreseen}
        return render(request, "fulfilment/cancel.html", {**context, "order_path": order_path(self.order)})

    def post(self, request):
        actor = request.user if request.user.is_authenticated else None
        refund = calling_off.call_off_by_buyer(self.part, actor=actor, now=timezone.now())
        messages.success(request, self.said(refund))
        return redirect(order_path(self.order))

    def said(self, refund):
        """What was called off, and what comes back for it."""
        if refund is None:
            return _("La sous-commande %(number)s est annulée.") % {"number": self.part.number}
        told = {"number": self.part.number, "amount": euros(refund.given_cents)}
        return _("La sous-commande %(number)s est annulée, et %(amount)s vous sont rendus.") % told


class ProposalView(View):
    """GET says what is proposed and until when, POST takes it or the money back, once."""

    def dispatch(self, request, order_number, hash, pk):
        self.order = order_by_link(order_number, hash)
        rows = Unavailability.objects.filter(vendor_order__order=self.order)
        self.row = get_object_or_404(rows.select_related("vendor_order__vendor", "line", "replacement"), pk=pk)
        if not self.row.is_open:
            messages.info(request, self.said(self.row))
            return redirect(order_path(self.order))
        return super().dispatch(request)

    def get(self, request):
        row, now = self.row, timezone.now()
        context = {"order": self.order, "row": row, "order_path": order_path(self.order)}
        if row.replacement_id:
            record = (
                StockRecord.objects.with_promotion(now).select_related("product__parent").get(pk=row.replacement_id)
            )
            paid_cents = to_cents(row.line.line_price_incl_tax)
            difference_cents = max(0, paid_cents - selling_cents(record, now) * row.quantity)
            context |= {"piece": record.product, "difference_cents": difference_cents}
        return render(request, "fulfilment/proposal.html", context)

    def post(self, request):
        answer = unavailable.accept if request.POST.get("reponse") == "oui" else unavailable.refuse
        try:
            row = answer(self.row, now=timezone.now())
        except (NotPossible, RefundRefused) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.said(row))
        return redirect(order_path(self.order))

    def said(self, row):
        """What became of it, for its buyer."""
        words = {
            State.REFUNDED: _("« %(piece)s » vous est remboursé."),
            State.DELAYED: _("C’est noté : l’atelier vous enverra « %(piece)s » plus tard."),
            State.REPLACED: _("C’est noté : une autre pièce remplace « %(piece)s »."),
            State.LAPSED: _("La proposition pour « %(piece)s » n’a plus d’objet."),
        }
        return words[row.state] % {"piece": row.title}
