from django.utils import timezone
from django_q.tasks import async_task

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


def move_soon(refund):
    """Have a task cluster move a refund that was just decided: nobody who asked waits for Mangopay."""
    async_task("commerce.settlement.tasks.carry_refund_on", refund.pk)


@governor.background()
def carry_refund_on(refund_id):
    refunds.carry_on(Refund.objects.get(pk=refund_id), now=timezone.now())
