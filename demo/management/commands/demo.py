import logging

from django.core.management.base import BaseCommand

from demo import load_accounts
from demo.load_catalogue import load_catalogue
from demo.load_orders import load_orders
from demo.load_pictures import load_pictures
from demo.load_vendors import load_people, load_vendors
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
        load_people()
        load_catalogue(loaded, goods, self.progress("Articles")(len(goods)))
        has_mangopay = load_accounts.is_reachable()
        if has_mangopay:  # First, since papers are validated while the pictures are drawn.
            load_accounts.open_accounts(workshops, loaded, self.progress("Payment accounts"))
        if not no_pictures:
            load_pictures(loaded, goods, self.progress("Pictures"))
        if has_mangopay:
            load_accounts.wait_for_validation(workshops, loaded)
            load_orders(options["orders"], self.progress("Orders"))
        elif options["orders"]:
            self.stderr.write(
                "The local Mangopay doesn't answer: vendors have no payment account, and there are no orders."
            )

    def progress(self, label):
        return lambda total: Progress(label, total, stream=self.stderr._out)
