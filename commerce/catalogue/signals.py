"""What others may want to know of the shop's pages. Oscar's own `product_viewed` also makes its history cookie."""

from django.dispatch import Signal

#: Somebody was shown the page of a product. Sends `product` and `request`.
product_shown = Signal()
