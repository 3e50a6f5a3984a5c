"""Drawings as pixels, for social cards: the same marks, flattened and painted by Pillow."""

import math
from itertools import pairwise

from PIL import Image, ImageDraw

from .drawing import Arc, Bend

OVERSAMPLING = 3  # Pillow paints hard edges: painted larger and scaled down they become soft
CURVE_STEPS = 8
ARC_STEP = 14  # units


def to_image(drawing, size, palette):
    """An RGB image of `size` showing the middle of the drawing; `palette` gives each tone a colour."""
    width, height = (length * OVERSAMPLING for length in size)
    image = Image.new("RGB", (width, height), palette["ground"])
    scale = max(width / drawing.width, height / drawing.height)
    left, top = (width - drawing.width * scale) / 2, (height - drawing.height * scale) / 2
    brush = Brush(ImageDraw.Draw(image), scale, left, top, palette)
    for mark in drawing.marks:
        brush.paint(mark)
    return image.resize(size, Image.Resampling.LANCZOS)


class Brush:
    def __init__(self, draw, scale, left, top, palette):
        self.draw, self.scale, self.left, self.top, self.palette = draw, scale, left, top, palette

    def paint(self, mark):
        traces = [(self.placed(flat(outline)), is_closed(outline)) for outline in mark.outlines]
        if mark.fill:
            for points, _closed in traces:
                self.draw.polygon(points, fill=self.palette[mark.fill])
        if mark.stroke:
            for points, closed in traces:
                self.stroke(points + points[:1] if closed else points, mark)

    def placed(self, points):
        return [(x * self.scale + self.left, y * self.scale + self.top) for x, y in points]

    def stroke(self, points, mark):
        width, colour = mark.width * self.scale, self.palette[mark.stroke]
        pieces = dashed(points, [length * self.scale for length in mark.dash]) if mark.dash else [points]
        for piece in pieces:
            if len(piece) > 1:
                self.segment(piece, width, colour)
            if mark.cap != "butt":
                self.ends(piece, width, colour, mark.cap)

    def segment(self, points, width, colour):
        if len(points) == 2:
            self.draw.polygon(quad(*points, width), fill=colour)
        else:
            self.draw.line(points, fill=colour, width=max(1, round(width)), joint="curve")

    def ends(self, points, width, colour, cap):
        draw = self.draw.ellipse if cap == "round" else self.draw.rectangle
        for x, y in (points[0], points[-1]):
            draw((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def is_closed(outline):
    return outline.is_whole() or bool(outline.then) if isinstance(outline, Arc) else outline.closed


def flat(outline):
    """The outline as a list of points close enough to be drawn as straight lines."""
    if isinstance(outline, Arc):
        steps = max(6, math.ceil((outline.end - outline.start) * max(outline.rx, outline.ry) / ARC_STEP))
        step = (outline.end - outline.start) / steps
        return [*(outline.point(outline.start + index * step) for index in range(steps + 1)), *outline.then]
    if outline.bend == Bend.STRAIGHT:
        return [*outline.points, *outline.then]
    points = [outline.points[0]]
    for first, second, end in outline.segments():
        start = points[-1]
        points += [cubic(start, first, second, end, (step + 1) / CURVE_STEPS) for step in range(CURVE_STEPS)]
    return [*points, *outline.then]


def cubic(start, first, second, end, t):
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return tuple(a * p + b * q + c * r + d * s for p, q, r, s in zip(start, first, second, end, strict=True))


def quad(start, end, width):
    """A straight line of some width as the rectangle it covers."""
    length = math.dist(start, end) or 1
    across_x, across_y = (start[1] - end[1]) / length * width / 2, (end[0] - start[0]) / length * width / 2
    return [
        (start[0] + across_x, start[1] + across_y),
        (end[0] + across_x, end[1] + across_y),
        (end[0] - across_x, end[1] - across_y),
        (start[0] - across_x, start[1] - across_y),
    ]


def dashed(points, pattern):
    """The pieces of a line that a pattern of lengths (drawn, left out, drawn ...) leaves."""
    if len(pattern) % 2:
        pattern = pattern * 2
    pieces, piece, index, left = [], [points[0]], 0, pattern[0]
    for start, end in pairwise(points):
        length, done = math.dist(start, end), 0.0
        while length - done > left:
            done += left
            point = tuple(p + (q - p) * done / length for p, q in zip(start, end, strict=True))
            if index % 2 == 0:
                pieces.append([*piece, point])
            piece, index = [point], (index + 1) % len(pattern)
            left = pattern[index]
        left -= length - done
        piece.append(end)
    if index % 2 == 0 and len(piece) > 1:
        pieces.append(piece)
    return pieces
