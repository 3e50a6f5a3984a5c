"""The rows of a post, made from its draft and checked before any is saved."""

from blog.models import (
    Byline,
    ChangeNote,
    Drawback,
    OccupationCode,
    Pay,
    Perk,
    RoleResource,
    RoleSkill,
    SectionReview,
    Source,
    Step,
    Task,
    Voice,
    WayIn,
)
from blog.models.resources import MAX_RESOURCES_A_ROLE

from .checking import check_row
from .report import Refused


def save_rows(post, draft, shared, *, is_new):
    """Put the rows of the draft in the place of those the post had."""
    for model, key, rows in rows_of(draft, shared):
        if not is_new:
            model.objects.filter(**{key: post}).delete()
        for position, row in enumerate(rows):
            setattr(row, key, post)
            if hasattr(row, "position"):
                row.position = position
            check_row(row, draft.document, exclude=[key])
        model.objects.bulk_create(rows)


def rows_of(draft, shared):
    """(model, its key to the post, unsaved rows) for each list of a post."""
    yield Byline, "post", [Byline(author=shared.author(*names)) for names in unique(draft.authors)]
    yield Source, "post", [Source(**row) for row in draft.sources]
    yield ChangeNote, "post", [ChangeNote(**row) for row in draft.changes]
    if draft.kind == "role":
        yield from role_rows(draft, draft.sections, shared)


def role_rows(draft, found, shared):
    yield Pay, "role", [Pay(**row) for row in once(draft, draft.pay, lambda row: (row["region"], row["stage"]), "pay")]
    yield OccupationCode, "role", [OccupationCode(**row) for row in draft.codes]
    yield SectionReview, "role", [SectionReview(**row) for row in draft.section_reviews]
    yield Task, "role", [Task(text=text) for text in found.tasks]
    yield RoleSkill, "role", skill_rows(draft, found.skills, shared)
    yield Perk, "role", [Perk(title=point.title, text=point.text) for point in found.perks]
    yield Drawback, "role", [Drawback(title=point.title, text=point.text) for point in found.drawbacks]
    yield WayIn, "role", [WayIn(route=way.route, note=way.note) for way in found.ways_in]
    yield Step, "role", [Step(**vars(step)) for step in found.steps]
    yield RoleResource, "role", resource_rows(draft, found.resources, shared)
    yield Voice, "role", [Voice(**vars(voice)) for voice in found.voices]


def skill_rows(draft, lines, shared):
    rows = [
        RoleSkill(skill=shared.skill(line.name, line.kind), need=line.need, sentence=line.sentence) for line in lines
    ]
    return once(draft, rows, lambda row: row.skill, "skill")


def resource_rows(draft, lines, shared):
    if len(lines) > MAX_RESOURCES_A_ROLE:
        surplus = lines[MAX_RESOURCES_A_ROLE].title
        raise Refused(
            f"A role has at most {MAX_RESOURCES_A_ROLE} resources. Keep the best, or move the rest into the text.",
            draft.document.line_with(surplus),
        )
    rows = [RoleResource(resource=shared.resource(draft.document, line), note=line.note) for line in lines]
    return once(draft, rows, lambda row: row.resource, "resource")


def once(draft, rows, key, name):
    """The rows, none of which may stand there twice."""
    seen = set()
    for row in rows:
        if key(row) in seen:
            shown = str(row) if not isinstance(row, dict) else " ".join(map(str, key(row)))
            raise Refused(
                f"The {name} “{shown}” stands there twice. Make one of the two.", draft.document.line_with(shown)
            )
        seen.add(key(row))
    return rows


def unique(values):
    return list(dict.fromkeys(values))
