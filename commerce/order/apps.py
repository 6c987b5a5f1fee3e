from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    """Oscar's order app, forked under the same label."""

    name = "commerce.order"

    def ready(self):
        from commerce.order import journey, timeline

        super().ready()
        timeline.join(journey.tell, *journey.LOOKUPS)
