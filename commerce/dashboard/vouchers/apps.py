from oscar.apps.dashboard.vouchers import apps


class VouchersDashboardConfig(apps.VouchersDashboardConfig):
    """Oscar's vouchers in the dashboard, which say who pays before anything is saved."""

    name = "commerce.dashboard.vouchers"
