"""Promotions and coupons: Oscar's offers, each with the one who pays for it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractConditionalOffer
from oscar.apps.offer.results import BasketDiscount

from commerce.offer.bearers import Bearer
from commerce.offer.part_of_basket import PartOfBasket


class ConditionalOffer(AbstractConditionalOffer):
    """What lowers a basket, under which condition, and at whose expense.

    Whatever a vendor pays for, wholly or in part, is limited to that vendor's own goods and delivery.
    """

    Bearer = Bearer

    bearer = models.CharField(_("Qui paie la réduction ?"), max_length=10, choices=Bearer.choices)
    operator_share = models.DecimalField(
        _("Part de MonQuibus, en %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Seulement pour une réduction partagée : l’artisan paie le reste."),
    )
    vendor = models.ForeignKey(
        "partner.Partner",
        verbose_name=_("Limitée aux pièces de"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
        help_text=_("Obligatoire dès que l’artisan paie tout ou partie de la réduction."),
    )

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(bearer__in=Bearer.values), name="offer_names_its_bearer"),
            models.CheckConstraint(
                # `isnull` too: a comparison with NULL is unknown, and a check that is unknown passes.
                condition=Q(bearer=Bearer.SHARED, operator_share__isnull=False, operator_share__range=(0, 100))
                | (~Q(bearer=Bearer.SHARED) & Q(operator_share__isnull=True)),
                name="offer_shared_by_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(bearer=Bearer.OPERATOR) | Q(vendor__isnull=False), name="offer_of_one_vendor_that_pays"
            ),
        ]

    def clean(self):
        """Say beside the field what the constraints would refuse. Raises ValidationError."""
        super().clean()
        mistakes = {}
        if self.bearer == Bearer.SHARED and self.operator_share is None:
            mistakes["operator_share"] = _("Dites quelle part de la réduction MonQuibus prend à sa charge.")
        if self.bearer != Bearer.SHARED and self.operator_share is not None:
            mistakes["operator_share"] = _("Une part ne se dit que pour une réduction partagée : laissez vide.")
        if self.bearer in (Bearer.VENDOR, Bearer.SHARED) and self.vendor is None:
            mistakes["vendor"] = _("Dites quel artisan paie : la réduction ne vaut que pour ses pièces.")
        if mistakes:
            raise ValidationError(mistakes)

    @property
    def operator_rate(self):
        """What the operator bears of the reduction, in per cent."""
        rates = {Bearer.OPERATOR: Decimal(100), Bearer.VENDOR: Decimal(0)}
        return rates.get(self.bearer, self.operator_share)

    @property
    def bearer_in_words(self):
        """Who pays, as a phrase."""
        if self.bearer == Bearer.VENDOR:
            return _("à la charge de %(vendor)s") % {"vendor": self.vendor}
        if self.bearer == Bearer.OPERATOR:
            return _("à la charge de MonQuibus")
        return _("%(rate)s %% à la charge de MonQuibus, le reste à celle de %(vendor)s") % {
            "rate": number_format(Decimal(f"{self.operator_share.normalize():f}")),
            "vendor": self.vendor,
        }

    def reaches(self, vendor_id):
        """Whether this offer may lower anything of a vendor."""
        return self.vendor_id in (None, vendor_id)

    def _seen_of(self, basket):
        return basket if self.vendor_id is None else PartOfBasket(basket, self.vendor_id)

    def is_condition_satisfied(self, basket):
        """Whether the lines that this offer may see meet its condition."""
        return super().is_condition_satisfied(self._seen_of(basket))

    def is_condition_partially_satisfied(self, basket):
        """Whether the lines that this offer may see meet a part of its condition."""
        return super().is_condition_partially_satisfied(self._seen_of(basket))

    def get_upsell_message(self, basket):
        """What is missing for this offer, counted on the lines that it may see."""
        return super().get_upsell_message(self._seen_of(basket))

    def apply_benefit(self, basket):
        """Lower the lines that this offer may see. The result says what the lines lost: nothing is a failure.

        Oscar takes benefits at their word: a cent that a line was rounded by went unrecorded, and one that lowers
        nothing any more was asked again 10,000 times.
        """
        seen = self._seen_of(basket)
        taken = _taken_off(seen)
        result = super().apply_benefit(seen)
        return BasketDiscount(_taken_off(seen) - taken) if result.affects_basket else result

    def record_usage(self, discount):
        """Count a use. Writes the counters only: Oscar's saves the whole row, with what somebody changed meanwhile."""
        offers = type(self).objects.filter(pk=self.pk)
        offers.update(
            num_applications=F("num_applications") + discount["freq"],
            total_discount=F("total_discount") + discount["discount"],
            num_orders=F("num_orders") + 1,
        )
        self.refresh_from_db(fields=["status", "num_applications", "total_discount", "num_orders"])
        if not self.is_suspended and self.get_max_applications() == 0:
            offers.exclude(status=self.SUSPENDED).update(status=self.CONSUMED)

    def products(self):
        """The goods for the offer's page: of its vendor only, where it is limited to one."""
        products = super().products()
        return products if self.vendor_id is None else products.filter(vendor=self.vendor_id)


def _taken_off(basket):
    return sum(line.discount_value for line in basket.all_lines())


from oscar.apps.offer.models import *  # noqa: E402, F403
