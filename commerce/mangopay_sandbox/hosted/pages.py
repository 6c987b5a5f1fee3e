"""What the pages share: rendering, redirecting, telling that a session is over."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def show(request: HttpRequest, name: str, status: int = 200, **context) -> HttpResponse:
    """A page of ours, never cached."""
    response = render(request, f"mangopay_sandbox/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def closed(request: HttpRequest, heading: str, text: str, back: str | None = None, status: int = 200):
    """Nothing more to do here; a way back if there is one."""
    return show(request, "closed", status, heading=heading, text=text, back=back)


def leave(url: str) -> HttpResponseRedirect:
    """Send the browser on with a GET."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
