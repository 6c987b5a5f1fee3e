import logging

from django.core.management.base import BaseCommand

from commerce.order.models import Order
from demo import load_accounts, load_orders
from demo.load_catalogue import load_catalogue
from demo.load_pages import load_pages
from demo.load_pictures import load_pictures
from demo.load_vendors import load_people, load_vendors
from demo.mangopay_clock import moved_clock
from demo.progress import Progress
from demo.selection import articles, vendors
from demo.workshops import WORKSHOPS

PIECES = sum(len(workshop.pieces) for workshop in WORKSHOPS)


class Command(BaseCommand):
    help = "Fills the shop with believable workshops, goods, pictures, pages and orders. Run again, it adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("--vendors", type=int, default=len(WORKSHOPS))
        parser.add_argument("--products", type=int, default=PIECES)
        parser.add_argument("--orders", type=int, default=24)
        parser.add_argument("--no-pictures", action="store_true", help="leave products and shops without pictures")

    def handle(self, *, no_pictures, **options):
        logging.getLogger("django-q").setLevel(logging.WARNING)
        workshops = vendors(options["vendors"])
        goods = articles(workshops, options["products"])
        loaded = load_vendors(workshops)
        load_catalogue(loaded, goods, self.progress("Articles")(len(goods)))
        if not no_pictures:
            load_pictures(loaded, goods, self.progress("Pictures"))
        load_people()
        load_pages(with_pictures=not no_pictures)
        self.live(workshops, loaded, options["orders"])

    def live(self, workshops, loaded, orders):
        """Payment accounts and orders, where a local Mangopay answers."""
        if not load_accounts.is_reachable():
            self.stderr.write("No local Mangopay answers: vendors have no payment account, and nobody ordered.")
            return
        is_new = not Order.objects.exists()
        with moved_clock() as clock:
            if is_new:
                clock.go_to(load_orders.first_moment())
            load_accounts.open_accounts(workshops, loaded, clock, self.progress("Payment accounts"))
            if is_new and orders:
                load_orders.load_orders(orders, clock, self.progress("Orders"))

    def progress(self, label):
        return lambda total: Progress(label, total, stream=self.stderr._out)
