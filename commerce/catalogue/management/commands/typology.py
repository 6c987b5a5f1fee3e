from django.core.management.base import BaseCommand

from commerce.catalogue.typology import install


class Command(BaseCommand):
    help = "Creates the kinds of piece that are missing, and links categories of the same name to them."

    def handle(self, **options):
        install()
