"""Telephone numbers of France, as people type them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

#: Metropolitan France, then Guadeloupe, Réunion and Mayotte, Guyane, Martinique, Saint-Pierre-et-Miquelon,
#: Polynesia, New Caledonia.
FRENCH_REGIONS = ("FR", "GP", "RE", "GF", "MQ", "PM", "PF", "NC")
FRENCH_CODES = {phonenumbers.country_code_for_region(region) for region in FRENCH_REGIONS}
#: Nobody is called back at these.
NOT_A_PERSONS = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.TOLL_FREE}


class NotFrench(ValueError):
    """Not a number at which somebody in France can be called."""


def french_number(text: str) -> str:
    """The number in its international form, « +33612345678 », however it was typed. Raises NotFrench."""
    for region in FRENCH_REGIONS:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if _is_a_persons(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise NotFrench(text)


def _is_a_persons(number):
    is_french = number.country_code in FRENCH_CODES and not number.extension
    return is_french and phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) not in NOT_A_PERSONS


def readable(number: str) -> str:
    """The number as France reads it, « 06 12 34 56 78 »; with its code if it is of elsewhere."""
    parsed = phonenumbers.parse(number)
    is_metropolitan = parsed.country_code == phonenumbers.country_code_for_region("FR")
    form = PhoneNumberFormat.NATIONAL if is_metropolitan else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
