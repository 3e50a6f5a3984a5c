"""An entry as the post it becomes, before anything is written: what a rehearsal counts and what a move saves."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.actions.composing import compose_role
from blog.markup import clean_html, plain_text
from blog.models import Post
from blog.models.rich_text import CleanText
from blog.sections import opening

from ..entries import Entry, Status
from .titles import TITLE_LENGTH, cut

DESCRIPTION_LENGTH = 300
STATES = {
    Status.PUBLIC: Post.State.READY,
    Status.SCHEDULED: Post.State.READY,
    Status.DRAFT: Post.State.DRAFT,
    Status.PENDING: Post.State.SUBMITTED,
    Status.PRIVATE: Post.State.PRIVATE,
}


@dataclass
class Draft:
    entry: Entry
    plan: dict
    values: dict = field(default_factory=dict)  # fields of Post
    tables: dict = field(default_factory=dict)  # {model: unsaved rows of a role}
    cover_id: int | None = None  # of the picture its text begins with, when it has no cover of its own
    relations: list = field(default_factory=list)  # (slug, kind, note), linked when all posts are there
    notes: list = field(default_factory=list)  # (topic, sentence)

    def note(self, topic, sentence):
        self.notes.append((topic, sentence))

    def count_rows(self, name):
        """How many rows it has of a list, called as on Post."""
        return sum(len(rows) for model, rows in self.tables.items() if related_name(model) == name)


def related_name(model):
    return model._meta.get_field("role").remote_field.related_name


def make_draft(entry, plan, html, wordings, roles):
    """`html`: that of the entry, its pictures and links already those of this site. `roles`: those there will be."""
    draft = Draft(entry, plan, values={name: plan[name] for name in ("kind", "title", "slug")})
    draft.values |= state_of(draft) | {"original_html": entry.original or entry.html}
    draft.values["discussion"] = Post.Discussion.OPEN if entry.comments_open else Post.Discussion.CLOSED
    draft.values["description"] = cut(one_line(entry.description), DESCRIPTION_LENGTH)
    if plan["kind"] == Post.Kind.ROLE:
        fill_role(draft, html, wordings, roles)
    else:
        fill_text(draft, html)
    keep_long_title(draft)
    return draft


def one_line(text):
    return " ".join(plain_text(text).split())


def state_of(draft):
    """As public as it was, to the instant."""
    entry, values = draft.entry, {"state": STATES[draft.entry.status]}
    if entry.status == Status.PUBLIC:
        values["publish_at"] = entry.published_at or entry.updated_at or timezone.now()
        if entry.published_at is None:
            draft.note("doubtful", _("It was public without a date: it has the date of its last change or of today."))
        if values["publish_at"] > timezone.now():
            draft.note("doubtful", _("It is dated in the future and comes out then."))
        else:
            values["first_published_at"] = values["publish_at"]
    elif entry.status == Status.SCHEDULED:
        if entry.published_at and entry.published_at > timezone.now():
            values["publish_at"] = entry.published_at
        else:
            draft.note("doubtful", _("Its time to come out was over before it came in: it is ready, and not public."))
    return values


def fill_role(draft, html, wordings, roles):
    entry, title = draft.entry, draft.values["title"]
    role = compose_role(html, [entry.title, title], wordings, has_cover=bool(entry.cover))
    draft.cover_id, draft.tables = role.cover_id, role.tables
    draft.relations, unknown = roles.sort(role.found.relations, draft.values["slug"])
    draft.values |= role.values | {"body": role.body(*unknown)}
    if entry.excerpt:
        set_excerpt(draft, opening.take_excerpt(clean_html(html), entry.excerpt))
    note_unplaced(draft, role.found, role.extra(*unknown))


def note_unplaced(draft, found, extra):
    if not found.count_standing():
        draft.note(
            "unplaced", _("None of its headings begins a standing section: the whole text is in the extra text.")
        )
    elif extra:
        names = opening.headings_of(extra) or [cut(one_line(extra), 60)]
        draft.note("unplaced", _("In the extra text: %(names)s") % {"names": "; ".join(names)})


def fill_text(draft, html):
    body, line = opening.take_question(clean_html(html))
    body, repeated = opening.take_repeated(body)
    excerpt = opening.take_excerpt(body, draft.entry.excerpt)
    draft.values |= {"body": CleanText(excerpt.rest), "closing_line": line, "standfirst": repeated}
    set_excerpt(draft, excerpt)


def set_excerpt(draft, excerpt):
    for name, words, length in (
        ("standfirst", excerpt.standfirst, opening.STANDFIRST_LENGTH),
        ("description", excerpt.description, DESCRIPTION_LENGTH),
    ):
        if words and not draft.values.get(name):
            draft.values[name] = cut(words, length)


def keep_long_title(draft):
    """No word of a title is lost: the whole of one that is too long stands below it."""
    title = " ".join(draft.entry.title.split())
    if len(title) <= TITLE_LENGTH:
        return
    draft.note("doubtful", _("Its title was too long and is cut. It was: %(title)s") % {"title": title})
    if not draft.values.get("standfirst"):
        draft.values["standfirst"] = cut(title, opening.STANDFIRST_LENGTH)
