"""What the first workshop changed of one of its pieces, so that a history can be read."""

from commerce.catalogue.preparing import describe
from commerce.customer.models import User
from demo.workshops.typography import typeset

SAID = typeset("Ne va ni au four ni au micro-ondes.")


def load_changes(vendor):
    """Complete the description of the shop's first piece on display, then its delay, once."""
    piece = vendor.products.filter(parent=None, is_public=True).order_by("pk").first()
    if piece is None or piece.changes.exists():
        return
    maker = User.objects.filter(memberships__partner=vendor).order_by("memberships").first()
    describe(piece, actor=maker, description=f"{piece.description} {SAID}".strip())
    describe(piece, actor=maker, preparation_days=4)
