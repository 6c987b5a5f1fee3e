"""KYC documents: which, how large, by whom, and what the officer answers.

Test values: the Tag of the document (accept, refuse_unreadable, …) decides.
"""

import base64
import binascii

from .. import appointments, clock, errors, options
from ..call import EMPTY, Answer, Call
from ..models import Document, UboDeclaration, User
from ..notify import notify

TYPES = (
    "IDENTITY_PROOF",
    "REGISTRATION_PROOF",
    "ARTICLES_OF_ASSOCIATION",
    "SHAREHOLDER_DECLARATION",
    "ADDRESS_PROOF",
)
NEEDED = {
    None: {"IDENTITY_PROOF"},
    "BUSINESS": {"IDENTITY_PROOF", "REGISTRATION_PROOF", "ARTICLES_OF_ASSOCIATION"},
    "ORGANIZATION": {"IDENTITY_PROOF", "REGISTRATION_PROOF", "ARTICLES_OF_ASSOCIATION"},
    "PARTNERSHIP": {"IDENTITY_PROOF", "REGISTRATION_PROOF"},
    "SOLETRADER": {"IDENTITY_PROOF", "REGISTRATION_PROOF"},
}
REFUSALS = {
    "refuse_unreadable": "DOCUMENT_UNREADABLE",
    "refuse_not_accepted": "DOCUMENT_NOT_ACCEPTED",
    "refuse_expired": "DOCUMENT_HAS_EXPIRED",
    "refuse_incomplete": "DOCUMENT_INCOMPLETE",
    "refuse_missing": "DOCUMENT_MISSING",
    "refuse_no_user_data_match": "DOCUMENT_DO_NOT_MATCH_USER_DATA",
    "refuse_falsified": "DOCUMENT_FALSIFIED",
    "refuse_underage": "UNDERAGE_PERSON",
    "refuse_specific_case": "SPECIFIC_CASE",
}
PAGES_ALLOWED = 5
SMALLEST, SMALLEST_IDENTITY, LARGEST = 1024, 32 * 1024, 7 * 1024 * 1024
SIGNATURES = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def create(call: Call) -> Answer:
    """POST /users/{id}/kyc/documents."""
    user = call.user()
    fields = call.fields()
    kind, tag = fields.text("Type", required=True, among=TYPES), fields.tag()
    if kind and not is_for(user, kind):
        fields.note("Type", f"{kind} is not a document of this kind of user.")
    fields.check()
    document = Document.add(call.client_id, tag=tag, user_id=user.pk, type=kind)
    notify(call.client_id, "KYC_CREATED", document.pk)
    return Answer(document.show())


def is_for(user: User, kind: str) -> bool:
    """Whether a user of this kind may send this type."""
    natural = user.person_type == "NATURAL"
    if kind == "ADDRESS_PROOF":
        return natural
    if kind == "ARTICLES_OF_ASSOCIATION":
        return not natural and user.legal_person_type != "SOLETRADER"
    return kind == "IDENTITY_PROOF" or not natural


def find(call: Call) -> Document:
    """The user's document in the path."""
    return Document.find(call.client_id, call.ids["document_id"], user_id=call.user().pk)


def add_page(call: Call) -> Answer:
    """POST …/pages: 204; the file is looked at and forgotten."""
    document = find(call)
    if document.status != "CREATED":
        raise errors.refused("invalid_action", "Pages are added to a document that is CREATED.")
    if document.pages >= PAGES_ALLOWED:
        raise errors.refused("max_page_number", f"A document has at most {PAGES_ALLOWED} pages.")
    smallest = SMALLEST_IDENTITY if document.type == "IDENTITY_PROOF" else SMALLEST
    check_file(call, smallest)
    document.pages += 1
    document.save(update_fields=["pages"])
    return EMPTY


def check_file(call: Call, smallest: int) -> None:
    """A PDF, JPEG or PNG in base64 of a fair size."""
    fields = call.fields()
    text = fields.text("File", required=True, longest=LARGEST * 2)
    fields.check()
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise errors.invalid(File="The File is not base64.") from None
    if not content.startswith(SIGNATURES):
        raise errors.invalid(File="The File must be a PDF, a JPEG or a PNG.")
    if not smallest <= len(content) <= LARGEST:
        raise errors.invalid(File=f"The File must have between {smallest} and {LARGEST} bytes.")


