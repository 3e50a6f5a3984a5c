"""Cubes stacked into a corner: every outline a hexagon, every face one of three."""

import math

from ..drawing import Tone, line, polygon
from .devices import Field

SIDE = 88
HALF = SIDE * math.sqrt(3) / 2
SLOPE = 0.55  # how fast the stacks fall towards the eye
RELIEF = 7


def engrave(plate, chance, day):
    heights = stack(plate, chance)
    left, right, edges = [], [], []
    for (i, j), height in heights.items():
        x, y = place(plate, i, j, height)
        if not (-HALF < x < plate.width + HALF):
            continue
        for faces, neighbour, side in ((left, (i, j + 1), -1), (right, (i + 1, j), 1)):
            drop = (height - heights.get(neighbour, height)) * SIDE
            corner = (x + side * HALF, y + SIDE / 2)
            if not drop:
                edges.append((corner, (x, y + SIDE)))
            elif y + SIDE + drop > 0:
                faces.append((corner, (x, y + SIDE), (x, y + SIDE + drop), (corner[0], corner[1] + drop)))
    draw(plate, left, right, edges)


def draw(plate, left, right, edges):
    def is_seen(points):
        return min(y for _x, y in points) < plate.height and max(y for _x, y in points) > 0

    plate.stroke(Tone.INK, 4, *(line(*edge) for edge in edges if is_seen(edge)))
    plate.paint([polygon(*face) for face in left if is_seen(face)], fill=Tone.TINT, stroke=Tone.INK, width=4)
    right = [face for face in right if is_seen(face)]
    plate.paint([polygon(*face) for face in right], fill=Tone.SOFT, stroke=Tone.INK, width=4)
    plate.stroke(Tone.INK, 2, *(hatch for face in right for hatch in hatches(face)))


def hatches(face):
    (x1, y1), (x2, y2), (_x3, y3), _last = face
    for part in (0.33, 0.67):
        x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
        yield line((x, y), (x, y + y3 - y2))


def place(plate, i, j, height):
    return plate.width / 2 + (i - j) * HALF, (i + j) * SIDE / 2 - height * SIDE


def stack(plate, chance):
    """Whole heights that never rise towards the eye, so that no cube hides another."""
    field = Field(plate, chance, hills=5, spread=0.13)
    steepness = SIDE * (0.5 + SLOPE)
    heights = {}
    for depth in range(-1, int(plate.height / steepness) + RELIEF + 6):
        for across in range(-int(plate.width / HALF / 2) - 2, int(plate.width / HALF / 2) + 3):
            if (depth + across) % 2:
                continue
            i, j = (depth + across) // 2, (depth - across) // 2
            x, y = place(plate, i, j, -SLOPE * depth)
            wished = math.floor(-SLOPE * depth + RELIEF * field(x, y))
            heights[i, j] = min(wished, heights.get((i - 1, j), wished), heights.get((i, j - 1), wished))
    return heights
