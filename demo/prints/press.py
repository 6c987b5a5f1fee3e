"""The press: flat inks, a key block and a tint, cut by an unsteady hand and pulled one over the other."""

import math
import random
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw

from demo.prints.geometry import bounds, ellipse, resampled, ribbon
from demo.prints.inks import rgb
from demo.prints.texture import at_offset, ink_film, paper_grain

#: Blocks are cut at twice the size of the picture and reduced, so that edges are clean.
FINENESS = 2
NONE, BODY, SECOND, PAPER = 0, 1, 2, 3
_FLATS = {"none": NONE, "body": BODY, "second": SECOND, "paper": PAPER}


class Press:
    """One sheet on the press. Roles of ink: "body", "second", "paper" (bare), "none" (the ground shows), "key"."""

    def __init__(self, width, height, hand, seed, pixels_per_unit=5):
        """`width`, `height`: sheet units. `seed`: any string; the same seed pulls the same print."""
        self.width, self.height, self.hand = width, height, hand
        self.rng = random.Random(seed)
        self.size = (round(width * pixels_per_unit), round(height * pixels_per_unit))
        self._scale = pixels_per_unit * FINENESS
        block_size = (self.size[0] * FINENESS, self.size[1] * FINENESS)
        self.ground, self.flats, self.tint, self.key = (Image.new("L", block_size) for _ in range(4))
        self._phases = [self.rng.uniform(0, math.tau) for _ in range(4)]
        self._placing = (1.0, 0.0, 0.0)
        self._origin = (0, 0)

    @contextmanager
    def placed(self, scale=1.0, dx=0.0, dy=0.0):
        """Draw what follows smaller or larger, and elsewhere."""
        before = self._placing
        s, x, y = before
        self._placing = (s * scale, x + s * dx, y + s * dy)
        yield
        self._placing = before

    def fill(self, role, outline):
        """A solid shape. It hides what was drawn below it."""
        points = self._cut(outline)
        if role == "key":
            return ImageDraw.Draw(self.key).polygon(points, fill=255)
        ImageDraw.Draw(self.flats).polygon(points, fill=_FLATS[role])
        ImageDraw.Draw(self.key).polygon(points, fill=0)
        return ImageDraw.Draw(self.tint).polygon(points, fill=0)

    def stroke(self, role, points, width, taper=0.0):
        """A line of a given width, tapered at its ends from 0 (blunt) to 1 (pointed)."""
        self.fill(role, ribbon(points, width, taper))
        if not taper and len(points) > 2 and math.dist(points[0], points[-1]) < width / 4:  # Hide the seam of a ring.
            self.fill(role, ellipse(*points[0], width * 0.48, width * 0.48, step=30))

    def darken(self, outline):
        """Print the body's ink a second time there: its own shadow."""
        ImageDraw.Draw(self.tint).polygon(self._cut(outline), fill=255)

    def lay(self, outline, density=255):
        """Ground ink behind everything, from 0 to 255 dense."""
        ImageDraw.Draw(self.ground).polygon(self._cut(outline), fill=density)

    @contextmanager
    def inside(self, outline):
        """Whatever is drawn in this context shows only within the outline."""
        whole, origin = (self.flats, self.tint, self.key), self._origin
        points = self._cut(outline)
        area = self._area(points)
        window = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        ImageDraw.Draw(window).polygon([(x - area[0], y - area[1]) for x, y in points], fill=255)
        self.flats, self.tint, self.key = parts = [block.crop(area) for block in whole]
        self._origin = (origin[0] + area[0], origin[1] + area[1])
        yield
        for block, part in zip(whole, parts, strict=True):
            block.paste(part, area[:2], window)
        (self.flats, self.tint, self.key), self._origin = whole, origin

    def _area(self, points):
        left, top, right, bottom = (round(v) for v in bounds(points))
        left, top = max(0, min(left, self.flats.width - 1)), max(0, min(top, self.flats.height - 1))
        return (
            left,
            top,
            max(left + 1, min(self.flats.width, right + 1)),
            max(top + 1, min(self.flats.height, bottom + 1)),
        )

    def pull(self, ground, body, second):
        """The print, as an RGB image, in the inks named."""
        sheet = ImageChops.multiply(
            Image.new("RGB", self.size, rgb(self.hand.paper)),
            Image.merge("RGB", [at_offset(paper_grain(self.size), self.rng)] * 3),
        )
        silhouette = self._plate(self.flats, [0] + [255] * 255)
        sheet = self._ink(sheet, ImageChops.subtract(self.ground.reduce(FINENESS), silhouette), ground)
        for role, ink in ((BODY, body), (SECOND, second)):
            mask = self._plate(self.flats, [255 if value == role else 0 for value in range(256)])
            sheet = self._ink(sheet, self._shifted(mask), ink)
        sheet = self._ink(sheet, self.tint.reduce(FINENESS), body, strength=0.55)
        return self._ink(sheet, self.key.reduce(FINENESS), self.hand.key)

    def _plate(self, block, table):
        return block.point(table).reduce(FINENESS)

    def _shifted(self, mask):
        reach = self.hand.misregister * self._scale / FINENESS
        moved = Image.new("L", self.size)
        moved.paste(mask, (round(self.rng.uniform(-reach, reach)), round(self.rng.uniform(-reach, reach))))
        return moved

    def _ink(self, sheet, mask, ink, strength=1.0):
        area = mask.getbbox()
        if not area:
            return sheet
        film = at_offset(ink_film(self.size, self.hand.dryness), self.rng)
        mask = ImageChops.multiply(mask.crop(area), film.crop(area))
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        bare = sheet.crop(area)
        over = ImageChops.multiply(bare, Image.new("RGB", bare.size, rgb(ink)))
        sheet.paste(over, area[:2], mask)
        return sheet

    def _cut(self, outline):
        """The outline in block pixels, as the knife followed it."""
        s, dx, dy = self._placing
        line = resampled([*outline, outline[0]], self.hand.facet / s)
        return [self._unsteady(x * s + dx, y * s + dy) for x, y in line]

    def _unsteady(self, x, y):
        a, b, c, d = self._phases
        reach = self.hand.wobble
        slip = self.rng.uniform(-0.12, 0.12) * reach
        sway_x = math.sin(0.06 * y + a) + 0.5 * math.sin(0.15 * x + 0.11 * y + b)
        sway_y = math.sin(0.055 * x + c) + 0.5 * math.sin(0.13 * y - 0.1 * x + d)
        left, top = self._origin
        x, y = x + reach * sway_x * 0.6 + slip, y + reach * sway_y * 0.6 - slip
        return (x * self._scale - left, y * self._scale - top)
