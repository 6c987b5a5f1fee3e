"""Files to download: reports."""

from django.http import HttpRequest, HttpResponse

from .. import dispatch, errors
from ..resources import reports


def report(request: HttpRequest, report_id: str) -> HttpResponse:
    """GET /reports/{id}.csv: the address in DownloadURL."""
    try:
        content = reports.content(report_id)
    except errors.ApiError as refusal:
        return dispatch.refused(refusal)
    name = f'attachment; filename="{report_id}.csv"'
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})
