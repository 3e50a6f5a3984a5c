"""
The colours of the twelve hues, for pictures that are pixels. Pages take theirs from static/css/art.css; both say the
same in OKLCH: one lightness and chroma a tone, so that no hue shouts.
"""

import math

# Tone: lightness, chroma, as in art.css for light pages.
TONES = {"ground": (0.955, 0.018), "soft": (0.865, 0.055), "tint": (0.585, 0.125), "ink": (0.29, 0.045)}
MOON = {"lit": "ground", "unlit": "ink"}  # on a light card
PAPER = (0.985, 0.006, 85)
INK = (0.23, 0.02, 265)
NUMERAL = (0.5, 0.13)
HUES = 12
FIRST_HUE = 25  # red


def hue_angle(hue):
    return (FIRST_HUE + hue * 360 / HUES) % 360


def palette(hue):
    """{tone: (red, green, blue)} of one of the twelve hues."""
    colours = {tone: rgb(lightness, chroma, hue_angle(hue)) for tone, (lightness, chroma) in TONES.items()}
    return colours | {part: colours[tone] for part, tone in MOON.items()}


def rgb(lightness, chroma, angle):
    """OKLCH as eight-bit sRGB (Björn Ottosson's matrices); what sRGB cannot show loses chroma."""
    while True:
        channels = linear_srgb(lightness, chroma, angle)
        if chroma <= 0 or all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels):
            return tuple(round(255 * encoded(min(max(channel, 0), 1))) for channel in channels)
        chroma -= 0.005


def linear_srgb(lightness, chroma, angle):
    a, b = chroma * math.cos(math.radians(angle)), chroma * math.sin(math.radians(angle))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def encoded(channel):
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
