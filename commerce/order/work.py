"""What a vendor has to do today, oldest promise first."""

from dataclasses import dataclass

from django.utils import timezone

from commerce.order.models import VendorOrder
from commerce.order.status import TO_SEND, VendorOrderStatus


@dataclass(frozen=True)
class Work:
    """Vendor orders that wait for the vendor's hand; `late` ones were promised for an earlier day."""

    to_prepare: list
    to_collect: list
    late: list


def work_of(vendor, *, now=None):
    """The vendor's work, in two queries. Days are counted in Europe/Paris."""
    today = timezone.localdate(now)
    waiting = (
        VendorOrder.objects.of_vendor(vendor)
        .filter(status__in=[*TO_SEND, VendorOrderStatus.READY])
        .select_related("vendor", "relay_point")
        .prefetch_related("lines")
        .order_by("promised_on", "pk")
    )
    to_prepare = [part for part in waiting if part.status in TO_SEND]
    return Work(
        to_prepare=to_prepare,
        to_collect=[part for part in waiting if part.status == VendorOrderStatus.READY],
        late=[part for part in to_prepare if part.promised_on < today],
    )
