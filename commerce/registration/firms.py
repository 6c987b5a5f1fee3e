"""The firm behind a SIRET: whether the number can exist, and whether the firm has a shop here already."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.fr import siret

from commerce.partner.models import Partner
from commerce.registration.models import Registration


def read_siret(text):
    """The fourteen digits of a SIRET, typed with or without spaces; empty stays empty.

    Luhn's check holds for all but the branches of La Poste, whose digits add up to a multiple of five. Raises
    ValidationError with a sentence.
    """
    if not text.strip():
        return ""
    try:
        number = siret.validate(text)
    except InvalidChecksum as error:
        raise ValidationError(_("Un de ces chiffres est faux : comparez avec votre avis de situation.")) from error
    except InvalidNumber as error:
        raise ValidationError(_("Un SIRET compte 14 chiffres : les 9 du SIREN, puis 5.")) from error
    if number[:9] == "000000000":
        raise ValidationError(_("Ce numéro n’est attribué à personne."))
    return number


def lock_firm(siret):
    """Have whoever sends another file of this firm (same SIREN) wait for the end of this transaction."""
    if siret:
        of_firm = Partner.objects.select_for_update(of=["self"]).filter(siret__startswith=siret[:9])
        list(of_firm.order_by("pk").values_list("pk", flat=True))


def has_another_shop(vendor):
    """Whether another vendor of the same firm (same SIREN) is here: open, paused, or sent to the operator.

    A file that nobody has sent yet is no shop: typing somebody's number keeps nobody out.
    """
    if not vendor.siret:
        return False
    unsent = Q(status=Partner.Status.DRAFT, registration__status=Registration.Status.STARTED)
    others = Partner.objects.filter(siret__startswith=vendor.siret[:9]).exclude(pk=vendor.pk)
    refused = Q(registration__status=Registration.Status.REFUSED)
    return others.exclude(unsent | refused | Q(status=Partner.Status.CLOSED)).exists()
