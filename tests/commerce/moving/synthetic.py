"""A Dokan site's exports, made up: believable rows with the oddities of real ones, the same for the same seed."""

import csv
import json
import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

PRODUCT_HEADINGS = [
    "ID", "Type", "SKU", "Name", "Published", "Is featured?", "Visibility in catalog", "Short description",
    "Description", "In stock?", "Stock", "Low stock amount", "Sale price", "Regular price", "Categories", "Images",
    "Parent", "Attribute 1 name", "Attribute 1 value(s)",
]  # fmt: skip
BALANCE_HEADINGS = [
    "id", "vendor_id", "trn_id", "trn_type", "perticulars", "debit", "credit", "status", "trn_date", "balance_date",
]  # fmt: skip
POST_HEADINGS = ["ID", "post_author", "post_name", "url"]
THINGS = ["Bol", "Vase", "Pichet", "Bague", "Cabas", "Foulard", "Applique", "Plat"]
COLOURS = ["griotte", "cendre", "ardoise", "paille", "garance", "mousse"]
BEGINNING = datetime(2023, 1, 9, 9, tzinfo=UTC)


class Synthetic:
    """Writes the files into a folder. What it says is also here, to hold the result against."""

    def __init__(self, *, vendors=3, products=4, customers=6, orders=20, seed=1, site="https://ancien.test"):
        self.random, self.site = random.Random(seed), site
        self.vendor_ids = [str(100 + n) for n in range(vendors)]
        self.customer_ids = [1000 + n for n in range(customers)]
        self.rows = {"products": [], "product_posts": [], "balance": [], "withdraw": [], "coupon_posts": []}
        self.goods = {}
        self._make_products(products)
        self.orders = self._make_orders(orders)
        self._make_withdrawals()

    def write(self, folder):
        """All files. Returns the folder."""
        folder = Path(folder)
        files = {
            "stores.json": [self._store(pk) for pk in self.vendor_ids],
            "customers.json": [self._customer(pk) for pk in self.customer_ids],
            "orders.json": self.orders,
            "coupons.json": self._coupons(),
        }
        for name, rows in files.items():
            (folder / name).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        self._write(folder / "products.csv", PRODUCT_HEADINGS, self.rows["products"])
        self._write(
            folder / "product_posts.csv", ["ID", "post_author", "post_name", "url"], self.rows["product_posts"]
        )
        self._write(folder / "coupon_posts.csv", ["ID", "post_author"], self.rows["coupon_posts"])
        self._write(folder / "vendor_balance.csv", BALANCE_HEADINGS, self.rows["balance"])
        headings = ["id", "user_id", "amount", "date", "status", "method"]
        self._write(folder / "withdraw.csv", headings, self.rows["withdraw"])
        stated = [[pk, f"{self.balance(pk):.2f}"] for pk in self.vendor_ids]
        self._write(folder / "balances.csv", ["vendor_id", "balance"], stated)
        return folder

    def balance(self, vendor_id):
        """What Dokan owes this vendor, in exact euros."""
        mine = [row for row in self.rows["balance"] if row[1] == vendor_id and row[7] in ("wc-completed", "approved")]
        return sum((Decimal(row[5]) - Decimal(row[6]) for row in mine), Decimal(0))

    def _write(self, path, headings, rows):
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([headings, *rows])

    def _store(self, pk):
        return {
            "id": int(pk),
            "store_name": f"Atelier n&deg; {pk}",
            "first_name": "Maëlle",
            "last_name": "Kervran",
            "email": f"atelier{pk}@exemple.test",
            "phone": "+33 6 12 34 56 78",
            "address": {"street_1": "3 rue des Potiers", "street_2": "", "city": "Nevers", "zip": "58000"},
            "shop_url": f"{self.site}/store/atelier-{pk}/",
        }

    def _customer(self, pk):
        return {"id": pk, "email": f"client{pk}@exemple.test", "first_name": "Camille", "last_name": "Martin"}

    def _make_products(self, each):
        for vendor_number, vendor_id in enumerate(self.vendor_ids):
            self.goods[vendor_id] = []
            for n in range(each):
                pk = 10_000 + vendor_number * 1_000 + n * 10
                name = f"{self.random.choice(THINGS)} {self.random.choice(COLOURS)} {pk}"
                kind = "variable" if n % 5 == 4 else "simple"
                price = f"{self.random.randrange(800, 20_000) / 100:.2f}"
                picture = f"{self.site}/wp-content/uploads/2023/01/{pk}.jpg"
                self._product(pk, kind, name, "" if kind == "variable" else price, picture, "")
                self.rows["product_posts"].append([pk, vendor_id, f"piece-{pk}", f"{self.site}/product/piece-{pk}/"])
                if kind == "variable":
                    for place, size in enumerate(["S", "M"], start=1):
                        self._product(pk + place, "variation", f"{name} - {size}", price, "", f"id:{pk}", size)
                self.goods[vendor_id].append((pk, name, Decimal(price)))

    def _product(self, pk, kind, name, price, picture, parent, size=""):
        row = [pk, kind, "", name, 1, 0, "visible", "", f"<p>{name}, <b>fait main</b> &amp; signé.</p>", 1]
        stock = "" if kind == "variable" else self.random.randrange(0, 8)
        self.rows["products"].append([*row, stock, "", "", price, "Bols", picture, parent, "Taille", size])

    def _make_orders(self, count):
        orders = []
        for n in range(count):
            sellers = self.random.sample(self.vendor_ids, k=2 if n % 10 == 9 and len(self.vendor_ids) > 1 else 1)
            pk, at = 50_000 + n * 10, BEGINNING + timedelta(hours=5 * n)
            parts = [
                self._order(pk + place, at, seller) for place, seller in enumerate(sellers, start=len(sellers) > 1)
            ]
            if len(sellers) > 1:
                orders.append(self._parent(pk, at, parts))
                for part in parts:
                    part["parent_id"] = pk
            orders += parts
        return orders

    def _parent(self, pk, at, parts):
        total = sum(Decimal(part["total"]) for part in parts)
        whole = {**parts[0], "id": pk, "number": str(pk), "total": f"{total:.2f}", "parent_id": 0}
        return {**whole, "meta_data": [{"key": "has_sub_order", "value": "1"}]}

    def _order(self, pk, at, seller):
        status = self.random.choices(["completed", "processing", "cancelled", "refunded"], [80, 10, 6, 4])[0]
        bought = [self.random.choice(self.goods[seller]) for _n in range(self.random.randrange(1, 4))]
        goods, shipping = sum(price for _pk, _name, price in bought), Decimal("6.90")
        self._earned(pk, at, seller, status, goods, shipping)
        return {
            "id": pk,
            "parent_id": 0,
            "number": str(pk),
            "status": status,
            "currency": "EUR",
            "date_created_gmt": at.strftime("%Y-%m-%dT%H:%M:%S"),
            "customer_id": self.random.choice([*self.customer_ids, 0]),
            "total": f"{goods + shipping:.2f}",
            "shipping_total": f"{shipping}",
            "shipping_tax": "0.00",
            "line_items": [
                {"name": name, "quantity": 1, "total": f"{price}", "total_tax": "0.00", "product_id": product}
                for product, name, price in bought
            ],
            "meta_data": [{"key": "_dokan_vendor_id", "value": seller}],
        }

    def _earned(self, pk, at, seller, status, goods, shipping):
        earning = (goods * Decimal("0.88")).quantize(Decimal("0.0001")) + shipping
        day = at.strftime("%Y-%m-%d %H:%M:%S")
        self._balance(
            seller, pk, "dokan_orders", earning, 0, f"wc-{'completed' if status == 'refunded' else status}", day
        )
        if status == "refunded":
            self._balance(seller, pk, "dokan_refund", 0, earning, "approved", day)

    def _balance(self, seller, trn, kind, debit, credit, status, day):
        number = len(self.rows["balance"]) + 1
        self.rows["balance"].append([number, seller, trn, kind, "", f"{debit:.4f}", f"{credit:.4f}", status, day, day])

    def _make_withdrawals(self):
        for number, seller in enumerate(self.vendor_ids, start=1):
            amount = (self.balance(seller) * Decimal("0.7")).quantize(Decimal("0.01"))
            if amount > 0:
                self.rows["withdraw"].append([number, seller, f"{amount:.4f}", "2024-01-05 10:00:00", 1, "bank"])
                self._balance(seller, number, "dokan_withdraw", 0, amount, "approved", "2024-01-05 10:00:00")
            self.rows["withdraw"].append([1000 + number, seller, "10.0000", "2024-02-05 10:00:00", 2, "bank"])

    def _coupons(self):
        later = "2099-01-01T00:00:00"
        mine = {"id": 90_000, "code": "merci10", "discount_type": "percent", "amount": "10.00"}
        gone = {"id": 90_001, "code": "ete23", "discount_type": "fixed_cart", "amount": "5.00"}
        odd = {"id": 90_002, "code": "bizarre", "discount_type": "fixed_product", "amount": "2.00"}
        self.rows["coupon_posts"] = [[90_000, self.vendor_ids[0]], [90_001, "1"], [90_002, "1"]]
        return [
            {
                **mine,
                "date_expires_gmt": later,
                "usage_limit": 50,
                "usage_limit_per_user": 1,
                "minimum_amount": "30.00",
            },
            {**gone, "date_expires_gmt": "2023-09-01T00:00:00"},
            {**odd, "date_expires_gmt": later},
        ]
