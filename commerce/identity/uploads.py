"""Identity papers pass through memory only: no temporary file is ever made of them."""

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

from commerce.identity.papers import LARGEST, PAGES_MAX

#: Of a whole request: five pages, and the form around them.
REQUEST_MAX = PAGES_MAX * LARGEST + 1024 * 1024


class PaperUploadHandler(MemoryFileUploadHandler):
    """Keeps every file in memory, whatever its size, and stops a request that is larger than five pages can be."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        """Always on: never hand over to a handler that writes files."""
        self.received, self.activated = 0, True
        self.is_too_large = content_length > REQUEST_MAX

    def new_file(self, *args, **kwargs):
        """Refuse by the announced length, before a file is read."""
        if self.is_too_large:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Keep it; whoever lied about the length is stopped."""
        self.received += len(raw_data)
        if self.received > REQUEST_MAX:
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)


def in_memory(request):
    """Have the files of this request, not yet read, stay in memory."""
    request.upload_handlers = [PaperUploadHandler(request)]
