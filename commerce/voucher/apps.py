from oscar.apps.voucher import apps


class VoucherConfig(apps.VoucherConfig):
    """Oscar's voucher app, forked under the same label."""

    name = "commerce.voucher"
