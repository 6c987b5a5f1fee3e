"""Which pieces and changes wait for the operator. Asked by whoever shows or changes a piece."""

from django.conf import settings
from django.utils import timezone

from commerce.moderation.models import PieceCheck

State, Kind = PieceCheck.State, PieceCheck.Kind


def is_read_first(product):
    """Whether pieces like this one are read: of a kind that is, after a piece was taken off, or of a new shop."""
    kind = product.product_class
    return product.is_watched or bool(kind and kind.is_checked) or is_new(product.vendor)


def is_new(vendor):
    """Whether the shop has shown fewer pieces than the operator wants to have read: FIRST_PIECES_CHECKED."""
    wanted = settings.FIRST_PIECES_CHECKED
    return bool(wanted) and vendor.products.filter(approved_at__isnull=False).count() < wanted


def may_be_shown(product, *, actor=None, now=None):
    """Whether the piece may go online now. Else it waits in the operator's list from now on."""
    if product.approved_at is None and is_read_first(product):
        _wait(product, Kind.FIRST, {}, actor, now)
        return False
    return True


def holds_change(product):
    """Whether a change of this piece's text waits while the approved version stays online."""
    return product.is_public and is_read_first(product)


def propose(product, typed, *, actor=None, now=None):
    """Have a change wait; it joins the one that waits already, the last word counts."""
    category = typed.get("category")
    proposed = {**typed, **({"category": category.pk if category else None} if "category" in typed else {})}
    return _wait(product, Kind.CHANGE, proposed, actor, now)


def _wait(product, kind, proposed, actor, now):
    now = now or timezone.now()
    check, is_new_one = PieceCheck.objects.get_or_create(
        product=product,
        state=State.WAITING,
        defaults={"kind": kind, "proposed": proposed, "asked_by": actor, "asked_at": now},
    )
    if not is_new_one and kind == Kind.CHANGE:
        answers = {**check.proposed.get("answers", {}), **proposed.get("answers", {})}
        check.proposed = {**check.proposed, **proposed, "answers": answers}
        check.kind, check.asked_by, check.asked_at = kind, actor, now
        check.save(update_fields=["proposed", "kind", "asked_by", "asked_at"])
    return check


def waiting_check(product):
    """The check that this piece waits for, or None."""
    return PieceCheck.objects.filter(product=product, state=State.WAITING).first()


def waiting_checks(product_ids):
    """The checks that these pieces wait for, by the piece's id. One query."""
    return {
        check.product_id: check for check in PieceCheck.objects.filter(product__in=product_ids, state=State.WAITING)
    }


def last_statement(product):
    """The last reasons that its vendor was given about this piece, or None."""
    return product.statements.first()
