from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StockConfig(AppConfig):
    """Stock: the one rule that changes it, and the journal of every change; who waits for what is gone."""

    name = "commerce.stock"
    label = "stock"

    def ready(self):
        from commerce.stock import alarm, opening, schedules, sold_out, waiting  # noqa: F401

        post_migrate.connect(schedules.install, sender=self)
