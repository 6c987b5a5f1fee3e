import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from commerce.catalogue.models import Product
from commerce.communication.models import Mail
from commerce.customer.models import User
from commerce.ledger.book import balance
from commerce.ledger.models import Journal
from commerce.moving.former_site import BadExport, FormerSite
from commerce.moving.inviting import invite
from commerce.moving.migrating import migrate
from commerce.moving.models import FormerOrder, Moved, OpeningBalance
from commerce.moving.pictures import hang_pictures
from commerce.order.models import Order
from commerce.partner.models import Partner, StockRecord
from commerce.registration.models import Registration
from commerce.voucher.models import Voucher
from tests.commerce.baskets import MONDAY
from tests.commerce.catalogue.photographs import photograph
from tests.commerce.catalogue.shelves import category
from tests.commerce.moving.synthetic import Synthetic
from tests.factories import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def former():
    return Synthetic(vendors=2, products=5, customers=4, orders=20)


@pytest.fixture
def site(former, tmp_path):
    PlanFactory()
    category("Bols")
    return FormerSite(former.write(tmp_path))


@pytest.fixture
def report(site):
    return migrate(site, dry_run=False, now=MONDAY)


def reread(site):
    return FormerSite(site.folder)


def rows():
    return [
        model.objects.count() for model in (Partner, User, Product, StockRecord, FormerOrder, Voucher, Moved, Journal)
    ]


def test_a_dry_run_reports_the_same_and_keeps_nothing(site):
    before = rows()
    tried = migrate(site, dry_run=True, now=MONDAY)
    assert rows() == before
    assert tried.as_json() == migrate(reread(site), dry_run=False, now=MONDAY).as_json()


def test_a_second_run_changes_nothing(site, report):
    before = rows()
    again = migrate(reread(site), dry_run=False, now=MONDAY)
    assert (again.changes, rows()) == (0, before)
    assert report.changes == Moved.objects.count()


def test_shops_are_in_preparation_with_their_owner_and_a_file_to_complete(report):
    vendor = Partner.objects.get(email="atelier100@exemple.test")
    assert (vendor.name, vendor.status, vendor.postcode) == ("Atelier n° 100", "draft", "58000")
    assert vendor.memberships.get().role == "owner"
    file = Registration.objects.get(vendor=vendor)
    assert (file.status, file.is_reminded) == ("started", False)


def test_nobody_brings_a_password_and_nobody_is_written_to(report):
    assert all(not person.has_usable_password() for person in User.objects.all())
    assert not Mail.objects.exists()


def test_invitations_go_out_a_few_at_a_time_vendors_first_each_once(report):
    assert [invite(2), invite(3), invite(100), invite(100)] == [2, 3, 1, 0]
    assert Mail.objects.order_by("pk").first().recipient.startswith("atelier")
    assert "Atelier n° 100" in Mail.objects.get(recipient="atelier100@exemple.test").text


def test_products_are_drafts_with_text_price_stock_and_category(former, report):
    pk, name, price = former.goods["100"][0]
    product = Product.objects.get(title=name)
    record = product.stockrecords.get()
    assert (record.price, record.partner_sku, product.is_public) == (price, f"wc-{pk}", False)
    assert product.description == f"{name}, fait main & signé."
    assert [each.name for each in product.categories.all()] == ["Bols"]


def test_variations_are_variants_with_a_price_and_a_stock_of_their_own(former, report):
    _pk, name, price = former.goods["100"][4]
    parent = Product.objects.get(title=name)
    assert (parent.structure, parent.stockrecords.count()) == (Product.PARENT, 0)
    children = parent.children.order_by("pk")
    assert [child.title for child in children] == ["S", "M"]
    assert {child.stockrecords.get().price for child in children} == {price}


def test_orders_are_history_and_no_money_of_ours(former, report):
    whole = [order for order in former.orders if not any(m["key"] == "has_sub_order" for m in order["meta_data"])]
    assert FormerOrder.objects.count() == len(whole)
    assert not Order.objects.exists()
    assert sum(FormerOrder.objects.values_list("total_cents", flat=True)) == sum(
        int(Decimal(order["total"]) * 100) for order in whole
    )
    assert set(FormerOrder.objects.values_list("vendor__email", flat=True)) == {
        "atelier100@exemple.test",
        "atelier101@exemple.test",
    }


def test_balances_open_to_the_cent_with_their_reasons_and_touch_no_wallet(former, report):
    assert (report.difference_cents, len(report.compared)) == (0, 6)
    for vendor_id in former.vendor_ids:
        vendor = Partner.objects.get(email=f"atelier{vendor_id}@exemple.test")
        opening = vendor.opening_balance
        assert opening.balance_cents == int((former.balance(vendor_id) * 100).quantize(Decimal(1), "ROUND_HALF_UP"))
        assert sum(opening.explained.values()) == opening.balance_cents
        assert balance(f"opening:{vendor.pk}") == opening.balance_cents
        assert balance(f"vendor_wallet:{vendor.pk}") == 0
    assert balance("opening:former") == -sum(OpeningBalance.objects.values_list("balance_cents", flat=True))


