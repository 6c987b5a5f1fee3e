"""What identity and bank account add to a registration. Waiting for Mangopay isn't missing: one sells meanwhile."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.identity import proofs
from commerce.identity.models import BankAccount, Owner, Proof
from commerce.registration.steps import Step


def identity_missing(vendor, *, now):
    """What Mangopay hasn't been sent yet."""
    if vendor.kyc_level == vendor.KycLevel.REGULAR:
        return []
    if not vendor.mangopay_user_id:
        return [_("La date de naissance et la nationalité de la personne responsable")]
    missing = [str(Proof.Kind(kind).label) for kind in proofs.missing(vendor)]
    if Owner.objects.filter(vendor=vendor, status=Owner.Status.PENDING).exists():
        missing.insert(0, _("Confirmer chez Mangopay que c’est bien vous"))
    return missing


def bank_account_missing(vendor, *, now):
    """An account that its owner confirmed."""
    if vendor.mangopay_recipient_id and vendor.recipient_is_active:
        return []
    if BankAccount.objects.filter(vendor=vendor, state=BankAccount.State.PENDING).exists():
        return [_("Confirmer le compte bancaire")]
    return [_("L’IBAN du compte où vont vos virements")]


STEPS = (
    Step(
        code="identite",
        title=gettext_lazy("Identité"),
        why=gettext_lazy("Mangopay, qui tient l’argent de vos ventes, doit savoir qui il paie."),
        url_name="vendor_portal:identity",
        missing=identity_missing,
        order=50,
        question="verification-identite",
        only_to_sell=True,
    ),
    Step(
        code="compte-bancaire",
        title=gettext_lazy("Compte bancaire"),
        why=gettext_lazy("Là où vont vos virements. Il sert dès que vous l’avez confirmé."),
        url_name="vendor_portal:bank-account",
        missing=bank_account_missing,
        order=60,
        only_to_sell=True,
    ),
)
