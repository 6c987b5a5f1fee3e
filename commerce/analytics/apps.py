from django.db.models.signals import post_migrate
from oscar.apps.analytics import apps
from oscar.apps.basket.signals import basket_addition

from commerce.catalogue.signals import product_shown


class AnalyticsConfig(apps.AnalyticsConfig):
    """Counts of pieces by day. Oscar's own receivers stay unconnected: they follow people, and we don't."""

    name = "commerce.analytics"

    def ready(self):
        from commerce.analytics import receivers, schedules

        product_shown.connect(receivers.count_view)
        basket_addition.connect(receivers.count_basket)
        post_migrate.connect(schedules.install, sender=self)
