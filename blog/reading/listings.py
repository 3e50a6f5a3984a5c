"""Which posts stand on a list and in its feed, newest first: all of them, or those that have something in common."""

from functools import partial

from django.db.models import BigIntegerField, CharField, DateTimeField
from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from blog.models import Category, Post, Series, Skill, Tag
from blog.models.prepared import Given, Prepared

from .counted import counted
from .paging import PAGE_SIZE, posts_page

ENTRIES_A_FEED = 20
FEW = 300  # posts that are cheaper to look up than to come across on a walk through all of them

NOW, SUBJECT = Given("now", DateTimeField()), Given("subject", BigIntegerField())


class Listing:
    """
    `posts(public, subject, few)` gives those of the public posts that have the subject of this number in common; `few`:
    whether they are. The first page and the feed, which most ask for, are put together once.
    """

    def __init__(self, posts):
        self.posts = posts
        self.first_pages = {few: Prepared(partial(self.first_page, few)) for few in (True, False)}
        self.feeds = {few: Prepared(partial(self.entries, few)) for few in (True, False)}

    def number(self, subject):
        """How many there are, for the line that says it; see `counted`."""

        def count():
            return self.posts(Post.objects.published(), subject.pk, few=True).count()

        return counted(count, subject._meta.model_name, subject.pk)

    def page(self, request, subject):
        """The page a request asks for, with what cards show of its posts."""
        number = self.number(subject)
        few, now = number < FEW, timezone.now()
        posts = SimpleLazyObject(lambda: self.posts(Post.objects.published(now), subject.pk, few=few).newest_first())
        first = partial(self.first_pages[few], now=now, subject=subject.pk)
        return posts_page(request, posts, number_of_posts=number, first=first)

    def newest(self, subject, number):
        """What its feed shows; `number` is about how many there are."""
        return self.feeds[number < FEW](now=timezone.now(), subject=subject and subject.pk)

    def first_page(self, few):
        return self.of_prepared(few).cut(0, PAGE_SIZE).for_lists()

    def entries(self, few):
        return self.of_prepared(few).cut(0, ENTRIES_A_FEED).for_feeds()

    def of_prepared(self, few):
        return self.posts(Post.objects.published(NOW), SUBJECT, few=few).newest_first()


DATED_KINDS = (Post.Kind.ROLE, Post.Kind.ESSAY)

EVERYTHING = Listing(lambda public, nothing, few: public.dated())
SERIES = Listing(lambda public, series, few: public.dated().filter(slot__series=series))
# Not dated(): with the kinds named, the index of the category alone finds them.
CATEGORY = Listing(lambda public, category, few: public.filter(category=category, kind__in=DATED_KINDS))
TAG = Listing(lambda public, tag, few: public.dated().tagged_with(tag, few=few))
AUTHOR = Listing(lambda public, author, few: public.dated().written_by(author, few=few))


# What lists are of, by slug.
BY_SLUG = {
    model: Prepared(partial(lambda model: model.objects.filter(slug=Given("slug", CharField())), model))
    for model in (Category, Series, Skill, Tag)
}


def called(model, slug):
    """The one row of this slug, or 404."""
    rows = BY_SLUG[model](slug=slug)
    if not rows:
        raise Http404(_("There is no such page."))
    return rows[0]
