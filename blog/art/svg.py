"""Drawings as SVG for the page: short, without ids or styles, coloured by the classes of static/css/art.css."""

import math

from .drawing import Arc, Bend


def to_svg(drawing, classes="", fit="slice"):
    """The markup of a decorative picture. `fit` as in preserveAspectRatio: slice fills its box, meet fits into it."""
    marks = "".join(mark_markup(mark) for mark in drawing.marks)
    return (
        f'<svg class="{f"art {classes}".strip()}" viewBox="0 0 {drawing.width} {drawing.height}"'
        f' width="{drawing.width}" height="{drawing.height}" preserveAspectRatio="xMidYMid {fit}"'
        f' fill="none" stroke-linejoin="round" aria-hidden="true" focusable="false">{marks}</svg>'
    )


def mark_markup(mark):
    classes, attributes = [], ""
    if mark.fill:
        classes.append(f"f-{mark.fill}")
    if mark.stroke:
        classes.append(f"s-{mark.stroke}")
        attributes = f' stroke-width="{number(mark.width)}"'
        if mark.dash:
            attributes += f' stroke-dasharray="{" ".join(number(length) for length in mark.dash)}"'
        if mark.cap != "butt":
            attributes += f' stroke-linecap="{mark.cap}"'
    pen = Pen()
    for outline in mark.outlines:
        pen.draw_arc(outline) if isinstance(outline, Arc) else pen.draw_trace(outline)
    return f'<path class="{" ".join(classes)}"{attributes} d="{"".join(pen.parts)}"/>'


class Pen:
    """Writes relative whole coordinates: the shortest there is, and rounding never adds up."""

    def __init__(self):
        self.x = self.y = 0
        self.command = ""
        self.parts = []

    def draw_trace(self, trace):
        start = self.move(trace.points[0])
        if trace.bend == Bend.STRAIGHT:
            for point in trace.points[1:]:
                self.line(point)
        else:
            self.cubics(trace)
        for point in trace.then:
            self.line(point)
        if trace.closed:
            self.close(start)

    def cubics(self, trace):
        for index, (first, second, end) in enumerate(trace.segments()):
            if first[1] == second[1] == end[1]:
                self.line(end)
            elif trace.bend == Bend.LEVEL or index == 0:
                self.write("c", first, second, end)
            else:
                # A round line's handle mirrors the one before, which is what "s" says.
                self.write("s", second, end)

    def draw_arc(self, arc):
        start = self.move(arc.point(arc.start))
        if arc.is_whole():
            self.arc_to(arc, arc.point(arc.start + math.pi), False)
            self.arc_to(arc, arc.point(arc.start), False)
        else:
            self.arc_to(arc, arc.point(arc.end), arc.end - arc.start > math.pi)
        for point in arc.then:
            self.line(point)
        if arc.then:
            self.close(start)

    def arc_to(self, arc, end, is_large):
        turn = round(math.degrees(arc.turn)) if arc.rx != arc.ry else 0
        # Half of a whole one reaches just as far as its radius; were that rounded up, the halves would make a lens. A
        # radius that is too short is lengthened by the browser (SVG 2, appendix B.2.5).
        rx, ry = (math.floor(arc.rx), math.floor(arc.ry)) if arc.is_whole() else (round(arc.rx), round(arc.ry))
        self.put("a", [rx, ry, turn, int(is_large), 1, *self.steps([end])])
        self.x, self.y = rounded(end)

    def move(self, point):
        self.write("m", point)
        self.command = "l"  # as the path language has it: points after a move are lines
        return self.x, self.y

    def line(self, point):
        x, y = rounded(point)
        if y == self.y:
            self.put("h", [x - self.x])
        elif x == self.x:
            self.put("v", [y - self.y])
        else:
            self.put("l", [x - self.x, y - self.y])
        self.x, self.y = x, y

    def close(self, start):
        self.parts.append("z")
        self.command = "z"
        self.x, self.y = start

    def write(self, command, *points):
        self.put(command, self.steps(points))
        self.x, self.y = rounded(points[-1])

    def steps(self, points):
        return [step for x, y in map(rounded, points) for step in (x - self.x, y - self.y)]

    def put(self, command, numbers):
        text = joined(numbers)
        if command != self.command:
            text = command + text
        elif not text.startswith("-"):
            text = " " + text
        self.parts.append(text)
        self.command = command


def rounded(point):
    return round(point[0]), round(point[1])


def joined(numbers):
    return " ".join(map(str, numbers)).replace(" -", "-")


def number(value):
    return f"{round(value, 1):g}"
