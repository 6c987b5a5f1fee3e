from oscar.apps.dashboard.orders import apps


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    """Oscar's orders in the dashboard, where the status is derived from the vendor orders."""

    name = "commerce.dashboard.orders"
