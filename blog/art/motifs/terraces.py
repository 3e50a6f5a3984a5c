"""Hills as old maps drew them: contour within contour, hatched downhill."""

import math

from ..drawing import Tone, loop
from .devices import stars

LEVELS = 5
NODES = 9


def engrave(plate, chance, day):
    stars(plate, chance, 30, plate.height)
    size = math.hypot(plate.width, plate.height) / 2
    side = chance.choice((0.3, 0.7))
    hill(plate, chance, plate.width * (1 - side), plate.height * chance.uniform(0.2, 0.32), size * 0.5, LEVELS - 2)
    hill(plate, chance, plate.width * side, plate.height * chance.uniform(0.6, 0.7), size * 0.78, LEVELS + 1)


def hill(plate, chance, x, y, radius, levels):
    phases = [chance.uniform(0, math.tau) for _ in range(3)]
    drift = chance.uniform(0, math.tau)
    for level in range(levels):
        part = 1 - level / levels
        middle_x = x + math.cos(drift) * radius * 0.22 * (1 - part)
        middle_y = y + math.sin(drift) * radius * 0.22 * (1 - part)
        contour = loop(outline(middle_x, middle_y, radius * part, phases, 0.4 * level))
        is_top = level == levels - 1
        plate.stroke(Tone.INK, 34 * part + 14, contour, dash=(2.4, 7 + 5 * part))
        plate.paint((contour,), fill=tone_of(level, is_top), stroke=Tone.INK, width=3 + 3 * part)


def tone_of(level, is_top):
    if is_top:
        return Tone.TINT
    return Tone.SOFT if level % 2 else Tone.GROUND


def outline(x, y, radius, phases, turn):
    points = []
    for node in range(NODES):
        angle = math.tau * node / NODES
        bulge = 1 + sum(
            0.13 / (order * 0.6 + 0.4) * math.sin(order * angle + phase + turn * 0.3)
            for order, phase in enumerate(phases, start=2)
        )
        points.append((x + 1.2 * radius * bulge * math.cos(angle), y + 0.82 * radius * bulge * math.sin(angle)))
    return points
