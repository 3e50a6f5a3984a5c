"""Where a comment stands, and where one writes another."""

from django.db.models import Q
from django.urls import reverse

from blog.models import Comment, Post
from blog.models.comments import ROOTS_A_PAGE


def page_of(comment):
    """On which page of its post's threads a shown comment stands."""
    root = comment.root if comment.root_id else comment
    earlier = Q(posted_at__lt=root.posted_at) | Q(posted_at=root.posted_at, pk__lt=root.pk)
    return Comment.objects.thread_roots().filter(earlier, post=comment.post_id).count() // ROOTS_A_PAGE + 1


def place_of(comment):
    """The path of a shown comment on its post's page."""
    return f"{comment.post.get_absolute_url()}?thread={page_of(comment)}#comment-{comment.code}"


def form_path(post):
    """Where one comments on a post; nowhere on a standing page, whose comments came from elsewhere."""
    if post.kind == Post.Kind.PAGE:
        return ""
    return reverse(f"blog:{post.kind}-comment", args=[post.slug])
