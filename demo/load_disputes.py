"""Buyers and workshops that disagree, one in each state that a visitor may want to see."""

from datetime import timedelta

from django.utils import timezone

from commerce.customer.models import User
from commerce.disputes import answering, clock, deciding
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.giving_back import left_in
from commerce.disputes.grounds import Ground, Remedy, Wish
from commerce.disputes.models import OrderDispute
from commerce.disputes.opening import open_dispute
from commerce.disputes.states import Role
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement.models import PayIn
from commerce.settlement.refund_request import RefundRefused
from demo.load_withdrawals import crack

BROKEN = "À l’ouverture du carton, l’anse était cassée. Le carton était enfoncé d’un côté."
DEFECT = "L’émail s’écaille au fond depuis quinze jours, sans que je l’aie cogné."
EXPLAINED = "Chaque pièce est calée dans du papier et le carton porte « fragile ». Voici la photo du départ."
INSISTS = "Votre photo montre une autre pièce : la mienne a un liseré bleu."
REASONS = "Les photos montrent un choc de transport, dont l’atelier répond jusqu’à la remise (art. L216-2)."


def load_disputes(*, now):
    """Live one dispute for each of `LIVES`, each on an order of its own; what there are too few for is left out."""
    if OrderDispute.objects.exists():
        return
    received = iter(_received(now))
    for ground, wish, words, live in LIVES:
        for part in received:
            case = _opened(part, ground, wish, words, now)
            if case is None:
                continue
            live(case, now)
            break


def _received(now):
    """Received lately, of workshops that sell, neither withdrawn from nor refunded."""
    found = VendorOrder.objects.filter(
        status=VendorOrderStatus.RECEIVED,
        received_at__range=(now - timedelta(days=45), now - timedelta(days=2)),
        refunds=None,
        withdrawals=None,
        holds=None,
        order__pay_in__state=PayIn.State.SUCCEEDED,
        order__pay_in__disputes=None,
    )
    return found.select_related("vendor", "order__user").order_by("vendor_id", "-received_at", "pk")


def _opened(part, ground, wish, words, now):
    line = part.lines.order_by("pk").first()
    try:
        return open_dispute(
            part,
            {line.pk: 1},
            role=Role.BUYER,
            ground=ground,
            wish=wish,
            words=words,
            pictures=[crack()],
            request_key=f"demo:{part.pk}",
            now=now - timedelta(days=2),
        )
    except (DisputeRefused, RefundRefused):
        return None


def _to_answer(case, now):
    """Nothing more: the workshop's turn."""


def _explained(case, now):
    return answering.explain(case, words=EXPLAINED, pictures=[crack()], now=now - timedelta(hours=30))


def _to_decide(case, now):
    _explained(case, now)
    return answering.insist(case, words=INSISTS, now=now - timedelta(hours=20))


def _promised(case, now):
    day = timezone.localdate(now) + timedelta(days=12)
    return answering.promise(
        case, remedy=Remedy.REPAIR, by=day, words="Je la réémaille.", now=now - timedelta(hours=9)
    )


def _lowered(case, now):
    return answering.refund_part(case, cents=500, words="Pour la peine, si vous la gardez.", now=now)


def _decided(case, now):
    clock.escalate(case, now=now - timedelta(hours=8))
    team = User.objects.filter(is_superuser=True).order_by("pk").first()
    return deciding.decide(
        case, cents=min(1500, left_in(case).total_cents), reasons=REASONS, now=now - timedelta(hours=2), actor=team
    )


LIVES = (
    (Ground.BROKEN, Wish.REPLACEMENT, BROKEN, _to_answer),
    (Ground.BROKEN, Wish.REFUND, BROKEN, _to_decide),
    (Ground.CONFORMITY, Wish.REPAIR, DEFECT, _promised),
    (Ground.BROKEN, Wish.REDUCTION, BROKEN, _lowered),
    (Ground.BROKEN, Wish.REFUND, BROKEN, _decided),
    (Ground.NOT_AS_DESCRIBED, Wish.REFUND, "La couleur n’est pas celle de la photo.", _explained),
)
