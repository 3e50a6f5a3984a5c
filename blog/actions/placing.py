"""
Where roles stand in a picture of them: what shares skills is drawn together, all else pushed apart, then labels that
lie on each other are moved until they do not. The same roles always get the same places: nothing is left to chance.
"""

import math

STEPS = 240
APART = 90  # pixels between two roles that have nothing in common, about
LETTER, LINE = 7.4, 30  # pixels a letter of a label is wide, a label high
ROOM = 26  # beside the letters: the mark, and air
ROUNDS = 400


def placed(names, ties, width, height):
    """
    {key: (x, y)}, the middle of each label, inside a picture of this size. `names`: {key: label}, in an order that
    stays; `ties`: {(key, key): skills shared}, each pair once.
    """
    points = on_a_spiral(list(names), width, height)
    for step in range(STEPS):
        move(points, ties, heat=0.06 * width * (1 - step / STEPS))
    fit(points, width, height, names)
    part(points, names, width, height)
    return {key: (round(x), round(y)) for key, (x, y) in points.items()}


def on_a_spiral(keys, width, height):
    """A beginning that depends on the order alone, as the seeds of a sunflower lie."""
    golden = math.pi * (3 - math.sqrt(5))
    points = {}
    for number, key in enumerate(keys):
        far = math.sqrt((number + 0.5) / len(keys)) * 0.45
        points[key] = [
            width * (0.5 + far * math.cos(number * golden)),
            height * (0.5 + far * math.sin(number * golden)),
        ]
    return points


def move(points, ties, heat):
    """One step of Fruchterman and Reingold (1991): all push each other away, ties pull."""
    pushes = {key: [0.0, 0.0] for key in points}
    keys = list(points)
    for place, one in enumerate(keys):
        for other in keys[place + 1 :]:
            dx, dy, far = between(points, one, other)
            force = APART * APART / far - ties.get((one, other), ties.get((other, one), 0)) * far * far / (3 * APART)
            for key, sign in ((one, 1), (other, -1)):
                pushes[key][0] += sign * force * dx / far
                pushes[key][1] += sign * force * dy / far
    for key, (dx, dy) in pushes.items():
        far = math.hypot(dx, dy) or 1
        points[key][0] += dx / far * min(far, heat)
        points[key][1] += dy / far * min(far, heat)


def between(points, one, other):
    dx, dy = points[one][0] - points[other][0], points[one][1] - points[other][1]
    return dx, dy, max(1.0, math.hypot(dx, dy))


def fit(points, width, height, names):
    """Stretch what came out over the picture."""
    for axis, size in ((0, width), (1, height)):
        values = [point[axis] for point in points.values()]
        low, span = min(values), (max(values) - min(values)) or 1
        for key, point in points.items():
            edge = half_of(names[key])[axis]
            point[axis] = edge + (point[axis] - low) / span * (size - 2 * edge)


def half_of(label):
    """Half the width and height a label takes."""
    return (len(label) * LETTER + ROOM) / 2, LINE / 2


def part(points, names, width, height):
    """Move labels off each other, the shorter way each time, and back inside."""
    halves = {key: half_of(label) for key, label in names.items()}
    keys = list(points)
    for _round in range(ROUNDS):
        is_moved = False
        for place, one in enumerate(keys):
            for other in keys[place + 1 :]:
                is_moved |= push_apart(points[one], points[other], halves[one], halves[other])
        for key in keys:
            for axis, size in ((0, width), (1, height)):
                edge = halves[key][axis]
                points[key][axis] = min(max(points[key][axis], edge), size - edge)
        if not is_moved:
            return


def push_apart(one, other, half, other_half):
    over = [half[axis] + other_half[axis] - abs(one[axis] - other[axis]) for axis in (0, 1)]
    if min(over) <= 0.5:
        return False
    # Labels are wide and low: up or down is nearly always the shorter way, and leaves rows that can be read.
    axis = 1 if over[1] <= over[0] else 0
    sign = 1 if one[axis] >= other[axis] else -1
    one[axis] += sign * over[axis] / 2
    other[axis] -= sign * over[axis] / 2
    return True
