"""Whether a bank account is asked for in the name that the shop's file gives."""

import re

from commerce.search.words import folded
from commerce.settlement import accounts


def is_in_shops_name(vendor, holder):
    """Whether the holder (fields of an Identity, as `bank_accounts.ask_for` takes them) is whom the file names.

    Accents, case and order don't matter, nor a second first name or a « SARL » that only one of the two has.
    """
    known = accounts.identity_of(vendor)
    typed, filed = (_words(names) for names in (holder.values(), [getattr(known, field) for field in holder]))
    return bool(typed and filed) and (typed <= filed or filed <= typed)


def _words(names):
    return set(re.findall(r"\w+", folded(" ".join(names))))
