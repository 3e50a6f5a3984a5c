"""Cloth by its draft: warp over weft or under it, as the threading says."""

from ..drawing import Tone, line, polygon

CELL = 54
THREAD = 44
TIE_UPS = ((1, 1, 0, 0), (1, 1, 1, 0), (1, 0, 0, 0))


def engrave(plate, chance, day):
    columns, rows = plate.width // CELL + 2, plate.height // CELL + 2
    threading, treadling = draft(columns, chance), draft(rows, chance)
    tie_up = chance.choice(TIE_UPS)
    over = [[tie_up[(threading[column] - treadling[row]) % 4] for column in range(columns)] for row in range(rows)]
    plate.fill(Tone.INK, polygon((0, 0), (plate.width, 0), (plate.width, plate.height), (0, plate.height)))
    weft = [thread(row, *ends, False) for row in range(rows) for ends in floats(over[row], 0)]
    across = [[row[column] for row in over] for column in range(columns)]
    warp = [thread(column, *ends, True) for column in range(columns) for ends in floats(across[column], 1)]
    plate.stroke(Tone.GROUND, THREAD, *warp)
    plate.stroke(Tone.TINT, THREAD, *weft)
    shine(plate)


def draft(count, chance):
    """Which of four shafts each thread is on: runs up and down, whose turns make diamonds and herringbones."""
    shaft, direction, shafts = 0, 1, []
    left = chance.randint(4, 12)
    for _ in range(count):
        shafts.append(shaft)
        shaft = (shaft + direction) % 4
        left -= 1
        if not left:
            direction, left = -direction, chance.randint(4, 12)
    return shafts


def floats(cells, wanted):
    """The stretches over which a thread lies on top: (first, last) cell."""
    start = None
    for index, cell in enumerate([*cells, None]):
        if cell == wanted and start is None:
            start = index
        elif cell != wanted and start is not None:
            yield start, index - 1
            start = None


def thread(number, first, last, is_warp):
    across, start, end = (number - 0.5) * CELL, (first - 1) * CELL + 4, last * CELL - 4
    return line((across, start), (across, end)) if is_warp else line((start, across), (end, across))


def shine(plate):
    """Two fine lines along every thread of the weft, seen or not: where it lies below they shade the warp."""
    for offset in (-9, 9):
        plate.rule(Tone.INK, 2, CELL, top=offset - CELL - 1)
