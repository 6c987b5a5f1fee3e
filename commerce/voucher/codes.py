"""What a coupon's code looks like, however it is typed, and a code that nobody misreads."""

import secrets
import unicodedata

#: Neither 0 and O, 1, I and L, 2 and Z, 5 and S, nor 8 and B: they are mistaken for each other by hand and by voice.
CLEAR_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8
LONGEST = 40


def normalised(code):
    """The code without spaces and in capitals: « noel 10 » is NOEL10."""
    return "".join(unicodedata.normalize("NFKC", code).split()).upper()


def proposed():
    """A random code to offer."""
    return "".join(secrets.choice(CLEAR_LETTERS) for _ in range(LENGTH))
