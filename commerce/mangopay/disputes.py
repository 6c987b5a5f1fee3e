"""Chargebacks at Mangopay: read, answered with documents, or given up."""

import base64
from uuid import UUID, uuid5

from commerce.mangopay import connection
from commerce.mangopay.gateway import euros
from commerce.mangopay.keys import made_once
from commerce.mangopay.records import Chargeback


def dispute_desk():
    """The desk for disputes of this process and thread."""
    return DisputeDesk(connection.current())


class DisputeDesk:
    """Disputes and their documents. Methods raise Refused, OutcomeUnknown or Unavailable."""

    def __init__(self, door):
        self._door = door

    def look(self, dispute_id):
        """A dispute as it is now."""
        return Chargeback.from_json(self._door.get(f"/disputes/{dispute_id}").body)

    def send_document(self, dispute_id, kind, pages):
        """Add evidence (`kind` is Mangopay's type, pages are bytes of PDF, JPEG or PNG) and ask for its validation.

        Again within a day, it goes on with the same document where it was cut. Returns its id.
        """
        path = f"/disputes/{dispute_id}/documents"

        def make(key):
            document_id = self._door.make(path, {"Type": kind}, key=key)["Id"]
            for number, page in enumerate(pages):
                body = {"File": base64.b64encode(page).decode("ascii")}
                self._door.make(f"{path}/{document_id}/pages", body, key=str(uuid5(UUID(key), str(number))))
            self._door.put(f"{path}/{document_id}", {"Status": "VALIDATION_ASKED"})
            return document_id

        return made_once(f"dispute:{dispute_id}:{kind}", make, lambda _made: None)

    def documents(self, dispute_id):
        """Types of the documents that were already sent for validation."""
        body = self._door.get(f"/disputes/{dispute_id}/documents", per_page=100).body
        return [document["Type"] for document in body if document["Status"] != "CREATED"]

    def contest(self, dispute_id, *, amount_cents):
        """Defend the payment, or this part of it. Raises Refused after the deadline."""
        return Chargeback.from_json(
            self._door.put(f"/disputes/{dispute_id}/submit", {"ContestedFunds": euros(amount_cents)}).body
        )

    def give_up(self, dispute_id):
        """Close it as lost."""
        return Chargeback.from_json(self._door.put(f"/disputes/{dispute_id}/close", {}).body)
