"""The held-out cases, drawn from the table of docs/pictures.md before the examiner existed. Tune no rule for them.

Articles are signed distances, shaded; each is placed, lit, put on a ground, photographed.
"""

import numpy as np
from PIL import Image, ImageFilter

from tests.commerce.catalogue.examiner.camera import Case, as_image, defocused, enlarged, moved, taken

SIZES = [(800, 1000), (1000, 1250), (1340, 1005), (1040, 1040), (640, 800)]


def _ellipse(x, y, a, b):
    return (np.hypot(x / a, y / b) - 1) * min(a, b)


def _box(x, y, a, b, corner=0.0):
    dx, dy = np.abs(x) - a + corner, np.abs(y) - b + corner
    return np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - corner


def _tinted(light, colour):
    return light.astype(np.float32)[..., None] * np.asarray(colour, np.float32)


def _speckles(x, y, rng):
    return np.sin(33 * x + 4 * np.sin(11 * y) + rng.uniform(0, 6)) * np.sin(31 * y + 3 * np.sin(9 * x)) > 0.93


def ring(x, y, rng):
    band = np.abs(np.hypot(x, y * 1.1) - 0.78) - 0.1
    stone = _ellipse(x, y + 0.82, 0.16, 0.17)
    light = 0.72 + 0.3 * np.sin(3 * np.arctan2(y, x) + 1) * np.cos(12 * np.hypot(x, y))
    colour = _tinted(light, (205, 200, 195) if rng.random() < 0.5 else (214, 178, 96))
    return np.minimum(band, stone), np.where((stone < 0)[..., None], _tinted(light, (40, 120, 110)), colour)


def bowl(x, y, rng):
    body = np.maximum(_ellipse(x, y + 0.25, 0.97, 1.05), -(y + 0.25))
    rim = _ellipse(x, y + 0.25, 0.97, 0.24)
    light = 0.8 - 0.35 * x**2 + 0.12 * x
    colour = [(238, 236, 230), (70, 110, 140), (120, 84, 60)][rng.integers(3)]
    inside = np.where((rim < 0)[..., None], _tinted(light * 0.8, colour), _tinted(light, colour))
    return np.minimum(body, rim), np.where(_speckles(x, y, rng)[..., None], inside * 0.6, inside)


def bag(x, y, rng):
    body = _box(x, y - 0.3, 0.78, 0.66, 0.1)
    handle = np.maximum(np.abs(np.hypot(x / 0.9, y + 0.3) - 0.55) - 0.05, y + 0.2)
    light = 0.85 - 0.2 * x + 0.05 * np.sin(90 * x + 7 * y) * np.sin(80 * y)
    stitches = (np.abs(_box(x, y - 0.3, 0.7, 0.58, 0.08)) < 0.008) & (np.sin(120 * (x + y)) > 0)
    colour = _tinted(light, [(150, 80, 45), (45, 40, 42), (170, 40, 55)][rng.integers(3)])
    return np.minimum(body, handle), np.where(stitches[..., None], 225.0, colour)


def scarf(x, y, rng):
    wave = y - 0.12 * np.sin(2.6 * x)
    body = np.maximum(np.abs(x) - 0.86, np.abs(wave) - 0.4)
    fringe = np.maximum.reduce([np.abs(x) - 1, np.abs(wave) - 0.4, np.abs(np.sin(34 * wave)) * 0.08 - 0.04])
    light = 0.86 + 0.07 * np.sin(160 * x) * np.sin(160 * y) - 0.15 * np.sin(5 * x) ** 2
    stripes = np.sin(9 * x) > 0.2
    first, second = [((180, 60, 60), (235, 220, 200)), ((60, 80, 120), (200, 205, 215))][rng.integers(2)]
    return np.minimum(body, fringe), np.where(stripes[..., None], _tinted(light, first), _tinted(light, second))


def print_on_paper(x, y, rng):
    sheet = _box(x, y, 0.76, 0.97)
    hills = (y > 0.25 * np.sin(3 * x) + 0.1) & (_box(x, y, 0.6, 0.8) < 0)
    sun = _ellipse(x - 0.2, y + 0.35, 0.2, 0.2) < 0
    hatch = (np.sin(70 * (x + 0.6 * y)) > 0.3) & hills
    colour = np.full((*x.shape, 3), 243, np.float32)
    colour[hills], colour[hatch], colour[sun] = (70, 105, 95), (30, 50, 48), (200, 80, 50)
    return sheet, colour


