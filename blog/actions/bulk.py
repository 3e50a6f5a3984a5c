"""
One change of tags, category and authors on many posts: some at a time, each time in one transaction with revisions,
log, index and stale pages. What was asked for is a row, so that a change that was killed goes on where it was.
"""

from dataclasses import asdict, dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from blog.followups import enqueue_once
from blog.models import Author, BulkChange, Byline, Category, Post, Revision, Tag, TaggedPost
from blog.models.snapshots import changed_names, digest_of, name_of, snapshots_of
from blog.models.tags import fold

from .counts import count_tags
from .posts import refresh_posts

AT_ONCE = 50  # posts of one transaction
WHILE_WAITING = 100  # so many are changed before the page answers; more are follow-up work
A_TASK = 500  # then other follow-up work has its turn
MOST_TAGS = 30
NONE = "none"


@dataclass(frozen=True)
class Change:
    add_tags: tuple = ()  # names
    remove_tags: tuple = ()  # numbers, as of all that follows
    category: int | str = ""  # a number, NONE, or nothing: it stays
    add_authors: tuple = ()
    remove_authors: tuple = ()

    def __bool__(self):
        return any(vars(self).values())

    @property
    def new_category(self):
        return None if self.category == NONE else self.category


def affected(change):
    """A condition: posts that would not stay as they are."""
    tags = {tag.folded: tag.pk for tag in Tag.objects.called_each(change.add_tags).values()}
    found = Q(pk__in=[])
    if len(tags) < len(set(change.add_tags)):
        found |= Q(pk__isnull=False)  # a tag that nobody has yet
    for tag in tags.values():
        found |= ~Exists(TaggedPost.objects.filter(content_object=OuterRef("pk"), tag=tag))
    for author in change.add_authors:
        found |= ~Exists(Byline.objects.filter(post=OuterRef("pk"), author=author))
    if change.remove_tags:
        found |= Exists(TaggedPost.objects.filter(content_object=OuterRef("pk"), tag__in=change.remove_tags))
    if change.remove_authors:
        found |= Exists(Byline.objects.filter(post=OuterRef("pk"), author__in=change.remove_authors))
    if change.category:
        found |= Q(category=None) if change.category != NONE else Q(category__isnull=False)
        found |= ~Q(category=change.category) if change.category != NONE else Q(pk__in=[])
    return found


def start_change(posts, change, *, by):
    """Change these posts (numbers): at once if they are few, else as follow-up work. Gives the BulkChange."""
    bulk = BulkChange.objects.create(by=by, change=asdict(change), posts=sorted(posts))
    if len(bulk.posts) <= WHILE_WAITING:
        with transaction.atomic():
            while not step(bulk.pk):
                pass
    else:
        go_on(bulk)
    bulk.refresh_from_db()
    return bulk


def go_on(bulk):
    enqueue_once(f"bulk/{bulk.pk}/{bulk.done}", change_in_bulk, bulk.pk)


