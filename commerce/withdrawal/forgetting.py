"""What is forgotten of withdrawals when the addresses of their orders are: names, words, files. The sums stay."""

from commerce.withdrawal.models import Evidence, Step, Withdrawal


def forget(orders, *, now):
    """Empty what a person said and sent in withdrawals from their orders. Twice is once."""
    theirs = Withdrawal.objects.filter(vendor_order__order__in=orders)
    for evidence in Evidence.objects.filter(withdrawal__in=theirs):
        evidence.file.delete(save=False)
        evidence.delete()
    Step.objects.filter(withdrawal__in=theirs).update(words="")
    theirs.update(name="", email="", statement="", appeal="", tracking_number="")
