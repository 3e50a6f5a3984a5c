"""What can be followed: everything, a category, a tag, a series, an author, the comments."""

from collections import defaultdict
from copy import copy
from functools import partial
from typing import NamedTuple

from django.contrib.syndication.views import Feed
from django.db.models import BigIntegerField, F
from django.db.models.lookups import In
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blog.absolute import absolute, absolute_links
from blog.caching import drawn_from, made_of
from blog.models import Author, Byline, Category, Comment, Post, Series, SiteSettings, Tag, TaggedPost
from blog.models.prepared import Prepared, each, given_each
from blog.paths import path_of_card

from .articles import entry_of, has_stored_parts
from .feed_formats import AtomFeed, JsonFeed, RssFeed
from .keeping import page_values, shows
from .listings import AUTHOR, CATEGORY, ENTRIES_A_FEED, EVERYTHING, SERIES, TAG, called

COMMENTS_A_FEED = 30


class SiteFeed(Feed):
    """What all our feeds share: addresses from SITE_URL, a name that begins with the site's."""

    feed_type = AtomFeed
    item_guid_is_permalink = False
    path_name = None  # URL name of the feed itself

    def __call__(self, request, **named):
        asked = copy(self)  # one of each answers everybody, several at once
        asked.site, asked.followed = SiteSettings.load(), self.find(**named)
        return asked.answer(request)

    def answer(self, request):
        return super().__call__(request)

    def find(self):
        """What is followed, by what its address names; None for all there is."""
        return None

    def get_object(self, request):
        return self.followed

    def link(self, followed):
        return absolute(self.page_path(followed))

    def feed_guid(self, followed):
        return self.link(followed)

    def feed_url(self, followed):
        return absolute(self.feed_path(followed))

    def page_path(self, followed):
        return followed.get_absolute_url()

    def feed_path(self, followed):
        return reverse(self.path_name, args=[followed.slug])

    def title(self, followed):
        return f"{self.site}: {followed}"

    def description(self, followed):
        return followed.description or self.site.tagline

    # Atom says "subtitle" where RSS says "description".
    subtitle = description


class PostFeed(SiteFeed):
    """Posts in full, newest first. Of the same posts it is the same feed, and not written again."""

    listing = None

    def answer(self, request):
        followed = self.followed
        shows(list_of(followed))
        posts = self.posts = with_names(self.listing.newest(followed, self.number(followed)))
        write = partial(written, super().answer, request)
        if not all(map(has_stored_parts, posts)):
            return HttpResponse(**write()._asdict())
        values = page_values(posts, self.site, followed)
        feed = drawn_from((type(self).__name__, values), write, size=lambda feed: len(feed.content))
        return HttpResponse(**feed._asdict())

    def items(self, followed):
        return self.posts

    def number(self, followed):
        """How many posts there are, if that makes a difference to how they are found."""
        return 0

    def item_link(self, post):
        return absolute(post.get_absolute_url())

    def item_title(self, post):
        return _("%(title)s (day %(day)d)") % {"title": post.title, "day": post.day} if post.day else post.title

    def item_guid(self, post):
        return post.guid

    def item_description(self, post):
        return post.get_description()

    def item_pubdate(self, post):
        return post.publish_at

    def item_updateddate(self, post):
        return post.changed_at()

    def item_author_name(self, post):
        return ", ".join(post.author_names) or None

    def item_categories(self, post):
        return [*([post.category.name] if post.category else []), *post.tag_names]

    def item_comments(self, post):
        return absolute(post.get_absolute_url()) + "#comments"

    def item_extra_kwargs(self, post):
        return {
            "content": entry_of(post),
            "author_names": post.author_names,
            "image": absolute(path_of_card(post.kind, post.slug)),
        }


class Written(NamedTuple):
    """An answer by its parts."""

    content: bytes
    headers: dict


def written(feed, request):
    response = feed(request)
    return Written(response.content, dict(response.headers))


def list_of(followed):
    """The name of the list of posts that is followed: of everything, or of a category, tag, series or author."""
    if followed is None:
        return "posts"
    kind = followed._meta.model_name
    return f"days:{followed.pk}" if kind == "series" else f"posts:{kind}:{followed.pk}"


POSTS = given_each("post", ENTRIES_A_FEED, BigIntegerField())


@Prepared
def author_names():
    bylines = Byline.objects.filter(In(F("post"), POSTS)).order_by("position", "pk")
    return bylines.values_list("post", "author", "author__name")


