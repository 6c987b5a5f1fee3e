class PartOfBasket:
    """A basket as an offer limited to one vendor sees it: only that vendor's lines, everything else unchanged.

    Every condition and benefit of Oscar, and custom ones, read `all_lines()`: what they don't see they neither
    count nor lower.
    """

    def __init__(self, basket, vendor_id):
        self._basket = basket
        self._vendor_id = vendor_id

    def __getattr__(self, name):
        return getattr(self._basket, name)

    def all_lines(self):
        """The vendor's lines, the same objects as in the whole basket."""
        return [line for line in self._basket.all_lines() if line.product.vendor_id == self._vendor_id]
