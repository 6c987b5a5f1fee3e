from oscar.core.loading import get_model

from commerce.address.french import FrenchAddressForm


class UserAddressForm(FrenchAddressForm):
    """An address of the book, of the person who fills it in."""

    class Meta(FrenchAddressForm.Meta):
        model = get_model("address", "UserAddress")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.user = user
