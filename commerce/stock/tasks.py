"""What the task cluster runs for those who wait."""

from django.utils import timezone

from commerce.stock import waiting


def tell_waiting(product_id):
    """Tell whoever waits for this piece."""
    waiting.tell(product_id)


def look_after_waiting():
    """Tell whoever can be told, and erase what grew old."""
    waiting.tell_all()
    waiting.forget(now=timezone.now())
