"""What a shop tells of itself beside its goods: website, telephone, hours, place, and the address of its page."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.partner.models import Partner, PastAddress
from commerce.partner.places import dot_of, is_in_france, map_link, place_in_words

#: Addresses beside those of shops.
RESERVED = ["suivis"]
DETAILS = ["website", "phone", "phone_is_shown", "opening_hours", "latitude", "longitude"]


def check_website(address):
    """Raises ValidationError unless it is a plain https address of a public site: no name, password or port in it."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and parts.netloc == (parts.hostname or "") and "." in parts.netloc
    except ValueError:
        is_plain = False
    if not is_plain:
        raise ValidationError(_("Donnez une adresse qui commence par https:// et par le nom de votre site."))


def check_place(latitude, longitude):
    """Raises ValidationError for half a position, and for one that isn't in France."""
    if (latitude is None) != (longitude is None):
        raise ValidationError(_("Il faut les deux nombres, ou aucun."))
    if latitude is not None and not is_in_france(latitude, longitude):
        raise ValidationError(_("Ce point n’est pas en France. La latitude et la longitude sont peut-être inversées."))


def website_host(vendor):
    """« atelier.fr », as a visitor reads where the link leads."""
    return (urlsplit(vendor.website).hostname or "").removeprefix("www.")


def public_details(vendor):
    """What a shop's page draws of its website and place. No query."""
    return {
        "website_host": website_host(vendor),
        "dot": dot_of(vendor),
        "place": place_in_words(vendor),
        "map_link": map_link(vendor),
    }


def save_details(vendor):
    """Save the public details and nothing else: Mangopay may have verified the shop meanwhile."""
    vendor.save(update_fields=DETAILS)


@transaction.atomic
def move(vendor, slug, *, now=None):
    """Give a shop's page another address; the old one leads there for ever. Its own past address may be taken back.

    Raises ValidationError for an address that another shop has or had.
    """
    vendor = Partner.objects.select_for_update().get(pk=vendor.pk)
    if slug == vendor.code:
        return
    taken = Partner.objects.filter(code=slug) | Partner.objects.filter(past_addresses__slug=slug)
    if slug in RESERVED or taken.exclude(pk=vendor.pk).exists():
        raise ValidationError(_("Cette adresse est celle d’un autre atelier."))
    try:
        with transaction.atomic():
            PastAddress.objects.filter(slug=slug, vendor=vendor).delete()
            PastAddress.objects.get_or_create(
                slug=vendor.code, defaults={"vendor": vendor, "left_at": now or timezone.now()}
            )
            Partner.objects.filter(pk=vendor.pk).update(code=slug)
    except IntegrityError:
        raise ValidationError(_("Cette adresse est celle d’un autre atelier.")) from None


def moved_to(slug):
    """The shop that had this address, or None."""
    past = PastAddress.objects.filter(slug=slug, vendor__in=Partner.objects.once_open())
    return next((address.vendor for address in past.select_related("vendor")), None)


def local_business(vendor, url):
    """The shop as schema.org's LocalBusiness; only what its page shows."""
    address = {"streetAddress": vendor.street, "postalCode": vendor.postcode, "addressLocality": vendor.town}
    known = {
        "name": vendor.name,
        "description": vendor.tagline,
        "sameAs": vendor.website,
        "telephone": vendor.shown_phone,
        "address": {"@type": "PostalAddress", "addressCountry": "FR", **{k: v for k, v in address.items() if v}},
    }
    if vendor.latitude is not None:
        place = {"latitude": float(vendor.latitude), "longitude": float(vendor.longitude)}
        known["geo"] = {"@type": "GeoCoordinates", **place}
    kept = {name: value for name, value in known.items() if value}
    return {"@context": "https://schema.org", "@type": "LocalBusiness", "url": url, **kept}
