"""The shop opens by its owner's hand, once the operator said yes and nothing is missing."""

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.invoicing.mandates import NotTheOwner, may_sign
from commerce.partner.models import Partner
from commerce.registration import letters
from commerce.registration.models import Registration
from commerce.registration.steps import missing_of


class NotReady(Exception):
    """Something keeps the shop closed. `reasons` are sentences."""

    def __init__(self, reasons):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def what_keeps_closed(vendor, *, now):
    """Sentences about what a shop in preparation lacks before it may open; nothing means that its owner may."""
    file = Registration.objects.filter(vendor=vendor).first()
    reasons = [f"{state.step.title}\u00a0: {what}" for state in missing_of(vendor, now=now) for what in state.missing]
    if not vendor.siret or vendor.trade == Partner.Trade.IN_CREATION:
        reasons.append(_("Votre entreprise doit être immatriculée : il faut son SIRET et votre statut."))
    if file is None or file.status != Registration.Status.APPROVED:
        reasons.append(_("Notre équipe doit valider votre dossier."))
    return reasons


@transaction.atomic
def open_shop(vendor, *, by, now):
    """Show the shop to the world. Returns the vendor; open already, it stays as it is.

    Raises NotTheOwner, and NotReady: a shop that was suspended or closed isn't opened here either.
    """
    if not may_sign(vendor, by):
        raise NotTheOwner(f"{by} is no owner of {vendor}.")
    current = Partner.objects.select_for_update(of=["self"]).select_related("plan").get(pk=vendor.pk)
    if current.status == Partner.Status.OPEN:
        return current
    if current.status != Partner.Status.DRAFT:
        raise NotReady([_("Cette boutique n’est plus en préparation : écrivez-nous.")])
    if reasons := what_keeps_closed(current, now=now):
        raise NotReady(reasons)
    current.status, current.opened_at = Partner.Status.OPEN, now
    current.save(update_fields=["status", "opened_at"])
    letters.opened(current)
    return current
