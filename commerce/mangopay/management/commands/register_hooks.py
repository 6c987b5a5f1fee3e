from django.core.management.base import BaseCommand

from commerce.mangopay.hooks import register_hooks


class Command(BaseCommand):
    help = "Ask Mangopay to announce at SITE_URL what happens to payments and accounts. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{register_hooks()} hooks registered or moved.")
