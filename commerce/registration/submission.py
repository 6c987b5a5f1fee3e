"""The owner sends the file: from then on it is the operator's to judge."""

from django.db import transaction

from commerce.invoicing.mandates import NotTheOwner, may_sign
from commerce.registration import letters
from commerce.registration.firms import lock_firm
from commerce.registration.models import Registration
from commerce.registration.steps import missing_of


class Incomplete(Exception):
    """Something is missing. `states` are the StepOfVendor that aren't done, in order."""

    def __init__(self, states):
        self.states = states
        super().__init__(", ".join(state.step.code for state in states))


@transaction.atomic
def submit(registration, *, by, now):
    """Hand the file to the operator, and tell both sides. Returns the Registration; sent already, it stays as it is.

    Of two files of one firm that are sent at once, one is sent; the other's owner is told to join it.
    Raises NotTheOwner and Incomplete.
    """
    if not may_sign(registration.vendor, by):
        raise NotTheOwner(f"{by} is no owner of {registration.vendor}.")
    file = Registration.objects.select_for_update(of=["self"]).select_related("vendor").get(pk=registration.pk)
    if not file.is_open_to_changes:
        return file
    lock_firm(file.vendor.siret)
    if missing := missing_of(file.vendor, now=now):
        raise Incomplete(missing)
    file.status = Registration.Status.SUBMITTED
    file.submitted_at = file.touched_at = now
    file.version += 1
    file.save(update_fields=["status", "submitted_at", "touched_at", "version"])
    letters.submitted(file)
    return file
