import logging

from django.core.management.base import BaseCommand
from django.utils import timezone

from commerce.order.models import Order
from demo import load_accounts, load_money, load_orders
from demo.load_announcements import load_announcements
from demo.load_appointments import load_appointments
from demo.load_catalogue import load_catalogue
from demo.load_changes import load_changes
from demo.load_conversations import load_conversations
from demo.load_disputes import load_disputes
from demo.load_gift_cards import load_gift_cards
from demo.load_identity import load_identity
from demo.load_import import load_import
from demo.load_labels import load_labels
from demo.load_leaving import load_leaving
from demo.load_listing import load_listing
from demo.load_messages import load_messages
from demo.load_moderation import load_moderation
from demo.load_pages import load_pages
from demo.load_pictures import load_pictures
from demo.load_promotions import load_promotions
from demo.load_registrations import load_registrations, load_terms
from demo.load_statistics import load_statistics
from demo.load_stock import load_stock
from demo.load_teams import load_team
from demo.load_vendors import load_people, load_vendors
from demo.load_withdrawals import load_withdrawals
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
        # The alarms that the demo sets off are for the money room, where they are written down.
        logging.getLogger("commerce.settlement.incidents").setLevel(logging.CRITICAL)
        workshops = vendors(options["vendors"])
        goods = articles(workshops, options["products"])
        loaded = load_vendors(workshops)
        load_catalogue(loaded, goods, self.progress("Articles")(len(goods)))
        load_statistics(now=timezone.now())
        if not no_pictures:
            load_pictures(loaded, goods, self.progress("Pictures"))
        load_terms()
        load_registrations(load_people())
        load_announcements()
        load_leaving(workshops, loaded)
        load_team(workshops[0], loaded[workshops[0].code])
        load_pages(with_pictures=not no_pictures)
        load_appointments(now=timezone.now())
        load_messages()
        load_moderation()
        self.live(workshops, loaded, options["orders"])
        load_conversations(now=timezone.now())
        load_promotions([loaded[workshop.code] for workshop in workshops], now=timezone.now())
        load_stock(loaded[workshops[0].code], now=timezone.now())
        load_changes(loaded[workshops[0].code])
        load_import(loaded[workshops[0].code], now=timezone.now())
        load_listing()  # After the weeks that were lived: in them its unpaid bills would have ended its listing.

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
            load_money.open_reserve(now=load_orders.first_moment() if is_new else timezone.now())
            if is_new and orders:
                load_orders.load_orders(orders, clock, self.progress("Orders"))
                load_money.live_through_trouble(now=timezone.now())
                load_withdrawals(now=timezone.now())
                load_disputes(now=timezone.now())
            clock.go_to(timezone.now())
            load_identity(workshops, loaded, clock)
            load_gift_cards(loaded)
            load_labels(now=timezone.now())

    def progress(self, label):
        return lambda total: Progress(label, total, stream=self.stderr._out)
