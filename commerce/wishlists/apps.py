from oscar.apps.wishlists import apps


class WishlistsConfig(apps.WishlistsConfig):
    """Oscar's wishlists app, forked under the same label."""

    name = "commerce.wishlists"
