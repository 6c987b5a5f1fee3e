from oscar.apps.dashboard.vouchers import views

from commerce.dashboard.previews import PreviewFirstMixin


class OffersOfVoucherMixin(PreviewFirstMixin):
    """Previews the offers that a voucher, or a set of them, gives right to."""

    def offers_of(self, form):
        """The chosen offers."""
        return [(offer, offer.benefit, offer.condition) for offer in form.cleaned_data["offers"]]


class VoucherCreateView(OffersOfVoucherMixin, views.VoucherCreateView):
    """A new voucher, saved once one saw who pays it."""


class VoucherUpdateView(OffersOfVoucherMixin, views.VoucherUpdateView):
    """A voucher's change, saved once one saw who pays it."""


class VoucherSetCreateView(OffersOfVoucherMixin, views.VoucherSetCreateView):
    """A new set of vouchers, saved once one saw who pays it."""


class VoucherSetUpdateView(OffersOfVoucherMixin, views.VoucherSetUpdateView):
    """A set's change, saved once one saw who pays it."""
