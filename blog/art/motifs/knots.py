"""
Interlace after the old carvers: strands run through a lattice of squares, cross on its sides, over and under by
turns, and are turned back where a side is a wall.
"""

from ..drawing import Bend, Tone, Trace, loop

CELL = 250  # at most: a whole number of them fills the plate
MARGIN = 0.4  # of a cell, around the lattice
STRAND = 70
WALLS = 0.25  # of the inner sides
SWERVE = 0.42  # how far from a wall a strand turns, in half cells


def engrave(plate, chance, day):
    plate.rule(Tone.SOFT, 2, 16)
    lattice = Lattice(plate, chance)
    rings = [lattice.bends(strand) for strand in lattice.rings]
    bridges = [each for strand, ring in zip(lattice.rings, rings, strict=True) for each in over(lattice, strand, ring)]
    tones = chance.sample((Tone.TINT, Tone.SOFT), 2)
    lay(plate, [loop(ring) for ring in rings], tones)
    plate.stroke(Tone.GROUND, STRAND + 22, *bridges)
    lay(plate, bridges, tones)


def lay(plate, strands, tones):
    plate.stroke(Tone.INK, STRAND, *strands)
    plate.stroke(tones[0], STRAND - 14, *strands)
    plate.stroke(tones[1], 8, *strands)


def over(lattice, strand, ring):
    """The stretches where a strand lies over another, from half a side before to half a side after."""
    for index, (side, step) in enumerate(strand):
        if side not in lattice.walls and (step[0] * step[1] < 0) == (side[1] % 2 == 0):
            yield bridge(*(ring[(index + offset) % len(ring)] for offset in range(-2, 3)))


def bridge(first, before, here, after, last):
    """One Bézier along the round curve through five points: the middle of it, half a stretch to either side."""
    start, start_slope = halfway(first, before, here, after)
    end, end_slope = halfway(before, here, after, last)
    handles = [(start[i] + start_slope[i] / 3, end[i] - end_slope[i] / 3) for i in (0, 1)]
    return Trace((start, (handles[0][0], handles[1][0]), (handles[0][1], handles[1][1]), end), bend=Bend.FREE)


def halfway(before, start, end, after):
    """Point and slope in the middle of a Catmull-Rom stretch."""
    point = tuple((9 * (start[i] + end[i]) - before[i] - after[i]) / 16 for i in (0, 1))
    slope = tuple((11 * (end[i] - start[i]) + before[i] - after[i]) / 8 for i in (0, 1))
    return point, slope


class Lattice:
    """Sides are named by their middle, in half cells: an even row is a level side, an even column an upright one."""

    def __init__(self, plate, chance):
        columns, rows = max(2, round(plate.width / CELL)), max(2, round(plate.height / CELL))
        self.cell = min(plate.width / (columns + MARGIN), plate.height / (rows + MARGIN))
        self.left = (plate.width - columns * self.cell) / 2
        self.top = (plate.height - rows * self.cell) / 2
        self.right_end, self.bottom_end = 2 * columns, 2 * rows
        sides = [(x, y) for x in range(2 * columns + 1) for y in range(2 * rows + 1) if (x + y) % 2]
        self.walls = {(x, y) for x, y in sides if x in (0, self.right_end) or y in (0, self.bottom_end)}
        inner = [side for side in sides if side not in self.walls]
        self.walls |= set(chance.sample(inner, round(len(inner) * WALLS)))
        self.rings = list(self.trace([(side, step) for side in sides for step in self.arrivals(side)]))

    def trace(self, arrivals):
        """Each strand as the ring of sides it passes, with the step by which it comes to each."""
        seen = set()
        for start in arrivals:
            ring, at = [], start
            while at not in seen:
                side, step = at
                leaving = self.leaving(side, step)
                seen |= {at, (side, (-leaving[0], -leaving[1]))}
                ring.append(at)
                at = (side[0] + leaving[0], side[1] + leaving[1]), leaving
            if ring:
                yield ring

    def arrivals(self, side):
        for step in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            if 0 <= side[0] - step[0] <= self.right_end and 0 <= side[1] - step[1] <= self.bottom_end:
                yield step

    def leaving(self, side, step):
        if side not in self.walls:
            return step
        return (step[0], -step[1]) if side[1] % 2 == 0 else (-step[0], step[1])

    def bends(self, strand):
        """The points of a strand on the plate: on crossings, and a little off the walls."""
        points = []
        for (x, y), step in strand:
            if (x, y) in self.walls:
                x, y = (x, y - step[1] * SWERVE) if y % 2 == 0 else (x - step[0] * SWERVE, y)
            points.append((self.left + x * self.cell / 2, self.top + y * self.cell / 2))
        return points
