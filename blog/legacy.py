"""
What the addresses of Blogger, WordPress, Ghost and the static generators mean, as far as their form alone says it.
Where that stands here is for whoever asks: the reader's pages look among the posts, an import on its shelf.
"""

import re
from enum import StrEnum

from django.utils.dateparse import parse_date


class Meaning(StrEnum):
    HOME = "home"
    LIST = "list"  # a further page of all posts
    DATES = "dates"  # year, month?, day?
    LABEL = "label"  # name, feed?
    WRITER = "writer"  # name, feed?
    SEARCH = "search"  # words
    ATOM = "atom"
    RSS = "rss"
    JSON = "json"
    COMMENTS_FEED = "comments feed"
    POST_COMMENTS_FEED = "a post's comments feed"  # post: its number at Blogger
    SITEMAP = "sitemap"
    FILE = "file"  # path, without what stood before the system's own folder
    BELOW = "below"  # page, and what was asked of it: feed?


FEED = r"(?P<feed>/(?:feed|rss|atom)(?:/(?:rss2?|atom|rdf))?|/index\.xml)?"
PAGE = r"(?:/page/\d+)?"
BLOGGER_FEED = r"(?:default|full|summary)"
# On the path without its last slash, in any case. The first that fits says it.
FORMS = [
    (Meaning.HOME, r"/(?:index|default)\.(?:html?|php|aspx?)"),
    (Meaning.LIST, rf"(?:/blog|/posts){PAGE}|/page/\d+|/archives?(?:\.html?)?|/sitemap\.html?"),
    (Meaning.SITEMAP, r"/(?:wp-sitemap|sitemap_index|sitemap-(?:pages|posts|tags|authors)|(?:post|page)-sitemap)\.xml"),
    (
        Meaning.DATES,
        rf"(?:/archives)?/(?P<year>\d{{4}})(?:/(?P<month>0?[1-9]|1[0-2])(?:/(?P<day>0?[1-9]|[12]\d|3[01]))?)?{PAGE}",
    ),
    (Meaning.DATES, r"(?:/archives?)?/(?P<year>\d{4})_(?P<month>0[1-9]|1[0-2])(?:_\d\d)?_archive\.html?"),
    (Meaning.LABEL, r"/search/label/(?P<name>.+)"),
    (Meaning.LABEL, rf"/(?P<feed>feeds)/posts/{BLOGGER_FEED}/-/(?P<name>.+)"),
    (Meaning.LABEL, rf"/(?:tags?|category|categories|labels?|topics?)/(?P<name>.+?){FEED}{PAGE}"),
    (Meaning.WRITER, rf"/(?:authors?|writers?)/(?P<name>[^/]+?){FEED}{PAGE}"),
    (Meaning.ATOM, rf"/feeds/posts/{BLOGGER_FEED}|/atom(?:\.xml)?|/feed(?:\.xml|\.atom|/atom)|/wp-atom\.php"),
    (Meaning.RSS, r"/rss2?(?:\.xml)?|/feed\.rss|/feed/(?:rss2|rdf)|/wp-(?:rss2?|rdf|feed)\.php"),
    (Meaning.RSS, r"(?:/blog|/posts?)?/(?:index\.(?:xml|rss|rdf)|rss\.xml)|/(?:blog|posts)/feed"),
    (Meaning.JSON, r"/feed/json"),
    (Meaning.COMMENTS_FEED, rf"/feeds/comments/{BLOGGER_FEED}|/comments/feed/(?:rss2?|atom|rdf)|/wp-commentsrss2\.php"),
    (Meaning.POST_COMMENTS_FEED, rf"/feeds/(?P<post>\d{{1,25}})/comments/{BLOGGER_FEED}"),
    (Meaning.SEARCH, rf"/search/(?!label$|suggest$)(?P<words>[^/]+){PAGE}"),
    (Meaning.FILE, r".*?(?P<path>/wp-content/uploads/.+|/content/images/.+)"),
    (
        Meaning.BELOW,
        r"(?P<page>/.+?)(?:/amp(?:\.html)?|/index\.(?:html?|php)|/embed|/trackback|/comment-page-\d+|/page/\d+|(?P<number>/\d{1,2})"
        r"|(?P<feed>/(?:feed|rss|atom)(?:/(?:rss2?|atom|rdf))?))",
    ),
]
FORMS = [(meaning, re.compile(form, re.IGNORECASE | re.DOTALL)) for meaning, form in FORMS]
LONGEST = 500
# What Blogger and its readers add to an address without changing what it names.
IDLE_KEYS = {"m", "amp", "showComment", "alt", "redirect", "max-results", "start-index", "by-date", "orderby"}
IDLE_KEYS |= {"updated-max", "updated-min", "published-max", "published-min", "spref", "blogsub", "zx", "cpage"}
IDLE_KEYS |= {"replytocom", "paged", "share", "commentPage"}


def meaning_of(path):
    """(Meaning, what its form names) of a readable path, or (None, {})."""
    path = path.rstrip("/")
    if len(path) > LONGEST:
        return None, {}
    for meaning, form in FORMS:
        if match := form.fullmatch(path):
            return meaning, match.groupdict()
    return None, {}


def below(path):
    """What a path names if it is only something below that of a page, whatever else it may mean; or None."""
    match = dict(FORMS)[Meaning.BELOW].fullmatch(path.rstrip("/")) if len(path) <= LONGEST else None
    return match and match.groupdict()


def date_in(text):
    """The date with which a time begins, as in `updated-max=2019-05-01T10:00:00+02:00`; or None."""
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