@Prepared
def tag_names():
    tagged = TaggedPost.objects.filter(In(F("content_object"), POSTS)).order_by("pk")
    return tagged.values_list("content_object", "tag", "tag__name")


def with_names(posts):
    """The posts of a feed, each with `author_names` and `tag_names`. Two queries."""
    ids = each("post", ENTRIES_A_FEED, [post.pk for post in posts])
    authors, tags = names_of("author", author_names(**ids)), names_of("tag", tag_names(**ids))
    for post in posts:
        post.author_names, post.tag_names = authors[post.pk], tags[post.pk]
    return posts


def names_of(kind, rows):
    names = defaultdict(list)
    for post, pk, name in rows:
        names[post].append(name)
        made_of(f"{kind}:{pk}")
    return names


class AllPosts(PostFeed):
    path_name = "blog:feed"
    listing = EVERYTHING

    def page_path(self, followed):
        return reverse("blog:home")

    def feed_path(self, followed):
        return reverse(self.path_name)

    def title(self, followed):
        return self.site.name

    def description(self, followed):
        return self.site.tagline or self.site.name

    subtitle = description


class AllPostsRss(AllPosts):
    feed_type = RssFeed
    path_name = "blog:feed-rss"


class AllPostsJson(AllPosts):
    feed_type = JsonFeed
    path_name = "blog:feed-json"


class CategoryPosts(PostFeed):
    path_name = "blog:category-feed"
    listing = CATEGORY

    def find(self, slug):
        return called(Category, slug)


class TagPosts(PostFeed):
    path_name = "blog:tag-feed"
    listing = TAG

    def find(self, slug):
        return called(Tag, slug)

    def number(self, tag):
        return tag.post_count


class SeriesPosts(PostFeed):
    path_name = "blog:series-feed"
    listing = SERIES

    def find(self, slug):
        return called(Series, slug)


class AuthorPosts(PostFeed):
    path_name = "blog:author-feed"
    listing = AUTHOR

    def find(self, slug):
        return get_object_or_404(Author.objects.known(), slug=slug)

    def number(self, author):
        return self.listing.number(author)

    def description(self, author):
        return author.bio or self.site.tagline

    subtitle = description


class CommentFeed(SiteFeed):
    """Shown comments, newest first."""

    def comments(self, followed):
        raise NotImplementedError

    def items(self, followed):
        shows(f"talk:{followed.pk}" if followed else "talks")
        return self.comments(followed).shown().order_by("-posted_at", "-pk").select_related("post")[:COMMENTS_A_FEED]

    def item_link(self, comment):
        return absolute(comment.get_absolute_url())

    item_guid = item_link

    def item_title(self, comment):
        return _("%(name)s on %(title)s") % {"name": comment.user_name, "title": comment.post.title}

    def item_description(self, comment):
        return Truncator(comment.comment).chars(200)

    def item_pubdate(self, comment):
        return comment.posted_at

    def item_updateddate(self, comment):
        return comment.edited_at or comment.posted_at

    def item_author_name(self, comment):
        return comment.user_name

    def item_extra_kwargs(self, comment):
        return {"content": absolute_links(comment.html), "author_names": [comment.user_name]}


class AllComments(CommentFeed):
    def comments(self, followed):
        return Comment.objects.on_public_posts()

    def page_path(self, followed):
        return reverse("blog:home")

    def feed_path(self, followed):
        return reverse("blog:comments-feed")

    def title(self, followed):
        return _("%(site)s: comments") % {"site": self.site}

    def description(self, followed):
        return _("What readers say.")

    subtitle = description


class PostComments(CommentFeed):
    kind = None

    def find(self, slug):
        return get_object_or_404(Post.objects.published().filter(kind=self.kind), slug=slug)

    def comments(self, post):
        return Comment.objects.filter(post=post)

    def page_path(self, post):
        return post.get_absolute_url() + "#comments"

    def feed_path(self, post):
        return reverse(f"blog:{post.kind}-comments-feed", args=[post.slug])

    def title(self, post):
        return _("Comments on %(title)s") % {"title": post.title}

    def description(self, post):
        return post.get_description()

    subtitle = description


class RoleComments(PostComments):
    kind = Post.Kind.ROLE


class EssayComments(PostComments):
    kind = Post.Kind.ESSAY
