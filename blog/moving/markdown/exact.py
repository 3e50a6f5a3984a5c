"""A role's sections as values, and the front matter's word for what the body cannot say letter for letter."""

from dataclasses import asdict, fields

from blog.markup import clean_html
from blog.models import Relation, Resource, RoleSkill, Skill, WayIn
from blog.sections import Point, RelationLine, ResourceLine, Sections, SkillLine, StepLine, VoiceLine, Way

TEXTS = ("why", "what", "final")
LINES = ("tasks", "choose_else")
ROWS = {
    "skills": SkillLine,
    "perks": Point,
    "drawbacks": Point,
    "ways_in": Way,
    "steps": StepLine,
    "resources": ResourceLine,
    "relations": RelationLine,
    "voices": VoiceLine,
}
NAMES = (*TEXTS, *LINES, *ROWS, "body")
CHOICES = {
    (SkillLine, "need"): RoleSkill.Need.values,
    (SkillLine, "kind"): Skill.Kind.values,
    (Way, "route"): WayIn.Route.values,
    (ResourceLine, "kind"): Resource.Kind.values,
    (ResourceLine, "cost"): Resource.Cost.values,
    (ResourceLine, "level"): Resource.Level.values,
    (RelationLine, "kind"): Relation.Kind.values,
}


def sections_of(post, *, public=False):
    """
    The texts and rows of a role, as find_sections would give them. Wants the rows prefetched by `with_parts`. `public`:
    name no role that the public does not see.
    """
    return Sections(
        why=post.why,
        what=post.what,
        final=post.final,
        extra=post.body,
        choose_else=post.choose_else_reasons,
        tasks=[row.text for row in post.tasks.all()],
        skills=[SkillLine(row.skill.name, row.sentence, row.need, row.skill.kind) for row in post.role_skills.all()],
        perks=[Point(row.title, row.text) for row in post.perks.all()],
        drawbacks=[Point(row.title, row.text) for row in post.drawbacks.all()],
        ways_in=[Way(row.route, row.note) for row in post.ways_in.all()],
        steps=[as_line(StepLine, row) for row in post.steps.all()],
        resources=[resource_line(row) for row in post.role_resources.all()],
        relations=[relation_line(row) for row in post.relations.all() if not public or row.other.is_public()],
        voices=[as_line(VoiceLine, row) for row in post.voices.all()],
    )


def as_line(line, row):
    return line(**{field.name: getattr(row, field.name) for field in fields(line)})


def resource_line(row):
    resource = row.resource
    said = {name: getattr(resource, name) for name in ("title", "url", "kind", "cost", "level", "language")}
    return ResourceLine(**said, note=row.note, teaches=sorted(skill.name for skill in resource.teaches.all()))


def relation_line(row):
    return RelationLine(row.other.title, row.other.get_absolute_url(), row.kind, row.note)


# Out and in


def as_parts(found, names):
    """The sections of these names as plain values for the front matter."""
    values = {**asdict(found), "body": text_of(found, "body")}
    return {name: values[name] for name in NAMES if name in names and values[name]} | {
        name: None for name in names if not values[name]
    }


def text_of(found, name):
    """A text as it is stored: what stands before and after the standing sections is one."""
    return "\n".join(filter(None, [found.lead, found.extra])) if name == "body" else getattr(found, name)


def read_parts(parts, found, with_pictures):
    """Put what the front matter says exactly in the place of what the body says. `parts`: Fields."""
    for name in NAMES:
        if name not in parts.values:
            continue
        if name == "body":
            found.lead, found.extra = "", clean_html(with_pictures(parts.text(name)))
        elif name in TEXTS:
            setattr(found, name, clean_html(with_pictures(parts.text(name))))
        elif name in LINES:
            setattr(found, name, parts.texts(name))
        else:
            setattr(found, name, [read_row(row, ROWS[name]) for row in parts.mappings(name)])


def read_row(row, line):
    return line(**{field.name: read_value(row, line, field) for field in fields(line)})


def read_value(row, line, field):
    if field.type is bool:
        return row.values.get(field.name) is True
    if field.name == "teaches":
        return row.texts(field.name)
    if choices := CHOICES.get((line, field.name)):
        return row.choice(field.name, choices)
    return row.text(field.name, needed=field.name in ("name", "title", "url", "quote"))
