"""Who a new post is by."""

from blog.models import Author, Byline, Post


def name_the_writer(post, user):
    """A new post without a byline is by who wrote it, if they are an author."""
    author = Author.objects.filter(user=user).first()
    if author and post.kind != Post.Kind.PAGE and not post.bylines.exists():
        Byline.objects.create(post=post, author=author)
