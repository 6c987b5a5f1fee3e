"""Mails about money: refunds, payouts, disputes with a bank, subscriptions, and what the operator must look at."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import OF_PART, ORDER, SHOP, amount, day
from commerce.order.announcements import order_address
from commerce.order.examples import PAID_AT, example_part
from commerce.partner.examples import DAY, example_shop
from commerce.partner.rights import Right
from commerce.plans.examples import example_bill
from commerce.settlement.models import (
    Dispute,
    Incident,
    PayIn,
    Payout,
    Refund,
    RefundLine,
    Release,
    SubscriptionPayment,
)

REFUNDED = (*OF_PART, amount("refund.amount_cents", _("montant remboursé")))
DISPUTED = (ORDER, amount("dispute.disputed_cents", _("montant contesté")))
PAID_OUT = (SHOP, amount("payout.amount_cents", _("montant du virement")), day("payout.day", _("jour du virement")))


def _shop_page(part):
    return settings.SITE_URL + reverse("vendor_portal:order", args=[part.number])


def _refund(reason=Refund.Reason.WITHDRAWAL, **more):
    part = example_part()
    pay_in = PayIn(pk=0, order=part.order)
    told = {"goods_cents": 3400, "commission_cents": 340, "commission_vat_cents": 68, "decided_at": PAID_AT}
    refund = Refund(pk=0, pay_in=pay_in, vendor_order=part, reason=reason, **told | more)
    refund._prefetched_objects_cache = {"beside": []}
    [line] = part.lines.all()
    lines = [RefundLine(refund=refund, line=line, quantity=1, amount_cents=3400)]
    return {
        "refund": refund,
        "vendor_order": part,
        "order": part.order,
        "lines": lines,
        "order_url": order_address(part.order),
        "portal_url": _shop_page(part),
        "on_gift_cards_cents": 0,
        "vendor_cents": refund.vendor_cents,
        "fees_cents": refund.fees_cents,
        "is_late": False,
    }


def _dispute(**more):
    part = example_part()
    told = {
        "resource_id": "example",
        "reason_type": "FRAUD",
        "disputed_cents": 7490,
        "contest_deadline_at": PAID_AT + timedelta(days=20),
        "opened_at": PAID_AT,
    }
    dispute = Dispute(pay_in=PayIn(order=part.order), **told | more)
    office_url = f"{settings.SITE_URL}/cms/argent/litiges/"
    return {
        "dispute": dispute,
        "order": part.order,
        "parts": [part],
        "vendor_order": part,
        "portal_url": _shop_page(part),
        "office_url": office_url,
    }


def _payout(**more):
    vendor = example_shop()
    payout = Payout(pk=0, vendor=vendor, day=DAY, amount_cents=6590, **more)
    release = Release(vendor_order=example_part(), amount_cents=7490, commission_cents=750, commission_vat_cents=150)
    portal_url = settings.SITE_URL + reverse("vendor_portal:money")
    return {"payout": payout, "vendor": vendor, "releases": [release], "portal_url": portal_url}


def _paid_by_card():
    bill = example_bill()
    payment = SubscriptionPayment(vendor=bill.vendor, bill=bill, amount_cents=bill.total_cents)
    return {
        "bill": bill,
        "payment": payment,
        "vendor": bill.vendor,
        "portal_url": f"{settings.SITE_URL}{reverse('vendor_portal:plan')}",
    }


def _incident():
    said = "3 centimes de différence entre le livre et le porte-monnaie."
    incident = Incident(subject="reconciliation:100042", message=said, first_seen_at=PAID_AT)
    return {"incident": incident, "office_url": settings.SITE_URL + reverse("money:incidents")}


declare(
    Event(
        "refund_decided",
        title=_("Remboursement décidé"),
        audience=Audience.BUYER,
        when=_("Dès qu’un remboursement est décidé, quelle qu’en soit la cause."),
        placeholders=REFUNDED,
        sample=_refund,
    ),
    Event(
        "payment_refunded",
        title=_("Remboursement parti"),
        audience=Audience.BUYER,
        when=_("Quand la banque a reçu l’ordre de créditer la carte."),
        placeholders=(ORDER, amount("refund.amount_cents", _("montant remboursé"))),
        sample=_refund,
    ),
    Event(
        "refund_charged",
        title=_("Remboursement à l’acheteur, dit à la boutique"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Dès qu’un remboursement est décidé : ce qu’il coûte, et pourquoi."),
        placeholders=REFUNDED,
        sample=_refund,
    ),
    Event(
        "chargeback_charged",
        title=_("Paiement repris par la banque"),
        audience=Audience.SHOP,
        right=Right.MONEY,
        when=_("Quand un litige bancaire est perdu : ce qu’il coûte à la boutique."),
        placeholders=REFUNDED,
        sample=lambda: _refund(reason=Refund.Reason.CHARGEBACK),
    ),
    Event(
        "payout_sent",
        title=_("Virement arrivé"),
        audience=Audience.SHOP,
        right=Right.MONEY,
        when=_("Quand la banque de la boutique a reçu le virement."),
        is_optional=True,
        placeholders=PAID_OUT,
        sample=_payout,
    ),
    Event(
        "payout_failed",
        title=_("Virement refusé"),
        audience=Audience.SHOP,
        right=Right.MONEY,
        when=_("Quand un virement n’arrive pas, ou que la banque le renvoie."),
        placeholders=PAID_OUT,
        sample=lambda: _payout(state=Payout.State.FAILED, result_code="121001"),
    ),
    Event(
        "dispute_opened_vendor",
        title=_("Litige bancaire ouvert, dit à la boutique"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Quand un acheteur conteste son paiement auprès de sa banque."),
        placeholders=OF_PART,
        sample=_dispute,
    ),
    Event(
        "dispute_closed",
        title=_("Litige bancaire clos"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Quand la banque a tranché en faveur de la boutique, ou que MonQuibus prend la perte."),
        placeholders=OF_PART,
        sample=lambda: _dispute(result=Dispute.Result.WON),
    ),
    Event(
        "subscription_paid",
        title=_("Abonnement payé par carte"),
        audience=Audience.SHOP,
        right=Right.PLAN,
        when=_("Quand le paiement par carte est arrivé."),
        is_optional=True,
        placeholders=(SHOP, amount("payment.amount_cents", _("montant payé"))),
        sample=_paid_by_card,
    ),
    Event(
        "dispute_opened",
        title=_("Litige bancaire ouvert"),
        audience=Audience.OPERATOR,
        when=_("Quand une banque conteste un paiement."),
        placeholders=DISPUTED,
        sample=_dispute,
    ),
    Event(
        "operator_alarm",
        title=_("L’argent demande un regard"),
        audience=Audience.OPERATOR,
        when=_("Quand quelque chose ne se règle pas tout seul, une fois par objet."),
        sample=_incident,
    ),
)
