"""Who gets what of a vendor order, and what of it goes back with a refund. Pure arithmetic; amounts are cents."""

from dataclasses import dataclass

from commerce.money import percentage, proportion


@dataclass(frozen=True)
class Share:
    """One vendor order, cut: goods + shipping + subsidy = commission + VAT on it + net.

    Goods and shipping are what the buyer paid. The subsidy is what the operator adds out of its reserve, where its own
    reductions exceed its commission.
    """

    goods_cents: int
    shipping_cents: int
    commission_cents: int
    commission_vat_cents: int
    subsidy_cents: int = 0
    bears_on_shipping: bool = False

    @property
    def total_cents(self):
        """What the buyer paid for this part."""
        return self.goods_cents + self.shipping_cents

    @property
    def fees_cents(self):
        """Commission, tax included."""
        return self.commission_cents + self.commission_vat_cents

    @property
    def net_cents(self):
        """What the vendor receives in all."""
        return self.total_cents - self.fees_cents + self.subsidy_cents


def share(
    *,
    goods_cents,
    shipping_cents,
    rate,
    fixed_cents,
    vat_rate,
    operator_goods_cents=0,
    operator_shipping_cents=0,
    commission_on_shipping=False,
):
    """Cut a vendor order. `rate` and `vat_rate` are per cents; the commission is rounded half up once, its VAT once.

    The commission bears on the goods after the vendor's own reductions, and on shipping only if the terms say so. What
    the operator's reductions took off (`operator_…_cents`) is given back to the vendor: first out of the commission
    and its VAT, then out of the reserve. The commission takes at most what it bears on, and leaves at least one cent
    of the whole, because Mangopay refuses fees as high as the amount (001014).
    """
    reductions_cents = operator_goods_cents + operator_shipping_cents
    worth_cents = goods_cents + shipping_cents + reductions_cents
    base_cents = worth_cents if commission_on_shipping else goods_cents + operator_goods_cents
    commission_cents = percentage(base_cents, rate) + fixed_cents
    vat_cents = percentage(commission_cents, vat_rate)
    due_cents = min(commission_cents + vat_cents, base_cents, max(0, worth_cents - 1))
    kept_cents = max(0, due_cents - reductions_cents)
    if kept_cents != commission_cents + vat_cents:
        commission_cents, vat_cents = _within(kept_cents, vat_rate)
    subsidy_cents = max(0, reductions_cents - due_cents)
    return Share(goods_cents, shipping_cents, commission_cents, vat_cents, subsidy_cents, commission_on_shipping)


def _within(fees_cents, vat_rate):
    """Commission and VAT whose sum is exactly `fees_cents`."""
    vat_cents = percentage(fees_cents, 100 * vat_rate / (100 + vat_rate))
    return fees_cents - vat_cents, vat_cents


@dataclass(frozen=True)
class Part:
    """Goods and shipping of a vendor order that go back, of what the buyer paid."""

    goods_cents: int = 0
    shipping_cents: int = 0

    @property
    def total_cents(self):
        """What the buyer gets."""
        return self.goods_cents + self.shipping_cents

    def __add__(self, other):
        return Part(self.goods_cents + other.goods_cents, self.shipping_cents + other.shipping_cents)

    def __sub__(self, other):
        return Part(self.goods_cents - other.goods_cents, self.shipping_cents - other.shipping_cents)


@dataclass(frozen=True)
class GivenBack:
    """Where the money of a refund comes from: buyer's total + subsidy back = commission + VAT + the vendor's part."""

    part: Part
    commission_cents: int
    commission_vat_cents: int
    subsidy_cents: int

    @property
    def fees_cents(self):
        """Commission that the operator gives back, tax included."""
        return self.commission_cents + self.commission_vat_cents

    @property
    def from_order_share_cents(self):
        """What comes out of the net that the order's wallet gave, or would give, to the vendor."""
        return self.part.total_cents - self.fees_cents

    @property
    def vendor_cents(self):
        """What the vendor gives up in all: its net of these goods."""
        return self.from_order_share_cents + self.subsidy_cents


def given_back(whole, part, *, before=Part()):
    """What a refund of `part` takes from whom, after `before` went back already. ValueError above what was paid.

    The commission goes back in proportion to what it bore on, counted over all refunds so far: however many parts a
    whole is given back in, they are the whole.
    """
    after = _so_far(whole, before + part)
    earlier = _so_far(whole, before)
    commission_cents, vat_cents, subsidy_cents = (now - then for now, then in zip(after, earlier, strict=True))
    return GivenBack(part, commission_cents, vat_cents, subsidy_cents)


def _so_far(whole, part):
    """Commission, VAT and subsidy given back once `part` in all went back."""
    if part.goods_cents > whole.goods_cents or part.shipping_cents > whole.shipping_cents:
        raise ValueError(f"{part} is more than was paid: {whole}.")
    returned, borne = part.goods_cents, whole.goods_cents
    if whole.bears_on_shipping or not borne:
        returned, borne = part.total_cents, whole.total_cents
    if not borne:
        return 0, 0, 0
    fees_cents = proportion(whole.fees_cents, returned, borne)
    commission_cents = proportion(whole.commission_cents, fees_cents, whole.fees_cents) if fees_cents else 0
    return commission_cents, fees_cents - commission_cents, proportion(whole.subsidy_cents, returned, borne)
