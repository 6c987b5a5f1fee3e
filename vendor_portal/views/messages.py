"""Messages of buyers in the portal: a list, a conversation, a first word about an order."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView
from django.views.generic.base import ContextMixin

from commerce.conversation import answering, opening, piles
from commerce.conversation.models import AwaitedAnswer, Conversation, Side
from commerce.conversation.rooms import FileRoom, ReportRoom, Room
from commerce.order.models import VendorOrder
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.message_forms import MessageFilterForm


class MessagesView(VendorRequiredMixin, ListView):
    """My conversations, and mine only."""

    right = Right.ORDERS
    template_name = "vendor_portal/messages.html"
    paginate_by = 25

    def get_queryset(self):
        self.form = MessageFilterForm(self.request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        found = piles.in_state(piles.of_shop(self.vendor), asked.get("etat"))
        if asked.get("q"):
            found = piles.matching(found, asked["q"])
        return found.with_what_pages_show()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(form=self.form, **kwargs)
        shown = [each.pk for each in context["object_list"]]
        waiting = AwaitedAnswer.objects.filter(conversation__in=shown, answered_at=None)
        since = dict(waiting.values_list("conversation", "asked_at"))
        rows = [(each, each.is_unread_by(Side.VENDOR), since.get(each.pk)) for each in context["object_list"]]
        return {**context, "rows": rows, "soon": answering.response_time_of(self.vendor, now=timezone.now())}


class OfShop(VendorRequiredMixin):
    """A conversation of the shop."""

    right = Right.ORDERS
    side = Side.VENDOR

    def admit(self, request):
        answer = super().admit(request)
        if answer is None:
            mine = Conversation.objects.of_vendor(self.vendor).with_what_pages_show()
            self.conversation = get_object_or_404(mine, pk=self.kwargs["pk"])
        return answer


class VendorsRoom(Room, ContextMixin, View):
    """The portal's page around a conversation."""

    side = Side.VENDOR

    def show(self, context):
        waiting = AwaitedAnswer.objects.filter(conversation=self.conversation, answered_at=None)
        since = waiting.values_list("asked_at", flat=True).first() if self.conversation else None
        context |= {
            "vendor_order": self.conversation.vendor_order if self.conversation else self.part,
            "awaited_since": since,
            "can_be_put_aside": bool(since) and answering.can_be_put_aside(self.conversation),
        }
        return render(self.request, "vendor_portal/message.html", self.get_context_data(**context))


class MessageView(OfShop, VendorsRoom):
    """One conversation, with an answer beneath it."""


class OrderMessageView(VendorRequiredMixin, VendorsRoom):
    """The shop's first word about an order; where somebody wrote before, that conversation."""

    right = Right.ORDERS
    is_open = True

    def admit(self, request):
        answer = super().admit(request)
        if answer is None:
            paid = VendorOrder.objects.of_vendor(self.vendor).filter(confirmed_at__isnull=False)
            found = paid.select_related("vendor", "order__user", "order__shipping_address")
            self.part = get_object_or_404(found, number=self.kwargs["number"])
            known = Conversation.objects.filter(vendor_order=self.part)
            self.conversation = known.with_what_pages_show().first()
        return answer

    def get(self, request, *args, **kwargs):
        if self.conversation:
            return redirect("vendor_portal:message", self.conversation.pk)
        return super().get(request, *args, **kwargs)

    def begin(self, now):
        return opening.about_order(self.part, now=now)


class PutAsideView(OfShop, View):
    """Nothing is to be answered."""

    http_method_names = ["post"]

    def post(self, request, pk):
        if answering.put_aside(self.conversation):
            messages.success(request, _("C’est noté : ce message n’attend plus de réponse."))
        else:
            messages.error(request, _("Répondez d’abord une fois à votre acheteur."))
        return redirect("vendor_portal:message", pk)


class MessageFileView(OfShop, FileRoom, View):
    """A file of a conversation."""


class MessageReportView(OfShop, ReportRoom, ContextMixin, View):
    """A message of the buyer, reported to the team."""

    def show(self, context):
        return render(self.request, "vendor_portal/message_report.html", self.get_context_data(**context))
