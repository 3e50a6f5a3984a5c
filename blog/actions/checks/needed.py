"""The fields and rows that a post cannot do without."""

from django.utils.translation import gettext as _

from blog.models import Post

from .registry import Problem, error

LEAST_SKILLS = 3


@error
def what_it_needs(subject):
    return needs(subject.post, subject.count)


def missing(post, count):
    """The same of a post that is not saved yet: `count(name)` knows how many rows it will have of a list."""
    return [Problem(*said, check=what_it_needs.__name__) for said in needs(post, count)]


def needs(post, count):
    """In the order of the editor's form."""
    if not post.title.strip():
        yield "title", _("Give it a title.")
    if post.kind != Post.Kind.PAGE:
        if not post.standfirst.strip():
            yield "standfirst", _("Write the standfirst: two or three sentences under the headline.")
        if not count("bylines"):
            yield "bylines", _("Name an author.")
    if post.kind == Post.Kind.ROLE:
        yield from role_needs(post, count)
    elif not post.body.strip():
        yield "body", _("Write the text.")


def role_needs(post, count):
    if not post.why.strip():
        yield "why", _("Say why the role matters.")
    if not post.what.strip():
        yield "what", _("Say what they do.")
    if (skills := count("role_skills")) < LEAST_SKILLS:
        facts = {"least": LEAST_SKILLS, "count": skills}
        yield "role_skills", _("Name at least %(least)d skills; there are %(count)d.") % facts
    if not count("perks"):
        yield "perks", _("Name at least one perk.")
    if not count("drawbacks"):
        yield "drawbacks", _("Name at least one drawback. Every job has one.")
    if not count("steps"):
        yield "steps", _("Describe at least one step to get started.")
    if not post.final.strip():
        yield "final", _("Write the final thoughts.")
