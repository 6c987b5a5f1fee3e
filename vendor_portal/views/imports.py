"""Many articles at once: everything as a file, and a file back, looked at before it changes anything."""

from tempfile import TemporaryFile

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.importing import correcting, sheets, work
from commerce.importing.exporting import export_rows
from commerce.importing.models import Import, ImportRow
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.import_forms import AgreeForm, SendFileForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
SHOWN_IMPORTS = 10
Kind = ImportRow.Kind


def answer_with(rows, name, *, as_workbook, marked=None):
    """The rows as a file to keep: CSV row by row, XLSX from a temporary file."""
    if not as_workbook:
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return StreamingHttpResponse(sheets.csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)
    target = TemporaryFile()  # noqa: SIM115 - the answer closes it
    sheets.write_workbook(rows, target, marked=marked)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


class ExportView(VendorRequiredMixin, View):
    """All my articles as a file."""

    right = Right.PRODUCTS
    http_method_names = ["get", "head"]

    def get(self, request, kind):
        if kind not in ("csv", "xlsx"):
            raise Http404
        now = timezone.now()
        name = f"{self.vendor.code}-pieces-{timezone.localdate(now)}"
        return answer_with(export_rows(self.vendor, now=now), name, as_workbook=kind == "xlsx")


class ImportsView(VendorRequiredMixin, TemplateView):
    """Fichiers: take what I have, send a file, see what became of the last ones."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/imports.html"

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or SendFileForm()
        recent = self.vendor.imports.all()[:SHOWN_IMPORTS]
        return super().get_context_data(form=form, imports=recent, **kwargs)

    def post(self, request, *args, **kwargs):
        form = SendFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        begun = work.begin(self.vendor, by=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect("vendor_portal:import", pk=begun.pk)


class ImportMixin(VendorRequiredMixin):
    """For pages about one import of the vendor."""

    right = Right.PRODUCTS

    def get_import(self):
        """The import of the address, of this vendor only."""
        return get_object_or_404(Import, pk=self.kwargs["pk"], vendor=self.vendor)


class ImportView(ImportMixin, TemplateView):
    """One import: how far it is, what it would change, what it changed. A POST agrees to it."""

    template_name = "vendor_portal/import.html"

    def get_context_data(self, **kwargs):
        an_import = self.get_import()
        shown = self.request.GET.get("lignes", "")
        kind = shown if shown in (Kind.NEW, Kind.CHANGED, Kind.WRONG) else ""
        rows = an_import.rows.filter(kind=kind) if kind else an_import.rows.exclude(kind=Kind.SAME)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        for row in page.object_list:
            row.told = [(correcting.heading_of(key), before, after) for key, before, after in row.changes]
            row.wrong = [(correcting.heading_of(key), said) for key, said in row.errors.items()]
            row.left_out = [(correcting.heading_of(key), said) for key, said in row.remarks.items()]
        return super().get_context_data(
            asked=an_import,
            page_obj=page,
            kind=kind,
            form=AgreeForm(),
            figures=figures_of(an_import),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        an_import = self.get_import()
        form = AgreeForm(request.POST)
        form.is_valid()
        work.agree(an_import, now=timezone.now(), **form.cleaned_data)
        return redirect("vendor_portal:import", pk=an_import.pk)


def figures_of(an_import):
    """How many rows stand how, in one query."""
    agreed = Q(kind__in=[Kind.NEW, Kind.CHANGED])
    counts = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in Kind}
    counts |= {
        "stocks": Count("pk", filter=Q(kind=Kind.CHANGED) & ~Q(stock_change=0)),
        "agreed": Count("pk", filter=agreed),
        "finished": Count("pk", filter=agreed & Q(finished_at__isnull=False)),
    }
    return an_import.rows.aggregate(**counts)


class CorrectionsView(ImportMixin, View):
    """The rows to correct, each with what is wrong, in the kind of file that came."""

    http_method_names = ["get", "head"]

    def get(self, request, pk):
        an_import = self.get_import()
        if not correcting.wrong_rows(an_import).exists():
            raise Http404
        is_workbook = an_import.file_name.lower().endswith(".xlsx")
        marks = correcting.marks_of(an_import) if is_workbook else set()
        return answer_with(
            correcting.rows_to_correct(an_import),
            f"a-corriger-{an_import.pk}",
            as_workbook=is_workbook,
            marked=lambda row, place: (row, place) in marks,
        )


class DropImportView(ImportMixin, View):
    """Forget a file that nothing was made of yet."""

    http_method_names = ["post"]

    def post(self, request, pk):
        an_import = self.get_import()
        if an_import.state == Import.State.APPLYING:
            messages.error(request, _("Cet import est en cours : attendez sa fin."))
            return redirect("vendor_portal:import", pk=an_import.pk)
        work.drop(an_import, now=timezone.now())
        messages.success(request, _("Le fichier est oublié."))
        return redirect("vendor_portal:imports")
