from oscar.apps.customer import apps


class CustomerConfig(apps.CustomerConfig):
    """Oscar's customer app, forked under the same label."""

    name = "commerce.customer"
