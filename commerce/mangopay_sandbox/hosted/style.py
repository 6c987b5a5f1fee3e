"""The one style sheet of all pages."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse

SHEET = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def sheet(request: HttpRequest) -> HttpResponse:
    """GET /style.css."""
    return HttpResponse(SHEET, content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=300"})
