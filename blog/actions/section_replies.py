"""Replies that editors show beside the section they answer: they stand in the post's rendered text, without a query."""

from django.db.models import F
from django.db.models.lookups import In

from blog.caching import make_stale
from blog.models import Comment, Post, SectionReview
from blog.models.prepared import PreparedForEach
from blog.models.watched import name_of

from .staleness import is_about_standing

# Sections of a role that a reply can stand beside, in their order on the page: {anchor: title}.
SECTIONS = {each.value: each.label for each in SectionReview.Section if each != SectionReview.Section.FACTS}


@PreparedForEach
def shown_beside(posts):
    shown = Comment.objects.shown().filter(In(F("post"), posts), beside__in=SECTIONS).select_related("user__profile")
    return shown.order_by("posted_at", "pk")


def section_replies(post_pks):
    """{post: {anchor: [what the page shows of each reply]}}, oldest first: for `post.rendered["beside"]`. One query."""
    found = {}
    for comment in shown_beside(post_pks):
        found.setdefault(comment.post_id, {}).setdefault(comment.beside, []).append(as_shown(comment))
    return found


def as_shown(comment):
    profile = getattr(comment.user, "profile", None)
    return {
        "code": comment.code,
        "name": comment.user_name,
        "page": profile.get_absolute_url() if profile and profile.is_public and comment.user.is_active else "",
        "standing": comment.user.standing if comment.user else "",
        "is_confirmed": bool(comment.user and comment.user.is_standing_confirmed()),
        "html": comment.html,
    }


def keep_section_replies(changed):
    """After these comments were changed in whatever way: what stands beside the sections of their posts follows."""
    for post_pk in {comment.post_id for comment in changed if comment.beside}:
        store_section_replies(post_pk)


def store_section_replies(post_pk):
    """Wants the lock of the post's comments."""
    post = Post.objects.only("kind", "rendered").get(pk=post_pk)
    beside = section_replies([post_pk]).get(post_pk, {})
    if post.rendered.get("beside", {}) != beside:
        post.rendered["beside"] = beside
        Post.objects.filter(pk=post_pk).update(rendered=post.rendered)
        make_stale(name_of(post))


def tell_standing(instance, created=False, update_fields=None, **_kwargs):
    """After an account was saved: the same for what it wrote, if that was changed which stands beside its name."""
    if is_about_standing(created, update_fields):
        keep_section_replies(Comment.objects.filter(user=instance.pk).exclude(beside=""))
