"""Drafts that save themselves: the page's module posts the same form, and reads one line instead of a page."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.catalogue.preparing import missing_of
from commerce.partner.models import StockRecord


def autosaves(request):
    """Whether the page's module sent the form, not a person."""
    return request.headers.get("X-Autosave") == "1"


def autosaved(record, *, is_right, moves=False):
    """What the module shows: a sentence with the hour (Europe/Paris); `moves` says where the form, and
    pictures one by one, go next."""
    if record is None:
        return JsonResponse({"said": _("Pas encore enregistré : donnez un nom à la pièce.")})
    hour = date_format(timezone.localtime(), "H:i")
    said = _("Brouillon enregistré à %(hour)s.") % {"hour": hour}
    if not is_right:
        said = f"{said} {_('Un champ est à corriger.')}"
    record = StockRecord.objects.select_related("product__parent").get(pk=record.pk)
    if missing := missing_of(record):
        lacking = ", ".join(str(each.label) for each in missing)
        said = f"{said} {_('Il manque : %(lacking)s.') % {'lacking': lacking}}"
    where = {"action": "product-complete", "pictures": "product-pictures"} if moves else {}
    addresses = {name: reverse(f"vendor_portal:{address}", args=[record.pk]) for name, address in where.items()}
    return JsonResponse({"said": said, **addresses})
