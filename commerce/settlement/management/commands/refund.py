import sys
from decimal import Decimal, InvalidOperation

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commerce.money import to_cents
from commerce.order.models import VendorOrder
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted


def cents(text):
    """Cents of an amount as it is typed, « 12,50 » or « 12.50 ». Raises CommandError."""
    try:
        amount = Decimal(text.replace(",", "."))
        if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
            raise CommandError(f"« {text} » is no amount in euros.")
        return to_cents(amount)
    except InvalidOperation as error:
        raise CommandError(f"« {text} » is no amount in euros.") from error


def quantities(pieces):
    """Quantities by line id, of « ID:QUANTITY ». Raises CommandError."""
    wanted = {}
    for piece in pieces:
        line_id, _colon, quantity = piece.partition(":")
        if not (line_id.isdecimal() and quantity.isdecimal()):
            raise CommandError(f"« {piece} » isn’t written as LINE:QUANTITY.")
        wanted[int(line_id)] = wanted.get(int(line_id), 0) + int(quantity)
    return wanted


class Command(BaseCommand):
    help = "Give a buyer something back of a vendor order. Exits with 1 and says why where nothing may be given back."

    def add_arguments(self, parser):
        parser.add_argument("number", help="the vendor order, as in VO-100042-1")
        parser.add_argument("--line", action="append", default=[], metavar="ID:QUANTITY")
        parser.add_argument("--amount", default="0", help="euros of goods, as in 12,50")
        parser.add_argument("--shipping", help="euros of delivery; with --everything, all that is left of it")
        parser.add_argument("--everything", action="store_true", help="all that wasn’t given back yet")
        parser.add_argument("--reason", required=True, choices=Refund.Reason.values)
        parser.add_argument("--bearer", default=Refund.Bearer.VENDOR, choices=Refund.Bearer.values)
        parser.add_argument("--note", default="", help="a word for the buyer")

    def handle(self, number, **options):
        part = VendorOrder.objects.filter(number=number).first()
        if part is None:
            raise CommandError(f"There is no vendor order {number}.")
        wanted = Wanted(
            lines=quantities(options["line"]),
            goods_cents=cents(options["amount"]),
            shipping_cents=cents(options["shipping"]) if options["shipping"] else None,
            everything=options["everything"],
        )
        try:
            refund = refund_decision.decide(
                part,
                wanted,
                reason=options["reason"],
                bearer=options["bearer"],
                note=options["note"],
                door=Refund.Door.COMMAND,
                now=timezone.now(),
            )
        except RefundRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        self.stdout.write(
            f"{refund}: {refund.amount_cents} cents to the buyer ({refund.goods_cents} of goods, "
            f"{refund.shipping_cents} of delivery), {refund.vendor_cents} from the vendor, "
            f"{refund.fees_cents} of fees given back. {refund.get_path_display()}."
        )
