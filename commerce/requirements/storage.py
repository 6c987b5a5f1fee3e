"""Where vendors' papers lie: on disk, outside of what is served."""

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Files without an address: views hand them out after they looked who asks."""

    def url(self, name):
        """Raises ValueError: there is no address."""
        raise ValueError("This file is not accessible via a URL.")
