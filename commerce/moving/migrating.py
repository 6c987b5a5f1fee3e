"""A whole run: everything, in the order in which things need each other. A dry run does the same and keeps nothing."""

from django.db import transaction

from commerce.moving.addresses import move_addresses
from commerce.moving.balances import EARNING_STATUSES, move_balances
from commerce.moving.codes import move_coupons
from commerce.moving.goods import move_products
from commerce.moving.history import move_orders
from commerce.moving.people import move_customers, move_vendors
from commerce.moving.report import Report


@transaction.atomic
def migrate(site, *, dry_run, now, earning_statuses=EARNING_STATUSES, tell=lambda step: None):
    """Bring a FormerSite over, whole or not at all. Returns the Report; again, it changes what the export changed.

    `tell` hears each step's name. Raises BadExport, and NoPlanOffered where no vendor could join.
    """
    report = Report()
    tell("vendors")
    vendors = move_vendors(site, report, now)
    tell("customers")
    customers = move_customers(site, report, now)
    tell("products")
    products = move_products(site, vendors, report, now)
    tell("orders")
    move_orders(site, vendors, customers, report, now)
    tell("balances")
    move_balances(site, vendors, report, now, earning_statuses=earning_statuses)
    tell("coupons")
    move_coupons(site, vendors, products, report, now)
    tell("addresses")
    move_addresses(site, vendors, products, report, now)
    transaction.set_rollback(dry_run)
    return report
