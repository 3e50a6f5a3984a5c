"""The rows of a role from what its sections say. What a row cannot hold is given back: no length fails."""

import html

from django.core.exceptions import ValidationError

from blog.markup import render_line
from blog.models import Drawback, Perk, Resource, RoleResource, RoleSkill, Skill, Step, Task, Voice, WayIn
from blog.models.resources import MAX_RESOURCES_A_ROLE
from blog.models.tags import fold


class Rows:
    """`tables`: {model: unsaved rows without their role}; `left`: HTML of what fits into none."""

    def __init__(self, found):
        self.tables, self.left, self.seen = {}, [], set()
        for text in found.tasks:
            self.add(Task(text=text), text)
        for line in found.skills:
            self.add_skill(line)
        for model, points in ((Perk, found.perks), (Drawback, found.drawbacks)):
            for point in points:
                self.add(model(title=point.title, text=point.text), point.title, point.text)
        for way in found.ways_in:
            self.add(WayIn(route=way.route, note=way.note), way.note)
        for step in found.steps:
            self.add(Step(**vars(step)), step.title, step.text)
        for line in found.resources:
            self.add_resource(line)
        for voice in found.voices:
            self.add(Voice(**vars(voice)), voice.quote, f"{voice.name}, {voice.standing}")

    def add(self, row, *words):
        if fits(row):
            rows = self.tables.setdefault(type(row), [])
            row.position = len(rows)
            rows.append(row)
            return True
        self.leave(*words)
        return False

    def leave(self, *words):
        self.left.append(f"<p>{': '.join(render_line(text) for text in words if text)}</p>")

    def add_skill(self, line):
        name = " ".join(line.name.split())
        skill, key = Skill(name=name), (Skill, fold(name))
        if key in self.seen or not fits(skill) or len(fold(name)) > 100 or not name:
            self.leave(line.name, line.sentence)
        elif self.add(RoleSkill(need=line.need, sentence=line.sentence), name, line.sentence):
            self.seen.add(key)
            self.tables[RoleSkill][-1].line = line

    def add_resource(self, line):
        said = {name: value for name in ("kind", "cost", "level", "language") if (value := getattr(line, name))}
        resource, key = Resource(title=line.title, url=line.url, **said), (Resource, line.url)
        is_surplus = len(self.tables.get(RoleResource, ())) >= MAX_RESOURCES_A_ROLE
        if key in self.seen or is_surplus or not fits(resource):
            link = f'<a href="{html.escape(line.url)}">{html.escape(line.title)}</a>'
            self.left.append(f"<p>{link} {render_line(line.note)}</p>")
        elif self.add(RoleResource(note=line.note), line.title, line.url, line.note):
            self.seen.add(key)
            self.tables[RoleResource][-1].line = line


def fits(row):
    """Whether the row is as its model says, the records apart that it points to."""
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude={*relations, "folded", "slug"})
    except ValidationError:
        return False
    return True
