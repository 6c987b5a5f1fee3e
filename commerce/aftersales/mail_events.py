"""The mail about a dispute that was answered without anybody."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import ORDER, amount
from commerce.order.examples import PAID_AT, example_part
from commerce.settlement.models import Dispute, PayIn


def _dispute():
    order = example_part().order
    dispute = Dispute(pay_in=PayIn(order=order), disputed_cents=7490, opened_at=PAID_AT)
    return {"dispute": dispute, "order": order, "office_url": f"{settings.SITE_URL}/cms/argent/litiges/"}


declare(
    Event(
        "dispute_answered",
        title=_("Litige bancaire contesté d’office"),
        audience=Audience.OPERATOR,
        when=_("Trois jours avant la fin du délai, si personne n’a répondu à la banque."),
        placeholders=(ORDER, amount("dispute.disputed_cents", _("montant contesté"))),
        sample=_dispute,
    ),
)
