from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commerce.mangopay.exceptions import MangopayError
from commerce.mangopay.records import Identity
from commerce.settlement import reserve


class Command(BaseCommand):
    help = (
        "Opens the operator's reserve: its user at Mangopay, whom Mangopay must make a platform, and two wallets. "
        "Run again, it opens what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--user-id", help="the operator's own user at Mangopay, if there is one already")
        parser.add_argument("--first-name", help="of the person in charge, to create the user")
        parser.add_argument("--last-name", help="of the person in charge")
        parser.add_argument("--birthday", type=date.fromisoformat, help="of the person in charge, YYYY-MM-DD")

    def handle(self, *, user_id, first_name, last_name, birthday, **options):
        known = reserve.known_user_id()
        if not (known or user_id) and not (first_name and last_name and birthday):
            raise CommandError("Give --user-id, or --first-name, --last-name and --birthday to create the user.")
        try:
            user_id = known or user_id or reserve.open_operator(operator_identity(first_name, last_name, birthday))
            self.stdout.write(f"User {user_id}: ask Mangopay to make it a PLATFORM user, if it isn't one yet.")
            opened = reserve.open_reserve(user_id)
        except MangopayError as error:
            raise CommandError(f"Mangopay refused: {error}. User: {user_id}; run again with --user-id.") from error
        self.stdout.write(f"Reserve {opened.wallet_id}, second wallet {opened.refill_wallet_id}.")


def operator_identity(first_name, last_name, birthday):
    """Who runs the marketplace, from the settings, as Mangopay must know it."""
    operator = settings.OPERATOR
    return Identity(
        legal_form="business",
        legal_name=operator["NAME"],
        company_number=operator["SIRET"][:9],
        first_name=first_name,
        last_name=last_name,
        email=settings.OPERATOR_EMAIL,
        street=operator["STREET"],
        postcode=operator["POSTCODE"],
        town=operator["TOWN"],
        birthday=birthday,
    )
