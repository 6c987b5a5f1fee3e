"""When an order can't go as promised: a later day, a piece that is missing, a buyer who doesn't come."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.fulfilment import collecting, delays, unavailable
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.partner.rights import Right
from commerce.settlement.refund_request import RefundRefused
from vendor_portal.promise_forms import DelayForm, UnavailableForm
from vendor_portal.views.orders import OrderDetailView

#: Beside which field a refusal is read.
FIELDS = {Refusal.DAY: "jour", Refusal.PIECE: "piece", Refusal.PART: "solution", Refusal.GONE: "quantite"}


class PromiseView(OrderDetailView):
    """GET shows a form, POST does what it says, or shows it again with the reason beside the field."""

    right = Right.SHIP

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.bound(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form))
                return redirect("vendor_portal:order", number=self.object.number)
            except NotPossible as refused:
                field = FIELDS.get(refused.refusal)
                form.add_error(field if field in form.fields else None, str(refused))
            except RefundRefused as refused:
                form.add_error(None, str(refused))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.bound(None))
        return super().get_context_data(**kwargs)


class DelayView(PromiseView):
    """A later day, told to the buyer."""

    template_name = "vendor_portal/order_delay.html"

    def bound(self, data):
        """The form of this page."""
        return DelayForm(data)

    def act(self, form):
        """Announce it. Returns what to say."""
        typed = {"note": form.cleaned_data["note"], "actor": self.request.user, "now": timezone.now()}
        delays.announce(self.object, form.cleaned_data["jour"], **typed)
        return _("Le nouveau jour est annoncé à l’acheteur, qui peut annuler ce qui n’est pas parti.")


class UnavailableView(PromiseView):
    """A piece was sold and isn't there."""

    right = Right.REFUND
    template_name = "vendor_portal/order_unavailable.html"

    def bound(self, data):
        """The form of this page."""
        return UnavailableForm(data, part=self.object, now=timezone.now())

    def act(self, form):
        """Refund or propose. Returns what to say."""
        data, proposal = form.cleaned_data, form.proposal
        typed = {"note": data["note"], "actor": self.request.user, "now": timezone.now()}
        typed["request_key"] = f"{self.object.pk}:{data['cle'].hex}"
        line, quantity = form.lines[data["ligne"]], data["quantite"]
        if proposal is None:
            unavailable.declare(line, quantity, **typed)
            return _("L’acheteur est remboursé et prévenu ; la pièce n’est plus en vente.")
        unavailable.propose(line, quantity, **typed, **proposal)
        return _("L’acheteur a reçu votre proposition ; la pièce n’est plus en vente.")


class GiveUpView(OrderDetailView):
    """Nobody came: called off, and everything given back."""

    right = Right.REFUND
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            collecting.give_up(self.object, actor=request.user, now=timezone.now())
        except (NotPossible, RefundRefused) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("La commande est annulée, l’acheteur remboursé ; ses pièces sont en vente."))
        return redirect("vendor_portal:order", number=self.object.number)
