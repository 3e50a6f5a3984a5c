"""Where a comment stands, and where one writes another."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from blog.models import Comment, Post
from blog.models.comments import LONGEST_ON_A_PAGE

from .sheets import ORDERS, Head, Sheet, sheets_of
from .threads import by_pk, drawn_rows, every_head, in_view, rows_under


def get_comment(code):
    """A comment that everybody may see."""
    shown = Comment.objects.shown().on_public_posts().select_related("post", "root", "user")
    return get_object_or_404(shown, code=code)


def page_of(comment):
    """On which page of its post's threads, the oldest first, a shown comment stands."""
    heads = ORDERS["oldest"](Head(*row) for row in every_head(post=comment.post_id))
    first = comment.root_id or comment.pk
    sheets = [(number, sheet.parts) for number, sheet in enumerate(sheets_of(heads), 1) if first in sheet.roots]
    number, parts = sheets[0]
    return number if parts == 1 else number + min(index_in(first, comment) // LONGEST_ON_A_PAGE, parts - 1)


def index_in(first, comment):
    """Where a comment stands in its thread, as it is drawn."""
    rows = by_pk(rows_under(comment.post, [first], 0))
    drawn = drawn_rows(Sheet([first]), rows, in_view(rows), set())
    return next(index for index, row in enumerate(drawn) if row["pk"] == comment.pk)


def place_of(comment):
    """The path of a shown comment on its post's page."""
    return f"{comment.post.get_absolute_url()}?thread={page_of(comment)}#comment-{comment.code}"


def form_path(post):
    """Where one comments on a post; nowhere on a standing page, whose comments came from elsewhere."""
    if post.kind == Post.Kind.PAGE:
        return ""
    return reverse(f"blog:{post.kind}-comment", args=[post.slug])