def test_a_cent_that_the_export_says_differently_in_two_places_is_found(former, tmp_path, site):
    former.rows["withdraw"][0][2] = str(Decimal(former.rows["withdraw"][0][2]) + Decimal("0.01"))
    found = migrate(FormerSite(former.write(tmp_path)), dry_run=True, now=MONDAY)
    assert found.difference_cents == 1
    with pytest.raises(CommandError, match="1 cents"):
        call_command("migrate_shop", str(tmp_path), "--dry-run")


def test_a_balance_that_moved_after_the_opening_is_reported_and_not_booked(former, tmp_path, site, report):
    journals = Journal.objects.count()
    former._balance("100", 1, "dokan_orders", Decimal(12), 0, "wc-completed", "2024-03-01 10:00:00")
    again = migrate(FormerSite(former.write(tmp_path)), dry_run=False, now=MONDAY)
    assert (again.difference_cents, Journal.objects.count()) == (1200, journals)


def test_coupons_come_where_ours_can_say_them(report):
    voucher = Voucher.objects.get()
    offer = voucher.offers.get()
    assert (voucher.code, offer.vendor.email, offer.bearer) == ("MERCI10", "atelier100@exemple.test", "vendor")
    assert (offer.max_global_applications, offer.max_user_applications, offer.condition.value) == (50, 1, 30)
    left = {key: why for kind, key, why in report.left_out if kind == "coupon"}
    assert set(left) == {"ete23", "bizarre"}


def test_old_addresses_lead_to_the_new_pages(former, report):
    pk, name, _price = former.goods["100"][0]
    product = Product.objects.get(title=name)
    answer = Client().get(f"/product/piece-{pk}/")
    assert (answer.status_code, answer.url.endswith(f"_{product.pk}/")) == (301, True)
    shop = Client().get("/store/atelier-100/")
    assert shop.status_code == 301


def test_what_changed_in_the_export_is_written_to_drafts_and_stock_stays_ours(former, tmp_path, report):
    pk, _name, _price = former.goods["100"][0]
    row = next(row for row in former.rows["products"] if row[0] == pk)
    row[3], row[10] = "Bol nouveau", 99
    again = migrate(FormerSite(former.write(tmp_path)), dry_run=False, now=MONDAY)
    record = StockRecord.objects.select_related("product").get(partner_sku=f"wc-{pk}")
    assert (again.changes, record.product.title) == (2, "Bol nouveau")  # The piece, and where its old address leads.
    assert record.num_in_stock != 99


def test_pictures_come_out_of_the_copy_of_the_uploads_once_and_from_nowhere_else(former, tmp_path, site, report):
    folder = tmp_path / "uploads" / "2023" / "01"
    folder.mkdir(parents=True)
    for pk, _name, _price in former.goods["100"]:
        (folder / f"{pk}.jpg").write_bytes(photograph().read())
    for row in former.rows["products"]:
        if row[15] and int(row[0]) >= 11_000:
            row[15] = "https://ancien.test/wp-content/uploads/../../secret.jpg"
    site = FormerSite(former.write(tmp_path))
    (tmp_path / "secret.jpg").write_bytes(photograph().read())
    for _time in range(2):
        lost = hang_pictures(site, uploads=tmp_path / "uploads")
    assert len(lost) == len(former.goods["101"])
    assert [Product.objects.get(title=name).images.count() for _pk, name, _price in former.goods["100"]] == [1] * 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("orders.json", "{"),
        ("orders.json", '{"id": 1}'),
        ("stores.json", "[1]"),
        ("products.csv", b"\xff\xfeID"),
        ("vendor_balance.csv", "vendor_id,trn_type,debit,credit,status\n100,dokan_orders,NaN,0,wc-completed\n"),
    ],
)
def test_a_broken_file_changes_nothing_and_is_named(site, name, content):
    (site.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("migrate_shop", str(site.folder))
    assert not Moved.objects.exists()


def test_people_without_an_address_and_pieces_without_an_owner_stay_behind_with_a_reason(former, tmp_path, site):
    stores = json.loads((tmp_path / "stores.json").read_text())
    stores[0]["email"] = "nulle part"
    (tmp_path / "stores.json").write_text(json.dumps(stores))
    report = migrate(FormerSite(tmp_path), dry_run=False, now=MONDAY)
    kinds = {kind for kind, _key, _why in report.left_out}
    assert {"vendor", "product", "variation", "balance"} <= kinds
    assert Partner.objects.count() == 1


def test_the_command_tells_people_and_machines(site, capsys, tmp_path):
    call_command("migrate_shop", str(site.folder), "--json", "--report", str(tmp_path / "left.csv"), "--invite", "1")
    shown = capsys.readouterr().out
    assert json.loads(next(line for line in shown.splitlines() if line.startswith("{")))["difference_cents"] == 0
    assert "bizarre" in (tmp_path / "left.csv").read_text("utf-8-sig")
    assert Mail.objects.count() == 1


def test_a_folder_that_is_not_there_is_said():
    with pytest.raises(BadExport):
        FormerSite("/nowhere/at/all")
