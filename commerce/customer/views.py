"""The buyer's rooms: account, orders, addresses. A guest reaches an order by its signed link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, ListView, UpdateView
from oscar.apps.customer import views

from commerce.customer.forms import ParcelForm, ProfileForm
from commerce.order import lifecycle, parcels
from commerce.order.announcements import order_path
from commerce.order.exceptions import StepNotAllowed
from commerce.order.models import Order, VendorOrder
from commerce.order.parcel_models import Receipt
from commerce.order.timeline import BUYER, timelines


class AccountView(ListView):
    """My orders, and the way to my other rooms."""

    template_name = "oscar/customer/account.html"
    context_object_name = "orders"
    paginate_by = 10

    def get_queryset(self):
        return Order.objects.of_buyer(self.request.user).with_parts().order_by("-date_placed", "-pk")


class OrderPage(DetailView):
    """One order as its buyer sees it, part by part."""

    template_name = "oscar/customer/order.html"
    context_object_name = "order"
    slug_field = "number"
    slug_url_kwarg = "order_number"

    def get_context_data(self, **kwargs):
        parts = timelines(self.object.vendor_orders.all(), viewer=BUYER, now=timezone.now())
        return super().get_context_data(parts=parts, guest_path=order_path(self.object), **kwargs)


class OrderView(OrderPage):
    """An order of this account; a stranger's is not found."""

    def get_queryset(self):
        return Order.objects.of_buyer(self.request.user).with_parts()


def order_by_link(order_number, signature):
    """The order of a signed link. Raises Http404 for a wrong signature."""
    order = get_object_or_404(Order.objects.with_parts(), number=order_number)
    if not order.check_verification_hash(signature):
        raise Http404
    return order


class GuestOrderView(OrderPage):
    """An order by its signed link."""

    def get_object(self, queryset=None):
        return order_by_link(self.kwargs["order_number"], self.kwargs["hash"])


class ReceiveView(View):
    """The buyer says that a parcel arrived: this one, or all of them where none is named."""

    http_method_names = ["post"]

    def post(self, request, order_number, hash, pk):
        order = order_by_link(order_number, hash)
        part = get_object_or_404(order.vendor_orders, pk=pk)
        try:
            self.receive(part, timezone.now())
        except StepNotAllowed:
            messages.error(request, _("Ce colis n’est pas encore parti."))
        else:
            messages.success(request, _("Merci : c’est noté. Vos 14 jours pour changer d’avis commencent demain."))
        return redirect("customer:anon-order", order_number, hash)

    def receive(self, part, now):
        """Record it."""
        form = ParcelForm(self.request.POST)
        position = form.cleaned_data["colis"] if form.is_valid() else None
        if position is None:
            lifecycle.receive(part, basis=VendorOrder.Receipt.BUYER, now=now)
        else:
            parcels.deliver(get_object_or_404(part.parcels, position=position), basis=Receipt.BUYER, now=now)


class ProfileView(UpdateView):
    """First and last name; address of mail, password and second factors are allauth's."""

    template_name = "oscar/customer/profile.html"
    form_class = ProfileForm
    success_url = reverse_lazy("customer:profile-view")

    def get_object(self, queryset=None):
        return self.request.user

    def form_valid(self, form):
        messages.success(self.request, _("Votre profil est enregistré."))
        return super().form_valid(form)


class AddressListView(views.AddressListView):
    """The address book."""

    template_name = "oscar/customer/address_list.html"


class AddressCreateView(views.AddressCreateView):
    """A new address."""

    template_name = "oscar/customer/address_form.html"


class AddressUpdateView(views.AddressUpdateView):
    """Correct an address; a stranger's is not found."""

    template_name = "oscar/customer/address_form.html"


class AddressDeleteView(views.AddressDeleteView):
    """Drop an address; a stranger's is not found."""

    template_name = "oscar/customer/address_delete.html"
