import json
import sys

from django.core.management.base import BaseCommand

from commerce.settlement.reconciliation import reconcile


class Command(BaseCommand):
    help = "Compare every account with its wallet at Mangopay. Exits with 1 on a cent of difference."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print plain data only")

    def handle(self, **options):
        result = reconcile()
        if options["json"]:
            self.stdout.write(json.dumps(result.as_json()))
        else:
            self._print(result)
        if result.difference_cents:
            sys.exit(1)

    def _print(self, result):
        for difference in result.differences:
            self.stdout.write(
                f"{difference.account or '(no account)'}: {difference.book_cents} cents in the book, "
                f"{difference.wallet_cents} in wallet {difference.wallet or '(none)'}"
            )
        self.stdout.write(
            f"{result.accounts} accounts, {result.wallets} wallets, difference {result.difference_cents} cents."
        )
