"""Orders of the former site as something to read. None of them is an order of ours, and no cent enters our money."""

from django.utils.translation import gettext as _

from commerce.importing.other_shops import plain_text
from commerce.moving.former_site import BadExport, cents, meta_of, moment
from commerce.moving.keeping import digest_of
from commerce.moving.models import FormerOrder, Moved

CHUNK = 500


def move_orders(site, vendors, customers, report, now):
    """WooCommerce's orders, one row each; an order that Dokan cut into parts comes as its parts."""
    known = dict(Moved.objects.filter(kind=Moved.Kind.ORDER).values_list("key", "digest"))
    targets = dict(Moved.objects.filter(kind=Moved.Kind.ORDER).values_list("key", "target_id"))
    cut = {str(order.get("parent_id") or 0) for order in site.orders} - {"0"}
    earned = _earned(site)
    new = []
    for order in site.orders:
        key = str(order["id"])
        if key in cut or meta_of(order, "has_sub_order"):
            report.leave(Moved.Kind.ORDER, key, _("Commande de plusieurs ateliers : reprise par ses parts."))
            continue
        try:
            said = _said_of(order, vendors, customers, earned)
        except BadExport as error:
            report.leave(Moved.Kind.ORDER, key, str(error))
            continue
        digest = digest_of(said)
        if key not in known:
            new.append((key, digest, FormerOrder(**said)))
            report.count(Moved.Kind.ORDER, "created")
        elif known[key] == digest:
            report.count(Moved.Kind.ORDER, "same")
        else:
            FormerOrder.objects.filter(pk=targets[key]).update(**said)
            Moved.objects.filter(kind=Moved.Kind.ORDER, key=key).update(digest=digest, moved_at=now)
            report.count(Moved.Kind.ORDER, "changed")
    _write(new, now)


def _write(new, now):
    FormerOrder.objects.bulk_create([order for _key, _digest, order in new], batch_size=CHUNK)
    Moved.objects.bulk_create(
        [
            Moved(kind=Moved.Kind.ORDER, key=key, target_id=order.pk, digest=digest, moved_at=now)
            for key, digest, order in new
        ],
        batch_size=CHUNK,
    )


def _said_of(order, vendors, customers, earned):
    lines = order.get("line_items") or []
    return {
        "number": str(order.get("number") or order["id"])[:40],
        "vendor_id": vendors.target(meta_of(order, "_dokan_vendor_id")),
        "customer_id": customers.target(order.get("customer_id") or ""),
        "placed_at": moment(order.get("date_created_gmt") or order.get("date_created")),
        "status": str(order.get("status") or "")[:40],
        "currency": str(order.get("currency") or "EUR")[:3],
        "total_cents": cents(order.get("total")),
        "shipping_cents": cents(order.get("shipping_total")) + cents(order.get("shipping_tax")),
        "earning_cents": earned.get(str(order["id"])),
        "lines": [
            {
                "title": plain_text(str(line.get("name") or ""))[:255],
                "quantity": int(line.get("quantity") or 0),
                "total_cents": cents(line.get("total")) + cents(line.get("total_tax")),
            }
            for line in lines
        ],
    }


def _earned(site):
    """What Dokan's table says that each order earned its vendor, in cents by order id."""
    return {row["trn id"]: cents(row["debit"]) for row in site.balance_rows if row["trn type"] == "dokan_orders"}