def submit(call: Call) -> Answer:
    """PUT …/{document}: VALIDATION_ASKED; a payer's is refused at once."""
    document = find(call)
    fields = call.fields()
    status = fields.text("Status", among=("VALIDATION_ASKED",))
    tag = fields.tag()
    fields.check()
    if tag is not None:
        document.tag = tag
    if status:
        ask(document, call.user())
    document.save()
    return Answer(document.show())


def ask(document: Document, user: User) -> None:
    """Hand the document to the officer."""
    if document.status != "CREATED" or not document.pages:
        raise errors.refused("invalid_action", "Only a CREATED document with pages can be submitted.")
    document.status = "VALIDATION_ASKED"
    document.save()
    notify(document.client_id, "KYC_VALIDATION_ASKED", document.pk)
    if user.user_category == "PAYER":
        decide(document, "SPECIFIC_CASE", "A payer cannot be verified.")
    elif document.tag == "accept" or document.tag in REFUSALS or options.current.fast:
        appointments.schedule("review_document", document.pk, options.current.delays.document)


@appointments.action("review_document")
def review(document_id: str) -> None:
    """The officer's answer by Tag; without one (--fast) the document is valid."""
    document = Document.objects.get(pk=document_id)
    if document.status == "VALIDATION_ASKED":
        decide(document, REFUSALS.get(document.tag), None)


def decide(document: Document, refusal: str | None, message: str | None) -> None:
    """VALIDATED, or REFUSED with a reason; then the user may become REGULAR."""
    document.processed_date = clock.now()
    document.status = "REFUSED" if refusal else "VALIDATED"
    document.refused_reason_type = refusal
    document.refused_reason_message = message
    document.save()
    notify(document.client_id, "KYC_FAILED" if refusal else "KYC_SUCCEEDED", document.pk)
    verify_user(User.objects.get(pk=document.user_id))


def verify_user(user: User) -> None:
    """REGULAR once every needed proof is valid; a business and a partnership declare their owners too."""
    if user.kyc_level == "REGULAR" or user.user_category == "PAYER":
        return
    valid = set(Document.objects.filter(user_id=user.pk, status="VALIDATED").values_list("type", flat=True))
    if not NEEDED[user.legal_person_type] <= valid:
        return
    declared = UboDeclaration.objects.filter(user_id=user.pk, status="VALIDATED").exists()
    if user.legal_person_type in ("BUSINESS", "PARTNERSHIP") and not declared:
        return
    make_regular(user)


def make_regular(user: User) -> None:
    """The user is verified."""
    user.kyc_level = "REGULAR"
    user.save(update_fields=["kyc_level"])
    notify(user.client_id, "USER_KYC_REGULAR", user.pk)


def view(call: Call) -> Answer:
    """GET /kyc/documents/{id}."""
    return Answer(Document.find(call.client_id, call.ids["document_id"]).show())


def view_of_user(call: Call) -> Answer:
    """GET /users/{id}/kyc/documents/{id}."""
    return Answer(find(call).show())


def filtered(call: Call, rows) -> Answer:
    """A page of documents by Status, Type and dates."""
    rows = call.chosen(rows, status="Status", type="Type")
    return call.page(call.between(rows))


def view_all(call: Call) -> Answer:
    """GET /kyc/documents."""
    return filtered(call, Document.objects.filter(client_id=call.client_id))


def of_user(call: Call) -> Answer:
    """GET /users/{id}/kyc/documents."""
    return filtered(call, Document.objects.filter(user_id=call.user().pk))


def consult(call: Call) -> Answer:
    """POST /kyc/documents/{id}/consult: no page is kept, so none can be looked at."""
    Document.find(call.client_id, call.ids["document_id"])
    return Answer([], headers={"x-number-of-pages": "0", "x-number-of-items": "0"})
