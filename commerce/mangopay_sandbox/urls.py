"""Addresses: the API, the pages shown to people, the control API, the control page."""

from django.urls import path, re_path

from . import dispatch
from .control import api, desk
from .hosted import authentication, confirmations, downloads, payment, style, tokeniser

urlpatterns = [
    re_path(r"(?i)^/*v2\.01/+(?P<path>.*)$", dispatch.api),
    path("payment/<str:payin_id>", payment.pay, name="payment"),
    path("3ds/<str:object_id>", payment.challenge, name="challenge"),
    path("authentication/", authentication.page, name="authentication"),
    path("tokenise", tokeniser.tokenise, name="tokenise"),
    path("mandate/<str:mandate_id>", confirmations.mandate),
    path("identity/<str:verification_id>", confirmations.identity),
    path("reports/<str:report_id>.csv", downloads.report),
    path("control/<path:path>", api.control),
    path("desk/<str:name>", desk.table),
    path("", desk.overview),
    path("style.css", style.sheet, name="style"),
]
handler404 = dispatch.unknown
handler400 = dispatch.malformed
handler500 = dispatch.failed
