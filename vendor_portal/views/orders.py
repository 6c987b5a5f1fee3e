from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, ListView

from commerce.dispatch.labels import can_label
from commerce.disputes.opening import may_open
from commerce.fulfilment import collecting
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import NotInTheWorkshop, StepNotAllowed, TooManyCodes, WrongCollectionCode
from commerce.order.models import VendorOrder
from commerce.order.piles import matching, of_pile
from commerce.order.status import VendorOrderStatus, actions_from
from commerce.order.timeline import VENDOR, timelines
from commerce.partner.rights import Right
from commerce.settlement.refund_request import left_of
from commerce.settlement.statements import earning, earnings
from commerce.settlement.timeline import of_payout
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.forms import CollectForm, OrderFilterForm
from vendor_portal.label_forms import LabelForm
from vendor_portal.parcel_forms import ShipForm
from vendor_portal.refund_forms import RefundForm


class OrderListView(VendorRequiredMixin, ListView):
    """My orders, and my part only."""

    right = Right.ORDERS
    template_name = "vendor_portal/orders.html"
    paginate_by = 25

    def get_queryset(self):
        self.form = OrderFilterForm(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        parts = VendorOrder.objects.of_vendor(self.vendor)
        parts = parts.select_related("vendor", "relay_point", "order__shipping_address")
        if asked.get("etat"):
            parts = of_pile(parts, asked["etat"], today=timezone.localdate())
        if asked.get("q"):
            parts = matching(parts, asked["q"])
        return parts.prefetch_related("lines").order_by("-confirmed_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(form=self.form, **kwargs)
        now = timezone.now()
        context["earnings"] = earnings(context["object_list"], now=now)
        context["today"] = timezone.localdate(now)
        return context


class OrderDetailView(VendorRequiredMixin, DetailView):
    """One vendor order: what to send where, what it earns, and what can be done now."""

    right = Right.ORDERS
    template_name = "vendor_portal/order.html"
    context_object_name = "vendor_order"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self):
        return (
            VendorOrder.objects.of_vendor(self.vendor)
            .select_related(
                "order__shipping_address__country", "order__user", "relay_point", "vendor", "gift_card__vendor_order"
            )
            .prefetch_related("lines__attributes__option", "lines__product__parent", "parcels__lines__line", "labels")
            .prefetch_related("delays", "unavailabilities")
        )

    def get_context_data(self, **kwargs):
        part, now = self.object, timezone.now()
        earned = earning(part)
        (told,) = timelines([part], viewer=VENDOR, now=now)
        forms = {
            "ship_form": ShipForm(part=part),
            "collect_form": CollectForm(),
            "refund_form": RefundForm(part=part),
            "label_form": LabelForm(part=part),
        }
        return super().get_context_data(
            actions=actions_from(part.status, "vendor", collection=part.is_collection),
            may_be_given_up=collecting.may_be_given_up(part, now=now),
            kept_until=part.ready_at and collecting.kept_until(part),
            can_refund=left_of(part).total_cents > 0,
            can_label=can_label(part),
            can_dispute=may_open(part, now=now),
            earning=earned,
            turns=told.turns,
            events=[*told.events, of_payout(earned)],
            **{**forms, **kwargs},
        )


class OrderActionView(OrderDetailView):
    """One step of a vendor order; a refusal shows the page again with what was typed and the reason beside it."""

    right = Right.SHIP
    http_method_names = ["post"]
    done = ""

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.get_form(request.POST)
        if form is not None and not form.is_valid():
            return self.refuse(form)
        try:
            self.act(form)
        except (StepNotAllowed, NotInTheWorkshop):
            messages.error(request, _("Cette action n’est plus possible : la commande a changé d’état entre-temps."))
        except TooManyCodes:
            form.add_error("code", _("Trop de codes faux : réessayez dans une demi-heure, ou écrivez-nous."))
            return self.refuse(form)
        except WrongCollectionCode:
            form.add_error("code", _("Ce code n’est pas celui de cette commande. Vérifiez-le avec l’acheteur."))
            return self.refuse(form)
        else:
            messages.success(request, self.done % {"number": self.object.number})
        return redirect("vendor_portal:order", number=self.object.number)

    def get_form(self, data):
        """The form of this action, or None."""

    def refuse(self, form):
        """The page again, with this form as it was filled in."""
        return self.render_to_response(self.get_context_data(**{self.form_name: form}))


class ShipView(OrderActionView):
    """A parcel was handed over, with all that was left or a part of it; later, what its label says is corrected."""

    form_name = "ship_form"
    done = gettext_lazy("Le colis de %(number)s est en route, et l’acheteur prévenu.")

    def get_form(self, data):
        return ShipForm(data, part=self.object)

    def act(self, form):
        typed = {name: form.cleaned_data[name] for name in ("carrier", "tracking_number")}
        if self.object.status == VendorOrderStatus.SHIPPED:
            parcels.correct(self.object.parcels.last(), **{name: value or None for name, value in typed.items()})
            return
        key = form.cleaned_data["cle"]
        parcels.hand_over(
            self.object,
            form.quantities,
            request_key=key and f"{self.object.pk}:{key.hex}",
            now=timezone.now(),
            **typed,
        )


class MakeReadyView(OrderActionView):
    """The goods wait at the workshop."""

    done = gettext_lazy("La sous-commande %(number)s est prête, et l’acheteur prévenu.")

    def act(self, form):
        lifecycle.make_ready(self.object, now=timezone.now())


class CollectView(OrderActionView):
    """The buyer came with the code."""

    form_name = "collect_form"
    done = gettext_lazy("La sous-commande %(number)s est remise.")

    def get_form(self, data):
        return CollectForm(data)

    def act(self, form):
        lifecycle.collect(self.object, code=form.cleaned_data["code"], now=timezone.now())
