"""Volume: each hand's own way of turning a form away from the light, which comes from the left."""

from demo.prints.geometry import bounds, box, ellipse


def model(press, form):
    """Shade a turned form."""
    MODELLING[press.hand.shading](press, form)


def shade(press, outline, share=0.34):
    """Shade the right-hand `share` of any outline, and cast nothing."""
    left, top, right, bottom = bounds(outline)
    edge = right - (right - left) * share
    with press.inside(outline):
        SHADES[press.hand.shading](press, edge, top, right, bottom)


def cast(press, left, right, floor):
    """The shadow on the table: a few lying strokes that thin out to the right. Draw it before the object."""
    reach = (right - left) * 0.34
    for i, (start, end) in enumerate(((-0.02, 1.0), (0.05, 0.86), (0.0, 0.55), (0.12, 0.3))):
        y = floor + 1.5 + 2.7 * i
        press.stroke("key", [(left + (right - left) * start, y), (right + reach * end, y - 0.6)], 1.5, taper=1)


def _engraved_form(press, form):
    height = form.bottom - form.top
    for i in range(1, int(height / 4.2)):
        y = form.top + 4.2 * i
        reach = 46 + 9 * ((i * 7) % 3)
        press.stroke("key", form.band(y, 4, reach, inset=0.8), 1.15, taper=0.9)


def _gouged_form(press, form):
    height = form.bottom - form.top
    for i in range(2, int(height / 5.5)):
        y = form.top + 5.5 * i
        press.stroke("paper", form.band(y, 118 + 6 * (i % 3), 150, inset=1.5), 1.5, taper=1)
    _flat_form(press, form)


def _flat_form(press, form):
    right = _right_side(form, 1.0)
    press.darken(right + _right_side(form, 0.5)[::-1])


def _right_side(form, share):
    return [(form.cx + form.radius(y) * share, y) for y, _ in form.samples if y >= form.top]


def _dotted_form(press, form):
    height = form.bottom - form.top
    for i in range(1, int(height / 5)):
        y = form.top + 5 * i
        for k in range(5):
            angle = 8 + 13 * k + 6 * (i % 2)
            (x, dot_y) = form.band(y, angle, angle + 1)[0]
            size = 1.35 - 0.2 * k
            press.fill("key", ellipse(x - 1.5, dot_y, size, size, step=45))


def _engraved(press, edge, top, right, bottom):
    y = top - 6
    while y < bottom + 10:
        start = edge + press.rng.uniform(-3, 4)
        press.stroke("key", [(start, y + 4), (right + 4, y - 3)], 1.15, taper=0.55)
        y += 4.2


def _gouged(press, edge, top, right, bottom):
    y = top - 4
    while y < bottom + 8:
        press.stroke("paper", [(edge + press.rng.uniform(-4, 3), y + 3), (right + 3, y - 3)], 1.3, taper=0.9)
        y += 6


def _flat(press, edge, top, right, bottom):
    press.darken(box(edge, top - 4, right - edge + 6, bottom - top + 8))


def _dotted(press, edge, top, right, bottom):
    x, column = right - 1, 0
    while x > edge:
        size = 1.4 * (x - edge) / max(1, right - edge) + 0.35
        y = top + (2.5 if column % 2 else 0)
        while y < bottom:
            press.fill("key", ellipse(x, y, size, size, step=60))
            y += 5
        x, column = x - 4.4, column + 1


MODELLING = {"engraved": _engraved_form, "gouged": _gouged_form, "flat": _flat_form, "dotted": _dotted_form}
SHADES = {"engraved": _engraved, "gouged": _gouged, "flat": _flat, "dotted": _dotted}
