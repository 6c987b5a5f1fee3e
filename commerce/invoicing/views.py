"""Handing documents out. Who may have which is decided by how they are looked up: through an order, or a vendor."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from commerce.customer.views import order_by_link
from commerce.invoicing.copies import pdf_of
from commerce.invoicing.models import Document


def file_answer(content, name, content_type="application/pdf"):
    """The answer that downloads a private file: nobody on the way may keep it."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def document_answer(document):
    """The document's PDF, as a download."""
    return file_answer(pdf_of(document), f"{document.reference}.pdf")


class BuyerDocumentView(View):
    """An invoice or credit note of an order, by the order's signed link. Another order's is not found."""

    http_method_names = ["get"]

    def get(self, request, order_number, hash, reference):
        order = order_by_link(order_number, hash)
        documents = Document.objects.filter(vendor_order__order=order).exclude(kind__in=Document.OF_THE_OPERATOR)
        return document_answer(get_object_or_404(documents, reference=reference))
