"""The checks there are, and what they find in a post."""

from dataclasses import dataclass
from functools import cached_property

from blog.markup import tree
from blog.models import Post, live_parts

CHECKS = []


@dataclass(frozen=True)
class Problem:
    """One thing found: the field or list of the editor's form it is about, and what to do."""

    field: str
    message: str
    other: int | None = None  # the id of another post that is meant
    check: str = ""
    is_error: bool = True

    def is_like(self, other):
        """Whether it is the same trouble, be it in other words."""
        return (self.check, self.field) == (other.check, other.field)


class NotReady(Exception):
    """The post cannot come out yet; `problems` says why, field by field."""

    def __init__(self, problems):
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class Subject:
    """A post as the checks look at it: its rows read once, its texts taken apart once."""

    def __init__(self, post, parts):
        self.post, self.parts = post, parts  # {name: rows}, as `live_parts` and `stored_parts` give them

    def count(self, name):
        return len(self.parts[name]) if name in self.parts else getattr(self.post, name).count()

    @cached_property
    def texts(self):
        """{rich field: its HTML as a tree}, without the empty ones."""
        html = {field: getattr(self.post, field) for field in Post.RICH_FIELDS}
        return {field: tree.parse(text) for field, text in html.items() if text.strip()}


def error(check):
    CHECKS.append((check, True))
    return check


def warning(check):
    CHECKS.append((check, False))
    return check


def problems(post, parts=None):
    """
    What stops this post from coming out. `parts`: its rows, if somebody read them already (`stored_parts` costs no
    query, and is right for a post that was refreshed).
    """
    return list(found_by([check for check in CHECKS if check[1]], post, parts))


def findings(post, parts=None):
    """The same, and after it what does not stop it and is worth a look."""
    return list(found_by(sorted(CHECKS, key=lambda check: not check[1]), post, parts))


def found_by(checks, post, parts):
    subject = Subject(post, live_parts(post) if parts is None else parts)
    for check, is_error in checks:
        for said in check(subject):
            yield Problem(*said, check=check.__name__, is_error=is_error)
