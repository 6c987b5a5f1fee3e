from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET

from commerce.mangopay import hooks
from commerce.mangopay.forms import NoticeForm


@require_GET
def receive_hook(request, secret):
    """Keep the notice and answer at once: Mangopay waits two seconds."""
    if not constant_time_compare(secret, hooks.secret()):
        raise Http404
    form = NoticeForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest()
    notice = form.cleaned_data
    hooks.receive(event_type=notice["EventType"], resource_id=notice["RessourceId"], date=notice["Date"])
    return HttpResponse()
