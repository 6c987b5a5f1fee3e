from django.utils import timezone

from commerce.mangopay import governor
from commerce.settlement import due, refunds, watch
from commerce.settlement.models import Refund


def settle():
    return str(due.settle(now=timezone.now()))


def check_nightly():
    return str(due.check_nightly(now=timezone.now()))


def compare_with_mangopay():
    differences = watch.look(now=timezone.now())
    return "no comparison" if differences is None else f"{len(differences)} lasting differences"


@governor.background()
def carry_refund_on(refund_id):
    refunds.carry_on(Refund.objects.get(pk=refund_id), now=timezone.now())
