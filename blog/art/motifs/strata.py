"""A cut through the ground: beds of rock, each with the texture geologists draw it with, under a hill and the moon."""

import math
from itertools import pairwise

from ..drawing import Tone, curve, ground_under
from .devices import moon, stars

STEPS = 6
BEDS = 6
# How the rock of a bed is drawn: lines (part of its thickness), width, dash, ends.
ROCKS = (
    ((0.3, 0.7), 5, (0, 20), "round"),  # sand
    ((0.25, 0.5, 0.75), 2.5, (), "butt"),  # shale
    ((0.5,), None, (2.4, 11), "butt"),  # hatched the whole way down
    ((0.33, 0.66), 3, (46, 14), "butt"),  # limestone
    ((0.2, 0.5, 0.8), 3.5, (14, 22), "round"),  # marl
)


def engrave(plate, chance, day):
    stars(plate, chance, 18, plate.height * 0.3)
    moon(plate, plate.width * chance.uniform(0.2, 0.8), plate.height * 0.17, 66, day)
    tops = list(boundaries(plate, chance))
    rocks = list(ROCKS) * 2
    chance.shuffle(rocks)
    for bed, (top, bottom) in enumerate(pairwise(tops)):
        tone = (Tone.SOFT, Tone.GROUND, Tone.TINT, Tone.GROUND)[bed % 4]
        plate.paint((ground_under(top, plate.height + 80),), fill=tone, stroke=Tone.INK, width=7 if bed == 0 else 4)
        texture(plate, top, bottom, rocks[bed])


def boundaries(plate, chance):
    """The lines between beds, from the surface down: each folds like the one above, and thickens where it likes."""
    step = plate.width / (STEPS - 2)
    phase, fold = chance.uniform(0, math.tau), chance.uniform(50, 95)
    heights = [plate.height * 0.38 + fold * math.sin(phase + node * 0.95) for node in range(STEPS)]
    for _bed in range(BEDS + 1):
        yield [(node * step - step / 2, height) for node, height in enumerate(heights)]
        thickness = plate.height * chance.uniform(0.07, 0.13)
        heights = [height + thickness * chance.uniform(0.6, 1.4) for height in heights]


def texture(plate, top, bottom, rock):
    parts, width, dash, cap = rock
    for part in parts:
        middle = [(x, y + (below - y) * part) for (x, y), (_x, below) in zip(top, bottom, strict=True)]
        thickness = min(below - y for (_x, y), (_same, below) in zip(top, bottom, strict=True))
        plate.stroke(Tone.INK, width or thickness * 0.6, curve(middle), dash=dash, cap=cap)
