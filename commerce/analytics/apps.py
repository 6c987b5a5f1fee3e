from oscar.apps.analytics import apps


class AnalyticsConfig(apps.AnalyticsConfig):
    """Oscar's analytics app, forked under the same label."""

    name = "commerce.analytics"
