"""Posts that somebody should look over again: past a date of review, their own or of a section, or with an old fact."""

from django.db.models import Prefetch, Q
from django.utils import timezone

from .posts import Post
from .roles import FACT_IS_OLD_AFTER, Pay, SectionReview
from .standings import Standing

PERIOD = "readers_30"


def due_posts(today):
    """Ids of posts, as queries: each is found in an index of its own."""
    old = today - FACT_IS_OLD_AFTER
    return [
        Post.objects.filter(review_due__lt=today).order_by().values("pk"),
        Post.objects.filter(outlook_as_of__lte=old).order_by().values("pk"),
        Post.objects.filter(start_as_of__lte=old).order_by().values("pk"),
        due_sections(today).order_by().values("role"),
        old_pay(today).order_by().values("role"),
    ]


def due_sections(today):
    return SectionReview.objects.filter(review_due__lt=today)


def old_pay(today):
    return Pay.objects.filter(as_of__lte=today - FACT_IS_OLD_AFTER)


def is_due(today, post="pk"):
    """The same as a condition on rows whose `post` names a post."""
    condition = Q()
    for ids in due_posts(today):
        condition |= Q(**{f"{post}__in": ids})
    return condition


def most_read_due(number, today=None):
    """
    The public posts among them that most people read, with the reasons prefetched as `due_sections` and `old_pay`. Who
    is read is walked in the order of readers, until there are enough; what nobody read comes after.
    """
    today = today or timezone.localdate()
    read = Standing.objects.filter(is_due(today, "post"), post__publish_at__lte=timezone.now())
    ids = list(read.order_by(f"-{PERIOD}", "-post").values_list("post", flat=True)[:number])
    if len(ids) < number:
        unread = Post.objects.published().filter(is_due(today), standing=None).newest_first()
        ids += unread.values_list("pk", flat=True)[: number - len(ids)]
    posts = (
        Post.objects.filter(pk__in=ids)
        .select_related("standing")
        .prefetch_related(
            Prefetch("section_reviews", due_sections(today), "due_sections"), Prefetch("pay", old_pay(today), "old_pay")
        )
    )
    fields = ("kind", "slug", "title", "review_due", "outlook_as_of", "start_as_of", f"standing__{PERIOD}")
    return sorted(posts.only(*fields), key=lambda post: ids.index(post.pk))
