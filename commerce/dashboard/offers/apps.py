from oscar.apps.dashboard.offers import apps


class OffersDashboardConfig(apps.OffersDashboardConfig):
    """Oscar's offers in the dashboard, which say who pays before anything is saved."""

    name = "commerce.dashboard.offers"
