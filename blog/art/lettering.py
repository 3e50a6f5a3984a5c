"""
Letters for cards: faces that come with the requirements, so that a server needs no fonts of its own, and the setting
of a title in any script they have.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_eb_garamond
import manimgx_fonts
import paperang_p2_fonts_cjk
from PIL import ImageFont

GARAMOND = Path(fontpkg_eb_garamond.__file__).parent / "files"
SERIF = GARAMOND / "EBGaramond[wght].ttf"
ITALIC = GARAMOND / "EBGaramond-Italic[wght].ttf"
ARABIC = Path(fontpkg_amiri.__file__).parent / "files" / "Amiri-Bold.ttf"
CHINESE = Path(paperang_p2_fonts_cjk.__file__).parent / "fonts" / "wqy-microhei.ttc"
NOTO = sorted(Path(manimgx_fonts.__file__).parent.glob("*].ttf"))
OTHERS = [ARABIC, CHINESE, *(face for face in NOTO if "Italic" not in face.name)]
WEIGHTS = {SERIF: 560, ITALIC: 450}
OTHER_WEIGHT = 600

ELLIPSIS = "…"
# Signs that may not begin a line of Chinese or Japanese.
CLOSING = set("、。，．：；！？）］｝」』】〉》ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ")


@lru_cache(maxsize=128)
def font(face, size):
    made = ImageFont.truetype(face, size)
    if face.name.endswith("].ttf"):
        made.set_variation_by_axes([WEIGHTS.get(face, OTHER_WEIGHT)])
    return made


@lru_cache(maxsize=64)
def sample(face):
    return ImageFont.truetype(face, 24, layout_engine=ImageFont.Layout.BASIC)


def glyph(face, character):
    mask = sample(face).getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=64)
def missing_glyph(face):
    return glyph(face, "\uffff")


@lru_cache(maxsize=8192)
def has(face, character):
    return glyph(face, character) != missing_glyph(face)


@lru_cache(maxsize=4096)
def face_of(character, serif):
    """The first face that has the character; the serif when none has."""
    return next((face for face in (serif, *OTHERS) if has(face, character)), serif)


def is_right_to_left(text):
    """By its first letter that has a direction."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction in ("R", "AL") for direction in directions if direction in ("L", "R", "AL")), False)


def runs(text, serif=SERIF):
    """[(face, piece)] in the order of reading. What is no letter stays with what stands before it."""
    pieces = []
    for character in text:
        is_letter = unicodedata.category(character)[0] in "LS"
        if pieces and not is_letter and (character.isspace() or has(pieces[-1][0], character)):
            face = pieces[-1][0]
        else:
            face = face_of(character, serif)
        if pieces and pieces[-1][0] == face:
            pieces[-1] = face, pieces[-1][1] + character
        else:
            pieces.append((face, character))
    return pieces


@dataclass(frozen=True)
class Setting:
    lines: list[str]
    size: int
    leading: int

    @property
    def height(self):
        return self.leading * len(self.lines)


def width(text, size, serif=SERIF):
    return sum(font(face, size).getlength(piece) for face, piece in runs(text, serif))


def draw_line(draw, text, size, colour, *, left, right, baseline, serif=SERIF):
    """One line between two edges; one that is read from right to left stands at the right one."""
    pieces, x, y = runs(text, serif), left, baseline
    if is_right_to_left(text):
        pieces.reverse()
        x = right - width(text, size, serif)
    for face, piece in pieces:
        draw.text((x, y), piece, font=font(face, size), fill=colour, anchor="ls")
        x += font(face, size).getlength(piece)


def fit(text, measure, height, sizes):
    """The text in the largest of `sizes` that holds it; in the smallest, what fits, with an ellipsis."""
    text = " ".join(text.split())
    for size in sizes:
        leading = round(size * 1.08)
        parts = pieces_of(text)
        lines = broken(parts, measure, size)
        if max(width(line, size) for line in lines) <= measure and len(lines) * leading <= height:
            return Setting(balanced(parts, lines, measure, size), size, leading)
    lines = broken([part for word in parts for part in cut(word, measure, size)], measure, size)
    room = max(1, int(height // leading))
    if len(lines) > room:
        lines = [*lines[: room - 1], shortened(lines[room - 1] + ELLIPSIS, measure, size)]
    return Setting(lines, size, leading)


def pieces_of(text):
    """Where a line may break: after spaces and hyphens, and between the signs of Chinese and Japanese."""
    parts = [""]
    for character in text:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        if parts[-1] and character not in CLOSING and (is_wide or unicodedata.east_asian_width(parts[-1][-1]) in "WF"):
            parts.append("")
        parts[-1] += character
        if character in " -–—/":
            parts.append("")
    return [part for part in parts if part]


def broken(parts, measure, size):
    lines = [""]
    for part in parts:
        if lines[-1] and width((lines[-1] + part).rstrip(), size) > measure:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def balanced(parts, lines, measure, size):
    """As many lines as before, of lengths as equal as can be."""
    if len(lines) == 1:
        return lines
    low, high = measure / len(lines), measure
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = broken(parts, middle, size)
        if len(tried) <= len(lines) and max(width(line, size) for line in tried) <= measure:
            high, lines = middle, tried
        else:
            low = middle
    return lines


def cut(word, measure, size):
    """A word too long for any line, in pieces that are not."""
    while width(word, size) > measure:
        keep = 1
        while width(word[: keep + 1], size) <= measure:
            keep += 1
        yield word[:keep]
        word = word[keep:]
    yield word


def shortened(line, measure, size):
    while width(line, size) > measure and len(line) > 2:
        line = line[:-2].rstrip() + ELLIPSIS
    return line
