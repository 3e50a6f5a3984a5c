"""One post's texts and rows, put together from phrases, unsaved and ready for its page."""

import datetime
import re
from operator import attrgetter

from blog.actions.texts import ROW_TEXTS
from blog.markup import prepare_for_page
from blog.models import (
    Drawback,
    Perk,
    Post,
    RoleResource,
    RoleSkill,
    Source,
    Step,
    Task,
    WayIn,
)
from blog.models.parts import pack
from blog.models.rich_text import CleanText

from .phrases import PHRASES

TAG = re.compile("<[^>]*>")
SKILLS_A_ROLE = 6
ESSENTIAL_SKILLS = 4
CHECKED_ON = datetime.date(2026, 1, 15)
SIMPLE_FACTS = {
    "entry_level": Post.EntryLevel.values,
    "work_pattern": Post.WorkPattern.values,
    "work_place": Post.WorkPlace.values,
}


class Filler:
    """Fills the gaps of phrases for one post."""

    def __init__(self, rng, *, field, role, skills=()):
        self.rng, self.field, self.role = rng, field, role
        self.skills = [skill.name for skill in skills] or ["note-taking"]

    def __call__(self, phrase, **more):
        values = {
            "field": self.field.lower(),
            "role": self.role.lower(),
            "thing": self.rng.choice(PHRASES["things"]),
            "place": self.rng.choice(PHRASES["places"]),
            "others": self.rng.choice(PHRASES["others"]),
            "skill": self.rng.choice(self.skills),
            **more,
        }
        text = phrase.format(**values)
        return text[0].upper() + text[1:]

    def some(self, kind, number):
        """`number` different phrases of a kind, filled."""
        return [self(phrase) for phrase in self.rng.sample(kind, number)]

    def paragraphs(self, kind, *lengths):
        """HTML paragraphs of so many sentences each, none of them twice."""
        sentences = iter(self.some(PHRASES["sentences"][kind], sum(lengths)))
        return CleanText("".join(f"<p>{' '.join(next(sentences) for _n in range(length))}</p>" for length in lengths))


def fill_role(post, rng, field, skills, resources):
    """Write a role's texts into `post`; returns its rows by name, unsaved, in the order of the page."""
    fill = Filler(rng, field=field, role=post.title, skills=skills)
    post.headline = f"How to become {'an' if post.title[0] in 'AEIOU' else 'a'} {post.title.lower()}"
    post.standfirst = fill(rng.choice(PHRASES["standfirsts"]))
    post.also_called = f"{post.title.rpartition(' ')[2]} for {field.lower()}"
    post.hidden_names = "".join(word[0] for word in post.title.split()).lower()
    post.why = fill.paragraphs("why", 3, 3)
    post.what = fill.paragraphs("what", 3, 4)
    post.final = fill.paragraphs("final", 3)
    post.choose_else = "\n".join(rng.sample(PHRASES["choose_else"], 3))
    post.closing_line = rng.choice(PHRASES["closing_lines"])
    post.based_on = "Put together from phrases to try the site with; it describes no real occupation."
    for name, values in SIMPLE_FACTS.items():
        setattr(post, name, rng.choice(["", *values]))
    return role_rows(post, rng, fill, skills, resources)


def role_rows(post, rng, fill, skills, resources):
    return {
        "sources": [Source(post=post, title=f"A survey of {fill.field.lower()}", accessed_on=CHECKED_ON)],
        "change_notes": [],
        "tasks": [Task(role=post, text=text) for text in fill.some(PHRASES["tasks"], 4)],
        "role_skills": [
            RoleSkill(
                role=post,
                skill=skill,
                need=RoleSkill.Need.ESSENTIAL if number < ESSENTIAL_SKILLS else RoleSkill.Need.USEFUL,
                sentence=fill(phrase, skill=skill.name),
            )
            for number, (skill, phrase) in enumerate(zip(skills, PHRASES["skill_sentences"], strict=True))
        ],
        "perks": [Perk(role=post, title=title, text=fill(text)) for title, text in rng.sample(PHRASES["perks"], 4)],
        "drawbacks": [
            Drawback(role=post, title=title, text=fill(text)) for title, text in rng.sample(PHRASES["drawbacks"], 4)
        ],
        "ways_in": [
            WayIn(role=post, route=route, note=fill(note))
            for route, note in rng.sample(list(PHRASES["ways_in"].items()), 3)
        ],
        "steps": [
            Step(
                role=post,
                title=title,
                text=fill(text),
                how_long=how_long,
                is_free=number < 2,
                is_first_hour=number == 0,
            )
            for number, (title, how_long, text) in enumerate(
                [PHRASES["steps"][0], *rng.sample(PHRASES["steps"][1:], 3)]
            )
        ],
        "role_resources": [
            RoleResource(role=post, resource=resource, note=fill("Read the part on {thing} first."))
            for resource in rng.sample(resources, 3)
        ],
        **{name: [] for name in ("pay", "codes", "relations", "voices", "section_reviews")},
    }


def fill_essay(post, rng, field):
    """Write an essay's texts into `post`; returns its rows by name."""
    fill = Filler(rng, field=field, role=f"{field} person")
    post.standfirst = fill(rng.choice(PHRASES["standfirsts"]))
    post.closing_line = rng.choice(PHRASES["closing_lines"])
    post.body = CleanText(
        "".join(f"<h2>{heading}</h2>{fill.paragraphs('essay', 4, 4)}" for heading in rng.sample(PHRASES["headings"], 5))
    )
    return {"sources": [], "change_notes": []}


def finish_texts(post, rows):
    """What refresh_post computes from the texts, by shorter ways: phrases have no marks, so they are their own HTML."""
    for each in rows.values():
        for position, row in enumerate(each):
            row.position = position
            row.html = getattr(row, "text", "") or getattr(row, "note", "") or getattr(row, "sentence", "")
    post.rendered = {"parts": {name: [pack(row) for row in each] for name, each in rows.items()}, "beside": {}}
    post.rendered |= {name: str(getattr(post, name)) for name in Post.RICH_FIELDS}
    post.rendered["choose_else"] = post.choose_else.splitlines()
    if post.body:
        page = prepare_for_page(post.body)
        post.rendered["body"], post.contents = page.html, page.contents
    post.word_count = sum(len(text.split()) for text in read_texts(post, rows))
    post.search_names = "\n".join(filter(None, [post.also_called, post.hidden_names]))


def read_texts(post, rows):
    yield from (post.standfirst, post.closing_line, post.choose_else)
    yield from (TAG.sub(" ", getattr(post, name)) for name in Post.RICH_FIELDS)
    for name, fields in ROW_TEXTS:
        for row in rows.get(name, ()):
            yield from (attrgetter(name.replace("__", "."))(row) for name in fields)
