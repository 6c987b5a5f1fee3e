"""Vendors and customers. Nobody's password comes along, and nobody is written to: see `inviting`."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from commerce.customer.models import User
from commerce.importing.other_shops import plain_text
from commerce.moving.keeping import Keeper
from commerce.moving.models import Moved
from commerce.partner.models import Membership, Partner
from commerce.registration.models import Registration
from commerce.registration.start import first_plan


def person_of(email, first_name="", last_name=""):
    """The account with this address, made without a password where there is none. Raises ValidationError."""
    address = str(email or "").strip().lower()
    validate_email(address)
    known = User.objects.filter(email__iexact=address).order_by("-is_active", "pk").first()
    if known:
        return known
    person = User.objects.create_user(
        email=address, password=None, first_name=_cut(first_name, 150), last_name=_cut(last_name, 150)
    )
    EmailAddress.objects.create(user=person, email=address, primary=True, verified=False)
    return person


def _cut(text, longest):
    return plain_text(str(text or "")).replace("\x00", "").replace("\n", " ").strip()[:longest]


def move_vendors(site, report, now):
    """Dokan's stores become shops in preparation, each with its owner and a file to complete and send.

    Terms, identity, bank account and mandate are the owner's to give, so no shop opens by itself. Returns the Keeper.
    """
    keeper, plan = Keeper(Moved.Kind.VENDOR, report, now), first_plan(now)
    for store in site.stores:
        said = _said_of_store(store)
        try:
            validate_email(said["email"])
        except ValidationError:
            report.leave(Moved.Kind.VENDOR, store["id"], _("Cet atelier n’a pas d’adresse e-mail valable."))
            continue
        keeper.keep(
            store["id"],
            said,
            create=lambda said=said: _open_file(said, plan, now),
            change=lambda pk, said=said: _rewrite(pk, said),
        )
    return keeper


def _said_of_store(store):
    address = store.get("address") if isinstance(store.get("address"), dict) else {}
    return {
        "name": _cut(store.get("store_name"), 100) or f"Boutique {store['id']}",
        "email": str(store.get("email") or "").strip().lower()[:254],
        "first_name": _cut(store.get("first_name"), 100),
        "last_name": _cut(store.get("last_name"), 100),
        "phone": _cut(store.get("phone"), 20),
        "street": _cut(", ".join(filter(None, [address.get("street_1"), address.get("street_2")])), 160),
        "postcode": _cut(address.get("zip"), 5),
        "town": _cut(address.get("city"), 120),
        "story": plain_text(str(store.get("vendor_biography") or ""))[:5000],
    }


def _fields(said):
    names = ("name", "email", "phone", "street", "postcode", "town", "story")
    people = {"representative_first_name": said["first_name"], "representative_last_name": said["last_name"]}
    return {name: said[name] for name in names} | people


def _open_file(said, plan, now):
    owner = person_of(said["email"], said["first_name"], said["last_name"])
    vendor = Partner.objects.create(status=Partner.Status.DRAFT, plan=plan, **_fields(said))
    Membership.objects.create(partner=vendor, user=owner, role=Membership.Role.OWNER)
    if not Registration.objects.filter(started_by=owner, status=Registration.Status.STARTED).exists():
        Registration.objects.create(vendor=vendor, started_by=owner, started_at=now, touched_at=now, is_reminded=False)
    return vendor


def _rewrite(vendor_id, said):
    """The export changed: written while the shop is in preparation; afterwards its words are the owner's."""
    Partner.objects.filter(pk=vendor_id, status=Partner.Status.DRAFT).update(**_fields(said))


def move_customers(site, report, now):
    """WooCommerce's customers become accounts without a password. Returns the Keeper."""
    keeper = Keeper(Moved.Kind.CUSTOMER, report, now)
    for customer in site.customers:
        said = {name: _cut(customer.get(name), 254) for name in ("email", "first_name", "last_name")}
        try:
            validate_email(said["email"])
        except ValidationError:
            report.leave(Moved.Kind.CUSTOMER, customer["id"], _("Ce compte n’a pas d’adresse e-mail valable."))
            continue
        keeper.keep(customer["id"], said, create=lambda said=said: person_of(**said))
    return keeper
