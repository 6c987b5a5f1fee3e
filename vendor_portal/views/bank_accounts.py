"""Where the vendor's money goes: typed once, confirmed at Mangopay, changed with 48 hours of warning."""

import logging

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from commerce.customer import second_factor
from commerce.date_format import date_format
from commerce.identity import bank_accounts
from commerce.identity.models import BankAccount
from commerce.identity.owners import with_return
from commerce.identity.words import CHECKS, FIELD_WORDS, place_errors
from commerce.mangopay.exceptions import MangopayError, Refused
from vendor_portal.access import OwnerRequiredMixin, SecondFactorRequiredMixin
from vendor_portal.identity_forms import BankAccountForm
from vendor_portal.views.identity import unreachable

logger = logging.getLogger(__name__)

State = BankAccount.State
#: The journal shows so many changes.
LATEST = 20


@method_decorator(never_cache, name="dispatch")
class BankAccountView(SecondFactorRequiredMixin, OwnerRequiredMixin, FormView):
    """The account in force, the one that waits, the form, and what happened."""

    template_name = "vendor_portal/bank_account.html"
    form_class = BankAccountForm
    actions = {"confirmer": "confirm", "maintenir": "insist", "arreter": "stop"}

    @property
    def safe_methods(self):
        """Reading is harmless, and so are a first account and stopping: only a change wants the second factor."""
        is_harmless = self.request.POST.get("action") == "arreter" or not bank_accounts.is_change(self.vendor)
        asks_to_change = "changer" in self.request.GET
        return ("GET", "HEAD", "POST") if is_harmless else () if asks_to_change else ("GET", "HEAD")

    def admit(self, request):
        """A code that grew old is asked for before the form: an IBAN is never kept while one looks for a telephone."""
        try:
            return super().admit(request)
        except ReauthenticationRequired:
            if request.method != "POST":
                raise
            messages.info(request, _("Votre code a expiré. Donnez-en un nouveau, puis saisissez l’IBAN de nouveau."))
            return redirect(f"{request.path}?changer=1")

    def get(self, request, *args, **kwargs):
        if "controlStatus" in request.GET:
            return self.asked(self.come_back)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "vendor": self.vendor}

    def get_context_data(self, **kwargs):
        journal = list(self.vendor.bank_accounts.select_related("asked_by")[:LATEST])
        opened = next((account for account in journal if account.state in BankAccount.OPEN), None)
        is_change = bank_accounts.is_change(self.vendor)
        refused = self.vendor.mangopay_recipient_id == self.vendor.refused_recipient_id
        return super().get_context_data(
            is_open=bool(self.vendor.mangopay_user_id),
            in_force=next((account for account in journal if account.state == State.IN_FORCE), None),
            open_change=opened,
            check_words=CHECKS[opened.name_check] if opened else "",
            is_change=is_change,
            needs_code=is_change and not second_factor.is_fresh(self.request),
            needs_second_factor=is_change and not second_factor.is_set_up(self.request.user),
            old_is_usable=self.vendor.recipient_is_active and not refused,
            journal=[_event(account) for account in journal],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.vendor.mangopay_user_id:
            return redirect("vendor_portal:bank-account")
        if action := self.actions.get(request.POST.get("action")):
            account = bank_accounts.open_change(self.vendor)
            return self.asked(lambda: getattr(self, action)(account)) if account else self.back()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            account = bank_accounts.ask_for(
                self.vendor,
                iban=form.cleaned_data["iban"],
                holder=form.holder,
                by=self.request.user,
                now=timezone.now(),
            )
        except bank_accounts.ChangeRefused:
            return self.back()
        except Refused as refusal:
            place_errors(form, refusal, _fields(refusal))
        except MangopayError as error:
            logger.warning("Bank account of vendor %s: %s", self.vendor.pk, error)
            form.add_error(None, unreachable())
        else:
            return self.back() if account.needs_a_word_on_the_name else self.asked(lambda: self.confirm(account))
        return self.form_invalid(form)

    def asked(self, step):
        """Take a step; where Mangopay fails, say so."""
        try:
            return step()
        except MangopayError as error:
            logger.warning("Bank account of vendor %s: %s", self.vendor.pk, error)
            messages.error(self.request, unreachable())
            return self.back()

    def confirm(self, account):
        """To Mangopay's page where it wants the owner; else on."""
        account, address = bank_accounts.look(account, now=timezone.now())
        if account.state == State.PENDING and address:
            return redirect(with_return(address, self.return_url))
        return self.told(account)

    def insist(self, account):
        """The bank doubts the name, its owner doesn't."""
        bank_accounts.insist(account, now=timezone.now())
        return self.confirm(account)

    def stop(self, account):
        """The old account stays."""
        if bank_accounts.stop(account, now=timezone.now()):
            messages.success(self.request, _("C’est arrêté : l’ancien compte reste en service."))
        return self.back()

    def come_back(self):
        """From Mangopay's page, whose parameter says nothing that we believe."""
        account = self.vendor.bank_accounts.first()
        if account is None:
            return self.back()
        if account.state == State.PENDING:
            account, _address = bank_accounts.look(account, now=timezone.now())
        return self.told(account)

    def told(self, account):
        """Back, with what came of it."""
        if account.state == State.IN_FORCE:
            messages.success(self.request, _("Votre compte bancaire est en service."))
        elif account.state == State.WAITING:
            messages.success(self.request, _("C’est confirmé. Le nouveau compte servira dans quarante-huit heures."))
        elif account.state == State.CANCELLED:
            messages.warning(
                self.request, _("La confirmation n’a pas abouti ou le délai est passé. Saisissez l’IBAN de nouveau.")
            )
        return self.back()

    def back(self):
        """To the page itself."""
        return redirect("vendor_portal:bank-account")

    @property
    def return_url(self):
        """Where Mangopay sends the person back to."""
        return self.request.build_absolute_uri(reverse("vendor_portal:bank-account"))


def _fields(refusal):
    return {path: _field(path) for path in refusal.fields}


def _field(path):
    names = {"IBAN": "iban", "BIC": "iban", "BusinessName": "legal_name"}
    names |= {"FirstName": "first_name", "LastName": "last_name"}
    last = str(path).rsplit(".", 1)[-1]
    return names.get(last, "" if last not in FIELD_WORDS else last)


def _event(account):
    ended = account.ended_at or account.in_force_at or account.confirmed_at or account.asked_at
    by = account.asked_by.get_full_name() or account.asked_by.email if account.asked_by else ""
    asked = {"when": _at(account.asked_at), "by": by}
    states = {State.IN_FORCE: "done", State.REPLACED: "done", State.WAITING: "now", State.PENDING: "now"}
    return {
        "label": f"{account} : {account.get_state_display()}",
        "when": _at(ended),
        "detail": _("Demandé le %(when)s par %(by)s.") % asked if by else _("Demandé le %(when)s.") % asked,
        "state": states.get(account.state, "stopped"),
    }


def _at(moment):
    return date_format(localtime(moment), _("j F Y à H:i"))


@method_decorator(never_cache, name="dispatch")
class StopView(TemplateView):
    """From the warning's link, signed in or not: one button stops the change. A GET, as of mail scanners, doesn't."""

    template_name = "vendor_portal/bank_account_stop.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"account": bank_accounts.by_token(self.kwargs["token"]), **kwargs})

    def post(self, request, token):
        account = bank_accounts.by_token(token)
        outcome = "stopped" if account and bank_accounts.stop(account, now=timezone.now()) else "late"
        if account:
            account.refresh_from_db()
        return self.render_to_response(self.get_context_data(account=account, outcome=outcome))
