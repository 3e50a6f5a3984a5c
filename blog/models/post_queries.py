"""Which posts, and how much of each: the one place that says who may see what, in which order."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from .authors import Byline
from .series import Slot
from .skills import RoleSkill
from .tags import TaggedPost

# What a line or a card shows of a post, and what lists are sorted by. Django takes longer to ask for every column than
# the database to answer.
LINE_FIELDS = (
    *("kind", "slug", "title", "standfirst", "publish_at", "word_count", "comment_count", "popularity"),
    *("slot__day", "category__name", "category__hue"),
)
ENTRY_FIELDS = ("guid", "modified_at", "headline", "description", "closing_line")
LEAD_FIELDS = ("cover", "category__slug", "category__motif", "slot__series__slug", "slot__series__name")


class PostQuerySet(models.QuerySet):
    def published(self, at=None):
        """
        What the public may see: the one definition. Only ready posts have a `publish_at`; the database sees to that.
        """
        return self.filter(publish_at__lte=at or timezone.now())

    def scheduled(self, at=None):
        return self.filter(publish_at__gt=at or timezone.now())

    def roles(self):
        return self.filter(kind=self.model.Kind.ROLE)

    def essays(self):
        return self.filter(kind=self.model.Kind.ESSAY)

    def pages(self):
        return self.filter(kind=self.model.Kind.PAGE)

    def dated(self):
        """Roles and essays: what feeds, archives and lists of new things show."""
        return self.exclude(kind=self.model.Kind.PAGE)

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")

    def popular_first(self):
        return self.order_by("-popularity", "-pk")

    def most_read(self, days):
        """Those that were read in the last 7, 30 or 365 days, by how many readers."""
        readers = f"standing__readers_{days}"
        return self.filter(**{f"{readers}__gt": 0}).order_by(f"-{readers}", "-standing__post_id")

    def a_to_z(self):
        return self.order_by("letter", "title", "pk")

    def tagged_with(self, tag, *, few):
        return self.having(TaggedPost.objects.filter(tag=tag), "content_object", few=few)

    def needing(self, skill, *, few, **need):
        return self.having(RoleSkill.objects.filter(skill=skill, **need), "role", few=few)

    def written_by(self, author, *, few):
        return self.having(Byline.objects.filter(author=author), "post", few=few)

    def having(self, rows, key, *, few):
        """
        Those that have one of these rows, whose `key` is the post. A few are looked up one by one. Of many, a database
        would read that many long rows to sort them; asked for each post whether it has one, it walks an index of posts
        in their order and stops at a full page.
        """
        rows = rows.order_by()
        return (
            self.filter(pk__in=rows.values(key)) if few else self.filter(Exists(rows.filter(**{key: OuterRef("pk")})))
        )

    def cut(self, start, stop, total=None):
        """
        Posts `start` to `stop` of these, in their order. Which they are is found first, in an index alone; only then
        are their rows read, which is what makes a page of 20,000 posts as fast as one of 200. Of `total`, if that is
        known, the second half is counted from its end.
        """
        if total is not None and start > total // 2:
            ids = self.reverse().values("pk")[max(0, total - stop) : total - start]
        else:
            ids = self.values("pk")[start:stop]
        return type(self)(self.model, using=self._db).filter(pk__in=ids).order_by(*self.query.order_by)

    def with_authors(self):
        """With its byline, in one query more."""
        return self.prefetch_related(Prefetch("bylines", Byline.objects.select_related("author")))

    def for_lists(self):
        """With what a line or a card shows of a post, its day and its category. One query."""
        return self.select_related("category", "slot").only(*LINE_FIELDS)

    def for_lead(self):
        """The same, and what the first of them shows where it leads a page: its cover, category and series."""
        return (
            self.select_related("category", "slot__series", "cover")
            .prefetch_related("cover__renditions")
            .only(*LINE_FIELDS, *LEAD_FIELDS)
        )

    def with_rendered_text(self):
        """
        With `rendered` as the text it is stored as, and no source texts: most pages need not take it apart, and who
        asks for `rendered` itself gets it from there.
        """
        stored = Cast("rendered", models.TextField())
        return self.defer(*self.model.RICH_FIELDS, "rendered", "original_html", "search_names").annotate(
            rendered_text=stored
        )

    def for_feeds(self):
        """With what a feed entry shows: its texts ready for the page, no source texts."""
        entry = self.select_related("category", "slot").only(*LINE_FIELDS, *ENTRY_FIELDS)
        return entry.annotate(rendered_text=Cast("rendered", models.TextField()))

    def for_page(self):
        """With what the page of one post shows, and the day after its own. Its rows are in `rendered`: see parts.py."""
        days = Slot.objects.filter(series=OuterRef("slot__series"))
        later = days.filter(day__gt=OuterRef("slot__day"), skip_reason="").order_by("day")
        return (
            self.select_related("category", "slot__series", "cover")
            .prefetch_related("cover__renditions")
            .with_rendered_text()
            .annotate(
                series_days=Subquery(days.order_by("-day").values("day")[:1]),
                next_day=Subquery(later.values("day")[:1]),
                next_on=Subquery(later.values("planned_on")[:1]),
            )
        )

    def for_directory(self):
        """With what a card of the directory shows, but for its skills: see `with_first_skills`."""
        return self.select_related("category", "slot").only(*LINE_FIELDS, "entry_level")

    def visible_to(self, user):
        """What `user` may see of posts in the admin: authors their own, editors everything."""
        if user.has_perm("blog.edit_all_posts"):
            return self
        own = Byline.objects.filter(author__user=user)
        return self.filter(Q(created_by=user) | Q(pk__in=own.values("post")))
