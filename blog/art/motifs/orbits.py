"""A page from a book of spheres: rings with their degrees, tilted paths, and bodies on them."""

import math

from ..drawing import Arc, Tone, circle, line
from .devices import moon, stars


def engrave(plate, chance, day):
    stars(plate, chance, 54, plate.height)
    x, y = plate.width * chance.uniform(0.36, 0.64), plate.height * chance.uniform(0.44, 0.56)
    size = min(plate.width, plate.height * 1.2) * 0.5
    dial(plate, x, y, size)
    radii = [size * part for part in (0.2, 0.33, 0.47, 0.63)]
    for radius in radii:
        plate.stroke(Tone.INK, 2.5, circle(x, y, radius))
    tilt = chance.uniform(-0.6, 0.6)
    for step in range(3):
        plate.stroke(Tone.TINT, 5 - step, Arc(x, y, size * 1.28, size * (0.3 + 0.12 * step), tilt + step * 0.5))
    moon(plate, x, y, size * 0.1, None)
    for radius, body in zip(radii, bodies(chance), strict=True):
        planet(plate, x, y, radius, *body)
    moon_angle = chance.uniform(0, math.tau)
    moon(plate, x + size * 0.83 * math.cos(moon_angle), y + size * 0.83 * math.sin(moon_angle), size * 0.105, day)


def dial(plate, x, y, size):
    plate.paint((circle(x, y, size),), fill=Tone.SOFT, stroke=Tone.INK, width=6)
    plate.stroke(Tone.INK, size * 0.05, circle(x, y, size * 0.965), dash=(2.2, size * math.tau * 0.965 / 180 - 2.2))
    plate.paint((circle(x, y, size * 0.93),), fill=Tone.GROUND, stroke=Tone.INK, width=3)
    plate.stroke(Tone.INK, 2, circle(x, y, size * 0.83))
    spokes = []
    for hour in range(12):
        across, down = size * math.cos(math.tau * hour / 12), size * math.sin(math.tau * hour / 12)
        spokes.append(line((x + across * 0.2, y + down * 0.2), (x + across * 0.73, y + down * 0.73)))
    plate.stroke(Tone.SOFT, 3, *spokes)
    plate.stroke(Tone.INK, 2, circle(x, y, size * 0.73))


def bodies(chance):
    """Where on its ring each body stands, and how large it is."""
    angle = chance.uniform(0, math.tau)
    for radius in (13, 19, 30, 24):
        angle += chance.uniform(1, 2.6)
        yield angle, radius


def planet(plate, x, y, orbit, angle, radius):
    x, y = x + orbit * math.cos(angle), y + orbit * math.sin(angle)
    plate.paint((circle(x, y, radius),), fill=Tone.TINT if radius != 19 else Tone.INK, stroke=Tone.INK, width=3.5)
    if radius > 20:
        plate.stroke(Tone.GROUND, 3, Arc(x, y, radius * 0.62, radius * 0.62, 0, angle - 1.2, angle + 1.2))
        plate.stroke(Tone.GROUND, 2, Arc(x, y, radius * 0.34, radius * 0.34, 0, angle - 1.2, angle + 1.2))
    if radius == 30:
        plate.stroke(Tone.INK, 4, Arc(x, y, radius * 1.75, radius * 0.5, -0.4, -0.35, math.pi + 0.35))
