"""Paper grain and ink that took unevenly. Made once per process: a picture takes them at its own offset."""

import random
from functools import lru_cache

from PIL import Image, ImageChops


def _noise(width, height, seed):
    return Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height))


def _seamless(width, height, size, seed):
    """Smooth noise mirrored both ways: rolled by any distance, it shows no edge."""
    quarter = _noise(width, height, seed).resize((size[0] // 2, size[1] // 2), Image.Resampling.BICUBIC)
    half = Image.new("L", (size[0], size[1] // 2))
    half.paste(quarter, (0, 0))
    half.paste(quarter.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (size[0] // 2, 0))
    whole = Image.new("L", size)
    whole.paste(half, (0, 0))
    whole.paste(half.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, size[1] // 2))
    return whole


@lru_cache(maxsize=8)
def paper_grain(size):
    """Greys near white, fibres a few pixels long."""
    width, height = size
    fibres = _noise(width // 3, height // 2, 11).resize(size, Image.Resampling.BICUBIC)
    clouds = _seamless(5, 6, size, 12)
    return ImageChops.multiply(fibres.point(lambda v: 245 + v // 26), clouds.point(lambda v: 247 + v // 32))


@lru_cache(maxsize=16)
def ink_film(size, dryness):
    """How much ink reached the paper, 255 for all. `dryness`: 0 a wet riso flat to 3 a thirsty hand-rubbed lino."""
    width, height = size
    specks = _noise(width // 3, height // 3, 21).resize(size, Image.Resampling.BICUBIC)
    threshold = 3 + 4 * dryness
    film = specks.point(lambda v: 90 if v < threshold else 175 if v < threshold * 2 else 255)
    mottle = _seamless(width // 56, height // 56, size, 22)
    depth = 10 + 9 * dryness
    return ImageChops.multiply(film, mottle.point(lambda v: 255 - depth + v * depth // 255))


def at_offset(texture, rng):
    """The texture rolled to a random place, so that two pictures don't share their specks."""
    return ImageChops.offset(texture, rng.randrange(texture.width), rng.randrange(texture.height))
