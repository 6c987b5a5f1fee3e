from oscar.apps.analytics import apps


class AnalyticsConfig(apps.AnalyticsConfig):
    """Oscar's analytics app without its receivers: they write per line and follow people, and we do neither."""

    name = "commerce.analytics"

    def ready(self):
        pass
