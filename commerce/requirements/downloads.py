"""A vendor's paper on its way to whoever may read it: the shop's owners and the operators."""

from django.http import FileResponse, Http404


def download_of(record):
    """The download of a record's file: never shown in place, kept by nobody on the way. Raises Http404."""
    if not record.file:
        raise Http404
    try:
        content = record.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, as_attachment=True, filename=record.file_name, content_type=record.content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
