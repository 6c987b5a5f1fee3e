"""Files as vendors' telephones and hostile hands send them."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commerce.catalogue import uploads  # noqa: F401  It teaches Pillow to read and write HEIC.

ORIENTATION, RIGHT_TOP, GPS, MAKER = 0x0112, 6, 0x8825, 0x010F


def photograph(size=(1200, 900), *, name="bol.jpg", kind="JPEG", mode="RGB", color=None, turned=False):
    """An uploaded picture; `turned` as by a telephone held upright, with its maker's name in the file."""
    image = Image.new(mode, size, color)
    file = io.BytesIO()
    exif = Image.Exif()
    if turned:
        exif[ORIENTATION] = RIGHT_TOP
        exif[MAKER] = "Telephone secret"
    image.save(file, kind, exif=exif)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/jpeg")


def file_of(image, name="bol.png"):
    """An image as an uploaded file, pixel for pixel."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/png")


def bomb(width=20_000, height=20_000):
    """A small PNG that says to be huge."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 9999))
        + chunk(b"IEND", b"")
    )
    return SimpleUploadedFile("bombe.png", content, content_type="image/png")
