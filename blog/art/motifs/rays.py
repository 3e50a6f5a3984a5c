"""A sun and its glory: long and short rays by turns, cut as wedges, over a hatched horizon."""

import math

from ..drawing import Tone, circle, curve, ground_under, line, polygon


def engrave(plate, chance, day):
    x, y = plate.width * chance.uniform(0.3, 0.7), plate.height * chance.uniform(0.42, 0.55)
    radius = chance.uniform(92, 118)
    count = chance.choice((20, 24, 28))
    turn = chance.uniform(0, math.tau)
    reach = math.hypot(plate.width, plate.height)
    glory(plate, x, y, radius, count, turn, reach)
    face(plate, x, y, radius, chance)
    hills(plate, chance)


def glory(plate, x, y, radius, count, turn, reach):
    def at(index, distance):
        angle = turn + math.tau * index / count
        return x + distance * math.cos(angle), y + distance * math.sin(angle)

    wide = [polygon((x, y), at(index - 0.25, reach), at(index + 0.25, reach)) for index in range(count)]
    plate.paint(wide, fill=Tone.SOFT, stroke=Tone.INK, width=2)
    base = radius * 1.28
    long = [polygon(at(index - 0.17, base), at(index, radius * 3.1), at(index + 0.17, base)) for index in range(count)]
    plate.fill(Tone.TINT, *long)
    short = [line(at(index + 0.5, radius * 1.34), at(index + 0.5, radius * 2)) for index in range(count)]
    plate.stroke(Tone.INK, 5, *short)
    tips = [line(at(index + 0.5, radius * 2.15), at(index + 0.5, reach)) for index in range(count)]
    plate.stroke(Tone.INK, 3, *tips, dash=(0, 16), cap="round")


def face(plate, x, y, radius, chance):
    plate.paint((circle(x, y, radius * 1.28),), fill=Tone.GROUND, stroke=Tone.INK, width=5)
    plate.stroke(Tone.INK, radius * 0.14, circle(x, y, radius * 1.15), dash=(2.2, 6))
    plate.paint((circle(x, y, radius),), fill=Tone.TINT, stroke=Tone.INK, width=3)
    for step in range(1, 6):
        shift = step * radius * 0.05
        plate.stroke(Tone.GROUND, 4.5 - step * 0.6, circle(x - shift, y - shift, radius * (1 - step * 0.15)))


def hills(plate, chance):
    for row, tone in enumerate((Tone.GROUND, Tone.SOFT)):
        y = plate.height * (0.8 + 0.1 * row)
        step = plate.width / 4
        crest = [(index * step - 40, y + chance.uniform(-34, 34)) for index in range(6)]
        plate.paint((ground_under(crest, plate.height + 40),), fill=tone, stroke=Tone.INK, width=5)
        for below in (26, 62):
            hatched = curve([(left, top + below) for left, top in crest])
            plate.stroke(Tone.INK, 26 - below / 4, hatched, dash=(2.4, 9 + below / 6))
