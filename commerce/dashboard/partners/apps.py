from oscar.apps.dashboard.partners import apps


class PartnersDashboardConfig(apps.PartnersDashboardConfig):
    """Oscar's partners in the dashboard, whose forms ask for what our models need."""

    name = "commerce.dashboard.partners"
