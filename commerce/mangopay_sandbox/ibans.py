"""IBANs: form and check digits, and the verification of payee that the sandbox documents."""

import re
import uuid

VERIFIED_IBAN = "FR7630001007941234567890185"
INSTANT_FALLBACK_IBAN = "FR541558929750ZZZZZZAC01915"
LENGTHS = {"FR": 27, "DE": 22, "ES": 24, "IT": 27, "BE": 16, "LU": 20, "NL": 18, "PT": 25, "AT": 20, "IE": 22}


def cleaned(text: str) -> str:
    """Upper case, without spaces."""
    return re.sub(r"\s", "", text).upper()


def is_iban(text: str) -> bool:
    """Whether form, length and check digits (ISO 7064, 97-10) are right."""
    iban = cleaned(text)
    if iban == INSTANT_FALLBACK_IBAN:
        return True
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}", iban):
        return False
    if len(iban) != LENGTHS.get(iban[:2], len(iban)):
        return False
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1


def is_bic(text: str) -> bool:
    """Eight or eleven letters and digits."""
    return bool(re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", text.upper()))


def verify_payee(iban: str, name: str) -> dict:
    """The bank's opinion of name and IBAN; only the documented IBAN has one."""
    check, message = "MATCH_NOT_POSSIBLE", "The bank could not verify the name of the account holder."
    if cleaned(iban) == VERIFIED_IBAN:
        check = {"eurocorp": "MATCH", "eurocarp": "CLOSE_MATCH"}.get(name.strip().lower(), "NO_MATCH")
        message = {
            "MATCH": "The name is the account holder's.",
            "CLOSE_MATCH": "The name is close to the account holder's: EuroCorp.",
            "NO_MATCH": "The name is not the account holder's.",
        }[check]
    return {
        "RecipientVerificationId": str(uuid.uuid4()),
        "RecipientVerificationCheck": check,
        "RecipientVerificationMessage": message,
    }
