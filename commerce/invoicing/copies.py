"""The PDF of a document: set once, then the same bytes for all, from the database, never from a public folder."""

from hashlib import sha256

from commerce.invoicing import factur_x
from commerce.invoicing.models import Copy, Document
from commerce.typesetting.typeset import typeset


class Damaged(Exception):
    """The kept PDF isn't the one that was handed out first."""


def pdf_of(document):
    """The document's PDF, in bytes. Raises Damaged rather than hand out something else than the first time."""
    copy = Copy.objects.filter(document=document).first() or _keep(document)
    pdf = bytes(copy.pdf)
    if sha256(pdf).hexdigest() != copy.sha256:
        raise Damaged(document.reference)
    return pdf


def _keep(document):
    pdf = render(document)
    return Copy.objects.get_or_create(document=document, defaults={"pdf": pdf, "sha256": sha256(pdf).hexdigest()})[0]


def render(document):
    """Set the document's frozen data. The operator's own carry Factur-X."""
    if document.kind not in Document.OF_THE_OPERATOR:
        return _typeset(document)
    xml = factur_x.xml_of(document)
    return factur_x.describe(_typeset(document, {factur_x.FILE_NAME: (xml, "Factur-X")}))


def _typeset(document, attachments=None):
    title = f"{document.data['heading']} {document.reference}"
    return typeset("invoice", document.data, title=title, day=document.issued_on, attachments=attachments)
