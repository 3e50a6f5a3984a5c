"""A swell under the moon: crest behind crest, each with the lines of its face."""

from ..drawing import Tone, curve, ground_under
from .devices import moon, sky

ROWS = 5
FOLLOWERS = ((18, 5), (40, 3))  # how far below the crest, how wide


def engrave(plate, chance, day):
    horizon = plate.height * chance.uniform(0.32, 0.42)
    sky(plate, chance, horizon)
    moon(plate, plate.width * chance.uniform(0.2, 0.8), horizon * chance.uniform(0.42, 0.62), 78, day)
    for row in range(ROWS):
        depth = row / (ROWS - 1)
        crest = crests(plate, chance, horizon + (plate.height - horizon) * depth**1.35 * 0.92, 14 + 58 * depth)
        wave(plate, crest, (Tone.GROUND, Tone.TINT, Tone.SOFT)[row % 3], depth)


def crests(plate, chance, y, height):
    """Points of a line that swells: every other one a crest, each a little its own."""
    length = 96 + height * 1.9
    x, points, sign = -length * chance.random() - length, [], 1
    while x < plate.width + length * 2:
        points.append((x, y - sign * height * chance.uniform(0.7, 1.1) * 0.5))
        x += length * chance.uniform(0.85, 1.15)
        sign = -sign
    return points


def wave(plate, crest, tone, depth):
    plate.fill(tone, ground_under(crest, plate.height + 60))
    plate.stroke(Tone.INK, 3 + 5 * depth, curve(crest))
    if not depth:
        return
    reach = 0.35 + depth
    for below, width in FOLLOWERS:
        follower = curve([(x, y + below * reach) for x, y in crest])
        dash = (90 * reach, 26, 30, 34) if below > 30 else ()
        plate.stroke(Tone.INK, width * reach * 0.8, follower, dash=dash)
