"""A text with standing headings into the sections of a role. What finds no place is extra text, in its order."""

from .parts import Point, RelationLine, ResourceLine, Sections, SkillLine, StepLine, VoiceLine, Way
from .splitting import find_sections
from .wordings import STANDING_WORDINGS, WORDINGS, Wordings

__all__ = [
    "STANDING_WORDINGS",
    "WORDINGS",
    "Point",
    "RelationLine",
    "ResourceLine",
    "Sections",
    "SkillLine",
    "StepLine",
    "VoiceLine",
    "Way",
    "Wordings",
    "find_sections",
]
