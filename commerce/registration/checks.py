"""What the machine could check of a file, for the operator's eye: in as many queries for many files as for one."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commerce.identity.models import BankAccount
from commerce.partner.models import Partner
from commerce.registration.firms import read_siret
from commerce.registration.models import Registration
from commerce.registration.refused_goods import refusal_of, refusals

GOOD, WRONG, UNKNOWN = "good", "wrong", "unknown"
Finding = Registration.Finding


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `outcome` is GOOD, WRONG or UNKNOWN: nobody could say yet."""

    label: str
    outcome: str
    words: str

    @property
    def mark(self):
        """For a narrow column, beside the words."""
        return {GOOD: "✓", WRONG: "✗", UNKNOWN: "?"}[self.outcome]


def checks_of(files):
    """{file id: list of Check} of these Registrations, whose vendors are read already. Five queries."""
    sirens = {file.vendor.siret[:9] for file in files if file.vendor.siret}
    others = Partner.objects.exclude(siret="").exclude(status=Partner.Status.CLOSED)
    firms = Counter(siret[:9] for siret in others.values_list("siret", flat=True) if siret[:9] in sirens)
    known = _Known(firms, _accounts_of(files), _categories_of(files), refusals())
    return {file.pk: _checks(file, known) for file in files}


@dataclass(frozen=True)
class _Known:
    """What was read for all files at once: vendors per SIREN, accounts by vendor, categories by file, refusals."""

    firms: Counter
    accounts: dict
    categories: dict
    refused: list


def _accounts_of(files):
    """{vendor id: its newest BankAccount that is in force or on its way}."""
    living = (BankAccount.State.IN_FORCE, *BankAccount.OPEN)
    accounts = BankAccount.objects.filter(vendor__in=[file.vendor_id for file in files], state__in=living)
    return {account.vendor_id: account for account in accounts.order_by("asked_at", "pk")}


def _categories_of(files):
    """{file id: [(name, path, whether visitors see it)]} of the categories chosen."""
    chosen = {}
    through = Registration.categories.through.objects.filter(registration__in=files)
    facts = ("category__name", "category__path", "category__is_public", "category__ancestors_are_public")
    for file_id, name, path, *seen in through.order_by("category__path").values_list("registration_id", *facts):
        chosen.setdefault(file_id, []).append((name, path, all(seen)))
    return chosen


def _checks(file, known):
    vendor = file.vendor
    account = known.accounts.get(vendor.pk)
    return [
        _siret(vendor),
        _register(file),
        _alone(vendor, known.firms),
        _identity(vendor),
        _bank(vendor, account),
        _holder(account),
        _categories(known.categories.get(file.pk, []), known.refused),
    ]


def _siret(vendor):
    try:
        is_right = bool(read_siret(vendor.siret))
    except ValidationError:
        return Check(_("Forme du SIRET"), WRONG, _("chiffres faux"))
    return Check(_("Forme du SIRET"), GOOD if is_right else WRONG, _("juste") if is_right else _("absent"))


def _register(file):
    finding = Finding(file.register_finding)
    if file.register_siret != file.vendor.siret or finding in (Finding.UNCHECKED, Finding.UNREACHABLE):
        return Check(_("Registre public"), UNKNOWN, _("à vérifier"))
    return Check(_("Registre public"), GOOD if finding == Finding.ACTIVE else WRONG, str(finding.label))


def _alone(vendor, firms):
    if not vendor.siret:
        return Check(_("Une seule boutique"), UNKNOWN, _("SIRET absent"))
    is_alone = firms[vendor.siret[:9]] <= 1
    words = _("aucune autre de cette entreprise") if is_alone else _("l’entreprise en a une autre")
    return Check(_("Une seule boutique"), GOOD if is_alone else WRONG, words)


def _identity(vendor):
    if vendor.kyc_level == Partner.KycLevel.REGULAR:
        return Check(_("Identité chez Mangopay"), GOOD, _("vérifiée"))
    words = _("en cours") if vendor.mangopay_user_id else _("pas commencée")
    return Check(_("Identité chez Mangopay"), UNKNOWN, words)


def _bank(vendor, account):
    if vendor.recipient_is_active:
        return Check(_("Compte bancaire"), GOOD, _("confirmé chez Mangopay"))
    is_begun = account or vendor.mangopay_recipient_id
    return Check(_("Compte bancaire"), UNKNOWN, _("en cours") if is_begun else _("pas encore donné"))


def _holder(account):
    """Whether the bank account is in the name that the file gives, and what its bank says of it."""
    label = _("Titulaire du compte")
    if account is None:
        return Check(label, UNKNOWN, _("pas encore donné"))
    if account.is_in_shops_name is False:
        return Check(label, WRONG, _("un autre nom que celui du dossier"))
    outcome, words = {
        BankAccount.Check.MATCH: (GOOD, _("le nom du dossier, confirmé par la banque")),
        BankAccount.Check.CLOSE: (UNKNOWN, _("un nom un peu différent, dit la banque")),
        BankAccount.Check.NONE: (WRONG, _("un autre nom, dit la banque")),
        BankAccount.Check.IMPOSSIBLE: (UNKNOWN, _("la banque ne répond pas")),
    }[account.name_check]
    return Check(label, outcome, words)


def _categories(chosen, refused):
    """Whether the operator's list admits every category that was chosen."""
    label = _("Catégories")
    if not chosen:
        return Check(label, WRONG, _("aucune"))
    if closed := [name for name, path, _seen in chosen if refusal_of(path, refused)]:
        return Check(label, WRONG, _("refusées : %(names)s") % {"names": ", ".join(closed)})
    if hidden := [name for name, _path, is_seen in chosen if not is_seen]:
        return Check(label, WRONG, _("plus proposées : %(names)s") % {"names": ", ".join(hidden)})
    return Check(label, GOOD, _("toutes admises"))
