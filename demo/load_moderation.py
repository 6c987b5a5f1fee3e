"""What waits for the moderators of the demo: a change to read, a report to decide, and one that was decided."""

from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.customer.models import User
from commerce.moderation import deciding, gate
from commerce.moderation.models import Ground, Report
from commerce.moderation.reporting import report
from demo import logins
from demo.workshops.typography import typeset

DECIDED = "La fiche dit « fait main » mais le bord est parfaitement régulier."
ANSWER = "L'atelier nous a montré le tournage de cette pièce : un bord régulier est la marque d'une main exercée."
WAITING = "J'ai vu le même motif sur le site d'une grande marque."


def load_moderation():
    """Report two pieces and have a change of a third wait, once."""
    pieces = list(Product.objects.in_listings().order_by("pk")[:3])
    if Report.objects.exists() or len(pieces) < 3:
        return
    now = timezone.now()
    who = {"name": "Odile Tanguy", "email": logins.BUYERS[2].email}
    first, second, third = pieces
    kept = report(first, form_key="demo-1", now=now, ground=Ground.MISLEADING, text=typeset(DECIDED), **who)
    operator = User.objects.filter(email=logins.OPERATOR.email).first()
    deciding.dismiss(kept, text=typeset(ANSWER), by=operator, now=now)
    report(second, form_key="demo-2", now=now, ground=Ground.COUNTERFEIT, text=typeset(WAITING), **who)
    gate.propose(third, {"title": f"{third.title}, grand format"}, now=now)
