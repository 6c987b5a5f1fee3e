"""What somebody asks to be given back, priced to the cent, and why it may not be. Reads under the caller's lock."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money import allocate, proportion, to_cents
from commerce.plans.commission import Part
from commerce.settlement.models import PayIn, PriceReduction, Refund, RefundLine

#: Card pay-ins can be refunded for 11 months (Mangopay 001403).
REFUNDABLE_DAYS = 334


class Refusal(models.TextChoices):
    """Why nothing is given back."""

    UNPAID = "unpaid", gettext_lazy("Cette commande n’est pas payée : il n’y a rien à rendre.")
    NOTHING = "nothing", gettext_lazy("Indiquez ce qui est remboursé : un article, un montant ou la livraison.")
    TOO_MUCH = (
        "too_much",
        gettext_lazy("L’acheteur ne peut pas recevoir plus qu’il n’a payé : il reste %(left)s à rembourser."),
    )
    ALL_GONE = "all_gone", gettext_lazy("Tout ce que l’acheteur a payé pour cette sous-commande lui a déjà été rendu.")
    TOO_LATE = "too_late", gettext_lazy("Le paiement date de plus de onze mois : la carte ne peut plus être créditée.")
    DISPUTED = (
        "disputed",
        gettext_lazy("L’acheteur conteste ce paiement auprès de sa banque : un remboursement le paierait deux fois."),
    )
    UNDER_WAY = (
        "under_way",
        gettext_lazy(
            "La préparation est trop avancée pour annuler : la commande est prête ou en route. Une fois reçue, vous "
            "avez quatorze jours pour y renoncer sans motif."
        ),
    )
    CRUMB = "crumb", gettext_lazy("Ce montant est trop petit pour être repris sur une part déjà versée.")
    NOT_ASKED = "not_asked", gettext_lazy("La banque n’attend pas de dossier pour ce litige.")
    DEADLINE = (
        "deadline",
        gettext_lazy("Le délai pour contester est passé : Mangopay clôt ce litige, et il est perdu."),
    )
    BEARER = "bearer", gettext_lazy("Une commande annulée avant l’expédition n’est à la charge de personne.")


class RefundRefused(Exception):
    """Nothing is given back, and nothing was written. `refusal` says why, the message is for the person who asked."""

    def __init__(self, refusal, **values):
        self.refusal = refusal
        super().__init__(_(refusal.label) % values if values else str(refusal.label))


@dataclass(frozen=True)
class Wanted:
    """What is asked for: quantities by line id, or an amount of goods in cents, or everything; and shipping in cents.

    `reductions` are cents by line id that lower the price of pieces which stay with the buyer: of all that are left,
    or of as many as `lowered` says, (how many, after how many have come back) by line id. `shipping_cents` None
    means what is left of it if everything is asked for, else nothing. Of the price of the lines `kept_cents` aren't
    given back; with `at_most_left` they go back for what is left, where amounts went back before.
    """

    lines: dict = field(default_factory=dict)
    kept_cents: int = 0
    at_most_left: bool = False
    reductions: dict = field(default_factory=dict)
    lowered: dict = field(default_factory=dict)
    goods_cents: int = 0
    shipping_cents: int | None = None
    everything: bool = False


def left_of(vendor_order):
    """Goods and shipping that the buyer paid and didn't get back; of a gift card, what isn't spent either."""
    return Part(
        vendor_order.goods_cents - vendor_order.refunded_goods_cents - vendor_order.spent_cents,
        vendor_order.shipping_cents - vendor_order.refunded_shipping_cents,
    )


def left_on_bank_card(vendor_order):
    """What was paid by bank card and didn't go back to it. One query where gift cards paid too."""
    left = left_of(vendor_order)
    for payment in _payments(vendor_order):
        left -= left_of_payment(payment)
    return left


def left_of_payment(payment):
    """What a gift card paid and didn't get back."""
    return Part(
        payment.goods_cents - payment.returned_goods_cents, payment.shipping_cents - payment.returned_shipping_cents
    )


def _payments(vendor_order):
    if not vendor_order.gift_card_cents:
        return []
    return vendor_order.gift_card_payments.select_related("release", "gift_card__vendor_order__order__pay_in")


def by_payer(vendor_order, piece, *, bank_card_only=False):
    """Who gets which part of what goes back: [(GiftCardPayment or None for the bank card, Part)].

    What can go back to the bank card does, the rest to gift cards in the order in which they paid: nobody turns a
    gift card into money, and nobody gets a gift card for what a bank card paid.
    """
    left, shares = piece, []
    payers = [] if bank_card_only else [(payment, left_of_payment(payment)) for payment in _payments(vendor_order)]
    for payer, paid in [(None, left_on_bank_card(vendor_order)), *payers]:
        part = Part(min(left.goods_cents, paid.goods_cents), min(left.shipping_cents, paid.shipping_cents))
        left -= part
        if part.total_cents:
            shares.append((payer, part))
    if left.total_cents:
        raise RefundRefused(Refusal.TOO_MUCH, left=_in_euros(piece.total_cents - left.total_cents))
    return shares