def candle(x, y, rng):
    wax = _box(x, y - 0.2, 0.42, 0.78, 0.06)
    wick, flame = _box(x, y + 0.62, 0.015, 0.08), _ellipse(x, y + 0.78, 0.07, 0.2)
    light = 0.95 - 0.35 * (x / 0.42) ** 2
    colour = _tinted(light, [(244, 236, 214), (120, 30, 40), (90, 120, 90)][rng.integers(3)])
    colour = np.where((flame < 0)[..., None], np.array((250.0, 190, 80)), colour)
    return np.minimum.reduce([wax, wick, flame]), colour


def garden_pot(x, y, rng):
    half = 0.62 - 0.22 * (y - 0.1)
    body = np.maximum(np.abs(x) - half, np.abs(y - 0.5) - 0.48)
    rim = _box(x, y - 0.06, 0.72, 0.1, 0.03)
    leaves = np.full(x.shape, 9.0)
    for angle in np.linspace(-1.25, 1.25, 7):
        u, v = x * np.cos(angle) + y * np.sin(angle), -x * np.sin(angle) + y * np.cos(angle)
        leaves = np.minimum(leaves, _ellipse(u, v + 0.52, 0.09, 0.45))
    light = 0.85 - 0.3 * x
    pot = _tinted(light * (1 + 0.04 * np.sin(60 * y)), (188, 100, 68))
    green = _tinted(0.8 + 0.25 * np.sin(40 * (x + y)), (70, 120, 60))
    return np.minimum.reduce([body, rim, leaves]), np.where((np.minimum(body, rim) < 0)[..., None], pot, green)


ARTICLES = {
    "ring": ring, "bowl": bowl, "bag": bag, "scarf": scarf, "print": print_on_paper, "candle": candle,
    "pot": garden_pot,
}  # fmt: skip


def _flat(*colour):
    return lambda x, y, rng: np.broadcast_to(np.array(colour, np.float32), (*x.shape, 3)).copy()


def _fading(x, y, rng):
    return _tinted(0.945 + 0.055 * np.cos(1.2 * x + 0.8 * y), (255, 254, 251))


def _sweep(x, y, rng):
    return np.where((y > 0.45)[..., None], (236.0, 235, 232), (250.0, 250, 250))


def _wood(x, y, rng):
    grain = np.sin(60 * y + 5 * np.sin(3 * x + rng.uniform(0, 6))) * 0.08 + np.sin(211 * y + 3 * x) * 0.04
    return _tinted(0.85 + grain, (176, 130, 86))


def _linen(x, y, rng):
    return _tinted(0.95 + 0.06 * np.sin(300 * x) * np.sin(300 * y), (208, 196, 172))


def _grass(x, y, rng):
    noise = rng.uniform(60, 200, (14, 12, 3)).astype(np.uint8)
    noise[..., 0] //= 2
    noise[..., 2] //= 3
    return np.asarray(Image.fromarray(noise).resize(x.shape[::-1], Image.Resampling.BICUBIC), np.float32)


def _shelves(x, y, rng):
    scene = np.full((*x.shape, 3), 205, np.float32)
    for _ in range(26):
        cx, cy, a, b = rng.uniform((-1, -1.2, 0.06, 0.06), (1, 1.2, 0.3, 0.3))
        scene[(np.abs(x - cx) < a) & (np.abs(y - cy) < b)] = rng.uniform(30, 240, 3)
    return scene


def _table(x, y, rng):
    return np.where((y > 0.3)[..., None], _wood(x, y, rng), np.array((248.0, 248, 246)))


def _corner(x, y, rng):
    return np.where((x > 0.62)[..., None], np.array((120.0, 128, 140)), np.array((246.0, 246, 244)))


WHITE = {
    "pure": _flat(255, 255, 255), "warm": _flat(253, 247, 236), "cool": _flat(238, 243, 250), "fading": _fading,
    "sweep": _sweep, "paper": _flat(246, 245, 242),
}  # fmt: skip
OTHER = {
    "wood": _wood, "grey": _flat(160, 160, 160), "pink": _flat(240, 208, 212), "kraft": _flat(201, 170, 130),
    "linen": _linen, "grass": _grass, "black": _flat(28, 27, 30), "shelves": _shelves, "table": _table,
    "blue wall": _flat(178, 195, 216), "corner": _corner, "dusk": _flat(138, 132, 124),
}  # fmt: skip
FAULTS = ["disc", "trail", "enlarged", "behind"]
CUTS = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)]


