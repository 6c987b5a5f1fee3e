from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from commerce.leaving import export
from commerce.leaving.export_tables import PARTS
from commerce.leaving.models import Export
from vendor_portal.access import OwnerRequiredMixin


class DataView(OwnerRequiredMixin, TemplateView):
    """Réglages → Mes données: everything of the shop in one file. A POST has it made."""

    template_name = "vendor_portal/data.html"
    works_when_closed = True

    def get_context_data(self, **kwargs):
        now = timezone.now()
        ready = export.ready(self.vendor, now=now)
        return super().get_context_data(
            ready=ready,
            until=ready and ready.ready_at + export.KEPT,
            being_made=Export.objects.being_made().filter(vendor=self.vendor).first(),
            parts=len(PARTS),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        export.ask(self.vendor, by=request.user, now=timezone.now())
        messages.success(request, _("C’est demandé : un courriel vous dit quand le fichier est prêt."))
        return redirect("vendor_portal:data")


class DataFileView(OwnerRequiredMixin, View):
    """The file itself, for an owner who is signed in, while it is kept."""

    def get(self, request, pk):
        ready = export.ready(self.vendor, now=timezone.now())
        if ready is None or ready.pk != pk:
            raise Http404
        name = f"monquibus-{self.vendor.code}-{timezone.localdate(ready.ready_at)}.zip"
        return FileResponse(ready.file.open("rb"), as_attachment=True, filename=name)
