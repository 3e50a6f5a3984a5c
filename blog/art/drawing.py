"""
A drawing as an engraver would describe it: lines and shapes on a plate, in a few tones. Knows neither SVG nor pixels.

The units of a plate are its own; a plate is about a thousand units wide.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise


class Tone(StrEnum):
    """The tones every drawing is made of. What colours they are, the page or the card decides."""

    GROUND = "ground"
    SOFT = "soft"
    TINT = "tint"
    INK = "ink"
    # The moon's: on a dark page ink is light, and a moon must not wax when it wanes.
    LIT = "lit"
    UNLIT = "unlit"


class Bend(StrEnum):
    STRAIGHT = "straight"
    ROUND = "round"  # Catmull-Rom
    LEVEL = "level"  # level at each point, as a track that changes lanes
    FREE = "free"  # Bézier: the points are start, handle, handle, end


@dataclass(frozen=True)
class Trace:
    """A line through points, straight or bent. Straight lines go on to the points in `then`."""

    points: tuple
    closed: bool = False
    bend: Bend = Bend.STRAIGHT
    then: tuple = ()

    def segments(self):
        """The cubic segments (first handle, second handle, end) of a bent line."""
        if self.bend == Bend.LEVEL:
            return level_segments(self.points)
        if self.bend == Bend.FREE:
            return [self.points[1:4]]
        return round_segments(self.points, self.closed and not self.then)


@dataclass(frozen=True)
class Arc:
    """A part of an ellipse turned by `turn`, from angle `start` to `end`, in radians, clockwise on the plate."""

    x: float
    y: float
    rx: float
    ry: float
    turn: float = 0
    start: float = 0
    end: float = math.tau
    then: tuple = ()

    def is_whole(self):
        return self.end - self.start >= math.tau - 1e-6

    def point(self, angle):
        x, y = self.rx * math.cos(angle), self.ry * math.sin(angle)
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos


@dataclass(frozen=True)
class Mark:
    """Outlines that are filled, stroked or both in one go. `dash` in units; a wide dashed line is a comb of hatches."""

    outlines: tuple
    fill: Tone | None = None
    stroke: Tone | None = None
    width: float = 0
    dash: tuple = ()
    cap: str = "butt"


@dataclass
class Drawing:
    width: int
    height: int
    marks: list = field(default_factory=list)

    def fill(self, tone, *outlines):
        self.paint(outlines, fill=tone)

    def stroke(self, tone, width, *outlines, dash=(), cap="butt"):
        self.paint(outlines, stroke=tone, width=width, dash=dash, cap=cap)

    def rule(self, tone, width, gap, top=0, bottom=None):
        """Level lines all over the plate, as one wide upright line of long dashes: a fraction of their markup."""
        middle, bottom = self.width / 2, self.height if bottom is None else bottom
        self.stroke(tone, self.width, line((middle, top + gap / 2), (middle, bottom)), dash=(width, gap - width))

    def paint(self, outlines, **how):
        if outlines:
            self.marks.append(Mark(tuple(outlines), **how))


def line(*points):
    return Trace(points)


def polygon(*points):
    return Trace(points, closed=True)


def curve(points):
    return Trace(tuple(points), bend=Bend.ROUND)


def lanes(points):
    return Trace(tuple(points), bend=Bend.LEVEL)


def loop(points):
    return Trace(tuple(points), closed=True, bend=Bend.ROUND)


def ground_under(points, bottom):
    """The area between a smooth line and the level `bottom`."""
    return Trace(tuple(points), True, Bend.ROUND, ((points[-1][0], bottom), (points[0][0], bottom)))


def wedge(x, y, radius, start, end):
    return Arc(x, y, radius, radius, 0, start, end, ((x, y),))


def circle(x, y, radius):
    return Arc(x, y, radius, radius)


def dot(x, y):
    """A point that a stroke with round or square ends makes visible."""
    return Trace(((x, y), (x, y)))


def round_segments(points, closed):
    count = len(points)

    def at(index):
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    segments = []
    for index in range(count if closed else count - 1):
        before, start, end, after = (at(index + step) for step in (-1, 0, 1, 2))
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        segments.append((first, second, end))
    return segments


def level_segments(points):
    segments = []
    for start, end in pairwise(points):
        middle = (start[0] + end[0]) / 2
        segments.append(((middle, start[1]), (middle, end[1]), end))
    return segments