def _scene(article, ground, size, rng, *, cut, light):
    """(picture of the scene, of its ground alone, article's mask). `cut`: towards which side it leaves, or None."""
    width, height = size
    column, row = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    far_x, far_y = (column - width / 2) / (height / 2), (row - height / 2) / (height / 2)
    half = min(size) * (rng.uniform(0.24, 0.43) if cut is None else rng.uniform(0.34, 0.6))
    room = np.array([width / 2 - half * 1.06 - 0.03 * width, height / 2 - half * 1.06 - 0.03 * height])
    centre = np.array([width / 2, height / 2])
    if cut is None:
        centre += rng.uniform(-0.8, 0.8, 2) * np.maximum(room, 0)
    else:
        centre += np.array(cut) * (np.array([width, height]) / 2 - half * rng.uniform(0.0, 0.28))
    x, y = (column - centre[0]) / half, (row - centre[1]) / half
    distance, colour = article(x, y, rng)
    mask = np.clip(0.5 - distance * half, 0, 1)
    back = ground(far_x, far_y, rng).astype(np.float32)
    shadow = 1 - 0.22 * np.clip(1 - np.hypot((x - 0.15) / 1.15, (y - 0.85) / 0.3), 0, 1)
    back = back * shadow[..., None]
    lamp = 1 - light * (0.5 + 0.5 * np.tanh(1.5 * (far_x * rng.choice((-1, 1)) + 0.3 * far_y)))
    lamp = lamp[..., None].astype(np.float32)
    whole = back * (1 - mask[..., None]) + colour * mask[..., None]
    return as_image(whole * lamp), as_image(back * lamp), Image.fromarray((mask * 255).astype(np.uint8))


def _cut_enough(mask, cut):
    return cut is None or (np.asarray(mask)[[0, -1]].max() > 250 or np.asarray(mask)[:, [0, -1]].max() > 250)


def _photographed(scene, back, mask, rng, *, fault, lens):
    """Blurred as `fault` says, or sharp with what `lens` forgives; sizes are told for a picture 1,200 pixels tall."""
    tall = max(scene.size) / 1200
    if fault == "disc":
        return defocused(scene, rng.uniform(5.5, 10) * tall)
    if fault == "trail":
        return moved(scene, rng.uniform(15, 28) * tall, rng.choice((0, 0.4, 1.5)))
    if fault == "enlarged":
        return enlarged(scene, int(rng.integers(5, 8)))
    if fault == "behind":
        blurred = defocused(scene, rng.uniform(6, 9) * tall)
        return Image.composite(blurred, scene, mask.filter(ImageFilter.BoxBlur(8 * tall)))
    if lens == "open":
        return Image.composite(scene, defocused(back, 9 * tall), mask)
    if lens == "far end":
        ramp = Image.linear_gradient("L").resize(scene.size).point(lambda value: max(0, min(255, 3 * value - 200)))
        return Image.composite(scene, defocused(scene, 7 * tall), ramp)
    return scene


def _hand(image, rng):
    """A hand that comes in from below and holds the article."""
    pixels = np.asarray(image).astype(np.float32)
    row, column = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    middle = pixels.shape[1] * 0.5
    arm = (np.abs(column - middle) < pixels.shape[1] * 0.06) & (row > pixels.shape[0] * 0.72)
    pixels[arm] = (222, 178, 150)
    return as_image(pixels)


def cases(count=70):
    """The cases, the same each time: every article on every kind of ground, faults spread evenly over them."""
    for number in range(count):
        yield _case(number, np.random.default_rng([1871, number]))


def _case(number, rng):
    name = list(ARTICLES)[number % len(ARTICLES)]
    is_white = rng.random() < 0.55
    grounds = WHITE if is_white else OTHER
    ground = list(grounds)[int(rng.integers(len(grounds)))]
    fault = FAULTS[int(rng.integers(4))] if rng.random() < 0.35 else None
    if fault == "behind" and ground not in ("wood", "linen", "shelves", "table"):
        fault = "disc"
    cut = CUTS[int(rng.integers(5))] if rng.random() < 0.38 else None
    size = SIZES[int(rng.integers(len(SIZES)))]
    light = rng.uniform(0, 0.045) if is_white else rng.uniform(0, 0.3)
    scene, back, mask = _scene(ARTICLES[name], grounds[ground], size, rng, cut=cut, light=light)
    assert _cut_enough(mask, cut), number
    lens = [None, None, "open", "far end"][int(rng.integers(4))]
    image = _photographed(scene, back, mask, rng, fault=fault, lens=lens)
    if cut is None and number % 16 == 5:
        image = _hand(image, rng)
    image = taken(image, rng, grain=rng.uniform(0.5, 5), quality=int(rng.integers(60, 93)))
    words = f"{number}: {name}, {ground}, {fault or lens or 'plain'}, {'cut' if cut else 'whole'}"
    return Case(words, image, large=min(size) >= 1000, sharp=fault is None, whole=cut is None, white=is_white)
