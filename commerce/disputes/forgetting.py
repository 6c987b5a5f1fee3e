"""What is forgotten of disputes when the addresses of their orders are: words and files. Sums and decisions stay."""

from commerce.disputes.models import DisputeStep, Exhibit, OrderDispute


def forget(orders, *, now):
    """Empty what was said and sent in disputes about a person's orders. Twice is once."""
    theirs = OrderDispute.objects.filter(vendor_order__order__in=orders)
    for exhibit in Exhibit.objects.filter(step__dispute__in=theirs):
        exhibit.file.delete(save=False)
        exhibit.delete()
    DisputeStep.objects.filter(dispute__in=theirs).update(words="")
