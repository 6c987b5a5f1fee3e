"""The mandate by which a vendor lets the operator invoice buyers in its name."""

from django.db import IntegrityError, transaction

from commerce.invoicing.models import InvoicingMandate
from commerce.partner.models import Membership

#: The text in force: `templates/vendor_portal/mandates/<version>.html`. A new text is a new file and a new version.
VERSION = "2026-11"


class NotTheOwner(Exception):
    """Only who answers for the business may commit it."""


def mandate_in_force(vendor):
    """The vendor's InvoicingMandate, or None."""
    return InvoicingMandate.objects.filter(vendor=vendor, ended_at=None).first()


def accept(vendor, *, by, now):
    """Record that the vendor accepts the text in force. Twice changes nothing. Raises NotTheOwner."""
    _refuse_strangers(vendor, by)
    try:
        with transaction.atomic():
            return InvoicingMandate.objects.create(vendor=vendor, version=VERSION, accepted_at=now, accepted_by=by)
    except IntegrityError:  # The constraint keeps one mandate in force.
        return mandate_in_force(vendor)


def end(vendor, *, by, now):
    """The vendor invoices by itself from now on. Raises NotTheOwner."""
    _refuse_strangers(vendor, by)
    InvoicingMandate.objects.filter(vendor=vendor, ended_at=None).update(ended_at=now)


def may_sign(vendor, person):
    """Whether this person answers for the business."""
    return Membership.objects.filter(partner=vendor, user=person, role=Membership.Role.OWNER).exists()


def _refuse_strangers(vendor, person):
    if not may_sign(vendor, person):
        raise NotTheOwner(f"{person} is no owner of {vendor}.")
