"""What is still open between a shop that leaves, its buyers and us: what it waits for, and what merely stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.disputes.models import OrderDispute
from commerce.gift_cards.models import GiftCard
from commerce.ledger import book
from commerce.money_format import euros
from commerce.offer.models import ConditionalOffer
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus as Status
from commerce.plans.models import SubscriptionBill
from commerce.settlement import debts, journals
from commerce.settlement.calendar import WITHDRAWAL_DAYS, dates_of
from commerce.settlement.models import Dispute, Payout
from commerce.settlement.release import candidates
from commerce.withdrawal.models import Withdrawal

#: The right to withdraw is looked at for receipts of the last days only: its end moves by a few days off at most.
LATEST_RECEIPT = timedelta(days=WITHDRAWAL_DAYS + 7)


@dataclass(frozen=True)
class Matter:
    """One open matter in words, the day by which it ends where that is known, and whether the shop waits for it."""

    words: str
    until: date | None = None
    blocks: bool = True


def open_matters(vendor, *, now):
    """Everything that is open, what the shop waits for first. Some dozen queries, however many orders there are."""
    found = [
        *_orders(vendor, now),
        *_money_to_come(vendor),
        *_rights_to_withdraw(vendor, now),
        *_disputes(vendor),
        *_order_disputes(vendor),
        *_withdrawals(vendor),
        *_gift_cards(vendor),
        *_owed(vendor, now),
        *_reductions(vendor),
    ]
    return sorted(found, key=lambda matter: not matter.blocks)


def blocking(vendor, *, now):
    """What the shop waits for before it closes."""
    return [matter for matter in open_matters(vendor, now=now) if matter.blocks]


def _orders(vendor, now):
    states = VendorOrder.objects.filter(vendor=vendor).values_list("status", "promised_on")
    days = {}
    for status, promised_on in states.filter(status__in=_OPEN):
        days.setdefault(status, []).append(promised_on)
    for status, words in _OPEN.items():
        if status in days:
            count = len(days[status])
            yield Matter(words(count) % {"n": count}, until=max(days[status]))


_OPEN = {
    Status.AWAITING_PAYMENT: lambda n: ngettext(
        "%(n)s commande attend son paiement", "%(n)s commandes attendent leur paiement", n
    ),
    Status.CONFIRMED: lambda n: ngettext("%(n)s commande à préparer", "%(n)s commandes à préparer", n),
    Status.PARTLY_SHIPPED: lambda n: ngettext(
        "%(n)s commande à finir d’expédier", "%(n)s commandes à finir d’expédier", n
    ),
    Status.READY: lambda n: ngettext("%(n)s commande à remettre", "%(n)s commandes à remettre", n),
    Status.SHIPPED: lambda n: ngettext("%(n)s colis en route", "%(n)s colis en route", n),
}


def _money_to_come(vendor):
    waiting = [part for part in candidates().filter(vendor=vendor) if not part.cancelled_at]
    if waiting:
        last = max(dates_of(part).due_on for part in waiting)
        words = ngettext("%(n)s vente dont l’argent est retenu", "%(n)s ventes dont l’argent est retenu", len(waiting))
        yield Matter(words % {"n": len(waiting)}, until=last)
    wallet_cents = book.balance(journals.vendor_wallet(vendor.pk))
    under_way = Payout.objects.filter(vendor=vendor).exclude(state__in=[Payout.State.SUCCEEDED, Payout.State.FAILED])
    if wallet_cents or under_way.exists():
        yield Matter(_("%(amount)s sur votre solde, à virer") % {"amount": euros(wallet_cents)})


def _rights_to_withdraw(vendor, now):
    """Buyers may still send back; a receipt that is only presumed has no known end and keeps nobody open for ever."""
    received = VendorOrder.objects.filter(vendor=vendor, cancelled_at=None, received_at__gt=now - LATEST_RECEIPT)
    days = [dates_of(part).legal_on - timedelta(days=1) for part in received]
    open_days = [day for day in days if day >= timezone.localdate(now)]
    if open_days:
        words = ngettext(
            "%(n)s vente que son acheteur peut encore renvoyer",
            "%(n)s ventes que leurs acheteurs peuvent encore renvoyer",
            len(open_days),
        )
        yield Matter(words % {"n": len(open_days)}, until=max(open_days))


def _disputes(vendor):
    count = Dispute.objects.filter(settled_at=None, pay_in__order__vendor_orders__vendor=vendor).distinct().count()
    if count:
        words = ngettext("%(n)s litige bancaire en cours", "%(n)s litiges bancaires en cours", count)
        yield Matter(words % {"n": count})


def _order_disputes(vendor):
    """The vendor answers, or the operator decides, before the shop closes."""
    count = OrderDispute.objects.open().of_vendor(vendor).count()
    if count:
        words = ngettext("%(n)s litige ouvert avec un acheteur", "%(n)s litiges ouverts avec des acheteurs", count)
        yield Matter(words % {"n": count})


def _withdrawals(vendor):
    """A return that began before the share was paid out may end after it: the vendor still answers for it."""
    count = Withdrawal.objects.open().of_vendor(vendor).count()
    if count:
        words = ngettext("%(n)s retour en cours", "%(n)s retours en cours", count)
        yield Matter(words % {"n": count})


def _gift_cards(vendor):
    """Cards that somebody may still spend: honoured, or given back to their buyers, before a shop closes."""
    sold = GiftCard.objects.filter(vendor=vendor, vendor_order__confirmed_at__isnull=False)
    left = [card.balance_cents for card in sold.select_related("vendor_order") if card.balance_cents]
    if left:
        words = ngettext(
            "%(n)s bon cadeau à rembourser ou à honorer (%(amount)s)",
            "%(n)s bons cadeaux à rembourser ou à honorer (%(amount)s)",
            len(left),
        )
        yield Matter(words % {"n": len(left), "amount": euros(sum(left))})


def _owed(vendor, now):
    owed_cents = debts.owed_cents(vendor)
    if owed_cents:
        said = {"amount": euros(owed_cents)}
        yield Matter(_("%(amount)s que vous devez à MonQuibus : la fermeture ne les efface pas") % said, blocks=False)
    today = timezone.localdate(now)
    bill = SubscriptionBill.objects.filter(vendor=vendor, starts_on__lte=today, ends_on__gt=today).first()
    if bill:
        said = {"plan": bill.plan}
        yield Matter(_("Formule « %(plan)s », payée ou due jusqu’à son terme") % said, bill.ends_on, blocks=False)


def _reductions(vendor):
    count = ConditionalOffer.objects.filter(vendor=vendor, status=ConditionalOffer.OPEN).count()
    if count:
        words = ngettext("%(n)s promotion ou coupon s’arrête", "%(n)s promotions ou coupons s’arrêtent", count)
        yield Matter(words % {"n": count}, blocks=False)
