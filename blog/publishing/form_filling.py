"""Values put into a form that is typed in already: nothing that stands there is lost, nor what finds no place."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.html import escape, linebreaks

from blog.markup import render_line
from blog.models import Post, RoleResource, RoleSkill, Step
from blog.models.resources import MAX_RESOURCES_A_ROLE
from blog.models.tags import fold

from .typed import below, rows_by_number

LINES = ("choose_else", "also_called")  # one thing a line
SAYS_NOTHING = {"id", "role", "post", "position", "DELETE", "need", "kind", "cost", "route"}  # of an empty row
# What a row is called in the form, by its model: its fields there.
FIELDS = {
    "tasks": ("text",),
    "perks": ("title", "text"),
    "drawbacks": ("title", "text"),
    "ways_in": ("route", "note"),
    "steps": ("title", "text", "is_first_hour", "is_free", "how_long"),
    "voices": ("quote", "name", "standing", "source"),
}


@dataclass
class Filling:
    """`is_before`: what comes takes the place of what is there, else it stands behind it."""

    data: QueryDict
    is_before: bool = False
    left: list = field(default_factory=list)  # HTML of what found no place

    def text(self, name, value):
        """Put a text into a field. Gives whether it stands there now."""
        value, there = str(value).strip(), self.data.get(name, "").strip()
        if not value or value == there:
            return bool(value)
        if not there or self.is_before:
            self.data[name] = value
        elif name in Post.RICH_FIELDS or name in LINES:
            self.data[name] = f"{there}\n{value}"
        elif name == "tags":
            self.data[name] = f"{there.rstrip(', ')}, {value}"
        else:
            self.left.append(linebreaks(value, autoescape=True))
            return False
        return True

    def rows(self, model, rows):
        """Put the rows of a model behind those of the form, or in their place. Gives those that stand there now."""
        prefix = model._meta.get_field("role").remote_field.related_name
        there = [] if self.is_before else kept_rows(self.data, prefix)
        put = [row for row in rows if self.fits(row, there)]
        self.write(prefix, [fields_of(row, prefix) for row in put])
        return put

    def relations(self, others):
        known = [(line, other) for line, other in others if other]
        self.write("relations", [{"kind": line.kind, "other": other.pk, "note": line.note} for line, other in known])
        return known

    def fits(self, row, there):
        """Whether a row may stand beside those that are there; what it says is kept elsewhere if not."""
        if isinstance(row, Step) and row.is_first_hour:
            row.is_first_hour = not any("is_first_hour" in other for other in there)
        if isinstance(row, RoleSkill) and fold(row.line.name) in {fold(first(other, "skill")) for other in there}:
            self.leave(row.line.name, row.sentence)
            return False
        if isinstance(row, RoleResource):
            is_there = row.line.url in {first(other, "url") for other in there}
            if is_there or len(there) >= MAX_RESOURCES_A_ROLE:
                self.left.append(
                    f'<p><a href="{escape(row.line.url)}">{escape(row.line.title)}</a> {escape(row.note)}</p>'
                )
                return False
            there.append({"url": [row.line.url]})
        return True

    def leave(self, name, sentence):
        if sentence:
            self.left.append(f"<p>{render_line(name)}: {render_line(sentence)}</p>")

    def write(self, prefix, rows):
        if not rows:
            return
        there = rows_by_number(self.data, prefix)
        saved = [row for row in there if first(row, "id")]
        if self.is_before:
            saved = [{**row, "DELETE": ["on"]} for row in saved]
            typed = []
        else:
            typed = [row for row in there if not first(row, "id") and says_something(row)]
        place = max(
            [int(first(row, "position") or 0) for row in (*saved, *typed) if first(row, "position").isdecimal()] or [0]
        )
        new = [
            {name: [str(value)] for name, value in row.items()} | {"position": [str(place + n)]}
            for n, row in enumerate(rows, 1)
        ]
        self.replace(prefix, [*saved, *typed, *new], len(saved))

    def replace(self, prefix, rows, saved):
        for name in [name for name in below(self.data, prefix) if not name.endswith("_FORMS")]:
            del self.data[name]
        for n, row in enumerate(rows):
            for key, values in row.items():
                self.data.setlist(f"{prefix}-{n}-{key}", values)
        self.data[f"{prefix}-TOTAL_FORMS"], self.data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(saved)


def first(row, name):
    return (row.get(name) or [""])[0]


def says_something(row):
    return any(first(row, name).strip() for name in row.keys() - SAYS_NOTHING)


def kept_rows(data, prefix):
    return [row for row in rows_by_number(data, prefix) if says_something(row) and "DELETE" not in row]


def fields_of(row, prefix):
    if isinstance(row, RoleSkill):
        said = {"skill": row.line.name, "kind": row.line.kind or "skill", "need": row.need, "sentence": row.sentence}
    elif isinstance(row, RoleResource):
        line = row.line
        said = {
            "resource": line.title,
            "url": line.url,
            "kind": line.kind or "article",
            "cost": line.cost,
            "note": row.note,
        }
    else:
        said = {name: getattr(row, name) for name in FIELDS[prefix]}
    return {name: "on" if value is True else value for name, value in said.items() if value not in (None, False)}