def priced(vendor_order, wanted):
    """The Part that goes back, and [(line, quantity, cents)]. Raises RefundRefused.

    A line's cents are counted over all refunds of it, so that its pieces add up to its price.
    """
    left = left_of(vendor_order)
    if not left.total_cents:
        raise RefundRefused(Refusal.ALL_GONE)
    if wanted.everything:
        return left, _whole_lines(vendor_order, left.goods_cents)
    lines = _wanted_lines(vendor_order, wanted, left.goods_cents)
    goods_cents = sum(cents for _line, _quantity, cents in lines) + sum(_reductions(vendor_order, wanted))
    part = Part(goods_cents + wanted.goods_cents, wanted.shipping_cents or 0)
    if min(part.goods_cents, part.shipping_cents) < 0 or not part.total_cents:
        raise RefundRefused(Refusal.NOTHING)
    if part.goods_cents > left.goods_cents or part.shipping_cents > left.shipping_cents:
        raise RefundRefused(Refusal.TOO_MUCH, left=_in_euros(left.total_cents))
    return part, lines


def _wanted_lines(vendor_order, wanted, left_cents):
    lines = priced_lines(vendor_order, wanted.lines)
    if wanted.at_most_left:
        lines = lowered_to(lines, left_cents)
    if wanted.kept_cents:
        lines = lowered_to(lines, sum(cents for _line, _quantity, cents in lines) - wanted.kept_cents)
    return lines


def _reductions(vendor_order, wanted):
    """The cents of each reduction. Raises RefundRefused beyond what the pieces that are left of a line cost."""
    if not wanted.reductions:
        return []
    returned = returned_quantities(vendor_order)
    kept = {line.pk: line.quantity - returned[line.pk] for line in vendor_order.lines.all()}
    at_most = {line.pk: cents for line, _quantity, cents in priced_lines(vendor_order, _some(kept))}
    for pk, cents in wanted.reductions.items():
        if not 0 < cents <= at_most.get(pk, 0):
            raise RefundRefused(Refusal.TOO_MUCH, left=_in_euros(at_most.get(pk, 0)))
    return list(wanted.reductions.values())


def _some(quantities):
    return {pk: quantity for pk, quantity in quantities.items() if quantity}


def _in_euros(cents):
    return f"{cents // 100},{cents % 100:02} €"


def returned_quantities(vendor_order):
    """Quantities that were given back already, by line id."""
    rows = RefundLine.objects.filter(refund__vendor_order=vendor_order).values_list("line_id")
    return Counter(dict(rows.annotate(total=Sum("quantity"))))


def _whole_lines(vendor_order, goods_cents):
    """What is left of each line. An amount that went back before, without a line, lowers them all in proportion."""
    returned = returned_quantities(vendor_order)
    left = {line.pk: line.quantity - returned[line.pk] for line in vendor_order.lines.all()}
    return lowered_to(priced_lines(vendor_order, _some(left)), goods_cents)


def lowered_to(lines, most_cents):
    """The (line, quantity, cents) for no more than this in all: each is lowered in proportion."""
    if not lines or sum(cents for _line, _quantity, cents in lines) <= most_cents:
        return lines
    shares = allocate(most_cents, [cents for _line, _quantity, cents in lines])
    return [(line, quantity, cents) for (line, quantity, _full), cents in zip(lines, shares, strict=True)]


def priced_lines(vendor_order, quantities):
    """[(line, quantity, cents)] of {line id: quantity}, at what each still costs. Raises RefundRefused beyond them."""
    returned, lowered = returned_quantities(vendor_order), _lowered(vendor_order)
    known = {line.pk: line for line in vendor_order.lines.all()}
    found = []
    for pk, quantity in quantities.items():
        line = known.get(pk)
        if line is None or quantity < 0 or returned[pk] + quantity > line.quantity:
            raise RefundRefused(Refusal.TOO_MUCH, left=_in_euros(left_of(vendor_order).total_cents))
        if quantity:
            found.append((line, quantity, _cents(line, returned[pk], quantity, lowered.get(pk, ()))))
    return found


def _lowered(vendor_order):
    """{line id: [PriceReduction]}."""
    lowered = {}
    for reduction in PriceReduction.objects.filter(refund__vendor_order=vendor_order):
        lowered.setdefault(reduction.line_id, []).append(reduction)
    return lowered


def _cents(line, returned, quantity, reductions):
    whole_cents = to_cents(line.line_price_incl_tax)
    cents = _share(whole_cents, line.quantity, returned, returned + quantity)
    for one in reductions:
        cents -= _share(one.amount_cents, one.quantity, returned - one.after, returned + quantity - one.after)
    return max(0, cents)


def _share(cents, pieces, before, then):
    """What the pieces from `before` to `then` of so many bear of a sum, counted over all of them."""
    before, then = (min(max(0, count), pieces) for count in (before, then))
    return proportion(cents, then, pieces) - proportion(cents, before, pieces)


def refuse_by_state(vendor_order, pay_in, *, door, now):
    """Raise RefundRefused where no refund is possible, whatever it is for."""
    if pay_in is None or pay_in.state != PayIn.State.SUCCEEDED or vendor_order.confirmed_at is None:
        raise RefundRefused(Refusal.UNPAID)
    if door == Refund.Door.BUYER and not vendor_order.is_to_send:
        is_under_way = vendor_order.shipped_at or vendor_order.ready_at
        raise RefundRefused(Refusal.UNDER_WAY if is_under_way else Refusal.ALL_GONE)
    if door == Refund.Door.CHARGEBACK:
        return
    if (now - pay_in.concluded_at).days >= REFUNDABLE_DAYS:
        raise RefundRefused(Refusal.TOO_LATE)
    if pay_in.disputes.filter(settled_at=None).exists():
        raise RefundRefused(Refusal.DISPUTED)
