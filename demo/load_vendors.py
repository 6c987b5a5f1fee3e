"""Plans, relay points, vendors with their doors and terms, and the people who sign in."""

from datetime import date, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from oscar.core.loading import get_model

from commerce.customer.models import User
from commerce.invoicing.mandates import accept, mandate_in_force
from commerce.partner.models import Membership, Partner
from commerce.partner.timetable import ExceptionalDay, Timetable
from commerce.plans.models import Plan, PlanTerms
from commerce.shipping.models import DeliveryMode, RelayPoint
from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
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
#: Whoever pays a year at once is given two months.
MONTHS_PAID_BY_THE_YEAR = 10
PLANS_START = date(2024, 1, 1)
#: Numbers that the ARCEP keeps for fiction begin so.
PHONE_OF_FICTION = "+3363998"
#: The youngest shop opened this long ago, before the first order.
DAYS_OPEN = 40
#: The house's own relay points, for carriers that can't be asked; vendors send with Mondial Relay.
RELAY_POINTS_OF, RELAY_CARRIER, HOME_CARRIER = "Relais de quartier", "Mondial Relay", "Colissimo"
HOME_DAYS, RELAY_DAYS = 2, 4
#: The workshop that delivers in person, at its own hours.
IN_PERSON = "gres-marchenoir"

#: What the second person of the money room may do.
TREASURY = ("access_admin", "see_the_money", "move_the_money", "keep_mails")


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
        if workshop.code == IN_PERSON:
            _deliver_in_person(vendor)
    _load_members(workshops, existing)
    _sign_mandates(workshops, existing)
    return existing


def load_people():
    """The demo's buyers, makers on their way in, colleagues, editor, operator and treasurer, by e-mail address."""
    newcomers = [logins.HALFWAY, logins.BEGINNER, logins.WAITING]
    colleagues = [logins.PACKER, logins.BOOKKEEPER]
    people = _load_users([*logins.BUYERS, *newcomers, *colleagues, logins.EDITOR, logins.OPERATOR, logins.TREASURER])
    User.objects.filter(pk=people[logins.OPERATOR.email].pk).update(is_staff=True, is_superuser=True)
    treasury, _is_new = Group.objects.get_or_create(name="Trésorerie")
    treasury.permissions.add(*Permission.objects.filter(codename__in=TREASURY))
    people[logins.TREASURER.email].groups.add(treasury)
    return people


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
                carrier=RELAY_POINTS_OF,
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
            plan=plan,
            starts_on=PLANS_START,
            commission_rate=rate,
            monthly_fee_cents=monthly_fee_cents,
            yearly_fee_cents=MONTHS_PAID_BY_THE_YEAR * monthly_fee_cents,
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
            rates=_rates(cents) if carrier == HOME_CARRIER else [],
            free_from_cents=delivery.free_from if cents else None,
            transit_days=days,
        )
        for kind, cents, carrier, days in offers
        if cents is not None
    ]


def _rates(cents):
    """The home prices of the demo: by weight on the mainland, and overseas for what is light."""
    mainland = {2000: cents, 10_000: cents + 600, 30_000: cents + 1800}
    rates = [Rate(charge, grams, Zone.MAINLAND) for grams, charge in mainland.items()]
    return [rate.as_json() for rate in [*rates, Rate(cents + 1900, 2000, Zone.OVERSEAS)]]


def _deliver_in_person(vendor):
    """The potter of the demo brings pots round on Thursdays, is closed on Mondays and on Christmas Eve."""
    near = [Rate(500, None, postcodes=("58", "89")), Rate(0, None, postcodes=(vendor.postcode,))]
    DeliveryMode.objects.get_or_create(
        vendor=vendor,
        kind=DeliveryMode.Kind.OWN,
        defaults={"rates": [rate.as_json() for rate in near], "transit_days": 0},
    )
    week = (("10:00", "12:00"), ("14:00", "18:30"))
    christmas_eve = date(timezone.localdate().year, 12, 24)
    vendor.kept_hours = Timetable(
        closed_weekdays=(0,),
        pickup={1: week, 2: week, 3: week, 5: (("10:00", "18:00"),)},
        delivery={3: (("09:00", "13:00"),)},
        exceptions=(ExceptionalDay(christmas_eve, note="réveillon"),),
    ).as_json()
    vendor.opening_hours = ""
    vendor.save(update_fields=["kept_hours", "opening_hours"])


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


def _sign_mandates(workshops, vendors):
    """All but the last workshop let the marketplace invoice in their name, since before their first sale."""
    for workshop in workshops[:-1]:
        vendor = vendors[workshop.code]
        owner = User.objects.get(email=logins.vendor_login(workshop).email)
        if mandate_in_force(vendor) is None:
            accept(vendor, by=owner, now=vendor.opened_at)


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
