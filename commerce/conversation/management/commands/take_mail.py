import logging
import sys

from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils import timezone

from commerce.conversation.incoming import LARGEST_MAIL, take

#: `sysexits.h`: the mail server keeps the mail and tries again.
TRY_AGAIN = 75

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Reads one mail from standard input, as a mail server's pipe gives it, and makes a message of it."

    def handle(self, **options):
        try:
            outcome = take(sys.stdin.buffer.read(LARGEST_MAIL + 1), now=timezone.now())
        except OperationalError as error:
            self.stderr.write(f"{type(error).__name__}: try again.")
            sys.exit(TRY_AGAIN)
        except Exception:
            logger.exception("A mail could not be read.")
            self.stderr.write("This mail can't be read.")
            return
        self.stdout.write(outcome)
