from django.core.management.base import BaseCommand

from demo.load_catalogue import load_catalogue
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
        workshops = vendors(options["vendors"])
        goods = articles(workshops, options["products"])
        loaded = load_vendors(workshops)
        load_people()
        load_catalogue(loaded, goods, self.progress("Articles", len(goods)))
        if not no_pictures:
            load_pictures(loaded, goods, lambda total: self.progress("Images", total))

    def progress(self, label, total):
        return Progress(label, total, stream=self.stderr._out)
