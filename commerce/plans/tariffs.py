"""Changing what a plan costs: the one way, with its notice and its mails."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.date_format import date_format
from commerce.partner.models import Partner
from commerce.plans.models import PlanTerms
from commerce.plans.notice import earliest_day, is_rise
from commerce.plans.words import terms_in_words


@transaction.atomic
def announce_terms(plan, *, now, replacing=None, **figures):
    """Decide a plan's terms from `starts_on` on, and tell every vendor who has the plan, at once. Returns PlanTerms.

    `replacing` are terms that haven't begun and that these take the place of. Raises ValidationError, with a sentence,
    for a rise without its notice, and for terms that would rewrite the past.
    """
    terms = PlanTerms(plan=plan, announced_at=now, **figures)
    terms.pk = replacing.pk if replacing else None
    terms._state.adding = replacing is None
    terms.announcing_at = now
    terms.full_clean()
    terms.save()
    if old := _before(terms):
        _tell_vendors(old, terms)
    return terms


def check_terms(terms, *, now):
    """Day before which these terms may not begin, or None for no rise. Raises ValidationError with the reason."""
    _refuse_the_past(terms, now)
    if not concerned(terms.plan).exists():
        return None
    old, following = _before(terms), _after(terms)
    earliest = earliest_day(now)
    if following and is_rise(terms, following) and following.starts_on < earliest:
        raise ValidationError(_refusal(following.starts_on, earliest))
    if not is_rise(old, terms):
        return None
    if terms.starts_on < earliest:
        raise ValidationError({"starts_on": _refusal(terms.starts_on, earliest)})
    return earliest


def _refuse_the_past(terms, now):
    """What was in force stays written: orders and bills point at it."""
    today = timezone.localdate(now)
    stored = PlanTerms.objects.filter(pk=terms.pk).first() if terms.pk else None
    if stored and stored.starts_on <= today:
        raise ValidationError(_("Ce tarif est en vigueur : annoncez-en un nouveau, il prendra sa suite."))
    if _before(terms) and terms.starts_on < today:
        raise ValidationError({"starts_on": _("Un tarif ne commence pas dans le passé.")})


def _refusal(starts_on, earliest):
    return _(
        "Une hausse s’annonce 15 jours à l’avance : elle commence au plus tôt le %(earliest)s, non le %(day)s."
    ) % {"day": date_format(starts_on, "j F Y"), "earliest": date_format(earliest, "j F Y")}


def _others(terms):
    return PlanTerms.objects.filter(plan=terms.plan).exclude(pk=terms.pk)


def _before(terms):
    return _others(terms).filter(starts_on__lt=terms.starts_on).order_by("-starts_on").first()


def _after(terms):
    return _others(terms).filter(starts_on__gt=terms.starts_on).order_by("starts_on").first()


def concerned(plan):
    """Vendors who have the plan or have asked for it."""
    having = Partner.objects.filter(plan=plan)
    asking = Partner.objects.filter(plan_choices__plan=plan, plan_choices__settled_at=None)
    waiting = asking.filter(plan_choices__withdrawn_at=None)
    return (having | Partner.objects.filter(pk__in=waiting.values("pk"))).exclude(status=Partner.Status.CLOSED)


def _tell_vendors(old, terms):
    portal_url = f"{settings.SITE_URL}{reverse('vendor_portal:plan')}"
    for vendor in concerned(terms.plan):
        shops.tell(
            vendor,
            event="terms_changed",
            key=f"{terms.plan.code}:{terms.starts_on}:{terms.announced_at:%Y%m%d%H%M%S}",
            context={
                "vendor": vendor,
                "terms": terms,
                "is_rise": terms.not_before is not None,
                "old_words": terms_in_words(old),
                "new_words": terms_in_words(terms),
                "portal_url": portal_url,
            },
            url=portal_url,
        )
