"""The sections of a role as plain values. Texts of rows are single lines of Markdown, those of sections safe HTML."""

from dataclasses import dataclass, field


@dataclass
class SkillLine:
    name: str
    sentence: str = ""
    need: str = "essential"  # or useful
    kind: str = ""  # skill, tool, knowledge; empty when the text does not say


@dataclass
class Point:
    """A perk or a drawback."""

    title: str
    text: str = ""


@dataclass
class Way:
    route: str  # degree, apprenticeship, self-taught, from-another-job, direct, other
    note: str = ""


@dataclass
class StepLine:
    title: str
    text: str = ""
    is_first_hour: bool = False
    is_free: bool = False
    how_long: str = ""


@dataclass
class ResourceLine:
    title: str
    url: str
    note: str = ""
    kind: str = ""
    cost: str = ""
    level: str = ""
    language: str = ""
    teaches: list[str] = field(default_factory=list)


@dataclass
class RelationLine:
    title: str
    path: str = ""  # /roles/.../, when the text links to it
    kind: str = "similar"  # leads-to, comes-from, similar, confused-with
    note: str = ""


@dataclass
class VoiceLine:
    quote: str
    name: str
    standing: str = ""
    source: str = ""


@dataclass
class Sections:
    lead: str = ""  # what stands before the first standing heading
    why: str = ""
    what: str = ""
    tasks: list[str] = field(default_factory=list)
    skills: list[SkillLine] = field(default_factory=list)
    perks: list[Point] = field(default_factory=list)
    drawbacks: list[Point] = field(default_factory=list)
    choose_else: list[str] = field(default_factory=list)
    ways_in: list[Way] = field(default_factory=list)
    steps: list[StepLine] = field(default_factory=list)
    resources: list[ResourceLine] = field(default_factory=list)
    relations: list[RelationLine] = field(default_factory=list)
    voices: list[VoiceLine] = field(default_factory=list)
    final: str = ""
    extra: str = ""
    headings: dict = field(default_factory=dict, compare=False)  # {section: the headings it was found by}

    def count_rows(self):
        return sum(len(rows) for rows in vars(self).values() if isinstance(rows, list))

    def count_standing(self):
        """How many of the standing sections are there."""
        rows = [self.skills, self.perks, self.drawbacks, self.steps, self.resources, self.relations]
        return sum(map(bool, [self.why, self.what or self.tasks, *rows, self.ways_in, self.final]))
