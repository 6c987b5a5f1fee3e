"""The steps from basket to payment. Each view reads the request, calls one rule, answers."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView
from oscar.apps.checkout import views

from commerce.basket.models import Basket
from commerce.checkout import placement, promise
from commerce.checkout.forms import DeliveryForm, GuestForm
from commerce.checkout.gift_cards import chosen_uses, refusal
from commerce.checkout.session import CheckoutSessionMixin
from commerce.gift_cards.forms import CodeForm
from commerce.gift_cards.selling import again_path
from commerce.money import to_cents
from commerce.order.announcements import order_path
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.lifecycle import cancel_unpaid
from commerce.order.models import Order
from commerce.order.status import OrderStatus
from commerce.settlement import payins
from commerce.shipping.options import simplest_kind
from commerce.shipping.relays import RelaySearch, relays_for


class IndexView(CheckoutSessionMixin, FormView):
    """Guests first: an e-mail address is enough; whoever has an account may sign in."""

    extra_context = {"step": 1}
    template_name = "oscar/checkout/gateway.html"
    form_class = GuestForm
    success_url = reverse_lazy("checkout:shipping-address")
    pre_conditions = ["check_basket_is_not_empty", "check_basket_is_valid"]

    def get(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"email": self.checkout_session.get_guest_email()}

    def form_valid(self, form):
        self.checkout_session.set_guest_email(form.cleaned_data["email"])
        return super().form_valid(form)


class ShippingAddressView(views.ShippingAddressView):
    """Where the goods go: an address from the book, or a new one."""

    extra_context = {"step": 2}
    skip_conditions = []

    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated and "address_id" in request.POST:
            address_id = request.POST["address_id"]
            address = get_object_or_404(request.user.addresses, pk=address_id if address_id.isdecimal() else 0)
            self.checkout_session.ship_to_user_address(address)
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)


class ShippingMethodView(CheckoutSessionMixin, TemplateView):
    """One choice per vendor, with its price and date."""

    extra_context = {"step": 3}
    template_name = "oscar/checkout/shipping_methods.html"
    pre_conditions = [
        "check_basket_is_not_empty",
        "check_basket_is_valid",
        "check_user_email_is_captured",
        "check_address_is_captured",
    ]

    def get_forms(self, data=None):
        """A form per vendor, prefilled with what was chosen before, else with the vendor's first mode."""
        postcode = self.get_shipping_address(self.request.basket).postcode or ""
        ticked = self.checkout_session.delivery_choices()
        offers = self.get_vendor_offers(self.request.basket)
        relays = relays_for(offers, postcode)
        return [
            DeliveryForm(
                data,
                offer=offer,
                relays=relays.get(offer.group.vendor.pk, RelaySearch([])),
                prefix=f"atelier-{offer.group.vendor.pk}",
                initial=ticked.get(offer.group.vendor.pk) or {"kind": simplest_kind(offer.options)},
            )
            for offer in offers
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"forms": self.get_forms(), **kwargs})

    def post(self, request, *args, **kwargs):
        forms = self.get_forms(request.POST)
        mistaken = [form for form in forms if not form.is_valid()]
        if mistaken:
            return self.render_to_response(self.get_context_data(forms=forms))
        self.checkout_session.choose_delivery({form.group.vendor.pk: form.choice() for form in forms})
        return redirect("checkout:preview")


class PaymentMethodView(views.PaymentMethodView):
    """Nothing to choose: the card is asked for on Mangopay's page."""

    skip_conditions = []
    success_url = reverse_lazy("checkout:preview")


