from oscar.apps.address import apps


class AddressConfig(apps.AddressConfig):
    """Oscar's address app, forked under the same label."""

    name = "commerce.address"
