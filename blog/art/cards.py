"""The picture a shared link shows: numeral, title and name beside the post's art, 1200 by 630."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from . import engraving
from .colours import INK, NUMERAL, PAPER, hue_angle, palette, rgb
from .lettering import ITALIC, SERIF, draw_line, fit, font, shortened
from .pixels import to_image

SIZE = (1200, 630)
PANEL = (452, 630)
PLATE = (800, 1115)  # of the panel's proportions
MARGIN = 68
RIGHT = SIZE[0] - PANEL[0] - 60
TITLE_SIZES = (84, 76, 68, 61, 55, 49, 44, 40)
TITLE_BELOW_NUMERAL, TITLE_ALONE, TITLE_END = 292, 130, 544
NUMERAL_SIZE, SMALL = 156, 30
STYLE = 1  # raised when cards look different from before: those stored are drawn again


@dataclass(frozen=True)
class Card:
    """What a card says. `series` is the line at its foot; `day` None leaves the numeral out."""

    title: str
    site: str
    series: str
    motif: str
    hue: int
    seed: str
    day: int | None = None


def card_png(card, photograph=None, focus=(0.5, 0.5)):
    """The card as PNG bytes. `photograph`: an RGB image for the panel in place of the art, cut around its `focus`."""
    image = Image.new("RGB", SIZE, rgb(*PAPER))
    image.paste(panel(card, photograph, focus), (SIZE[0] - PANEL[0], 0))
    letter(ImageDraw.Draw(image), card)
    image = image.quantize(256, dither=Image.Dither.FLOYDSTEINBERG if photograph else Image.Dither.NONE)
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def panel(card, photograph, focus):
    if photograph is not None:
        return ImageOps.fit(photograph, PANEL, Image.Resampling.LANCZOS, centering=focus)
    return to_image(engraving(card.motif, card.seed, card.day, PLATE), PANEL, palette(card.hue))


def letter(draw, card):
    ink, accent = rgb(*INK), rgb(*NUMERAL, hue_angle(card.hue))
    column = {"left": MARGIN, "right": RIGHT}
    draw_line(draw, shortened(card.site, RIGHT - MARGIN, SMALL), SMALL, ink, baseline=80, **column)
    draw.rectangle((MARGIN, 104, RIGHT, 106), fill=accent)
    if card.day is not None:
        numeral = {"font": font(SERIF, NUMERAL_SIZE), "features": ["onum", "pnum"]}
        draw.text((MARGIN - 6, 240), str(card.day), fill=accent, anchor="ls", **numeral)
    top = TITLE_BELOW_NUMERAL if card.day is not None else TITLE_ALONE
    title = fit(card.title, RIGHT - MARGIN, TITLE_END - top, TITLE_SIZES)
    if card.day is None:
        top += (TITLE_END - top - title.height) // 2
    for number, line in enumerate(title.lines):
        baseline = top + round(title.size * 0.82) + number * title.leading
        draw_line(draw, line, title.size, ink, baseline=baseline, **column)
    series = shortened(card.series, RIGHT - MARGIN, SMALL)
    draw_line(draw, series, SMALL, accent, baseline=SIZE[1] - 50, serif=ITALIC, **column)
