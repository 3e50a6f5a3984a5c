"""
The art of the house: a picture for every post that has none of its own. A motif a category, cut anew for each day and
slug, always the same for the same ones. Knows no models.
"""

import random
from functools import lru_cache

from .drawing import Drawing
from .motifs import MOTIFS
from .svg import to_svg

PLATE = (1200, 800)
BAND = (1200, 560)  # for the head of a page, where text waits below


def engraving(motif, seed, day=None, plate=PLATE):
    """The Drawing of a motif; an unknown name gives the first. `seed` is any text, `day` sets the phase of the moon."""
    drawing = Drawing(*plate)
    chance = random.Random(f"{motif}/{day}/{seed}")  # noqa: S311 - to draw, not to hide anything
    MOTIFS.get(motif, MOTIFS["grid"])(drawing, chance, day)
    return drawing


@lru_cache(maxsize=2048)
def cover_svg(motif, seed, day=None, hue=0, plate=PLATE):
    """The cover as markup for the page, two to five kilobytes."""
    return to_svg(engraving(motif, seed, day, plate), f"hue-{hue}")
