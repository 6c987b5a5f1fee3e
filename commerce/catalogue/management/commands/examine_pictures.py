from django.core.management.base import BaseCommand

from commerce.catalogue.examinations import examine_picture
from commerce.catalogue.models import ProductImage


class Command(BaseCommand):
    help = "Examines the pictures that hung before there was an examiner. Safe to stop and to repeat."

    def handle(self, **_options):
        unseen = ProductImage.objects.filter(findings=None)
        for count, image in enumerate(unseen.iterator(), start=1):
            examine_picture(image)
            if count % 100 == 0:
                self.stdout.write(f"{count} pictures")
