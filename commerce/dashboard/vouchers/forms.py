from django.forms import ModelMultipleChoiceField
from oscar.apps.dashboard.vouchers import forms

from commerce.dashboard.previews import SampleField
from commerce.offer.models import ConditionalOffer


class OffersField(ModelMultipleChoiceField):
    """The offers of a voucher, each named with who pays it."""

    def __init__(self, label):
        offers = ConditionalOffer.objects.filter(offer_type=ConditionalOffer.VOUCHER)
        super().__init__(offers.select_related("vendor", "benefit__range", "condition__range"), label=label)

    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.bearer_in_words})"


class VoucherForm(forms.VoucherForm):
    """Oscar's voucher, whose offers say who pays."""

    offers = OffersField(forms.VoucherForm.base_fields["offers"].label)
    sample = SampleField()


class VoucherSetForm(forms.VoucherSetForm):
    """Oscar's set of vouchers, whose offers say who pays."""

    offers = OffersField(forms.VoucherSetForm.base_fields["offers"].label)
    sample = SampleField()
