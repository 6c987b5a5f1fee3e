from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import ListView, TemplateView, UpdateView

from commerce.compliance import dac7_copy
from commerce.compliance.dac7 import missing, seller_year
from commerce.compliance.models import TaxIdentity
from commerce.invoicing import mandates
from commerce.invoicing.models import Document
from commerce.invoicing.statements import as_csv, as_pdf, months_of, statement, years_of
from commerce.invoicing.views import document_answer, file_answer
from commerce.months import month_of, next_month, start_of
from commerce.partner.rights import Right
from vendor_portal.access import OwnerRequiredMixin, VendorRequiredMixin
from vendor_portal.forms import TaxIdentityForm

#: No statement is older than the euro.
FIRST_YEAR = 2002


class DocumentListView(VendorRequiredMixin, ListView):
    """One month of papers: the statement, the operator's invoices and those issued in the vendor's name."""

    right = Right.DOCUMENTS
    template_name = "vendor_portal/documents.html"
    context_object_name = "documents"
    paginate_by = 50

    def get(self, request, *args, **kwargs):
        self.months = months_of(self.vendor, now=timezone.now()) or [month_of(timezone.now())]
        self.month = next((m for m in self.months if f"{m:%Y-%m}" == request.GET.get("mois")), self.months[0])
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        issued = Document.objects.of_vendor(self.vendor).without_data()
        return issued.filter(issued_at__gte=start_of(self.month), issued_at__lt=start_of(next_month(self.month)))

    def get_context_data(self, **kwargs):
        mandate = mandates.mandate_in_force(self.vendor)
        return super().get_context_data(
            month=self.month,
            months=self.months,
            mandate=mandate,
            years=years_of(self.months, now=timezone.now()),
            missing=missing(self.vendor),
            **kwargs,
        )


class DocumentView(VendorRequiredMixin, View):
    """One paper of this vendor."""

    right = Right.DOCUMENTS
    http_method_names = ["get"]

    def get(self, request, reference):
        return document_answer(get_object_or_404(Document.objects.of_vendor(self.vendor), reference=reference))


class StatementPdfView(VendorRequiredMixin, View):
    """The statement of the month that is asked for (`?mois=2026-12`), else of this one, to read."""

    right = Right.DOCUMENTS
    http_method_names = ["get"]

    def get(self, request):
        now = timezone.now()
        sheet = statement(self.vendor, _month_asked_for(request, now))
        return file_answer(as_pdf(sheet, now=now), f"releve-{sheet.month:%Y-%m}.pdf")


class StatementCsvView(VendorRequiredMixin, View):
    """The same to import."""

    right = Right.DOCUMENTS
    http_method_names = ["get"]

    def get(self, request):
        sheet = statement(self.vendor, _month_asked_for(request, timezone.now()))
        return file_answer(as_csv(sheet), f"releve-{sheet.month:%Y-%m}.csv", "text/csv; charset=utf-8")


def _month_asked_for(request, now):
    """First day of the month in `?mois=`; this month without one. Raises Http404 for no month or a future one."""
    asked = request.GET.get("mois", f"{month_of(now):%Y-%m}")
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError as error:
        raise Http404 from error
    if month.year < FIRST_YEAR or month > month_of(now):
        raise Http404
    return month


class YearCopyView(VendorRequiredMixin, View):
    """What the tax administration is told about a year of this vendor that is over."""

    right = Right.DOCUMENTS
    http_method_names = ["get"]

    def get(self, request, year):
        now = timezone.now()
        if year not in years_of(months_of(self.vendor, now=now), now=now):
            raise Http404
        return file_answer(dac7_copy.as_pdf(seller_year(self.vendor, year)), f"recapitulatif-fiscal-{year}.pdf")


class TaxIdentityView(OwnerRequiredMixin, UpdateView):
    """What the yearly file asks of a natural person: for the owners' eyes."""

    template_name = "vendor_portal/tax_identity.html"
    form_class = TaxIdentityForm
    success_url = reverse_lazy("vendor_portal:documents")

    def get_object(self, queryset=None):
        return TaxIdentity.objects.filter(vendor=self.vendor).first() or TaxIdentity(vendor=self.vendor)

    def form_valid(self, form):
        messages.success(self.request, _("Votre identité fiscale est enregistrée."))
        return super().form_valid(form)


class MandateView(VendorRequiredMixin, TemplateView):
    """The mandate to invoice in the vendor's name: everybody of the shop reads it, its owners sign or end it."""

    right = Right.DOCUMENTS
    right_to_post = Right.SIGN
    template_name = "vendor_portal/mandate.html"

    def get_context_data(self, **kwargs):
        mandate = mandates.mandate_in_force(self.vendor)
        version = mandate.version if mandate else mandates.VERSION
        return super().get_context_data(
            mandate=mandate,
            version=version,
            text=f"vendor_portal/mandates/{version}.html",
            may_sign=mandates.may_sign(self.vendor, self.request.user),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        ends = request.POST.get("decision") == "end"
        act = mandates.end if ends else mandates.accept
        try:
            act(self.vendor, by=request.user, now=timezone.now())
        except mandates.NotTheOwner as error:
            raise PermissionDenied from error
        messages.success(
            request,
            _("Le mandat est dénoncé : vous facturez vous-même à partir de maintenant.")
            if ends
            else _("C’est signé : vos factures partiront avec vos colis."),
        )
        return redirect("vendor_portal:documents")
