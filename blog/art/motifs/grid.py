"""Data as printers see it: a field of heights screened through a grid of squares."""

from ..drawing import Tone, dot, line
from .devices import Field

CELL = 75
SIZES = (6, 13, 22, 32, 43, 56)


def engrave(plate, chance, day):
    field = Field(plate, chance, hills=chance.choice((4, 5, 6)))
    columns, rows = -(-plate.width // CELL), -(-plate.height // CELL)
    left, top = (plate.width - columns * CELL + CELL) / 2, (plate.height - rows * CELL + CELL) / 2
    cells = {size: [] for size in SIZES}
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * CELL, top + row * CELL
            cells[SIZES[min(int(field(x, y) * len(SIZES)), len(SIZES) - 1)]].append((x, y))
    rules(plate, left, top)
    for step, size in enumerate(SIZES):
        squares(plate, [dot(*cell) for cell in cells[size]], step, size)


def rules(plate, left, top):
    across = line((left - 1.5, plate.height / 2), (plate.width, plate.height / 2))
    down = line((plate.width / 2, top - 1.5), (plate.width / 2, plate.height))
    plate.stroke(Tone.SOFT, plate.height, across, dash=(3, CELL - 3))
    plate.stroke(Tone.SOFT, plate.width, down, dash=(3, CELL - 3))


def squares(plate, dots, step, size):
    """Small ones are ink; then frames; the largest are tint, with a dark of their own."""
    plate.stroke(Tone.INK if step < 4 else Tone.TINT, size, *dots, cap="square")
    if step in (2, 4):
        plate.stroke(Tone.GROUND, size * 0.5, *dots, cap="square")
    elif step == 3:
        plate.stroke(Tone.SOFT, size * 0.66, *dots, cap="square")
    elif step == 5:
        plate.stroke(Tone.INK, size * 0.36, *dots, cap="square")
