"""What several motifs share: the moon of the day, stars, fields of chance, engraved ground."""

import math

from ..drawing import Tone, circle, dot, line, loop

LUNATION = 29.53  # days


def moon(plate, x, y, radius, day):
    """The disc in the sky, in the phase of the day, so that each day of a series has its own. No day: a sun."""
    plate.fill(Tone.GROUND, circle(x, y, radius * 1.42))
    if day is None:
        plate.fill(Tone.TINT, circle(x, y, radius))
        plate.stroke(Tone.TINT, radius * 0.24, circle(x, y, radius * 1.25), dash=(3, 9))
        return
    plate.paint((circle(x, y, radius),), fill=Tone.UNLIT, stroke=Tone.INK, width=5)
    plate.fill(Tone.LIT, lit_part(x, y, radius, (day % LUNATION) / LUNATION))
    plate.stroke(Tone.TINT, radius * 0.12, circle(x, y, radius * 1.26), dash=(2.4, 6))


def lit_part(x, y, radius, phase):
    """The lit part of a moon: bounded by the limb on one side and the terminator, half an ellipse, on the other."""
    waxing = phase < 0.5
    lit = 2 * phase if waxing else 2 - 2 * phase  # 0 new, 1 full
    side = 1 if waxing else -1
    angles = [math.pi * step / 8 - math.pi / 2 for step in range(9)]
    limb = [(x + side * radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
    edge = [(x + side * (1 - 2 * lit) * radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
    return loop([*limb, *edge[-2:0:-1]])


def sky(plate, chance, bottom, tone=Tone.TINT):
    """Horizontal lines, closer together towards the horizon, as engravers shade air."""
    y, gap, lines = bottom, 7.0, []
    growth = 1.1 + chance.random() * 0.03
    while y > -40:
        lines.append(line((0, y), (plate.width, y)))
        gap *= growth
        y -= gap
    plate.stroke(tone, 2, *lines)


def stars(plate, chance, count, bottom, tone=Tone.INK):
    places = [(chance.uniform(0, plate.width), chance.uniform(0, bottom)) for _ in range(count)]
    small, large = places[: count * 2 // 3], places[count * 2 // 3 :]
    plate.stroke(tone, 5, *(dot(*place) for place in small), cap="round")
    arms = [line((x - 9, y), (x + 9, y)) for x, y in large] + [line((x, y - 9), (x, y + 9)) for x, y in large]
    plate.stroke(tone, 2.5, *arms)


class Field:
    """Smooth heights between 0 and 1 over a plate: a few round hills in random places."""

    def __init__(self, plate, chance, hills=4, spread=0.3):
        self.sharpness = 2 / (spread * math.hypot(plate.width, plate.height)) ** 2
        self.hills = [
            (chance.uniform(0, plate.width), chance.uniform(0, plate.height), chance.uniform(0.6, 1))
            for _ in range(hills)
        ]

    def __call__(self, x, y):
        rest = 1.0
        for left, top, height in self.hills:
            rest *= 1 - height * math.exp(-self.sharpness * ((x - left) ** 2 + (y - top) ** 2))
        return 1 - rest
