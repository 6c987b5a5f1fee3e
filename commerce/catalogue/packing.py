"""What a piece weighs and measures once packed: a variant as its parent unless it says otherwise."""

#: What a piece counts for whose maker didn't weigh it.
USUAL_GRAMS = 500


def packed_grams(product):
    """Grams of one piece, packed."""
    return _own(product, "packed_grams") or USUAL_GRAMS


def packed_size(product):
    """The three sides in cm, or None where the maker didn't say all of them."""
    sides = tuple(_own(product, f"packed_{side}_cm") for side in ("length", "width", "height"))
    return sides if all(sides) else None


def _own(product, name):
    value = getattr(product, name)
    return getattr(product.parent, name) if value is None and product.is_child else value
