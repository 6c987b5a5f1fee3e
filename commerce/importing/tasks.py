from django.utils import timezone

from commerce.importing import work
from commerce.importing.models import Import


def go_on(import_id):
    if an_import := Import.objects.select_related("vendor").filter(pk=import_id).first():
        work.go_on(an_import, now=timezone.now())
