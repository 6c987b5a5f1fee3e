"""The list of one vendor, the same for vendor and operators; machine-checked kinds are computed on the spot."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.compliance.models import TaxIdentity
from commerce.date_format import date_format
from commerce.registration import terms
from commerce.registration.models import Acceptance, Registration
from commerce.requirements.models import Requirement, RequirementRecord

Kind, Outcome = Requirement.Kind, RequirementRecord.Outcome


@dataclass(frozen=True)
class RequirementState:
    """Where a vendor stands with a requirement. `record` is the latest one, or None; `found` is for machine checks."""

    requirement: Requirement
    record: RequirementRecord | None
    found: bool = False
    count: int = 0

    @property
    def is_judged_by_people(self):
        """Whether an operator may verify, waive or reject it."""
        return self.requirement.is_answered_by_people

    @property
    def is_blocking(self):
        """Whether the shop can't open without it."""
        return self.requirement.is_blocking

    @property
    def is_met(self):
        """Whether nothing is missing here."""
        if not self.is_judged_by_people:
            return self.found
        return self.record is not None and self.record.outcome != Outcome.REJECTED

    @property
    def in_words(self):
        """What was done, by whom and when."""
        if not self.is_judged_by_people:
            if self.requirement.kind == Kind.PRODUCTS:
                return _("%(n)s sur %(all)s") % {"n": self.count, "all": self.requirement.number}
            return _("constaté") if self.found else _("manque")
        if self.record is None:
            return _("manque")
        day = date_format(timezone.localtime(self.record.recorded_at), "j F Y")
        return _("%(what)s le %(day)s") % {"what": self.record.get_outcome_display(), "day": day}


def requirements_of(vendor, *, now):
    """The RequirementStates of one vendor, in order."""
    return states_of([vendor], now=now)[vendor.pk]


def blocking_missing(vendor, *, now):
    """Titles of what keeps the shop of this vendor closed: what the registration's step asks for."""
    return [
        state.requirement.title for state in requirements_of(vendor, now=now) if state.is_blocking and not state.is_met
    ]


def states_of(vendors, *, now):
    """{vendor id: its RequirementStates}, in as many queries for many vendors as for one."""
    facts = _Facts(vendors, now)
    return {
        vendor.pk: [facts.state(vendor, each) for each in facts.asked if facts.concerns(vendor, each)]
        for vendor in vendors
    }


def complete_among(vendors, *, now):
    """Ids of those of these vendors, a QuerySet, who lack nothing that keeps a shop closed.

    Asks as little as `states_of`; what it asks names thousands of vendors by the question that finds them.
    """
    facts = _Facts(vendors, now)
    blocking = [each for each in facts.asked if each.is_blocking]
    return {
        vendor.pk
        for vendor in vendors
        if all(facts.state(vendor, each).is_met for each in blocking if facts.concerns(vendor, each))
    }


class _Facts:
    """Everything that the states of these vendors are read from."""

    def __init__(self, vendors, now):
        in_force = Q(retired_on=None) | Q(retired_on__gt=timezone.localdate(now))
        self.asked = list(Requirement.objects.filter(in_force).prefetch_related("categories"))
        self.meant = {each.pk: [category.path for category in each.categories.all()] for each in self.asked}
        self.latest = {}
        for record in RequirementRecord.objects.filter(vendor__in=vendors).select_related("recorded_by"):
            self.latest[record.vendor_id, record.requirement_id] = record
        prepared = Product.objects.prepared().filter(vendor__in=vendors)
        self.products = dict(prepared.order_by().values_list("vendor").annotate(count=Count("pk")))
        self.taxed = set(TaxIdentity.objects.filter(vendor__in=vendors).values_list("vendor_id", flat=True))
        self.paths = {}
        through = Registration.objects.filter(vendor__in=vendors, categories__isnull=False)
        for vendor_id, path in through.values_list("vendor_id", "categories__path"):
            self.paths.setdefault(vendor_id, []).append(path)
        self.texts = {text.pk for text in terms.in_force(now=now)}
        self.accepted = {}
        for vendor_id, text_id in Acceptance.objects.filter(vendor__in=vendors).values_list("vendor_id", "text_id"):
            self.accepted.setdefault(vendor_id, set()).add(text_id)

    def concerns(self, vendor, requirement):
        """Whether this vendor's trade, plan and categories are meant. A category means those below it, too."""
        if requirement.sellers_only and vendor.plan.kind == vendor.plan.Kind.LISTING:
            return False
        if requirement.trades and vendor.trade not in requirement.trades:
            return False
        meant = self.meant[requirement.pk]
        mine = self.paths.get(vendor.pk, [])
        return not meant or any(path.startswith(each) for path in mine for each in meant)

    def state(self, vendor, requirement):
        """One RequirementState."""
        count = self.products.get(vendor.pk, 0)
        found = {
            Kind.PRODUCTS: lambda: count >= requirement.number,
            Kind.TERMS: lambda: bool(self.texts) and self.texts <= self.accepted.get(vendor.pk, set()),
            Kind.ATTRIBUTE: lambda: self._has(vendor, requirement.attribute),
        }.get(requirement.kind, lambda: False)()
        return RequirementState(requirement, self.latest.get((vendor.pk, requirement.pk)), found, count)

    def _has(self, vendor, attribute):
        if attribute == Requirement.Attribute.BANK_ACCOUNT:
            return vendor.recipient_is_active
        if attribute == Requirement.Attribute.TAX_IDENTITY:
            return vendor.legal_form == vendor.LegalForm.BUSINESS or vendor.pk in self.taxed
        return bool(getattr(vendor, attribute))
