"""Gift cards of the simulated marketplace: some buyers give one, and some have one in their pocket."""

from collections import Counter
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils import timezone

from commerce.gift_cards import selling
from commerce.gift_cards.models import GiftCard, GiftCardSettings
from demo.buyers import BUYERS

#: The share of orders that are a gift card, and of baskets in which a card of one of their shops may pay.
GIVEN, CARRIED = 0.06, 0.5


def offer(vendors):
    """Every shop sells gift cards."""
    GiftCardSettings.objects.bulk_create(GiftCardSettings(vendor=vendor, is_active=True) for vendor in vendors)


class Gifts:
    """What people do with gift cards; `met` counts it."""

    def __init__(self, random):
        self.random, self.met = random, Counter()

    def give(self, now):
        """The order of a gift card, now and then; else None."""
        if self.random.random() >= GIVEN:
            return None
        shops = list(GiftCardSettings.objects.select_related("vendor").order_by("pk"))
        buyer = self.random.choice(BUYERS)
        self.met["gift card:ordered"] += 1
        return selling.place(
            self.random.choice(shops).vendor,
            self._wish(buyer, now),
            user=AnonymousUser(),
            guest_email=buyer.email,
            request_key=UUID(int=self.random.getrandbits(128)).hex,
            now=now,
        )

    def _wish(self, buyer, now):
        return selling.Wish(
            amount_cents=self.random.choice([1_000, 2_500, self.random.randint(1_000, 25_000)]),
            to_name="Maëlle",
            from_name=buyer.first_name,
            to_email=self.random.choice(["", "maelle@simulation.test"]),
            send_on=timezone.localdate(now),
        )

    def in_the_pocket(self, vendor_ids):
        """Keys of the cards with which somebody pays goods of these shops: mostly none, sometimes two."""
        if self.random.random() >= CARRIED:
            return []
        filled = F("vendor_order__goods_cents") - F("vendor_order__refunded_goods_cents")
        cards = GiftCard.objects.filter(vendor_order__confirmed_at__isnull=False, vendor__in=vendor_ids)
        keys = list(cards.filter(vendor_order__spent_cents__lt=filled).order_by("pk").values_list("pk", flat=True))
        chosen = self.random.sample(keys, min(len(keys), self.random.choice([1, 1, 2])))
        self.met["gift card:spent"] += len(chosen)
        return chosen
