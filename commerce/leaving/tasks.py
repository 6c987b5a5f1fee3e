from django.utils import timezone

from commerce.leaving import export
from commerce.leaving.models import Export


def make_export(export_id):
    return export.make(Export.objects.select_related("vendor").get(pk=export_id), now=timezone.now())
