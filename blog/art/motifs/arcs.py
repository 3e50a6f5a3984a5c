"""Quarter fans of rings, each sprung from a corner of its square; neighbours join into halves and wholes."""

import math

from ..drawing import Arc, Tone, wedge

CELL = 300
# Radius as a part of the square, and width: lines thin out towards the corner, as a graver lifts.
RINGS = ((0.95, 15), (0.79, 10), (0.66, 7), (0.54, 5), (0.43, 3.5), (0.33, 2.5), (0.24, 2))
CORNERS = ((0, 0, 0), (1, 0, 1), (1, 1, 2), (0, 1, 3))  # x, y, quarter turns


def engrave(plate, chance, day):
    fans = list(spread(plate, chance))
    chance.shuffle(fans)
    quarters = [quarter(fan, RINGS[0][0]) for fan in fans]
    third = len(quarters) // 3
    plate.fill(Tone.SOFT, *quarters[:third])
    plate.fill(Tone.TINT, *(quarter(fan, RINGS[3][0]) for fan in fans[third : third * 2]))
    for part, width in RINGS:
        plate.stroke(Tone.INK, width, *(ring(fan, part) for fan in fans))
    plate.stroke(Tone.INK, 20, *(ring(fan, 0.72) for fan in fans[::3]), dash=(2, 8))
    plate.fill(Tone.INK, *(quarter(fan, 0.1) for fan in fans))


def spread(plate, chance):
    """(corner x, corner y, first angle) of each square's fan; most turn with their neighbours, some by chance."""
    columns, rows = -(-plate.width // CELL), -(-plate.height // CELL)
    left, top = (plate.width - columns * CELL) / 2, (plate.height - rows * CELL) / 2
    lean = chance.randrange(4)
    for row in range(rows):
        for column in range(columns):
            turn = (lean + column % 2 + 2 * (row % 2)) % 4 if chance.random() < 0.45 else chance.randrange(4)
            across, down, turns = CORNERS[turn]
            yield left + (column + across) * CELL, top + (row + down) * CELL, turns * math.pi / 2


def ring(fan, part):
    x, y, angle = fan
    return Arc(x, y, part * CELL, part * CELL, 0, angle, angle + math.pi / 2)


def quarter(fan, part):
    x, y, angle = fan
    return wedge(x, y, part * CELL, angle, angle + math.pi / 2)
