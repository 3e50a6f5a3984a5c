"""A yard of tracks side by side that cross over and under each other, and one way that rises through all of them."""

from ..drawing import Tone, lanes, line

LANE = 50
STRETCH = 150
CROSSING = 0.36  # how many neighbours change places on a stretch


def engrave(plate, chance, day):
    count, stops = plate.height // LANE + 1, plate.width // STRETCH + 1
    yard = Yard(plate, (plate.height - (count - 1) * LANE) / 2)
    rests = [0.0] * count  # since where each lane runs straight
    straight, under, over = [], [], []
    for stop in range(stops):
        lane = 0
        while lane < count - 1:
            if chance.random() < CROSSING / 2:
                crossing = [yard.change(stop, lane, lane + 1), yard.change(stop, lane + 1, lane)]
                chance.shuffle(crossing)
                under.append(crossing[0])
                over.append(crossing[1])
                for each in (lane, lane + 1):
                    straight += yard.run(each, rests[each], stop)
                    rests[each] = stop + 1
                lane += 1
            lane += 1
    for lane in range(count):
        straight += yard.run(lane, rests[lane], stops + 1)
    plate.stroke(Tone.INK, 5, *straight, *under)
    plate.stroke(Tone.GROUND, 20, *over)
    plate.stroke(Tone.INK, 5, *over)
    chosen_way(plate, chance, yard, count, stops)


def chosen_way(plate, chance, yard, count, stops):
    lane = count - 1 - chance.randrange(count // 4)
    points = [(-40, yard.level(lane))]
    for stop in range(stops):
        climb = chance.choice((0, 1, 2, 2, 3)) if lane > count // 5 else 0
        points += [(stop * STRETCH, yard.level(lane)), ((stop + 1) * STRETCH, yard.level(lane - climb))]
        lane -= climb
    points.append((plate.width + 40, yard.level(lane)))
    way = lanes(points)
    plate.stroke(Tone.GROUND, 46, way)
    plate.stroke(Tone.TINT, 26, way)
    plate.stroke(Tone.SOFT, 3, way)


class Yard:
    def __init__(self, plate, top):
        self.plate, self.top = plate, top

    def level(self, lane):
        return self.top + lane * LANE

    def run(self, lane, first, last):
        """The straight stretch of a lane between two stops, if there is any."""
        if first < last:
            yield line((first * STRETCH, self.level(lane)), (last * STRETCH, self.level(lane)))

    def change(self, stop, lane, other):
        return lanes([(stop * STRETCH, self.level(lane)), ((stop + 1) * STRETCH, self.level(other))])
