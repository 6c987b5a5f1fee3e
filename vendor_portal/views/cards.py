import logging
from urllib.parse import urlsplit

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from commerce.mangopay.exceptions import MangopayError
from commerce.partner.rights import Right
from commerce.settlement import card_payments, cards
from commerce.settlement.models import CardRegistration, SubscriptionPayment
from vendor_portal.access import OwnerRequiredMixin
from vendor_portal.browser import browser_of

logger = logging.getLogger(__name__)

State = SubscriptionPayment.State
#: The longest answer of the tokeniser that is handed on.
LONGEST_ANSWER = 2000


@method_decorator(never_cache, name="dispatch")
class CardView(OwnerRequiredMixin, TemplateView):
    """The card that pays the subscription: typed, used, removed; or one payment on Mangopay's page.

    A card's number goes from the browser to Mangopay's tokeniser, the one foreign address that this page may speak to.
    """

    right = Right.PLAN
    template_name = "vendor_portal/card.html"
    actions = {"saisir": "begin", "enregistrer": "register", "payer": "pay", "page": "pay_hosted", "retirer": "remove"}

    def get(self, request, *args, **kwargs):
        if resource_id := request.GET.get("transactionId"):
            return self.asked(lambda: self.come_back(resource_id))
        answer = super().get(request, *args, **kwargs)
        typed = answer.context_data["typed"]
        if typed:
            address = urlsplit(typed.tokeniser_url)
            answer._csp_update = {"connect-src": [f"{address.scheme}://{address.netloc}"]}
        return answer

    def get_context_data(self, **kwargs):
        now = timezone.now()
        unfinished = cards.unfinished(self.vendor, now=now)
        is_typed = unfinished and unfinished.state == CardRegistration.State.BEGUN
        return super().get_context_data(
            is_possible=cards.may_pay_by_card(self.vendor),
            card=cards.active_card(self.vendor),
            typed=unfinished if is_typed else None,
            kept=None if is_typed else unfinished,
            payment=card_payments.under_way(self.vendor),
            owed=card_payments.open_bill(self.vendor),
            next_charge=card_payments.next_charge(self.vendor, now=now),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        action = self.actions.get(request.POST.get("action"))
        if action is None or not cards.may_pay_by_card(self.vendor):
            return redirect("vendor_portal:card")
        return self.asked(getattr(self, action))

    def asked(self, step):
        """Take a step; where Mangopay fails, say so: asking again never debits twice."""
        try:
            return step()
        except MangopayError as error:
            logger.warning("Card of vendor %s: %s", self.vendor.pk, error)
            messages.error(
                self.request,
                _("Mangopay ne répond pas pour l’instant. Réessayez bientôt : rien n’est débité deux fois."),
            )
            return redirect("vendor_portal:card")

    def begin(self):
        """Open the form of a card."""
        if card_payments.open_bill(self.vendor):
            cards.begin(self.vendor, user=self.request.user, now=timezone.now())
        return redirect(f"{reverse('vendor_portal:card')}#saisie")

    def register(self):
        """Keep the card that the tokeniser read, by paying the open bill with it."""
        card, payment = card_payments.register_and_pay(
            self.vendor,
            data=self.request.POST.get("reponse", "")[:LONGEST_ANSWER],
            browser=browser_of(self.request),
            return_url=self.return_url,
            now=timezone.now(),
        )
        if payment is None and card:
            words = card.explanation or _("Votre facture vient d’être payée par vos ventes.")
            messages.error(self.request, _("La carte n’est pas enregistrée. %(cause)s") % {"cause": words})
        return self.go_on(payment)

    def pay(self):
        """Pay the open bill with the registered card, now."""
        card, found = cards.active_card(self.vendor), card_payments.open_bill(self.vendor)
        payment = None
        if card and found:
            payment = card_payments.pay_present(
                card,
                *found,
                browser=browser_of(self.request),
                return_url=self.return_url,
                now=timezone.now(),
            )
        return self.go_on(payment)

    def pay_hosted(self):
        """Pay the open bill once, on Mangopay's page."""
        found = card_payments.open_bill(self.vendor)
        payment = found and card_payments.pay_hosted(*found, return_url=self.return_url, now=timezone.now())
        return self.go_on(payment)

    def remove(self):
        """Never debit the registered card again."""
        if card := cards.active_card(self.vendor):
            cards.remove_at_once(card, now=timezone.now())
            messages.success(self.request, _("Votre carte est retirée : elle ne sera plus débitée."))
        return redirect("vendor_portal:card")

    def come_back(self, resource_id):
        """From the page of Mangopay or of the bank, which says nothing that we believe."""
        payment = card_payments.come_back(self.vendor, resource_id, now=timezone.now())
        if payment and payment.state == State.CREATED:
            return redirect("vendor_portal:card")
        return self.go_on(payment)

    def go_on(self, payment):
        """To the bank where it wants to ask; else back, with what came of the payment."""
        if payment is None:
            return redirect("vendor_portal:card")
        if payment.state == State.CREATED and payment.redirect_url:
            return redirect(payment.redirect_url)
        if payment.state == State.SUCCEEDED:
            messages.success(self.request, _("C’est payé, merci. Vous recevez une confirmation par courriel."))
            return redirect("vendor_portal:plan")
        if payment.state == State.FAILED:
            said = {"cause": payment.explanation}
            messages.error(self.request, _("Le paiement n’a pas abouti. %(cause)s") % said)
        return redirect("vendor_portal:card")

    @property
    def return_url(self):
        """Where banks and Mangopay send the person back to."""
        return self.request.build_absolute_uri(reverse("vendor_portal:card"))
