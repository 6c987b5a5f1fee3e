"""Outlines as lists of (x, y) points, y downwards. A product's sheet is 200 units wide and 250 high."""

import itertools
import math


def ellipse(cx, cy, rx, ry, start=0, end=360, step=6):
    """Points along an ellipse, clockwise from `start` to `end` degrees; 0 is east and 90 is south."""
    count = max(2, round(abs(end - start) / step))
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def box(x, y, width, height):
    """The four corners of an upright rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def rounded(x, y, width, height, radius):
    """A rectangle with round corners."""
    left, right, top, bottom = x + radius, x + width - radius, y + radius, y + height - radius
    corners = [(right, top, 270), (right, bottom, 0), (left, bottom, 90), (left, top, 180)]
    return [point for cx, cy, start in corners for point in ellipse(cx, cy, radius, radius, start, start + 90, 15)]


def smooth(points, closed=False, steps=8):
    """A Catmull-Rom curve through the points."""
    padded = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [_between(p0, p1, p2, p3, i / steps) for i in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(p0, p1, p2, p3, t):
    return tuple(
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
    )


def mirrored(points, axis=100):
    """The same outline on the other side of a vertical axis."""
    return [(2 * axis - x, y) for x, y in points]


def symmetrical(right_side, axis=100):
    """A closed outline from its right side, listed from top to bottom."""
    return [*right_side, *reversed(mirrored(right_side, axis))]


def moved(points, dx, dy):
    """The outline, shifted."""
    return [(x + dx, y + dy) for x, y in points]


def turned_by(points, degrees, cx, cy):
    """The outline, turned clockwise round a centre."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(cx + (x - cx) * cosine - (y - cy) * sine, cy + (x - cx) * sine + (y - cy) * cosine) for x, y in points]


def resampled(points, spacing):
    """The same line with a point at most every `spacing`."""
    result = [points[0]]
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        parts = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / spacing))
        result += [(x1 + (x2 - x1) * i / parts, y1 + (y2 - y1) * i / parts) for i in range(1, parts + 1)]
    return result


def ribbon(points, width, taper=0.0):
    """The outline of a stroke. `taper` 1 thins both ends to nothing, as a gouge leaves and enters the block."""
    line = resampled(points, max(width, 2.5))
    last = max(1, len(line) - 1)
    left, right = [], []
    for i, (x, y) in enumerate(line):
        (x1, y1), (x2, y2) = line[max(0, i - 1)], line[min(last, i + 1)]
        length = math.hypot(x2 - x1, y2 - y1) or 1
        half = width / 2 * (1 - taper * abs(2 * i / last - 1) ** 2.2)
        nx, ny = -(y2 - y1) / length * half, (x2 - x1) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def bounds(points):
    """(left, top, right, bottom)."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


class Turned:
    """A form made on a wheel or a lathe: radii from top to bottom, seen a little from above."""

    def __init__(self, profile, cx=100, flat=0.16):
        """`profile`: [(y, radius), …] from top to bottom; `flat`: how open its ellipses look, 0 to 1."""
        self.cx, self.flat = cx, flat
        self.samples = smooth(profile)
        (self.top, self.top_radius), (self.bottom, self.bottom_radius) = profile[0], profile[-1]

    def radius(self, y):
        """Radius at a height."""
        for (y1, r1), (y2, r2) in zip(self.samples, self.samples[1:], strict=False):
            if y1 <= y <= y2:
                return r1 + (r2 - r1) * (y - y1) / ((y2 - y1) or 1)
        return self.bottom_radius if y > self.bottom else self.top_radius

    def band(self, y, start=0, end=180, inset=0):
        """The visible front of a circle drawn round the form at a height; 0 is its right end, 180 its left."""
        radius = self.radius(y) - inset
        return ellipse(self.cx, y, radius, radius * self.flat, start, end)

    def rim(self, inset=0):
        """The mouth."""
        radius = self.top_radius - inset
        return ellipse(self.cx, self.top, radius, radius * self.flat)

    def outline(self):
        """The silhouette, mouth included."""
        back = ellipse(self.cx, self.top, self.top_radius, self.top_radius * self.flat, 180, 360)
        return back + self.slice(self.top, self.bottom, mouth=False)

    def slice(self, top, bottom, mouth=True):
        """The part of the wall between two heights."""
        heights = [y for y, _ in self.samples if top < y < bottom]
        right = [(self.cx + self.radius(y), y) for y in heights]
        left = [(self.cx - self.radius(y), y) for y in reversed(heights)]
        front = self.band(top)[::-1] if mouth else []
        return front + right + self.band(bottom) + left
