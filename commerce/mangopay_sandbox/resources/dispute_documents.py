"""Evidence sent with a contest."""

from .. import appointments, clock, errors, options
from ..call import EMPTY, Answer, Call
from ..models import DisputeDocument
from ..notify import notify
from . import disputes, kyc

TYPES = (
    "DELIVERY_PROOF",
    "INVOICE",
    "REFUND_PROOF",
    "USER_CORRESPONDANCE",
    "USER_ACCEPTANCE_PROOF",
    "PRODUCT_REPLACEMENT_PROOF",
    "OTHER",
)


def create(call: Call) -> Answer:
    """POST /disputes/{id}/documents."""
    dispute = disputes.find(call)
    fields = call.fields()
    kind, tag = fields.text("Type", required=True, among=TYPES), fields.tag()
    fields.check()
    if dispute.status not in disputes.OPEN:
        raise errors.refused("invalid_action", "The dispute does not await evidence.")
    document = DisputeDocument.add(call.client_id, tag=tag, dispute_id=dispute.pk, type=kind)
    notify(call.client_id, "DISPUTE_DOCUMENT_CREATED", document.pk)
    return Answer(document.show())


def find(call: Call) -> DisputeDocument:
    """The document in the path."""
    conditions = {"dispute_id": call.ids["dispute_id"]} if "dispute_id" in call.ids else {}
    return DisputeDocument.find(call.client_id, call.ids["document_id"], **conditions)


def view(call: Call) -> Answer:
    """GET /dispute-documents/{id}."""
    return Answer(find(call).show())


def add_page(call: Call) -> Answer:
    """POST …/pages: 204; the file is looked at and forgotten."""
    document = find(call)
    if document.status != "CREATED":
        raise errors.refused("invalid_action", "Pages are added to a document that is CREATED.")
    if document.pages >= kyc.PAGES_ALLOWED:
        raise errors.refused("max_page_number", f"A document has at most {kyc.PAGES_ALLOWED} pages.")
    kyc.check_file(call, smallest=1)
    document.pages += 1
    document.save(update_fields=["pages"])
    return EMPTY


def submit(call: Call) -> Answer:
    """PUT /disputes/{id}/documents/{id}: VALIDATION_ASKED."""
    document = find(call)
    fields = call.fields()
    fields.text("Status", required=True, among=("VALIDATION_ASKED",))
    fields.check()
    if document.status != "CREATED" or not document.pages:
        raise errors.refused("invalid_action", "Only a CREATED document with pages can be submitted.")
    document.status = "VALIDATION_ASKED"
    document.save(update_fields=["status"])
    notify(call.client_id, "DISPUTE_DOCUMENT_VALIDATION_ASKED", document.pk)
    appointments.schedule("review_evidence", document.pk, options.current.delays.document)
    return Answer(document.show())


@appointments.action("review_evidence")
def review(document_id: str) -> None:
    """Evidence is accepted as it comes."""
    document = DisputeDocument.objects.get(pk=document_id)
    if document.status != "VALIDATION_ASKED":
        return
    document.status, document.processed_date = "VALIDATED", clock.now()
    document.save()
    notify(document.client_id, "DISPUTE_DOCUMENT_SUCCEEDED", document.pk)
