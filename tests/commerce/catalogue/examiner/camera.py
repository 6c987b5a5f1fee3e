"""What a camera does to a scene: light, lens, hand, grain and JPEG. All sizes in pixels, all values from 0 to 255."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter


@dataclass(frozen=True)
class Case:
    """A picture and what a person says of it: does each rule hold?"""

    name: str
    image: Image.Image
    large: bool
    sharp: bool
    whole: bool
    white: bool


def as_image(scene):
    return Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))


def defocused(image, radius):
    """Out of focus: each point nearly a disc of this radius."""
    return image.filter(ImageFilter.BoxBlur(radius * 0.62)).filter(ImageFilter.BoxBlur(radius * 0.62))


def moved(image, length, slope):
    """Shaken: each point a trail of this length, along (1, slope)."""
    pixels, steps = np.asarray(image), 10
    total = np.zeros(pixels.shape, np.float32)
    for step in np.linspace(-length / 2, length / 2, steps):
        total += np.roll(pixels, (round(step * slope), round(step)), (0, 1))
    return as_image(total / steps)


def enlarged(image, times):
    """As if somebody had blown up a thumbnail."""
    small = image.resize((image.width // times, image.height // times), Image.Resampling.BOX)
    return small.resize(image.size, Image.Resampling.BICUBIC)


def taken(image, rng, *, grain, quality):
    """Grain of the sensor, after the lens, and JPEG."""
    pixels = np.asarray(image).astype(np.float32)
    noise = rng.standard_normal(pixels.shape, np.float32) * (grain / 2)
    noise += rng.standard_normal((*pixels.shape[:2], 1), np.float32) * grain
    file = io.BytesIO()
    as_image(pixels + noise).save(file, "JPEG", quality=quality)
    file.seek(0)
    image = Image.open(file)
    image.load()
    return image
