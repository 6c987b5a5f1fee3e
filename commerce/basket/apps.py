from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    """Oscar's basket app, forked under the same label."""

    name = "commerce.basket"
