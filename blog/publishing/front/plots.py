"""Numbers by day as bars, placed here and drawn by a template as SVG: no script, and a table says the same."""

from dataclasses import dataclass

WIDTH, HEIGHT = 560, 130
TOP, BOTTOM = 16, 20  # room for the number above a bar and the day below it
GAP = 6


@dataclass(frozen=True)
class Bar:
    day: object
    number: int
    x: float
    y: float
    width: float
    height: float
    is_marked: bool

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)

    @property
    def above(self):
        return round(self.y - 4, 1)


class Plot:
    """`numbers`: [(day, number)]; the last `marked` of them are the ones spoken of."""

    width, height, baseline, below = WIDTH, HEIGHT, HEIGHT - BOTTOM, HEIGHT - 5

    def __init__(self, numbers, marked):
        self.numbers, self.marked = numbers, marked

    def __iter__(self):
        step = WIDTH / len(self.numbers)
        highest = max(number for _day, number in self.numbers) or 1
        for place, (day, number) in enumerate(self.numbers):
            height = round((self.baseline - TOP) * number / highest, 1)
            yield Bar(
                *(day, number, round(place * step + GAP / 2, 1), round(self.baseline - height, 1)),
                *(round(step - GAP, 1), height, place >= len(self.numbers) - self.marked),
            )
