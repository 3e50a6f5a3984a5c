"""Flights of stairs one before another, risers hatched, towards the light."""

from ..drawing import Tone, Trace, line
from .devices import moon, sky

FLIGHTS = ((Tone.GROUND, 0.12), (Tone.TINT, 0.105), (Tone.SOFT, 0.09))  # tone, rise of a step as a part of the plate


def engrave(plate, chance, day):
    sky(plate, chance, plate.height * 0.95)
    is_mirrored = chance.random() < 0.5
    moon(plate, plate.width * (0.76 if is_mirrored else 0.24), plate.height * chance.uniform(0.2, 0.28), 88, day)
    for depth, (tone, rise) in enumerate(FLIGHTS):
        treads = list(flight(plate, chance, depth, plate.height * rise))
        if is_mirrored == (depth != 1):
            treads = [(plate.width - right, plate.width - left, y) for left, right, y in reversed(treads)]
        stairs(plate, treads, tone, 12 + 4 * depth)


def flight(plate, chance, depth, rise):
    """(left, right, height) of each tread, rising to the right; a landing now and then."""
    x = plate.width * (0.2, 0.12, 0.3)[depth] * chance.uniform(0.6, 1.2) - 40
    y = plate.height * (0.98, 1.0, 1.02)[depth]
    highest = plate.height * (0.16, 0.34, 0.56)[depth]
    yield -60, x, y + rise
    while x < plate.width + 20:
        width = rise * (chance.choice((2.6, 3.4)) if chance.random() < 0.2 else 1.35)
        yield x, x + width, y
        x += width
        y = max(highest, y - rise)


def stairs(plate, treads, tone, gap):
    outline = [point for left, right, y in treads for point in ((left, y), (right, y))]
    floor = plate.height + 40
    body = Trace(tuple(outline), True, then=((outline[-1][0], floor), (outline[0][0], floor)))
    plate.paint((body,), fill=tone, stroke=Tone.INK, width=6)
    plate.stroke(Tone.INK, 2.5, *(line((left, y + 14), (right, y + 14)) for left, right, y in treads))
    # A wide dashed line is a row of upright hatches: shade under each tread.
    for below, width in ((36, 30), (76, 26)):
        shade = [line((left + 6, y + below), (right - 6, y + below)) for left, right, y in treads]
        plate.stroke(Tone.INK, width, *shade, dash=(2.4, gap - 2.4 if below < 50 else gap * 2 - 2.4))
