from dataclasses import dataclass

from django.core.files.storage import default_storage


@dataclass(frozen=True)
class StoredFile:
    """A file that is shown as it is."""

    url: str


class RenditionThumbnails:
    """What Oscar's dashboard shows in its lists: the smallest rendition that a picture already has."""

    def generate_thumbnail(self, source, **_options):
        is_finished = getattr(getattr(source, "instance", None), "is_finished", False)
        renditions = [
            rendition
            for by_type in (source.aspect_ratios.values() if is_finished else ())
            for _width, rendition in sorted(by_type["WEBP"].items())
        ]
        return renditions[0] if renditions else StoredFile(default_storage.url(source.name))

    def delete_thumbnails(self, source):
        """Renditions leave with their picture."""
