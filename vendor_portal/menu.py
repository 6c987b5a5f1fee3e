"""The portal's menu: rooms, and the pages of the room in which somebody is.

A page is in the menu for whoever may open it: its view says which right that takes, nothing is said twice.
"""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.partner.models import Partner
from commerce.partner.rights import RIGHTS, Right


@dataclass(frozen=True)
class Page:
    """A page of the menu by the name of its address; `when` asks of the vendor whether there is such a page. `right`
    is only said of pages that strangers may open too.
    """

    label: Promise
    name: str
    when: object = bool
    right: Right | None = None

    @property
    def url(self):
        return reverse(f"vendor_portal:{self.name}")


@dataclass(frozen=True)
class Link:
    """A line of the menu. `is_current` is the page itself, `is_around` the room or page that one is somewhere in;
    `count` is how much is new there.
    """

    label: str
    url: str
    is_current: bool
    is_around: bool
    count: int = 0


@dataclass(frozen=True)
class Menu:
    """The rooms, and the pages of the current one; no pages where the room is one page."""

    rooms: list[Link]
    pages: list[Link]
    room: str = ""


def _is_open_to_orders(vendor):
    """A shop that only lists has no orders, stock or money here, unless some are left of an earlier plan."""
    return not vendor.is_listing or vendor.vendor_orders.exists()


def _sells(vendor):
    return not vendor.is_listing


def _is_preparing(vendor):
    return vendor.status == Partner.Status.DRAFT


def _has_figures(vendor):
    return not _is_preparing(vendor) and _is_open_to_orders(vendor)


ROOMS = [
    (
        _("Aujourd’hui"),
        [
            Page(_("Aujourd’hui"), "home", right=Right.ENTER),
            Page(_("Notifications"), "notifications"),
            Page(_("Mes courriels"), "mail-choices"),
        ],
    ),
    (_("Inscription"), [Page(_("Inscription"), "registration", _is_preparing, Right.SIGN)]),
    (
        _("Commandes"),
        [
            Page(_("Commandes"), "orders", _is_open_to_orders),
            Page(_("Messages"), "messages", _is_open_to_orders),
            Page(_("Retours"), "returns", _is_open_to_orders),
            Page(_("Litiges"), "disputes", _is_open_to_orders),
        ],
    ),
    (
        _("Produits"),
        [
            Page(_("Pièces"), "products"),
            Page(_("Stock"), "stock", _is_open_to_orders),
            Page(_("Au marché"), "market", _is_open_to_orders),
            Page(_("Par fichier"), "imports"),
        ],
    ),
    (
        _("Offres"),
        [
            Page(_("Promotions"), "promotions", _sells),
            Page(_("Coupons"), "coupons", _sells),
            Page(_("Bons cadeaux"), "gift-cards", _is_open_to_orders),
        ],
    ),
    (
        _("Argent"),
        [
            Page(_("Gains et versements"), "money", _is_open_to_orders),
            Page(_("Documents"), "documents"),
            Page(_("Compte bancaire"), "bank-account", _is_open_to_orders),
            Page(_("Identité"), "identity", _is_open_to_orders),
            Page(_("Formule"), "plan"),
        ],
    ),
    (_("Statistiques"), [Page(_("Statistiques"), "statistics", _has_figures)]),
    (
        _("Réglages"),
        [
            Page(_("Mode d’expédition"), "delivery-settings", _sells),
            Page(_("Ma fiche"), "listing"),
            Page(_("Retours"), "return-terms", _sells),
            Page(_("Congés"), "holidays"),
            Page(_("Équipe"), "people"),
            Page(_("Mes données"), "data"),
            Page(_("Fermer"), "closing"),
        ],
    ),
]


@cache
def _right_for(page):
    """What opening a page takes, as its view says."""
    return page.right or resolve(page.url).func.view_class.right_asked("GET")


def menu_of(vendor, role, path, *, unread=0):
    """The Menu of a shop for somebody with this role who is at `path`. A query for shops that only list.

    `unread` is how many notices the person hasn't read.
    """
    counts = {"notifications": unread}
    rights = RIGHTS[role]
    rooms = [(room, [page for page in pages if _right_for(page) in rights]) for room, pages in ROOMS]
    rooms = [(room, [page for page in pages if page.when(vendor)]) for room, pages in rooms]
    rooms = [(room, pages) for room, pages in rooms if pages]
    here = _page_around(path, [page for _room, pages in rooms for page in pages])
    around, own = next(((room, pages) for room, pages in rooms if here in pages), ("", []))
    return Menu(
        rooms=[_link(room, pages, path, here in pages, counts) for room, pages in rooms],
        pages=[_link(page.label, [page], path, page == here, counts) for page in own] if len(own) > 1 else [],
        room=around,
    )


def _page_around(path, pages):
    """The page whose address `path` continues the furthest; home has no pages below it."""
    around = [page for page in pages if path == page.url or (path.startswith(page.url) and page.name != "home")]
    return max(around, key=lambda page: len(page.url), default=None)


def _link(label, pages, path, is_around, counts):
    count = sum(counts.get(page.name, 0) for page in pages)
    return Link(label, pages[0].url, is_current=path == pages[0].url, is_around=is_around, count=count)
