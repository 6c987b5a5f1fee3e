from oscar.apps.dashboard.catalogue import apps


class CatalogueDashboardConfig(apps.CatalogueDashboardConfig):
    """Oscar's catalogue in the dashboard, whose forms ask for what our models need."""

    name = "commerce.dashboard.catalogue"
