"""Promotions of a vendor: planned, changed before they begin, ended early. They apply by the clock, not by a task."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.compliance.sales_seasons import is_sales_season, says_sales, seasons, too_recent
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.partner.models import Partner, StockRecord
from commerce.promotions.models import Promotion
from commerce.promotions.reaching import products_of_categories, write_reaches

Scope = Promotion.Scope
#: A reduction that never ends compares with no price that anybody pays: it misleads (art. L121-2).
LENGTH_MAX = timedelta(days=92)
AHEAD_MAX = timedelta(days=366)
#: A form sent twice within this time is one promotion.
SAME_CLICK = timedelta(minutes=1)
NAMED_PIECES = 3


@transaction.atomic
def plan(vendor, *, categories=(), products=(), starts_at=None, now, **terms):
    """Plan a promotion, from `starts_at` (None: at once) to `ends_at`, its end not included.

    `terms` are `name`, `scope`, `ends_at`, and `percent` or `amount_cents`. Raises ValidationError, by field, for
    dates that can't be, for a reduction that leaves nothing to pay, and for « soldes » out of season or of pieces that
    weren't offered for a month before (art. L310-3 of the code de commerce).
    """
    Partner.objects.select_for_update().get(pk=vendor.pk)
    begun_just_now = {"starts_at": starts_at} if starts_at and starts_at > now else {}
    again = vendor.promotions.filter(planned_at__gt=now - SAME_CLICK, **terms, **begun_just_now).first()
    promotion = again or Promotion(vendor=vendor, planned_at=now)
    return again or _write(promotion, categories, products, starts_at, now, terms)


@transaction.atomic
def change(promotion, *, categories=(), products=(), starts_at=None, now, **terms):
    """Change what hasn't begun; see `plan`. Raises ValidationError, also once it has begun."""
    promotion = _locked(promotion)
    if promotion.starts_at <= now:
        raise ValidationError(_("Cette promotion a commencé : vous pouvez la terminer et en prévoir une autre."))
    return _write(promotion, categories, products, starts_at, now, terms)


@transaction.atomic
def end(promotion, *, now):
    """End what runs, forget what hasn't begun. What is over stays as it was, and twice is once."""
    promotion = _locked(promotion)
    if promotion is None or promotion.ends_at <= now:
        return
    if promotion.starts_at >= now:
        promotion.delete()
    else:
        Promotion.objects.filter(pk=promotion.pk).update(ends_at=now)


def _locked(promotion):
    Partner.objects.select_for_update().get(pk=promotion.vendor_id)
    return Promotion.objects.filter(pk=promotion.pk).first()


def _write(promotion, categories, products, starts_at, now, terms):
    for name, value in terms.items():
        setattr(promotion, name, value)
    promotion.starts_at = max(starts_at or now, now)
    _refuse_odd_dates(promotion, starts_at, now)
    _refuse_sales_out_of_season(promotion)
    reached = _without_recent_ones(promotion, _reached(promotion, categories, products))
    _refuse_free_pieces(promotion, reached)
    promotion.save()
    promotion.categories.set(categories if promotion.scope == Scope.CATEGORIES else [])
    write_reaches(promotion, [] if promotion.scope == Scope.SHOP else reached, now)
    return promotion


def _refuse_odd_dates(promotion, starts_at, now):
    if starts_at and starts_at < now - SAME_CLICK:
        raise ValidationError({"starts_at": _("Ce moment est passé : laissez vide pour commencer tout de suite.")})
    if promotion.starts_at > now + AHEAD_MAX:
        raise ValidationError({"starts_at": _("C’est dans plus d’un an : vérifiez l’année.")})
    if promotion.ends_at <= promotion.starts_at:
        raise ValidationError({"ends_at": _("La fin doit venir après le début.")})
    if promotion.ends_at - promotion.starts_at > LENGTH_MAX:
        message = _("Trois mois au plus : un prix toujours réduit est un prix ordinaire. Changez plutôt vos prix.")
        raise ValidationError({"ends_at": message})


def _refuse_sales_out_of_season(promotion):
    if not says_sales(promotion.name) or is_sales_season(promotion.starts_at, promotion.ends_at):
        return
    begin, finish = next(season for season in seasons(promotion.starts_at) if season[1] > promotion.starts_at)
    said = {"begin": _moment(begin), "finish": _moment(finish)}
    message = _(
        "« Soldes » est réservé aux périodes légales (article L310-3 du code de commerce). La prochaine, pour la "
        "vente à distance, va du %(begin)s au %(finish)s. Choisissez un autre nom, ou ces dates."
    )
    raise ValidationError({"name": message % said})


def _without_recent_ones(promotion, reached):
    """What soldes reach: only what was offered for a month. Raises ValidationError for pieces chosen against it.

    A whole shop can't be in them, because what it adds meanwhile can't.
    """
    if not says_sales(promotion.name):
        return reached
    if promotion.scope == Scope.SHOP:
        message = _(
            "Pour des soldes, choisissez des catégories ou des pièces : seules y vont celles que vous vendez depuis "
            "un mois au moins quand la période commence (article L310-3 du code de commerce)."
        )
        raise ValidationError({"scope": message})
    recent = too_recent(reached, promotion.starts_at)
    if promotion.scope == Scope.CHOSEN and recent.exists():
        named = [
            _("« %(title)s »") % {"title": piece.title} for piece in recent.order_by("title", "pk")[:NAMED_PIECES]
        ]
        message = _(
            "En vente depuis moins d’un mois quand la période commence : %(pieces)s. Elles ne peuvent pas être "
            "soldées (article L310-3 du code de commerce)."
        )
        raise ValidationError({"products": message % {"pieces": ", ".join(named)}})
    lasting = reached.exclude(pk__in=recent.values("pk"))
    if not lasting.exists():
        message = _("Aucune pièce de ces catégories n’est en vente depuis un mois quand la période commence.")
        raise ValidationError({"categories": message})
    return lasting


def _moment(moment):
    return date_format(timezone.localtime(moment), "j F Y, G:i")


def _reached(promotion, categories, products):
    """The products that it reaches, variants aside. Raises ValidationError where it would reach none."""
    own = Product.objects.filter(vendor=promotion.vendor).exclude(structure=Product.CHILD)
    if promotion.scope == Scope.SHOP:
        return own
    if promotion.scope == Scope.CATEGORIES:
        found, field = products_of_categories(own, categories), "categories"
        message = _("Choisissez au moins une catégorie où vous avez des pièces.")
    else:
        found, field = own.filter(pk__in=[product.pk for product in products]), "products"
        message = _("Choisissez au moins une pièce.")
    if not found.exists():
        raise ValidationError({field: message})
    return found


def _refuse_free_pieces(promotion, reached):
    """Raises ValidationError where a reached piece would cost nothing, naming the cheapest."""
    if promotion.amount_cents is None:
        return
    records = StockRecord.objects.filter(partner=promotion.vendor, price__gt=0).select_related("product__parent")
    if promotion.scope != Scope.SHOP:
        records = records.filter(product__in=reached) | records.filter(product__parent__in=reached)
    named = [
        _("« %(title)s » (%(price)s)") % {"title": record.product.get_title(), "price": euros(record.price)}
        for record in records.order_by("price", "pk")[:NAMED_PIECES]
        if promotion.lowered(to_cents(record.price)) is None
    ]
    if named:
        message = _("Cette réduction dépasse ou égale le prix de : %(pieces)s.") % {"pieces": ", ".join(named)}
        raise ValidationError({"amount": message})
