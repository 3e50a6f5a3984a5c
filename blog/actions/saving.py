"""What goes with saving a post: nothing is taken from readers that they had, and what left it is counted anew."""

from dataclasses import dataclass, field

from blog.models import Post, Skill, Tag, stored_parts

from .checks import problems
from .counts import count_skills, count_tags


class Refused(Exception):
    """A post that is out would lack something if this were saved. Nothing is saved."""

    def __init__(self, found):
        super().__init__(" ".join(problem.message for problem in found))
        self.problems = found


@dataclass
class Before:
    """What a post that is out, or has its time, had before it was saved."""

    lacking: list = field(default_factory=list)
    tags: set = field(default_factory=set)
    skills: set = field(default_factory=set)

    @classmethod
    def of(cls, post):
        if not post.pk or not post.publish_at:
            return cls()
        stored = Post.objects.get(pk=post.pk)
        return cls(problems(stored, stored_parts(stored)), tags_of(stored), skills_of(stored))


def tags_of(post):
    return set(post.tagged.values_list("tag", flat=True))


def skills_of(post):
    return set(post.role_skills.values_list("skill", flat=True))


def refuse_new_gaps(post, before):
    """What an import lacks it may go on lacking; nothing that was there may be taken away from readers."""
    found = problems(post, stored_parts(post))
    if new := [problem for problem in found if not any(problem.is_like(old) for old in before.lacking)]:
        raise Refused(new)


def recount_what_left(post, before):
    count_tags(Tag.objects.filter(pk__in=before.tags - tags_of(post)))
    count_skills(Skill.objects.filter(pk__in=before.skills - skills_of(post)))
