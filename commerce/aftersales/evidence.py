"""What we know of a disputed order, as the sections of a paper: facts, tables and letters, in plain words.

Each function takes a Dispute and returns a list of sections, empty where there is nothing to say.
"""

import re

from django.db.models import Q
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.conversation.record import messages_of
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.timeline import LABELS
from commerce.money import to_cents
from commerce.settlement.dispute_words import reason_in_words
from commerce.shipping.models import DeliveryMode
from commerce.typesetting.wording import in_words
from commerce.withdrawal.models import Withdrawal

#: Letters that a paper prints at most, newest left out, and characters of each: banks read some pages, not hundreds.
LETTERS_MAX = 12
MESSAGES_MAX = 20
LETTER_LENGTH_MAX = 2500
#: Pictures that go with them at most.
PICTURES_MAX = 8

#: Mails to the buyer about no single order, that belong to the correspondence since the purchase.
CONTACT = "contact_acknowledgement"

KINDS = {
    DeliveryMode.Kind.HOME: "à domicile",
    DeliveryMode.Kind.RELAY: "en point relais",
    DeliveryMode.Kind.COLLECT: "retrait à l’atelier",
    DeliveryMode.Kind.OWN: "par l’atelier lui-même",
}
SAID_BY = {
    "code": "par l’artisan, contre le code de retrait que seul l’acheteur avait reçu",
    "buyer": "par l’acheteur lui-même, sur sa page de commande",
    "carrier": "par le transporteur",
    "presumed": "présumée, faute de nouvelles après le délai d’acheminement",
}


def dispute(dispute):
    """What every paper says at its head: [(name, value)]."""
    pay_in = dispute.pay_in
    return [
        ("Litige", dispute.resource_id),
        ("Paiement chez Mangopay", pay_in.resource_id),
        ("Payé", _moment(pay_in.concluded_at)),
        ("Motif de la banque", str(reason_in_words(dispute))),
    ]


def purchase(dispute):
    """The order with its lines and prices, the buyer, and how the recap was accepted."""
    order = dispute.pay_in.order
    accepted = (
        f"L’acheteur a vu le récapitulatif (articles, prix, livraison, total à payer) et l’a accepté le "
        f"{_moment(order.date_placed)} par le bouton « Commander avec obligation de paiement ». Il a ensuite saisi "
        f"sa carte sur la page de Mangopay, soumise à l’authentification forte que sa banque demande."
    )
    bought = {
        "title": "L’acheteur et sa commande",
        "facts": [("Acheteur", _buyer(order)), ("Courriel", order.email), ("Adresse de livraison", _address(order))],
        "paragraphs": [accepted],
        "total_cents": dispute.pay_in.paid_cents,
    }
    return [bought, *(_lines_of(part) for part in _parts(dispute))]


def _lines_of(part):
    rows = [(line.title, str(line.quantity), to_cents(line.line_price_incl_tax)) for line in part.lines.order_by("pk")]
    rows.append((f"Livraison {KINDS[part.delivery_kind]}", "", part.shipping_cents))
    return {
        "title": f"Sous-commande {part.number}, {part.vendor.name}",
        "table": {"columns": ["Article", "Quantité", "Prix TTC"], "rows": rows},
        "total_cents": part.total_cents,
    }


def delivery(dispute):
    """What left the workshops and what arrived, with who says so."""
    handed_over = [part for part in _parts(dispute) if part.parcels.all() or part.ready_at or part.received_at]
    return [{"title": f"{part.number}, {part.vendor.name}", "facts": _way_of(part)} for part in handed_over]


def _way_of(part):
    facts = [("Mode", KINDS[part.delivery_kind])]
    if part.is_collection:
        facts += [
            ("Prête à l’atelier", _said(part.ready_at, "déclarée par l’artisan")),
            ("Atelier", f"{part.vendor.street}, {part.vendor.postcode} {part.vendor.town}"),
            ("Code de retrait", part.collection_code and f"{part.collection_code}, envoyé à l’acheteur seul"),
        ]
    else:
        facts += [fact for parcel in part.parcels.all() for fact in _facts_of(parcel)]
        facts += [
            ("Destination", str(part.relay_point) if part.relay_point else _address(part.order)),
        ]
    facts.append(("Reçue", _said(part.received_at, SAID_BY.get(part.receipt_basis, ""))))
    return [(name, value) for name, value in facts if value]


def _facts_of(parcel):
    return [
        ("Expédiée", _said(parcel.shipped_at, "déclarée par l’artisan")),
        ("Transporteur", parcel.carrier),
        ("Numéro de suivi", parcel.tracking_number),
        ("Arrivée", _said(parcel.delivered_at, SAID_BY.get(parcel.delivery_basis, ""))),
    ]


