"""Several orders at once: handed over with their tracking numbers, and the papers that go with them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from commerce.fulfilment import paper
from commerce.order import parcels
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed
from commerce.order.models import VendorOrder
from commerce.order.status import TO_SEND
from commerce.partner.rights import Right
from commerce.shipping.models import DeliveryMode
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.parcel_forms import SelectionForm, ShipManyForm


class SelectionMixin:
    """The vendor's own orders among those that were ticked, in the order of their promises."""

    def selected(self):
        """What was ticked and is the vendor's; anything odd is left out."""
        form = SelectionForm(self.request.GET)
        numbers = form.cleaned_data["commande"] if form.is_valid() else []
        parts = VendorOrder.objects.of_vendor(self.vendor).of_goods().filter(number__in=numbers)
        parts = parts.select_related("vendor", "relay_point", "order__shipping_address__country")
        parts = parts.prefetch_related("lines__attributes__option", "parcels__lines")
        return list(parts.order_by("promised_on", "pk"))


class ShipManyView(SelectionMixin, VendorRequiredMixin, TemplateView):
    """GET asks for the tracking numbers of what was ticked, POST hands each over, once."""

    right = Right.SHIP
    template_name = "vendor_portal/orders_ship.html"

    def to_send(self):
        """Of what was ticked, what a carrier takes."""
        kinds = (DeliveryMode.Kind.COLLECT,)
        return [part for part in self.selected() if part.status in TO_SEND and part.delivery_kind not in kinds]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ShipManyForm(parts=self.to_send()))
        return super().get_context_data(**kwargs)

    def post(self, request):
        form = ShipManyForm(request.POST, parts=self.to_send())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        now, sent = timezone.now(), 0
        for part, typed in form.handed_over:
            try:
                parcels.hand_over(part, now=now, **typed)
                sent += 1
            except (StepNotAllowed, NotInTheWorkshop):
                messages.error(request, _("%(number)s a changé d’état entre-temps.") % {"number": part.number})
        if sent:
            words = ngettext("%(n)d colis est en route.", "%(n)d colis sont en route.", sent)
            messages.success(request, words % {"n": sent})
        return redirect("vendor_portal:orders")


class PaperView(SelectionMixin, VendorRequiredMixin, View):
    """One PDF for everything that was ticked."""

    right = Right.ORDERS
    draw = None
    file_name = ""

    def get(self, request):
        parts = self.selected()
        if not parts:
            messages.error(request, _("Cochez d’abord au moins une commande."))
            return redirect("vendor_portal:orders")
        answer = HttpResponse(self.draw(parts, now=timezone.now()), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{self.file_name}.pdf"'
        return answer


class PackingSlipsView(PaperView):
    """What is in each parcel."""

    draw = staticmethod(paper.packing_slips)
    file_name = "bons-de-livraison"


class AddressLabelsView(PaperView):
    """For parcels without a carrier's label."""

    draw = staticmethod(paper.address_labels)
    file_name = "etiquettes"
