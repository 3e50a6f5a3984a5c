"""
A reader's own story: an essay that its writer drafts from an account, and editors read, hand back or let come out like
any other (reviewing.py). It has its writer's name, once it is handed in.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from blog.markup import html_to_markdown, render_markdown
from blog.models import Author, Byline, Post

from .posts import refresh_post
from .reviewing import settle_remark, submit_post
from .revisions import record_revision

MOST_UNFINISHED = 10  # of an account
UNFINISHED = (Post.State.DRAFT, Post.State.RETURNED)


class StoryRefused(Exception):
    """The argument says why, in a sentence for the writer."""


class StoryMoved(Exception):
    """Somebody else changed it, or it is no longer the writer's to change."""


def stories_of(user):
    """The essays somebody began, unless somebody else took over all of it."""
    return Post.objects.filter(kind=Post.Kind.ESSAY, created_by=user).order_by("-updated_at", "-pk")


def is_unfinished(post):
    """Whether its writer may change it: it is not with the editors, and was never out."""
    return post.state in UNFINISHED and not post.had_public_address()


def text_of(post):
    return html_to_markdown(post.body)


@transaction.atomic
def begin_story(user, *, title, standfirst, text):
    if stories_of(user).exclude(state__in=[Post.State.READY, Post.State.WITHDRAWN]).count() >= MOST_UNFINISHED:
        raise StoryRefused(_("You have ten stories that are not out yet. Finish or delete one of them first."))
    post = Post(kind=Post.Kind.ESSAY, created_by=user)
    write(post, title, standfirst, text)
    return post


@transaction.atomic
def change_story(post, *, seen, title, standfirst, text):
    """`seen`: when it was changed last, as its writer's form knew it. Raises StoryMoved."""
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if not is_unfinished(post) or version_of(post) != seen:
        raise StoryMoved
    write(post, title, standfirst, text)
    return post


def version_of(post):
    return post.updated_at.isoformat()


def write(post, title, standfirst, text):
    post.title, post.standfirst, post.body = title, standfirst, render_markdown(text)
    post.save()
    refresh_post(post)
    record_revision(post, by=post.created_by)


@transaction.atomic
def hand_in_story(post, *, by):
    """The editors have it now, under its writer's name."""
    if not by.name.strip():
        raise StoryRefused(_("Your account has no name yet. Say in your profile what stands under the title."))
    author, _made = Author.objects.get_or_create(user=by, defaults={"name": by.name.strip()})
    if not post.bylines.exists():
        Byline.objects.create(post=post, author=author)
        refresh_post(post)
    submit_post(post, by=by)


def answer_remarks(post, answers, *, by):
    """`answers`: {id of a remark: what its writer says to it}. Only an editor settles it."""
    for remark in post.remarks.open().filter(pk__in=answers):
        if answers[remark.pk] != remark.answer:
            settle_remark(remark, answer=answers[remark.pk], is_resolved=False, by=by)


@transaction.atomic
def delete_story(post):
    """A draft that was never out. Raises StoryMoved."""
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if not is_unfinished(post):
        raise StoryMoved
    authors = list(post.authors.filter(user=post.created_by_id, user__is_staff=False))
    post.delete()
    forget_authors(authors)


def forget_authors(authors):
    """Names that stand under nothing any more."""
    Author.objects.filter(pk__in=[author.pk for author in authors], bylines=None).delete()


def forget_stories(user):
    """What an account that is closed never had published. What came out stays, as the site's."""
    if user.is_staff:
        return
    authors = list(Author.objects.filter(user=user))
    for post in stories_of(user).filter(first_published_at=None, publish_at=None):
        post.delete()
    forget_authors(authors)
