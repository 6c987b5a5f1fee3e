"""Texts that a vendor accepts one by one, with version, time and person. Days are counted in Europe/Paris."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.invoicing import mandates
from commerce.partner.models import Partner
from commerce.plans.notice import earliest_day
from commerce.registration.models import Acceptance, TermsText


def in_force(*, now):
    """The TermsText in force of each document that has one, in the order of `TermsText.Document`."""
    begun = TermsText.objects.filter(effective_on__lte=timezone.localdate(now)).order_by("effective_on")
    latest = {text.document: text for text in begun}
    return [latest[document] for document in TermsText.Document.values if document in latest]


def accepted_by(vendor):
    """{text id: Acceptance} of this vendor."""
    given = Acceptance.objects.filter(vendor=vendor).select_related("accepted_by")
    return {acceptance.text_id: acceptance for acceptance in given}


def upcoming(*, now):
    """Texts that are announced and not in force yet, the nearest first."""
    return TermsText.objects.filter(effective_on__gt=timezone.localdate(now)).order_by("effective_on")


def open_to_acceptance(*, now):
    """Texts that may be accepted today: those in force, then those announced."""
    return [*in_force(now=now), *upcoming(now=now)]


def to_accept(vendor, *, now):
    """Titles of what this vendor has yet to accept: the texts, published or awaited, then the mandate to invoice."""
    given = accepted_by(vendor)
    done = {text.document for text in in_force(now=now) if text.pk in given}
    titles = [document.label for document in TermsText.Document if document.value not in done]
    return titles if mandates.mandate_in_force(vendor) else [*titles, _("Mandat de facturation")]


def accept(vendor, text, *, by, now):
    """Record that an owner accepts a text in force or announced. Twice changes nothing. Raises NotTheOwner."""
    if not mandates.may_sign(vendor, by):
        raise mandates.NotTheOwner(f"{by} is no owner of {vendor}.")
    found = {"accepted_by": by, "accepted_at": now}
    return Acceptance.objects.get_or_create(vendor=vendor, text=text, defaults=found)[0]


def check_text(text, *, now):
    """Refuse a version that would bind those who accepted an older one without 15 days' notice (P2B, art. 3).

    Raises ValidationError with a sentence beside `effective_on`, or for a text that somebody accepted already.
    """
    if text.pk and text.acceptances.exists():
        raise ValidationError(_("Quelqu’un a accepté ce texte : il ne change plus. Publiez une nouvelle version."))
    others = TermsText.objects.filter(document=text.document).exclude(pk=text.pk)
    earliest = earliest_day(now)
    if others.exists() and text.effective_on < earliest:
        said = _("Une nouvelle version s’annonce quinze jours d’avance : pas avant le %(day)s.")
        raise ValidationError({"effective_on": said % {"day": f"{earliest:%d/%m/%Y}"}})


@transaction.atomic
def publish(text, *, now):
    """Announce a version: kept, and told by mail to every vendor who accepted an older one. Returns it.

    Raises what `check_text` raises.
    """
    check_text(text, now=now)
    text.announced_at = now
    text.save()
    bound = Partner.objects.filter(acceptances__text__document=text.document).exclude(status=Partner.Status.CLOSED)
    for vendor in bound.distinct():
        portal_url = f"{settings.SITE_URL}{reverse('vendor_portal:registration-terms')}"
        shops.tell(
            vendor,
            event="terms_to_accept",
            key=f"{text.document}:{text.version}:{now:%Y%m%d%H%M%S}",
            context={
                "vendor": vendor,
                "text": text,
                "portal_url": portal_url,
            },
            url=portal_url,
        )
    return text
