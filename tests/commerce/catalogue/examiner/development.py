"""The cases that the rules were written with: flat shapes of other articles on other grounds than those held out."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.commerce.catalogue.examiner.camera import Case, defocused, enlarged, moved, taken

SIZE, FINE = (840, 1050), 2
#: Polygons and ellipses in hundredths of the article's half size: (kind, points, colour).
ARTICLES = {
    "mug": [
        ("ellipse", (30, -40, 95, 40), (90, 60, 50)), ("ellipse", (45, -22, 80, 24), None),
        ("polygon", (-65, -70, 55, -70, 50, 75, -60, 75), (150, 95, 70)),
        ("ellipse", (-65, -84, 55, -56), (95, 60, 45)),
    ],
    "vase": [
        ("ellipse", (-55, -20, 55, 95), (60, 95, 130)),
        ("polygon", (-18, -95, 18, -95, 24, 20, -24, 20), (70, 110, 145)),
        ("ellipse", (-30, -100, 30, -84), (40, 60, 85)),
    ],
    "cushion": [
        ("polygon", (-90, -80, 0, -70, 90, -80, 82, 0, 90, 80, 0, 72, -90, 80, -82, 0), (200, 165, 90)),
        ("polygon", (-40, 0, 0, -40, 40, 0, 0, 40), (120, 50, 50)),
    ],
    "box": [
        ("polygon", (-80, -10, 0, -50, 80, -10, 0, 30), (205, 170, 120)),
        ("polygon", (-80, -10, 0, 30, 0, 90, -80, 45), (160, 120, 75)),
        ("polygon", (80, -10, 0, 30, 0, 90, 80, 45), (130, 95, 58)),
    ],
    "plate": [("ellipse", (-95, -95, 95, 95), (225, 222, 214)), ("ellipse", (-60, -60, 60, 60), (205, 202, 194))],
}  # fmt: skip
WHITE = [(255, 255, 255), (250, 248, 243), (240, 243, 247), (233, 232, 230)]
OTHER = [(190, 150, 110), (120, 130, 120), (225, 215, 180), (60, 60, 70), (205, 225, 205), "planks", "half"]


def _ground(kind, size, rng):
    if kind == "half":
        image = Image.new("RGB", size, (250, 250, 248))
        ImageDraw.Draw(image).rectangle((0, size[1] * 0.7, *size), fill=(110, 80, 60))
        return image
    if kind == "planks":
        rows = np.repeat(rng.uniform(110, 160, size[1] // 12 + 1), 12)[: size[1], None, None]
        streaks = rng.normal(0, 6, (size[1], size[0] // 8 + 1, 1)).repeat(8, 1)[:, : size[0]]
        return Image.fromarray(((rows + streaks) * np.array((1.1, 0.85, 0.6))).clip(0, 255).astype(np.uint8))
    return Image.new("RGB", size, kind)


def _drawn(shapes, image, mask, centre, half):
    for kind, numbers, colour in shapes:
        points = [centre[i % 2] + number * half / 100 for i, number in enumerate(numbers)]
        for canvas, fill in ((image, colour), (mask, 255)):
            if colour is not None:
                getattr(ImageDraw.Draw(canvas), kind)(points, fill=fill)


def cases(count=60):
    """The cases, the same each time."""
    for number in range(count):
        yield _case(number, np.random.default_rng([1515, number]))


def _case(number, rng):
    name = list(ARTICLES)[number % len(ARTICLES)]
    is_white, is_whole, is_sharp = rng.random() < 0.6, rng.random() < 0.6, rng.random() < 0.6
    grounds = WHITE if is_white else OTHER
    ground = grounds[int(rng.integers(len(grounds)))]
    size = tuple(side * FINE for side in SIZE)
    image, mask = _ground(ground, size, rng), Image.new("L", size)
    half = min(size) * (rng.uniform(0.22, 0.42) if is_whole else rng.uniform(0.4, 0.7))
    side = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)][int(rng.integers(4))]) * (0 if is_whole else 1)
    centre = np.array(size) / 2 + side * (np.array(size) / 2 - half * rng.uniform(0.1, 0.5))
    shade = Image.new("L", size)
    ImageDraw.Draw(shade).ellipse(
        (*np.add(centre, (-half, half * 0.55)), *np.add(centre, (half * 1.2, half))), fill=70
    )
    image.paste((0, 0, 0), mask=shade.resize(SIZE).filter(ImageFilter.GaussianBlur(24)).resize(size))
    _drawn(ARTICLES[name], image, mask, centre, half)
    image, fault = image.reduce(FINE), ["disc", "trail", "enlarged"][int(rng.integers(3))]
    if not is_sharp:
        image = {
            "disc": lambda: defocused(image, rng.uniform(5, 9)),
            "trail": lambda: moved(image, rng.uniform(14, 24), rng.choice((0, 0.5, 2))),
            "enlarged": lambda: enlarged(image, int(rng.integers(5, 8))),
        }[fault]()
    image = taken(image, rng, grain=rng.uniform(0.5, 5), quality=int(rng.integers(60, 93)))
    words = f"{number}: {name}, {ground}, {'sharp' if is_sharp else fault}, {'whole' if is_whole else 'cut'}"
    return Case(words, image, large=min(SIZE) >= 1000, sharp=is_sharp, whole=is_whole, white=is_white)
