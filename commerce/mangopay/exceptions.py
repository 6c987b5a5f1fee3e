"""The three ways in which a call to Mangopay goes wrong. They tell the caller what is known about its effect."""


class MangopayError(Exception):
    """Mangopay didn't do what was asked, or nobody knows whether it did."""


class Refused(MangopayError):
    """Mangopay understood and refused: it is known that nothing happened. `code` is its error type or result code."""

    def __init__(self, code, message="", fields=None):
        self.code = code
        self.fields = fields or {}
        super().__init__(f"{code}: {message}")


class AuthenticationNeeded(Refused):
    """Mangopay wants the wallet's owner to authenticate first (SCA)."""


class OutcomeUnknown(MangopayError):
    """The request went out and no usable answer came back: it may or may not have had its effect."""


class Unavailable(MangopayError):
    """Mangopay can't be reached or asks to slow down: it is known that nothing happened. Try later."""


class Rationed(Unavailable):
    """We didn't even ask: no call is left in this window, or those left are kept for buyers. `until`: unix seconds."""

    def __init__(self, until):
        self.until = until
        super().__init__("Our calls to Mangopay are used up for now.")
