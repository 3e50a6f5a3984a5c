"""What a post still needs before it may come out. Imports and drafts are never held to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.models import Post

LEAST_SKILLS = 3


@dataclass(frozen=True)
class Problem:
    """One thing that stops publishing: the field or list of the editor it is about, and what to do."""

    field: str
    message: str


class NotReady(Exception):
    """The post cannot come out yet; `problems` says why, field by field."""

    def __init__(self, problems):
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def problems(post, count=None):
    """
    All that is missing for this post to come out, in the order of the editor's form. `count(name)`: how many rows it
    has of a list; of a post that is not saved yet somebody else must know.
    """
    count = count or (lambda name: getattr(post, name).count())
    found = [Problem("title", _("Give it a title."))] if not post.title.strip() else []
    if post.kind != Post.Kind.PAGE:
        if not post.standfirst.strip():
            found.append(Problem("standfirst", _("Write the standfirst: two or three sentences under the headline.")))
        if not count("bylines"):
            found.append(Problem("bylines", _("Name an author.")))
    if post.kind == Post.Kind.ROLE:
        found.extend(role_problems(post, count))
    elif not post.body.strip():
        found.append(Problem("body", _("Write the text.")))
    if post.cover and not post.cover.is_described():
        found.append(Problem("cover", _("Describe the cover in its alternative text, or mark it as decorative.")))
    return found


def role_problems(post, count):
    if not post.why.strip():
        yield Problem("why", _("Say why the role matters."))
    if not post.what.strip():
        yield Problem("what", _("Say what they do."))
    if (skills := count("role_skills")) < LEAST_SKILLS:
        yield Problem(
            "role_skills",
            _("Name at least %(least)d skills; there are %(count)d.") % {"least": LEAST_SKILLS, "count": skills},
        )
    if not count("perks"):
        yield Problem("perks", _("Name at least one perk."))
    if not count("drawbacks"):
        yield Problem("drawbacks", _("Name at least one drawback. Every job has one."))
    if not count("steps"):
        yield Problem("steps", _("Describe at least one step to get started."))
    if not post.final.strip():
        yield Problem("final", _("Write the final thoughts."))
