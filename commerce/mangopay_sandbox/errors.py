"""Errors in the shape of the API: Message, Type, Id, Date, errors."""

import uuid


class ApiError(Exception):
    """A refusal with an HTTP status; nothing that the call did is kept."""

    def __init__(
        self,
        status: int,
        kind: str,
        message: str,
        errors: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ):
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.errors = errors
        self.headers = headers or {}

    def body(self, now: float) -> dict:
        """The JSON body; a 401 carries no Id and no errors."""
        shown = {"Message": self.message, "Type": self.kind, "Date": now}
        if self.status != 401:
            shown |= {"Id": f"{uuid.uuid4()}#{int(now)}", "errors": self.errors}
        return shown


def invalid(**errors: str) -> ApiError:
    """400 param_error naming every wrong field."""
    return wrong_fields(errors)


def wrong_fields(errors: dict[str, str]) -> ApiError:
    """400 param_error from a mapping of field paths to texts."""
    message = "One or several required parameters are missing or incorrect."
    return ApiError(400, "param_error", message, errors)


def refused(kind: str, message: str, errors: dict[str, str] | None = None) -> ApiError:
    """400 with one of the documented types."""
    return ApiError(400, kind, message, errors)


def not_found(identifier: str) -> ApiError:
    """404 for an id that this client doesn't have."""
    text = f"Cannot found the ressource with the id={identifier}"
    return ApiError(404, "ressource_not_found", "The ressource does not exist", {"RessourceNotFound": text})


def no_route(path: str) -> ApiError:
    """404 for an address that the API doesn't have."""
    text = f"No route answers at {path}"
    return ApiError(404, "ressource_not_found", "The ressource does not exist", {"RessourceNotFound": text})


def unauthorized(message: str = "The credentials or the token are not valid.") -> ApiError:
    """401 invalid_credentials."""
    return ApiError(401, "invalid_credentials", message)


def forbidden(message: str, kind: str = "forbidden_ressource") -> ApiError:
    """403 for what this client or user may not do."""
    return ApiError(403, kind, message)
