from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from commerce.communication import drawing

BEGIN, END = "<!-- drawn: manage.py draw_notifications -->\n", "<!-- end -->"


class Command(BaseCommand):
    help = "Draws the table of events into docs/notifications.md, between its marks."

    def handle(self, *args, **options):
        target = Path(settings.BASE_DIR) / "docs" / "notifications.md"
        before, rest = target.read_text().split(BEGIN)
        target.write_text(before + BEGIN + drawing.page() + END + rest.split(END, 1)[1])