class PaymentDetailsView(views.PaymentDetailsView):
    """The recap (art. L221-14) and the button that commits to pay."""

    extra_context = {"step": 4}

    def dispatch(self, request, *args, **kwargs):
        if order := self.order_already_placed(request):
            return redirect(pay_path(order))
        return super().dispatch(request, *args, **kwargs)

    def order_already_placed(self, request):
        """The order that a first click on the button made of the recap that is posted again."""
        basket_id = promise.promised_basket_id(request.POST.get("promise", ""))
        return placement.order_of_basket(basket_id) if basket_id else None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        method, basket = context["shipping_method"], context["basket"]
        uses = self.gift_cards(method)
        context["parts"] = list(zip(method.choices, method.charges_cents, strict=True))
        context["promise"] = promise.fingerprint(basket, method, context["order_total"], uses)
        context["gift_cards"] = uses
        context["to_pay_cents"] = to_cents(context["order_total"].incl_tax) - sum(use.amount_cents for use in uses)
        context.setdefault("code_form", CodeForm())
        return context

    def gift_cards(self, shipping_method):
        """What the gift cards of this buyer pay of the recap."""
        return chosen_uses(self.checkout_session.gift_card_ids(), shipping_method)

    def post(self, request, *args, **kwargs):
        if "bon" in request.POST:
            return self.take_gift_card(request)
        if request.POST.get("sans_bon", "").isdecimal():
            self.checkout_session.remove_gift_card(int(request.POST["sans_bon"][:12]))
            return redirect("checkout:preview")
        return super().post(request, *args, **kwargs)

    def take_gift_card(self, request):
        """Keep the card whose code was typed, or say beside the field why not."""
        form = CodeForm(request.POST, address=get_adapter().get_client_ip(request))
        if form.is_valid():
            refused = refusal(form.card, self.get_shipping_method(request.basket))
            if not refused:
                self.checkout_session.add_gift_card(form.card.pk)
                return redirect("checkout:preview")
            form.add_error("code", refused)
        return self.render_preview(request, code_form=form)

    def submit(self, *, basket, shipping_method, order_total, **submission):
        uses = self.gift_cards(shipping_method)
        if not promise.is_kept(self.request.POST.get("promise", ""), basket, shipping_method, order_total, uses):
            return self.render_preview(
                self.request,
                error=_("Votre panier a changé entre-temps. Relisez ce récapitulatif, puis commandez."),
            )
        try:
            order = placement.place(
                basket=basket,
                user=submission["user"],
                guest_email=submission["order_kwargs"].get("guest_email", ""),
                shipping_address=submission["shipping_address"],
                shipping_method=shipping_method,
                shipping_charge=submission["shipping_charge"],
                total=order_total,
                gift_cards=uses,
                request=self.request,
            )
        except UnableToPlaceOrder as refusal:
            messages.error(self.request, str(refusal))
            return redirect("basket:summary")
        self.request.session["checkout_order_id"] = order.pk
        return redirect(pay_path(order))


def pay_path(order):
    """Signed address that sends the buyer of this order to pay."""
    return reverse("checkout:pay", args=[order.number, order.verification_hash()])


class OrderByLinkMixin:
    """Finds the order of a signed link; a wrong signature is a 404."""

    def get_order(self):
        order = get_object_or_404(Order.objects.select_related("user", "basket"), number=self.kwargs["order_number"])
        if not order.check_verification_hash(self.kwargs["hash"]):
            raise Http404
        return order

    def give_back(self, order):
        """The goods of a cancelled order return to this buyer's basket; a gift card to its form, as it was typed."""
        if order.is_gift_card:
            return redirect(again_path(order))
        basket = self.request.basket
        if basket.pk == order.basket_id:
            basket = Basket(owner=order.user)
        placement.give_basket_back(order, into=basket)
        return redirect("basket:summary")


class PayView(OrderByLinkMixin, View):
    """Sends the buyer to Mangopay's page; asked for twice, it is the same page."""

    def get(self, request, *args, **kwargs):
        order = self.get_order()
        if order.status != OrderStatus.AWAITING_PAYMENT:
            return redirect("checkout:payment-return", *self.kwargs.values())
        return_url = request.build_absolute_uri(reverse("checkout:payment-return", kwargs=self.kwargs))
        try:
            pay_in = payins.start(order, return_url=return_url, now=timezone.now())
        except payins.PaymentUnavailable:
            cancel_unpaid(order)
            kept = _("votre bon") if order.is_gift_card else _("votre panier")
            messages.error(
                request,
                _(
                    "Notre prestataire de paiement ne répond pas. Rien n’a été débité et %(kept)s est intact : "
                    "réessayez dans quelques minutes."
                )
                % {"kept": kept},
            )
            return self.give_back(order)
        return redirect(pay_in.redirect_url)


class PaymentReturnView(OrderByLinkMixin, TemplateView):
    """Where the buyer comes back to. The address says nothing that is believed: the pay-in is looked up."""

    template_name = "oscar/checkout/payment_pending.html"

    def get(self, request, *args, **kwargs):
        order = self.get_order()
        pay_in = payins.conclude_order(order, now=timezone.now())
        order = self.get_order()
        if order.status == OrderStatus.CANCELLED:
            messages.warning(request, payins.refusal_in_words(pay_in, is_gift_card=order.is_gift_card))
            return self.give_back(order)
        if order.status == OrderStatus.AWAITING_PAYMENT:
            return self.render_to_response(self.get_context_data(order=order, pay_path=pay_path(order)))
        request.session["checkout_order_id"] = order.pk
        return redirect("checkout:thank-you")


class ThankYouView(TemplateView):
    """Thanks, and what happens next."""

    template_name = "oscar/checkout/thank_you.html"

    def get(self, request, *args, **kwargs):
        order = (
            Order.objects.filter(pk=request.session.get("checkout_order_id"))
            .prefetch_related("vendor_orders__vendor", "vendor_orders__lines", "vendor_orders__relay_point")
            .first()
        )
        if order is None:
            return redirect("basket:summary")
        return self.render_to_response(self.get_context_data(order=order, order_path=order_path(order)))
