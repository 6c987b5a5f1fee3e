"""The buyer's doors: a question about a piece, my messages, and an order's by its signed link. No script needed."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from commerce.catalogue.models import Product
from commerce.conversation import opening
from commerce.conversation.addresses import buyer_path
from commerce.conversation.answering import response_time_of
from commerce.conversation.models import Conversation, Side
from commerce.conversation.rooms import FileRoom, ReportRoom, Room
from commerce.customer.views import order_by_link
from commerce.order.announcements import order_path


class MyMessagesView(LoginRequiredMixin, ListView):
    """Everything that I wrote to workshops, what moved last first."""

    template_name = "conversation/list.html"
    paginate_by = 20

    def get_queryset(self):
        mine = Conversation.objects.of_buyer(self.request.user).filter(emptied_at=None)
        return mine.with_what_pages_show().order_by("-moved_at", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [(each, buyer_path(each), each.is_unread_by(Side.BUYER)) for each in context["object_list"]]
        return {**context, "rows": rows}


@method_decorator(never_cache, name="dispatch")
class AskView(LoginRequiredMixin, Room, View):
    """A question about a piece. Who asked before comes to that conversation."""

    def dispatch(self, request, pk):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        pieces = Product.objects.with_a_page().exclude(structure=Product.CHILD)
        self.product = get_object_or_404(pieces.select_related("vendor__plan"), pk=pk)
        if not opening.may_ask_about(self.product):
            return redirect(self.product.get_absolute_url())
        known = Conversation.objects.filter(buyer=request.user, product=self.product, vendor_order=None)
        self.conversation = known.with_what_pages_show().first()
        return super().dispatch(request, pk)

    @property
    def is_open(self):
        """Before anything is written, as if nothing was bought."""
        return bool(self.conversation) and super().is_open

    def get(self, request, *args, **kwargs):
        return redirect(buyer_path(self.conversation)) if self.conversation else super().get(request)

    def begin(self, now):
        return opening.about_piece(self.product, self.request.user, now=now)

    def show(self, context):
        now = timezone.now()
        context |= {"product": self.product, "response_time": response_time_of(self.product.vendor, now=now)}
        return render(self.request, "conversation/ask.html", context)


class OfAccount(LoginRequiredMixin):
    """A question of this account; a stranger's is not found, nor is an order's, which has its own door."""

    def dispatch(self, request, pk, **rest):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        mine = Conversation.objects.filter(buyer=request.user, vendor_order=None).with_what_pages_show()
        self.conversation = get_object_or_404(mine, pk=pk)
        return super().dispatch(request, pk, **rest)


class OfOrder:
    """A vendor order of a signed link's order, and what was written about it."""

    #: Whether there is nothing here before somebody wrote.
    is_of_words = False

    def dispatch(self, request, order_number, hash, pk, **rest):
        self.order = order_by_link(order_number, hash)
        paid = self.order.vendor_orders.filter(confirmed_at__isnull=False)
        self.part = get_object_or_404(paid.select_related("vendor", "order__user"), pk=pk)
        self.conversation = Conversation.objects.filter(vendor_order=self.part).with_what_pages_show().first()
        if self.conversation is None and self.is_of_words:
            raise Http404
        return super().dispatch(request, order_number, hash, pk, **rest)


@method_decorator(never_cache, name="dispatch")
class ConversationView(OfAccount, Room, View):
    """A question about a piece, and its answers."""

    def show(self, context):
        return render(self.request, "conversation/conversation.html", context)


@method_decorator(never_cache, name="dispatch")
class OrderConversationView(OfOrder, Room, View):
    """What buyer and workshop write about an order, for a guest as well."""

    is_open = True

    def begin(self, now):
        return opening.about_order(self.part, now=now)

    def show(self, context):
        context |= {"vendor_order": self.part, "order": self.order, "order_path": order_path(self.order)}
        return render(self.request, "conversation/conversation.html", context)


class OfWritten(OfOrder):
    """A conversation about an order that has begun."""

    is_of_words = True


class FileView(OfAccount, FileRoom, View):
    """A file, for whoever asked."""


class OrderFileView(OfWritten, FileRoom, View):
    """A file, by the order's link."""


class _Report(ReportRoom):
    def show(self, context):
        return render(self.request, "conversation/report.html", context)


@method_decorator(never_cache, name="dispatch")
class ReportView(OfAccount, _Report, View):
    """Report an answer."""


@method_decorator(never_cache, name="dispatch")
class OrderReportView(OfWritten, _Report, View):
    """Report a message, by the order's link."""
