"""The day of a series that a title claims."""

import re
from dataclasses import dataclass

LONGEST_CLAIM = 400  # characters: what is longer is no title of a daily series
LAST_DAY = 5000  # beyond it a number in a title is a year, a price or a joke

# "day" as blogs say it; in some languages the number comes first.
WORDS = "day|day no|tag|día|dia|jour|giorno|dag|dzień|den|deň|päivä|nap|gün|ziua|ημέρα|день|ngày|วันที่|اليوم|يوم|दिन|hari"
BEHIND = r"日目|日|天|일차|일"
NUMBER = r"\d{1,9}"
OF = rf"(?:\s*(?:/|of|out of|von|de|sur|di|van|z|из)\s*{NUMBER})?"
COUNTED = rf"(?:(?:{WORDS})[\s.:_-]*[#№º]?\s*(?P<day>{NUMBER}){OF}|第?\s*(?P<nth>{NUMBER})\s*(?:{BEHIND}))"
GAP = r"[\s:|,;·•–—-]"

IN_BRACKETS = re.compile(rf"(?P<title>.*?){GAP}*[(\[{{（［【]\s*{COUNTED}\s*[)\]}}）］】][^\w]*", re.IGNORECASE)
AT_THE_END = re.compile(rf"(?P<title>.*\S)\s*[:|,;·•–—-]\s*{COUNTED}[^\w]*", re.IGNORECASE)
LOOSE_AT_THE_END = re.compile(rf"(?P<title>.*\S)\s+{COUNTED}[^\w]*", re.IGNORECASE)
AT_THE_BEGINNING = re.compile(rf"[^\w]*{COUNTED}\s*[)\]）］】]?\s*[^\w\s]?\s+(?P<title>\w.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """The day a title claims. `is_sure`: it says so where only a daily series does; else the text has to agree."""

    title: str  # without the day
    day: int
    is_sure: bool

    @property
    def is_possible(self):
        return 1 <= self.day <= LAST_DAY


def claim_of(title):
    """The Claim of a title, or None."""
    title = " ".join(title.split())
    if len(title) > LONGEST_CLAIM:
        return None
    for pattern, is_sure in (
        (IN_BRACKETS, True),
        (AT_THE_END, True),
        (LOOSE_AT_THE_END, False),
        (AT_THE_BEGINNING, False),
    ):
        if match := pattern.fullmatch(title):
            return Claim(match["title"].strip() or title, int(match["day"] or match["nth"]), is_sure)
    return None
