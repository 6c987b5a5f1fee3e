"""Refusals without their design, for tests that count thousands of them: to draw them took most of the time."""

from functools import partial
from importlib import import_module

import pytest
from django.conf import settings
from django.http import HttpResponse


def _refusal(request, exception=None, *, status):
    return HttpResponse(status=status)


@pytest.fixture
def plain_error_pages(monkeypatch):
    """Answers 403 and 404 are empty."""
    addresses = import_module(settings.ROOT_URLCONF)
    for status in (403, 404):
        monkeypatch.setattr(addresses, f"handler{status}", partial(_refusal, status=status), raising=False)
