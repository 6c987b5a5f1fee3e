"""The operator's shelf of issued papers in the back office: to filter and download, nothing to change."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from commerce.compliance.models import LegalMention, SalesSeason
from commerce.invoicing.models import Document, InvoicingMandate
from commerce.invoicing.views import document_answer
from commerce.money_format import euros
from commerce.settlement.wagtail_hooks import ReadOnly, ReadOnlyViewSet

policies = {model: ReadOnly(model) for model in (Document, InvoicingMandate)}
for model, policy in policies.items():
    register_permission_policy(model, policy)


def _download(document):
    return format_html('<a href="{}">PDF</a>', reverse("invoicing_pdf", args=[document.pk]))


class DocumentIndex(IndexView):
    """Reads vendors with the list, and none of what the documents say."""

    def get_base_queryset(self):
        return super().get_base_queryset().without_data().select_related("vendor")


class DocumentViewSet(ReadOnlyViewSet):
    """Invoices and credit notes of all series."""

    model = Document
    index_view_class = DocumentIndex
    icon = "doc-full"
    menu_label = _("Factures et avoirs")
    list_display = [
        "reference",
        "kind",
        "vendor",
        "issued_on",
        Column("total_cents", label=_("TTC"), accessor=lambda document: euros(document.total_cents)),
        Column("pdf", label=_("Document"), accessor=_download),
    ]
    list_filter = ["kind", "issued_on"]
    search_fields = ["reference", "vendor__name"]


class MandateViewSet(ReadOnlyViewSet):
    """Who lets the operator invoice in its name, since when."""

    model = InvoicingMandate
    icon = "check"
    menu_label = _("Mandats de facturation")
    list_display = ["vendor", "version", "accepted_at", "accepted_by", "ended_at"]
    list_filter = ["version"]


class LegalMentionViewSet(ModelViewSet):
    """Wordings of the law, from the day on that the operator gives."""

    model = LegalMention
    icon = "list-ul"
    menu_label = _("Mentions légales")
    list_display = ["code", "starts_on", "text"]
    form_fields = ["code", "starts_on", "text", "source"]


class SalesSeasonViewSet(ModelViewSet):
    """Dates of the soldes that a decree moved."""

    model = SalesSeason
    icon = "date"
    menu_label = _("Périodes de soldes")
    list_display = ["starts_at", "ends_at", "source"]
    form_fields = ["starts_at", "ends_at", "source"]


class PapersGroup(ModelViewSetGroup):
    """What was issued, and what is written on it."""

    menu_label = _("Documents comptables")
    menu_icon = "doc-full"
    menu_order = 310
    items = [
        DocumentViewSet("papers_documents"),
        MandateViewSet("papers_mandates"),
        LegalMentionViewSet("papers_mentions"),
        SalesSeasonViewSet("papers_sales_seasons"),
    ]


@hooks.register("register_admin_viewset")
def papers():
    return PapersGroup()


def download(request, pk):
    """A document's PDF, for whoever may see the list."""
    if not policies[Document].user_has_permission(request.user, "view"):
        raise PermissionDenied
    return document_answer(get_object_or_404(Document, pk=pk))


@hooks.register("register_admin_urls")
def papers_urls():
    return [path("documents-comptables/<int:pk>.pdf", download, name="invoicing_pdf")]
