"""From what the buyer ticked to one delivery choice per vendor."""

from commerce.shipping.models import DeliveryMode, RelayPoint
from commerce.shipping.options import DeliveryChoice


class DeliveryNotChosen(Exception):
    """A vendor of the basket has no valid delivery choice (any more)."""

    def __init__(self, group):
        self.group = group
        super().__init__(group.vendor.name)


def chosen_delivery(options, ticked):
    """A DeliveryChoice per vendor from the options and the session's choices. Raises DeliveryNotChosen."""
    codes = {choice["relay_point"] for choice in ticked.values() if choice.get("relay_point")}
    points = {point.code: point for point in RelayPoint.objects.filter(code__in=codes)} if codes else {}
    return [_choice(group, group_options, ticked.get(group.vendor.pk, {}), points) for group, group_options in options]


def _choice(group, group_options, ticked, points):
    option = next((option for option in group_options if option.kind == ticked.get("kind")), None)
    if option is None:
        raise DeliveryNotChosen(group)
    if option.kind != DeliveryMode.Kind.RELAY:
        return DeliveryChoice(group, option)
    point = points.get(ticked.get("relay_point"))
    if point is None:
        raise DeliveryNotChosen(group)
    return DeliveryChoice(group, option, point)
