"""Any picture as plain pixels: upright, in the colours of screens, opaque, no larger than asked."""

import io

from PIL import Image, ImageCms, ImageOps

WHITE = (255, 255, 255)


def made_plain(image, longest_side):
    """The picture in RGB and sRGB, upright as its camera was held, what is transparent on white.

    `longest_side` in pixels: a larger picture is reduced, and a JPEG unpacked no larger than that needs.
    """
    scale = longest_side / max(image.size)
    image.draft(None, tuple(max(1, int(side * scale)) for side in image.size))
    image.load()
    profile = image.info.get("icc_profile")
    image = _in_eight_bits(image)
    image.thumbnail((longest_side, longest_side), reducing_gap=2)
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.new("RGB", layer.size, WHITE)
        upright.paste(layer, mask=layer.getchannel("A"))
    return _in_srgb(upright, profile) if profile else upright.convert("RGB")


def _in_eight_bits(image):
    """Pillow cuts 16 bits of grey off at white: here they are divided."""
    if not image.mode.startswith("I"):
        return image
    grey = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    grey.info.update(image.info)
    return grey


def _in_srgb(image, profile):
    """The picture's colours as screens show them; a broken profile is left out."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
