"""What a Markdown file says of a post, before anything is saved."""

import datetime
from dataclasses import dataclass, field

from blog.markup import render_markdown
from blog.models import OccupationCode, Pay, Post, SectionReview
from blog.models.slugs import normalize_slug, slugify
from blog.sections import Sections, find_sections

from .exact import read_parts, text_of
from .fields import Fields
from .pictures import bring_pictures

COMMON = """
    kind title slug headline standfirst description category tags authors closing_line based_on sources reviewed_on
    review_due discussion state publish_at cover cover_alt changes guid first_published_at exactly
"""
OF_ROLES = """
    also_called hidden_names entry_level hours_a_week work_pattern work_pattern_note work_place work_place_note outlook
    time_to_start pay codes section_reviews
"""
COMMON_KEYS = frozenset(COMMON.split())
DATED_KEYS = COMMON_KEYS | {"series", "day"}
KEYS = {
    Post.Kind.ROLE: DATED_KEYS.union(OF_ROLES.split()),
    Post.Kind.ESSAY: DATED_KEYS | {"roles"},
    Post.Kind.PAGE: COMMON_KEYS,
}
FACT_PARTS = ("text", "source", "region", "as_of")
PLAIN_TEXTS = ("headline", "standfirst", "description", "closing_line", "based_on", "hours_a_week")


@dataclass
class Draft:
    document: object
    kind: str
    slug: str
    values: dict  # fields of Post
    state: str = ""  # empty: the file does not say
    publish_at: datetime.date | None = None  # a datetime, or a date whose hour its series knows
    guid: str = ""
    series: str = ""
    day: int | None = None
    category: str = ""
    tags: list = field(default_factory=list)
    authors: list = field(default_factory=list)  # (name, slug or "")
    roles: list = field(default_factory=list)
    cover: str = ""
    cover_alt: str = ""
    sections: Sections = field(default_factory=Sections)
    sources: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    pay: list = field(default_factory=list)
    codes: list = field(default_factory=list)
    section_reviews: list = field(default_factory=list)

    @property
    def reference(self):
        return f"markdown:{self.kind}:{self.slug}"


def read_draft(document, body):
    """The draft of a document, its body given with its pictures in place. Raises Refused."""
    fields = Fields(document.front, document.lines.get)
    kind = fields.choice("kind", Post.Kind.values)
    if not kind:
        fields.refuse("kind", "Say what this is: role, essay or page.")
    title = fields.text("title", needed=True)
    draft = Draft(
        document=document,
        kind=kind,
        slug=normalize_slug(fields.text("slug")) or slugify(title),
        values={"kind": kind, "title": title, **common_values(fields)},
        series=fields.text("series"),
        day=fields.number("day"),
        category=fields.text("category"),
        tags=fields.texts("tags"),
        authors=fields.names("authors"),
        cover=fields.text("cover"),
        cover_alt=fields.text("cover_alt"),
        sources=[read_source(row) for row in fields.mappings("sources")],
        changes=[read_change(row) for row in fields.mappings("changes")],
    )
    read_state(fields, draft)
    if kind == Post.Kind.ROLE:
        read_role(fields, draft, body)
    else:
        found = Sections(extra=render_markdown(body))
        read_exactly(fields, draft, found)
        draft.values["body"] = text_of(found, "body")
        draft.roles = fields.texts("roles") if kind == Post.Kind.ESSAY else []
    return draft


def read_exactly(fields, draft, found):
    """What the export could not say in the body."""
    read_parts(fields.mapping("exactly"), found, lambda text: bring_pictures(draft.document, text, is_markdown=False))


def common_values(fields):
    return {
        **{key: fields.text(key) for key in PLAIN_TEXTS},
        "reviewed_on": fields.date("reviewed_on"),
        "review_due": fields.date("review_due"),
        "discussion": fields.choice("discussion", Post.Discussion.values, Post.Discussion.OPEN),
    }


