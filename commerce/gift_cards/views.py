"""Giving a card, looking at one, and asking for a balance."""

from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from commerce.gift_cards import letters, paper, selling
from commerce.gift_cards.forms import CodeForm, GiftForm
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.partner.models import Partner

LONGEST_KEY = 100


class OfferView(View):
    """GET shows the form, a right POST the recap, and a confirmed one orders, once per recap."""

    def dispatch(self, request, slug):
        self.vendor = get_object_or_404(Partner.objects.once_open(), code=slug)
        if not selling.sells(self.vendor):
            raise Http404
        return super().dispatch(request)

    def form(self, data=None, initial=None):
        """The form of this shop."""
        shop, today = selling.settings_of(self.vendor), timezone.localdate()
        return GiftForm(data, initial=initial, shop=shop, user=self.request.user, today=today)

    def get(self, request):
        asked = [request.GET.get(name, "").replace("\x00", "")[:LONGEST_KEY] for name in ("commande", "cle")]
        return self.answer(self.form(initial=selling.typed_before(self.vendor, *asked)))

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid() or "corriger" in request.POST:
            return self.answer(form)
        key = request.POST.get("cle", "").replace("\x00", "")[:40]
        if not key:
            return self.answer(form, wish=form.wish, key=uuid4().hex)
        return self.order(form, key)

    def order(self, form, key):
        """Place the order and send the buyer to pay."""
        try:
            order = selling.place(
                self.vendor,
                form.wish,
                user=self.request.user,
                guest_email=form.cleaned_data.get("email", ""),
                request_key=key,
                now=timezone.now(),
            )
        except UnableToPlaceOrder as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.vendor)
        self.request.session["checkout_order_id"] = order.pk
        return redirect("checkout:pay", order.number, order.verification_hash())

    def answer(self, form, **recap):
        """The page with what was typed, or the recap of it."""
        template = "gift_cards/recap.html" if recap else "gift_cards/offer.html"
        return render(self.request, template, {"vendor": self.vendor, "form": form, **recap})


class CardView(View):
    """A card, for whoever holds its link."""

    http_method_names = ["get"]

    def get(self, request, token):
        card = letters.card_of(token)
        if card is None:
            raise Http404
        answer = render(request, "gift_cards/card.html", {"card": card, "token": token})
        answer["Referrer-Policy"] = "no-referrer"
        answer["Cache-Control"] = "private, no-store"
        return answer


class CardPdfView(View):
    """The same card, to print."""

    http_method_names = ["get"]

    def get(self, request, token):
        card = letters.card_of(token)
        if card is None:
            raise Http404
        answer = HttpResponse(paper.pdf_of(card), content_type="application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="bon-cadeau.pdf"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class BalanceView(View):
    """What is left on a card, by its code."""

    def get(self, request):
        return self.answer(CodeForm())

    def post(self, request):
        form = CodeForm(request.POST, address=get_adapter().get_client_ip(request))
        return self.answer(form, card=form.card if form.is_valid() else None)

    def answer(self, form, card=None):
        """The page, with the card where there is one."""
        answer = render(self.request, "gift_cards/balance.html", {"form": form, "card": card})
        answer["Cache-Control"] = "private, no-store"
        return answer