@task(priority=-10)  # after letters
def change_in_bulk(pk):
    for _n in range(A_TASK // AT_ONCE):
        if step(pk):
            return
    go_on(BulkChange.objects.get(pk=pk))


@transaction.atomic
def step(pk):
    """Change the next posts of a BulkChange. Says whether it is finished."""
    bulk = BulkChange.objects.select_for_update().get(pk=pk)
    if bulk.finished_at:
        return True
    change = Change(**bulk.change)
    part = bulk.posts[bulk.done : bulk.done + AT_ONCE]
    changed, left_alone = change_part(part, change, bulk.by)
    bulk.done += len(part)
    bulk.changed += changed
    bulk.left_alone += left_alone
    if bulk.done >= len(bulk.posts):
        bulk.finished_at = timezone.now()
        count_tags(Tag.objects.filter(pk__in=change.remove_tags))
    bulk.save()
    return bulk.finished_at is not None


def change_part(pks, change, by):
    """(how many changed, how many were left alone because the change would break them)"""
    list(Post.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    told = Told(change)
    found = [(post, snapshot, told.after(snapshot)) for post, snapshot in snapshots_of(pks)]
    kept = [(post, before, after) for post, before, after in found if after != before]
    allowed = [(post, before, after) for post, before, after in kept if may_be(post, before, after)]
    write(allowed, told)
    refresh_posts([post for post, _before, _after in allowed], relates=False)  # neighbours share skills, not tags
    record(allowed, by, told.sentence())
    return len(allowed), len(kept) - len(allowed)


class Told:
    """A change with its rows, as snapshots name them."""

    def __init__(self, change, *, is_only_told=False):
        self.change = change
        there = Tag.objects.called_each(change.add_tags)
        make = Tag if is_only_told else Tag.objects.get_or_make
        self.tags = [there.get(fold(name)) or make(name=name) for name in change.add_tags]
        self.gone_tags = set(Tag.objects.filter(pk__in=change.remove_tags).values_list("name", flat=True))
        authors = Author.objects.in_bulk([*change.add_authors, *change.remove_authors])
        self.authors = [authors[pk] for pk in change.add_authors if pk in authors]
        self.gone_authors = [authors[pk] for pk in change.remove_authors if pk in authors]
        self.category = Category.objects.filter(pk=change.new_category or None).first()

    def after(self, snapshot):
        """The snapshot of a post after the change."""
        tags = {*snapshot["tags"], *(tag.name for tag in self.tags)} - self.gone_tags
        gone = {author.pk for author in self.gone_authors}
        bylines = [row for row in snapshot["rows"]["bylines"] if row["author"]["pk"] not in gone]
        there = {row["author"]["pk"] for row in bylines}
        bylines += [{"author": name_of(author)} for author in self.authors if author.pk not in there]
        fields = snapshot["fields"]
        if self.change.category:
            fields = fields | {"category": self.category and name_of(self.category)}
        rows = snapshot["rows"] | {"bylines": bylines}
        return snapshot | {"fields": fields, "tags": sorted(tags, key=str.casefold), "rows": rows}

    def sentence(self):
        """What was done, for the revision and the log."""
        parts = [_("tag added: %(name)s") % {"name": tag.name} for tag in self.tags]
        parts += [_("tag removed: %(name)s") % {"name": name} for name in sorted(self.gone_tags)]
        if self.change.category:
            parts.append(_("category: %(name)s") % {"name": self.category or _("none")})
        parts += [_("author added: %(name)s") % {"name": author.name} for author in self.authors]
        parts += [_("author removed: %(name)s") % {"name": author.name} for author in self.gone_authors]
        return (_("With others: %(what)s.") % {"what": "; ".join(parts)})[:200]


def may_be(post, before, after):
    """A post that is out, or has its time, keeps an author; and no post gets more tags than its form takes."""
    loses_all = before["rows"]["bylines"] and not after["rows"]["bylines"]
    if loses_all and post.publish_at and post.kind != Post.Kind.PAGE:
        return False
    return len(after["tags"]) <= max(MOST_TAGS, len(before["tags"]))


def write(allowed, told):
    pks, change = [post.pk for post, _before, _after in allowed], told.change
    TaggedPost.objects.filter(content_object__in=pks, tag__in=change.remove_tags).delete()
    tags = [tag for tag in told.tags if tag.name not in told.gone_tags]
    tagged = [TaggedPost(content_object_id=pk, tag=tag) for pk in pks for tag in tags]
    TaggedPost.objects.bulk_create(tagged, ignore_conflicts=True)
    Byline.objects.filter(post__in=pks, author__in=change.remove_authors).delete()
    last = dict(Byline.objects.filter(post__in=pks).order_by("position").values_list("post", "position"))
    authors = list(enumerate(told.authors, 1))
    bylines = [Byline(post_id=pk, author=author, position=last.get(pk, -1) + n) for pk in pks for n, author in authors]
    Byline.objects.bulk_create(bylines, ignore_conflicts=True)
    changed = {"updated_at": timezone.now()} | ({"category": told.category} if change.category else {})
    Post.objects.filter(pk__in=pks).update(**changed)


def record(allowed, by, sentence):
    """A revision of each, with what was found before it where nobody had kept that."""
    pks = [post.pk for post, _before, _after in allowed]
    kept = Revision.objects.filter(post__in=pks).order_by("post", "number")
    newest = {post: (number, digest) for post, number, digest in kept.values_list("post", "number", "digest")}
    rows, now = [], timezone.now()
    for post, before, after in allowed:
        number, digest = newest.get(post.pk, (0, ""))
        if digest != (found := digest_of(before)):
            number += 1
            told = {"said": _("As it was found."), "snapshot": before, "digest": found}
            rows.append(Revision(post=post, number=number, made_at=now, **told))
        told = {
            "said": sentence,
            "snapshot": after,
            "digest": digest_of(after),
            "changed": changed_names(before, after),
        }
        rows.append(Revision(post=post, number=number + 1, made_at=now, by=by, **told))
    Revision.objects.bulk_create(rows)
    if by is not None and pks:
        LogEntry.objects.log_actions(by.pk, Post.objects.filter(pk__in=pks), CHANGE, sentence)