def correspondence(dispute):
    """Mails that left for the buyer about this order, and what the buyer wrote to us since."""
    order = dispute.pay_in.order
    parts = _parts(dispute)
    keys = [order.number, *(part.number for part in parts)]
    keys += [parcel.number for part in parts for parcel in part.parcels.all()]
    keys += dispute.pay_in.refunds.values_list("business_key", flat=True)
    keys += Withdrawal.objects.filter(vendor_order__order=order).values_list("number", flat=True)
    ours = Q(key__in=keys) | Q(event=CONTACT, created_at__gte=order.date_placed)
    mails = list(Mail.objects.filter(ours, recipient=order.email, sent_at__isnull=False).order_by("sent_at", "pk"))
    return [*(_letter(mail) for mail in mails[:LETTERS_MAX]), *filter(None, map(_exchanged, parts))]


def _exchanged(part):
    """What buyer and workshop wrote to each other, the last messages where they are many."""
    said = messages_of(part)[-MESSAGES_MAX:]
    if not said:
        return None
    return {
        "title": f"Messages échangés avec {part.vendor.name}, sous-commande {part.number}",
        "letter": [line for message in said for line in _lines_said(message)],
    }


def _lines_said(message):
    who = "l’acheteur" if message.side == "buyer" else "l’artisan"
    files = len(message.attachments)
    joined = f", avec {files} pièce{'s' if files > 1 else ''} jointe{'s' if files > 1 else ''}" if files else ""
    text = _without_keys(message.text)[:LETTER_LENGTH_MAX].rstrip()
    return [f"Le {_moment(message.written_at)}, {who}{joined} :", *text.split("\n"), ""]


def said(dispute):
    """What buyer, vendor and team said in disputes about the order, then the correspondence."""
    return [*_said_in_disputes(dispute), *correspondence(dispute)]


def _said_in_disputes(dispute):
    sections = []
    for case in _disputes_of(dispute).prefetch_related("steps__exhibits"):
        facts = [("Motif", case.get_ground_display()), ("Demande", case.get_wish_display())]
        facts += [("Ouvert le", _moment(case.opened_at)), ("État", case.get_state_display())]
        sections.append({"title": f"Litige {case.number}", "facts": [fact for fact in facts if fact[1]]})
        sections += [_step(step) for step in case.steps.all()[:LETTERS_MAX]]
    return sections


def _step(step):
    facts = [("Le", _moment(step.taken_at)), ("Par", step.get_role_display())]
    if count := len(step.exhibits.all()):
        facts.append(("Photos et papiers", str(count)))
    text = _without_keys(step.words)[:LETTER_LENGTH_MAX]
    return {"title": str(LABELS[step.action]), "facts": facts, "letter": text.split("\n") if text else []}


def pictures(dispute):
    """The JPEGs, in bytes, that both sides sent in disputes about the order: further pages of what was said."""
    exhibits = Exhibit.objects.filter(step__dispute__in=_disputes_of(dispute), is_picture=True).order_by("pk")
    found = []
    for exhibit in exhibits[:PICTURES_MAX]:
        with exhibit.file.open("rb") as file:
            found.append(file.read())
    return found


def _disputes_of(dispute):
    return OrderDispute.objects.filter(vendor_order__order=dispute.pay_in.order).order_by("pk")


def _letter(mail):
    text = _without_keys(mail.text).strip()
    if len(text) > LETTER_LENGTH_MAX:
        text = f"{text[:LETTER_LENGTH_MAX].rstrip()} […]"
    return {
        "title": mail.subject,
        "facts": [("À", mail.recipient), ("Parti le", _moment(mail.sent_at))],
        "letter": text.split("\n"),
    }


def _without_keys(text):
    """A mail without its links: whoever holds the order's link can act for the buyer."""
    return re.sub(r"https?://\S+", "[lien personnel]", text)


def refunds(dispute):
    """What went back to the card before, with Mangopay's number of each."""
    done = dispute.pay_in.refunds.filter(dispute=None, concluded_at__isnull=False).select_related("pay_in_refund")
    rows = [
        (_moment(refund.concluded_at), refund.pay_in_refund.resource_id, refund.amount_cents)
        for refund in done.order_by("pk")
    ]
    if not rows:
        return []
    return [
        {
            "title": "Crédits de la carte qui a payé",
            "table": {"columns": ["Rendu le", "Remboursement chez Mangopay", "Montant"], "rows": rows},
            "total_cents": sum(row[-1] for row in rows),
        }
    ]


def _parts(dispute):
    found = dispute.pay_in.order.vendor_orders.select_related("vendor", "relay_point", "order__shipping_address")
    return found.prefetch_related("parcels").order_by("pk")


def _buyer(order):
    address = order.shipping_address
    named = order.user.get_full_name() if order.user else ""
    return named or (address.name if address else "") or order.email


def _address(order):
    return ", ".join(order.shipping_address.active_address_fields()) if order.shipping_address else ""


def _said(moment, who):
    return f"{_moment(moment)}, {who}" if moment else ""


def _moment(moment):
    """« 23 novembre 2026 à 10 h 05 », Paris time."""
    local = timezone.localtime(moment)
    return f"{in_words(local.date())} à {local:%-H} h {local:%M}"
