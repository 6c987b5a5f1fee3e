"""Paper grain and ink that took unevenly. Made once per process: a picture takes them at its own offset."""

import random
from functools import lru_cache

from PIL import Image, ImageChops


def _noise(width, height, seed):
    return Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height))


@lru_cache(maxsize=8)
def paper_grain(size):
    """Greys near white, fibres a few pixels long."""
    width, height = size
    fibres = _noise(width // 3, height // 2, 11).resize(size, Image.Resampling.BICUBIC)
    clouds = _noise(9, 11, 12).resize(size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(fibres.point(lambda v: 245 + v // 26), clouds.point(lambda v: 247 + v // 32))


@lru_cache(maxsize=16)
def ink_film(size, dryness):
    """How much ink reached the paper, 255 for all. `dryness`: 0 a wet riso flat to 3 a thirsty hand-rubbed lino."""
    width, height = size
    specks = _noise(width // 3, height // 3, 21).resize(size, Image.Resampling.BICUBIC)
    threshold = 3 + 4 * dryness
    film = specks.point(lambda v: 90 if v < threshold else 175 if v < threshold * 2 else 255)
    mottle = _noise(width // 28, height // 28, 22).resize(size, Image.Resampling.BICUBIC)
    depth = 10 + 9 * dryness
    return ImageChops.multiply(film, mottle.point(lambda v: 255 - depth + v * depth // 255))


def at_offset(texture, rng):
    """The texture rolled to a random place, so that two pictures don't share their specks."""
    return ImageChops.offset(texture, rng.randrange(texture.width), rng.randrange(texture.height))
