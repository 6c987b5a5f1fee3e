"""Several VAT rates in one vendor order: an original work of art beside other pieces."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from facturx import xml_check_xsd
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from commerce.catalogue.art_works import ArtWork
from commerce.catalogue.models import Product
from commerce.invoicing import credit_notes, factur_x
from commerce.invoicing.credit_notes import credited_by_rate
from commerce.invoicing.models import Document
from commerce.invoicing.rates import rate_shares
from commerce.invoicing.returned import replay
from commerce.invoicing.sales import invoice_vendor_order, net_of
from commerce.money import proportion, to_cents, to_euros
from commerce.order import lifecycle
from commerce.order.models import Line, VendorOrder
from commerce.partner.models import Partner
from commerce.settlement import refund_decision, refunds
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted
from commerce.settlement.release import release
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.invoicing.documents import mandated
from tests.commerce.settlement.orders import DUE, paid, parts, ready_vendor, received
from tests.commerce.settlement.orders import order_of as order_of_products
from tests.factories import ProductFactory, VendorFactory

TWENTY, REDUCED = Decimal(20), Decimal("5.5")
A_DAY = timedelta(days=1)


class Rows(list):
    """Rows that were read already."""

    def order_by(self, *_names):
        return self

    all = order_by


@st.composite
def vendor_orders(draw):
    """An order of pieces at both rates, lowered by vendor and operator, as its rows would be; nothing is saved."""
    lines, cents = Rows(), st.integers(0, 20_000)
    operator_cents = 0
    for pk in range(1, draw(st.integers(1, 5)) + 1):
        price = draw(st.integers(1, 30_000))
        vendor_cents = draw(st.integers(0, price))
        by_operator = draw(st.integers(0, price - vendor_cents))
        operator_cents += by_operator
        lines.append(
            Line(
                pk=pk,
                title=f"{pk}",
                quantity=draw(st.integers(1, 4)),
                tax_code=draw(st.sampled_from(["20", "5.5"])),
                line_price_before_discounts_incl_tax=to_euros(price),
                line_price_incl_tax=to_euros(price - vendor_cents - by_operator),
                vendor_reduction_cents=vendor_cents,
            )
        )
    return SimpleNamespace(
        lines=lines,
        goods_cents=sum(line.taxable_cents for line in lines) - operator_cents,
        operator_goods_cents=operator_cents,
        shipping_cents=draw(cents),
        operator_shipping_cents=draw(cents),
        vendor_shipping_reduction_cents=draw(cents),
    )


def _refund(pk, goods_cents=0, shipping_cents=0, lines=()):
    rows = Rows(SimpleNamespace(line=line, quantity=1, amount_cents=cents) for line, cents in lines)
    return SimpleNamespace(
        pk=pk, decided_with_id=None, decided_with=None, note="", lines=rows,
        goods_cents=goods_cents, shipping_cents=shipping_cents,
    )  # fmt: skip


def _refunds(dice, part):
    """Refunds by line and by amount, on one card or two, the last one of everything that is left."""
    goods, shipping, made, returned = part.goods_cents, part.shipping_cents, [], dict.fromkeys(part.lines, 0)
    for pk in range(1, dice.draw(st.integers(0, 5)) + 1):
        line = dice.draw(st.sampled_from(part.lines))
        listed = 0
        if returned[line] < line.quantity and dice.draw(st.booleans()):
            whole = to_cents(line.line_price_incl_tax)
            returned[line] += 1
            listed = proportion(whole, returned[line], line.quantity)
            listed = min(goods, listed - proportion(whole, returned[line] - 1, line.quantity))
        amount = dice.draw(st.integers(0, goods - listed))
        delivery = dice.draw(st.integers(0, shipping))
        first = dice.draw(st.integers(0, listed + amount))
        made.append(_refund(2 * pk, first, delivery, [(line, listed)] if listed else ()))
        beside = _refund(2 * pk + 1, listed + amount - first)
        beside.decided_with, beside.decided_with_id = made[-1], 2 * pk
        made.append(beside)
        goods, shipping = goods - listed - amount, shipping - delivery
    return [*made, _refund(99, goods, shipping)]


@settings(max_examples=150, deadline=None)
@given(vendor_orders(), st.data())
def test_each_rate_adds_up_to_the_whole_and_refunds_of_everything_to_each_rate(part, dice):
    shares = rate_shares(part)
    whole_cents = part.goods_cents + part.operator_goods_cents + part.shipping_cents + part.operator_shipping_cents
    assert sum(share.total_cents for share in shares) == whole_cents
    assert all(min(share.goods_cents, share.shipping_cents, share.reduction_cents) >= 0 for share in shares)
    left = {share.rate: [share.total_cents, net_of(share.total_cents, share.rate)] for share in shares}
    made = _refunds(dice, part)
    for refund, given_back in zip(made, replay(part, made), strict=True):
        for of_rate in credited_by_rate(given_back):
            assert 0 <= of_rate.net_cents <= of_rate.total_cents
            assert sum(line["net_cents"] for line in of_rate.lines) == of_rate.net_cents
            left[of_rate.rate][0] -= of_rate.total_cents
            left[of_rate.rate][1] -= of_rate.net_cents
        given_cents = sum(article.cents for article in given_back.articles)
        assert given_cents == refund.goods_cents + refund.shipping_cents + given_back.operator_cents
        assert min(min(rest) for rest in left.values()) >= 0
    if part.goods_cents and part.shipping_cents:
        assert {tuple(rest) for rest in left.values()} == {(0, 0)}


@pytest.fixture
def artist(mangopay):
    """A sculptor at 20 per cent, with a mandate."""
    return mandated(ready_vendor(mangopay, vat_rate=TWENTY))


def work_and_bowl(vendor, **ordered):
    """An order of a sculpture at 300 € and a bowl at 40 €."""
    work = ProductFactory(vendor=vendor, price="300.00", art_work=ArtWork.SCULPTURE)
    return placed(work, ProductFactory(vendor=vendor, price="40.00"), **ordered)


def breakdown(document):
    return {Decimal(tax["rate"]): (tax["net_cents"], tax["vat_cents"]) for tax in document.data["taxes"]}


def shipped(order):
    lifecycle.confirm(order, now=MONDAY)
    return [lifecycle.ship(part, now=MONDAY) for part in parts(order)]


@pytest.mark.django_db
def test_the_invoice_has_a_breakdown_per_rate_and_cuts_the_delivery_as_the_goods_are():
    (part,) = shipped(work_and_bowl(mandated(VendorFactory(vat_rate=TWENTY))))
    invoice = invoice_vendor_order(part, now=MONDAY)
    assert invoice.total_cents == 34_690
    delivery = {20: 81, REDUCED: 609}  # 690 as 40 to 300
    assert breakdown(invoice) == {
        rate: (net_of(cents, rate), cents - net_of(cents, rate))
        for rate, cents in ((TWENTY, 4_000 + delivery[20]), (REDUCED, 30_000 + delivery[REDUCED]))
    }
    assert sum(sum(amounts) for amounts in breakdown(invoice).values()) == invoice.total_cents
    assert [line["label"] for line in invoice.data["lines"]][1::2] == [
        "Livraison, part à 20\u202f%",
        "Livraison, part à 5,5\u202f%",
    ]
    assert invoice.net_cents == sum(line["net_cents"] for line in invoice.data["lines"])


@pytest.mark.django_db
def test_as_data_it_is_accepted_by_the_schema_of_en_16931_and_each_rate_sums_up():
    (part,) = shipped(work_and_bowl(mandated(VendorFactory(vat_rate=TWENTY))))
    invoice = invoice_vendor_order(part, now=MONDAY)
    xml = factur_x.xml_of(invoice)
    assert xml_check_xsd(xml, flavor="factur-x", level="en16931")
    root = etree.fromstring(xml)
    amounts = {}
    for line in root.iter("{*}IncludedSupplyChainTradeLineItem"):
        rate = Decimal(line.findtext(".//{*}RateApplicablePercent"))
        amounts[rate] = amounts.get(rate, 0) + Decimal(line.findtext(".//{*}LineTotalAmount"))
    settled = root.find(".//{*}ApplicableHeaderTradeSettlement")
    taxed = {
        Decimal(tax.findtext("{*}RateApplicablePercent")): [
            Decimal(tax.findtext(f"{{*}}{name}")) for name in ("BasisAmount", "CalculatedAmount")
        ]
        for tax in settled.findall("{*}ApplicableTradeTax")
    }
    assert {rate: base for rate, (base, _vat) in taxed.items()} == amounts  # BR-S-08
    assert all(abs(vat - base * rate / 100) <= Decimal("0.01") for rate, (base, vat) in taxed.items())  # BR-S-09
    assert sum(vat for _base, vat in taxed.values()) == Decimal(settled.findtext(".//{*}TaxTotalAmount"))  # BR-CO-14


@pytest.mark.django_db
def test_what_was_ordered_keeps_its_rate_whatever_the_vendor_declares_later():
    vendor = mandated(VendorFactory(vat_rate=TWENTY))
    order = work_and_bowl(vendor)
    Product.objects.update(art_work="")
    Partner.objects.update(vat_rate=Decimal(10))
    (part,) = shipped(order)
    assert set(breakdown(invoice_vendor_order(part, now=MONDAY))) == {TWENTY, REDUCED}


@pytest.mark.django_db
def test_a_vendor_in_franchise_shows_no_vat_on_a_work_of_art():
    (part,) = shipped(work_and_bowl(mandated(VendorFactory(vat_rate=Decimal(0)))))
    invoice = invoice_vendor_order(part, now=MONDAY)
    assert (invoice.vat_cents, invoice.data["taxes"]) == (0, [])
    assert any("293 B" in mention for mention in invoice.data["mentions"])
    assert {line["vat"] for line in invoice.data["lines"]} == {"—"}


@pytest.mark.django_db
def test_the_order_s_own_delivery_bears_both_rates():
    order = work_and_bowl(VendorFactory(vat_rate=TWENTY))
    tax = (order.shipping_incl_tax - order.shipping_excl_tax) * 100
    assert abs(tax - (81 - net_of(81, TWENTY) + 609 - net_of(609, REDUCED))) <= 1  # Oscar rounds what is without tax.


@pytest.mark.django_db
def test_refunds_by_line_and_by_amount_credit_each_rate_to_the_cent(mangopay, artist):
    part = received(parts(paid(mangopay, work_and_bowl(artist)))[0])
    release(part.pk, now=DUE)
    invoice = invoice_vendor_order(part, now=DUE)
    work = part.lines.get(tax_code="5.5")
    for days, wanted in enumerate([Wanted(goods_cents=1_000), Wanted(lines={work.pk: 1}), Wanted(everything=True)], 1):
        refund = refund_decision.decide(
            VendorOrder.objects.get(pk=part.pk),
            wanted,
            reason=Refund.Reason.RETURN,
            door=Refund.Door.OPERATOR,
            now=DUE + days * A_DAY,
        )
        assert refunds.carry_on(refund, now=DUE + days * A_DAY).is_done
    notes = [credit_notes.credit_due(each, now=DUE + 9 * A_DAY) for each in credit_notes.to_credit(DUE + 9 * A_DAY)]
    assert len(notes) == 3
    for rate, amounts in breakdown(invoice).items():
        credited = [breakdown(note).get(rate, (0, 0)) for note in notes]
        assert tuple(map(sum, zip(*credited, strict=True))) == amounts
    by_amount, by_line, _rest = notes
    assert set(breakdown(by_amount)) == {TWENTY, REDUCED}
    assert breakdown(by_line)[REDUCED][0] > 27_000
    assert Document.objects.count() == 4


@pytest.mark.django_db
def test_an_invoice_asks_the_database_as_often_whatever_its_lines_and_rates():
    few, many = (mandated(VendorFactory(vat_rate=TWENTY)) for _ in range(2))
    (short,) = shipped(order_of_products(few))
    (long,) = shipped(
        placed(*(ProductFactory(vendor=many, art_work=work) for work in ("", "", ArtWork.PRINT, ArtWork.SCULPTURE)))
    )
    counts = []
    for part in (short, long):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            invoice_vendor_order(VendorOrder.objects.select_related("vendor", "order").get(pk=part.pk), now=MONDAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
