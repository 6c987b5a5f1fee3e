"""Plans, relay points, vendors with their doors and terms, and the people who sign in."""

from datetime import date, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from oscar.core.loading import get_model

from commerce.customer.models import User
from commerce.partner.models import Membership, Partner
from commerce.plans.models import Plan, PlanTerms
from commerce.shipping.models import DeliveryMode, RelayPoint
from demo import logins
from demo.relay_points import RELAY_POINTS
from demo.workshops.typography import typeset

Country = get_model("address", "Country")

#: code: (name, kind, what it says, commission in per cent, monthly fee in cents)
FREE, REDUCED, LISTED = (
    "Rien à payer tant que rien n'est vendu.",
    "Une somme par mois, une commission réduite.",
    "Une page dans l'annuaire, sans vente en ligne.",
)
PLANS = {
    "commission": ("Commission seule", Plan.Kind.COMMISSION, FREE, Decimal(12), 0),
    "abonnement": ("Abonnement", Plan.Kind.SUBSCRIPTION, REDUCED, Decimal(6), 1900),
    "referencement": ("Référencement", Plan.Kind.LISTING, LISTED, Decimal(0), 900),
}  # fmt: skip
PLANS_START = date(2024, 1, 1)
#: Numbers that the ARCEP keeps for fiction begin so.
PHONE_OF_FICTION = "+3363998"
#: The youngest shop opened this long ago, before the first order.
DAYS_OPEN = 40
RELAY_CARRIER, HOME_CARRIER = "Relais de quartier", "Colissimo"
HOME_DAYS, RELAY_DAYS = 2, 4


def load_vendors(workshops):
    """Create what is missing of the workshops' vendors. Returns them by code."""
    _load_country()
    _load_relay_points()
    plans = {code: _load_plan(code, *terms) for code, terms in PLANS.items()}
    existing = Partner.objects.in_bulk([workshop.code for workshop in workshops], field_name="code")
    new = [workshop for workshop in workshops if workshop.code not in existing]
    for workshop in new:
        vendor = existing[workshop.code] = _create_vendor(workshop, plans[workshop.plan])
        DeliveryMode.objects.bulk_create(_delivery_modes(vendor, workshop.delivery))
    _load_members(workshops, existing)
    return existing


def load_people():
    """The demo's buyers, its editor and its operator."""
    people = _load_users([*logins.BUYERS, logins.EDITOR, logins.OPERATOR])
    User.objects.filter(pk=people[logins.OPERATOR.email].pk).update(is_staff=True, is_superuser=True)


def _load_country():
    Country.objects.get_or_create(
        iso_3166_1_a2="FR",
        defaults={
            "iso_3166_1_a3": "FRA",
            "iso_3166_1_numeric": "250",
            "name": "France",
            "printable_name": "France",
            "is_shipping_country": True,
        },
    )


def _load_relay_points():
    RelayPoint.objects.bulk_create(
        (
            RelayPoint(
                code=f"DEMO{number:03}",
                carrier=RELAY_CARRIER,
                name=name,
                street=street,
                postcode=postcode,
                town=town,
                opening_hours=typeset(hours),
            )
            for number, (postcode, town, name, street, hours) in enumerate(RELAY_POINTS, start=1)
        ),
        ignore_conflicts=True,
    )


def _load_plan(code, name, kind, description, rate, monthly_fee_cents):
    plan, _ = Plan.objects.get_or_create(
        code=code, defaults={"name": name, "kind": kind, "description": typeset(description)}
    )
    if not plan.terms.exists():
        PlanTerms.objects.create(
            plan=plan, starts_on=PLANS_START, commission_rate=rate, monthly_fee_cents=monthly_fee_cents
        )
    return plan


def _create_vendor(workshop, plan):
    return Partner.objects.create(
        code=workshop.code,
        name=workshop.name,
        status=Partner.Status.OPEN,
        plan=plan,
        craft=workshop.craft,
        tagline=workshop.tagline,
        story=workshop.story,
        town=workshop.town,
        department=workshop.department,
        opening_hours=workshop.opening_hours,
        preparation_days=workshop.preparation_days,
        opened_at=timezone.now() - timedelta(days=DAYS_OPEN + int(workshop.siret) % 200),
        trade=workshop.status,
        legal_form=workshop.person_type,
        legal_name=workshop.legal_name,
        representative_first_name=workshop.first_name,
        representative_last_name=workshop.last_name,
        siret=workshop.siret,
        street=workshop.street,
        postcode=workshop.postcode,
        email=logins.vendor_login(workshop).email,
        phone=f"{PHONE_OF_FICTION}{workshop.siret[4:8]}",
        vat_rate=Decimal(workshop.vat_rate),
    )


def _delivery_modes(vendor, delivery):
    offers = (
        (DeliveryMode.Kind.HOME, delivery.home, HOME_CARRIER, HOME_DAYS),
        (DeliveryMode.Kind.RELAY, delivery.relay, RELAY_CARRIER, RELAY_DAYS),
        (DeliveryMode.Kind.COLLECT, delivery.collect, "", 0),
    )
    return [
        DeliveryMode(
            vendor=vendor,
            kind=kind,
            carrier=carrier,
            charge_cents=cents,
            free_from_cents=delivery.free_from if cents else None,
            transit_days=days,
        )
        for kind, cents, carrier, days in offers
        if cents is not None
    ]


def _load_members(workshops, vendors):
    users = _load_users([logins.vendor_login(workshop) for workshop in workshops])
    Membership.objects.bulk_create(
        (
            Membership(
                partner=vendors[workshop.code],
                user=users[logins.vendor_login(workshop).email],
                role=Membership.Role.OWNER,
            )
            for workshop in workshops
        ),
        ignore_conflicts=True,
    )


def _load_users(accounts):
    """Users by e-mail address. The slow hash is made once for all."""
    known = set(User.objects.filter(email__in=[login.email for login in accounts]).values_list("email", flat=True))
    missing = [login for login in accounts if login.email not in known]
    password = make_password(logins.PASSWORD) if missing else ""
    User.objects.bulk_create(
        User(email=login.email, first_name=login.first_name, last_name=login.last_name, password=password)
        for login in missing
    )
    users = {user.email: user for user in User.objects.filter(email__in=[login.email for login in accounts])}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=users[login.email], email=login.email, verified=True, primary=True) for login in missing
    )
    return users