def read_state(fields, draft):
    draft.state = fields.choice("state", Post.State.values)
    draft.guid = fields.text("guid")
    if first := fields.instant("first_published_at"):
        draft.values["first_published_at"] = first
    draft.publish_at = fields.instant("publish_at")
    if draft.publish_at and draft.state != Post.State.READY:
        fields.refuse("publish_at", "Only a post with “state: ready” goes out. Say so, or take the time away.")


def read_role(fields, draft, body):
    draft.values |= {
        "also_called": "\n".join(fields.texts("also_called")),
        "hidden_names": "\n".join(fields.texts("hidden_names")),
        "entry_level": fields.choice("entry_level", Post.EntryLevel.values),
        **choice_or_note(fields, "work_pattern", Post.WorkPattern.values),
        **choice_or_note(fields, "work_place", Post.WorkPlace.values),
        **read_fact(fields, "outlook", "outlook"),
        **read_fact(fields, "time_to_start", "start"),
        "outlook": fields.mapping("outlook").choice("trend", Post.Outlook.values),
    }
    draft.pay = [read_pay(row) for row in fields.mappings("pay")]
    draft.codes = read_codes(fields.mapping("codes"))
    draft.section_reviews = [read_section_review(row) for row in fields.mappings("section_reviews")]
    found = draft.sections = find_sections(render_markdown(body, lowest_heading=6))
    read_exactly(fields, draft, found)
    draft.values |= {
        "why": found.why,
        "what": found.what,
        "final": found.final,
        "body": text_of(found, "body"),
        "choose_else": "\n".join(found.choose_else),
    }


def choice_or_note(fields, key, choices):
    """One of the choices, or a text of its own; the text may also stand under the key with `_note`."""
    value, note = fields.text(key), fields.text(f"{key}_note")
    if value in choices:
        return {key: value, f"{key}_note": note}
    return {key: "", f"{key}_note": "; ".join(filter(None, [value, note]))}


def read_fact(fields, key, name):
    """A fact with its words, source, region and date: all of them or none."""
    fact = fields.mapping(key)
    parts = {part: fact.has(part) for part in ("text", "source", "region", "as_of")}
    if any(parts.values()) and not all(parts.values()):
        fields.refuse(
            key, f"A fact needs all four: {', '.join(parts)}. Add {', '.join(p for p in parts if not parts[p])}."
        )
    values = {f"{name}_{part}": fact.text(part) for part in ("text", "source", "region")}
    return values | {f"{name}_as_of": fact.date("as_of")}


def read_source(row):
    return {
        "title": row.text("title", needed=True),
        "url": row.text("url"),
        "publisher": row.text("publisher"),
        "accessed_on": row.date("accessed_on"),
    }


def read_change(row):
    return {
        "changed_on": row.date("date", needed=True),
        "text": row.text("text", needed=True),
        "credit": row.text("credit"),
    }


def read_pay(row):
    return {
        "stage": row.choice("stage", Pay.Stage.values) or row.refuse("stage", "Say starter, typical or experienced."),
        "low": row.number("low", needed=True),
        "high": row.number("high", needed=True),
        "currency": row.text("currency", needed=True),
        "period": row.choice("period", Pay.Period.values, Pay.Period.YEAR),
        "region": row.text("region", needed=True),
        "source": row.text("source", needed=True),
        "as_of": row.date("as_of", needed=True),
    }


def read_codes(fields):
    for key, _near in fields.unknown(OccupationCode.Scheme.values):
        fields.refuse(key, f"The schemes are {', '.join(OccupationCode.Scheme.values)}.")
    return [
        {"scheme": scheme, "code": code} for scheme in OccupationCode.Scheme.values for code in fields.texts(scheme)
    ]


def read_section_review(row):
    return {
        "section": row.choice("section", SectionReview.Section.values) or row.refuse("section", "Say which section."),
        "reviewed_on": row.date("reviewed_on", needed=True),
        "review_due": row.date("review_due"),
    }
