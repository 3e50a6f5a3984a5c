"""What advertising says, as a small list of our own: `seed/phrases.txt`, one a line below how much each weighs."""

import re
from pathlib import Path

FILE = Path(__file__).parent / "seed" / "phrases.txt"
MOST_MATCHES = 4
UNSPACED = re.compile("[\u3040-\u9fff]")


def read(lines):
    """(form, weight) of each part of the file."""
    parts = []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("# "):
            parts.append(([], float(line[2:])))
        else:
            parts[-1][0].append(line)
    return [(form_of(phrases), weight) for phrases, weight in parts]


def form_of(phrases):
    """Of whole words; scripts that have no spaces have none to look for."""
    spaced = [phrase for phrase in phrases if not UNSPACED.search(phrase)]
    unspaced = [phrase for phrase in phrases if UNSPACED.search(phrase)]
    return re.compile("|".join([rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", *unspaced]))


WEIGHED = read(FILE.read_text(encoding="utf-8").splitlines())


def weight_of(text):
    """How much of a text (undisguised) are such phrases; each counts once."""
    total = 0.0
    for form, weight in WEIGHED:
        met = set()
        for match in form.finditer(text):
            met.add(match[0])
            if len(met) == MOST_MATCHES:
                break
        total += weight * len(met)
    return total
