"""What the operator decides, always with reasons; the money's intent is written in the same transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.disputes import deadlines, letters
from commerce.disputes.answering import require_remedy
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.giving_back import give_back, left_in
from commerce.disputes.states import Role
from commerce.disputes.stepping import locked, move, require
from commerce.money_format import euros
from commerce.settlement.models import Refund


@transaction.atomic
def decide(dispute, *, cents, reasons, now, actor, bearer=Refund.Bearer.VENDOR):
    """The operator gives the buyer `cents` of what is left, from none to all of it, at the bearer's expense.

    Raises ActionNotAllowed, RefundRefused, and DisputeRefused without reasons or for more than is left.
    """
    current = locked(dispute)
    require(current, "decide", Role.OPERATOR)
    _require_reasons(reasons)
    most = left_in(current).total_cents
    if not 0 <= cents <= most:
        raise DisputeRefused(_("Vous pouvez rendre de 0 à %(most)s.") % {"most": euros(most)})
    given = give_back(current, cents, Role.OPERATOR, now=now, actor=actor, bearer=bearer)
    current.decision = reasons
    step = move(current, "decide", Role.OPERATOR, now=now, actor=actor, words=reasons, refund=given)
    letters.concluded(current, step)
    return current


@transaction.atomic
def order_remedy(dispute, *, remedy, by, reasons, now, actor):
    """The operator has the vendor repair, replace or take back until a day, 30 days away at most.

    Raises ActionNotAllowed, and DisputeRefused without reasons or for a day or remedy that isn't possible.
    """
    current = locked(dispute)
    require(current, "order_remedy", Role.OPERATOR)
    _require_reasons(reasons)
    require_remedy(current, remedy, by, deadlines.remedy_by(timezone.localdate(now)), now=now)
    current.remedy, current.remedy_by = remedy, by
    step = move(current, "order_remedy", Role.OPERATOR, now=now, actor=actor, words=reasons)
    letters.promised(current, step)
    return current


def _require_reasons(reasons):
    if not reasons.strip():
        raise DisputeRefused(_("Une décision se motive : les deux parties lisent vos raisons."))
