"""What the operator decides about pieces and reports: once each, with reasons, told to whom it concerns."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commerce.catalogue.history import remembered
from commerce.catalogue.models import Category, Product
from commerce.catalogue.preparing import describe, missing_of
from commerce.moderation import letters
from commerce.moderation.models import PieceCheck, Report, Statement
from commerce.partner.models import Partner, StockRecord

LONGEST_TEXT = 3_000
State, Kind, Measure = PieceCheck.State, PieceCheck.Kind, Statement.Measure


class AlreadyDecided(Exception):
    """Somebody was quicker, or what waited isn't there any more."""


@transaction.atomic
def accept(check, *, by, now):
    """Show the piece, or its change. Raises AlreadyDecided; ValidationError where it isn't whole any more."""
    check = _taken(check, State.ACCEPTED, by, now)
    product = Product.objects.select_for_update().get(pk=check.product_id)
    if check.kind == Kind.CHANGE:
        describe(product, actor=check.asked_by, is_approved=True, **_typed(check.proposed))
    else:
        _show(product, by, now)
    letters.accepted(check)


def _typed(proposed):
    if "category" not in proposed:
        return proposed
    return {**proposed, "category": Category.objects.filter(pk=proposed["category"]).first()}


def _show(product, by, now):
    alone, variants = Q(product=product), Q(product__parent=product, product__is_public=True)
    articles = StockRecord.objects.filter(alone | variants).select_related("product__parent")
    if all(missing_of(record) for record in articles):
        raise ValidationError(_("La pièce n’est plus complète : refusez-la en disant ce qui manque."))
    with remembered(product, actor=by, now=now):
        product.approved_at = now
        product.is_public = product.vendor.status == Partner.Status.OPEN
        product.save(update_fields=["approved_at", "is_public", "date_updated"])


@transaction.atomic
def refuse(check, *, ground, text, by, now):
    """Don't show the piece, or its change, for a reason of the list that is explained. Returns the Statement.

    Raises AlreadyDecided, ValidationError.
    """
    _explained(text)
    check = _taken(check, State.REFUSED, by, now)
    measure = Measure.CHANGE_REFUSED if check.kind == Kind.CHANGE else Measure.NOT_SHOWN
    return _state(check.product, measure, ground, text, by, now)


@transaction.atomic
def take_off(product, *, ground, text, by, now, report=None):
    """Take a piece out of the shop; from now on it is read before it is shown, and so is each change of it.

    Baskets that hold it can't order it. Returns the Statement. Raises ValidationError.
    """
    _explained(text)
    product = Product.objects.select_for_update().get(pk=product.pk)
    with remembered(product, actor=by, now=now):
        product.is_public, product.is_watched, product.approved_at = False, True, None
        product.save(update_fields=["is_public", "is_watched", "approved_at", "date_updated"])
    PieceCheck.objects.filter(product=product, state=State.WAITING).delete()
    StockRecord.objects.filter(Q(product=product) | Q(product__parent=product)).update(is_off_until_back=False)
    return _state(product, Measure.TAKEN_OFF, ground, text, by, now, report)


@transaction.atomic
def uphold(report, *, ground, text, by, now):
    """The report is right: its piece is taken off, vendor and reporter are told why. Raises AlreadyDecided."""
    _explained(text)
    report = _read(report, Report.State.UPHELD, text, by, now)
    if report.product:
        take_off(report.product, ground=ground, text=text, by=by, now=now, report=report)
    letters.report_decided(report)


@transaction.atomic
def dismiss(report, *, text, by, now):
    """The piece stays: whoever reported it is told why, and how to contest. Raises AlreadyDecided, ValidationError."""
    _explained(text)
    letters.report_decided(_read(report, Report.State.DISMISSED, text, by, now))


def _explained(text):
    if not text.strip():
        raise ValidationError(_("Expliquez la décision : la personne concernée la lira."))


def _taken(check, state, by, now):
    waiting = PieceCheck.objects.filter(pk=check.pk, state=State.WAITING, asked_at=check.asked_at)
    if not waiting.update(state=state, decided_by=by, decided_at=now):
        raise AlreadyDecided(_("Quelqu’un vient de décider, ou la pièce a changé : relisez-la."))
    return PieceCheck.objects.select_related("product__vendor", "asked_by").get(pk=check.pk)


def _read(report, state, text, by, now):
    received = Report.objects.filter(pk=report.pk, state=Report.State.RECEIVED)
    if not received.update(state=state, answer=text, decided_by=by, decided_at=now):
        raise AlreadyDecided(_("Quelqu’un vient de décider de ce signalement."))
    return Report.objects.select_related("product__vendor").get(pk=report.pk)


def _state(product, measure, ground, text, by, now, report=None):
    statement = Statement.objects.create(
        product=product,
        vendor=product.vendor,
        title=product.title[:255],
        measure=measure,
        ground=ground,
        text=text,
        report=report,
        stated_at=now,
        stated_by=by,
    )
    letters.stated(statement)
    return statement
