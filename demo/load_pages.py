"""The editors' pages, illustrated with prints, and the editor who may change them."""

from django.contrib.auth.models import Group

from cms_pages.roles import EDITORS, MODERATORS
from cms_pages.starter import create_starter_pages
from commerce.customer.models import User
from demo import logins
from demo.prints import draw, draw_banner
from demo.workshops import WORKSHOPS


def load_pages(*, with_pictures=True):
    """Create what is missing of the pages that a site opens with, and let the demo's editor write and publish."""
    create_starter_pages(picture_of if with_pictures else None)
    editor = User.objects.get(email=logins.EDITOR.email)
    editor.groups.add(*Group.objects.filter(name__in=[EDITORS, MODERATORS]))


def picture_of(vendor_code, title, view):
    """The print of the piece whose title begins so, or the workshop's banner without one; None for what isn't sold."""
    workshop = next((workshop for workshop in WORKSHOPS if workshop.code == vendor_code), None)
    if workshop is None:
        return None
    if not title:
        return draw_banner(workshop)
    piece = next((piece for piece in workshop.pieces if piece.title.startswith(title)), None)
    return piece and draw(piece, workshop, view)
