"""Idempotency keys of users, wallets and bank accounts, which have no row of their own before Mangopay has made them.

The key is kept before the call and thrown away with the answer. Whoever died between the two asks again with the same
key, for the 24 hours during which Mangopay remembers it, and gets what was made.
"""

from uuid import uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac

from commerce.mangopay.exceptions import Refused
from commerce.mangopay.models import KeptKey


def made_once(purpose, make, keep, *, details=""):
    """What `make(key)` makes at Mangopay, recorded by `keep(made)`. Returns it. Raises what `make` raises.

    Other `details` (what the person typed) are another wish, with a key of its own.
    """
    purpose = f"{purpose}:{salted_hmac('commerce.mangopay.keys', details).hexdigest()}" if details else purpose
    kept, _is_new = KeptKey.objects.get_or_create(purpose=purpose, defaults={"key": str(uuid4())})
    try:
        made = make(kept.key)
    except Refused:  # Used up: nothing was made.
        kept.delete()
        raise
    with transaction.atomic():
        keep(made)
        kept.delete()
    return made
