"""
Old addresses that no row was kept for: what their form means, looked for among what is here. Each leads on in one step,
and only to a page that is there.
"""

import datetime
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from blog.legacy import IDLE_KEYS, Meaning, below, date_in, meaning_of
from blog.models import Address, Arrival, Author, Category, PictureOrigin, Post, Tag
from blog.models.addresses import PATH_LENGTH, QUERY_KEYS, address_form, readable
from blog.models.origins import full_size
from blog.models.slugs import normalize_slug
from blog.models.tags import fold
from blog.models.tallies import tally
from blog.search.paths import SECTIONS, parts_of

from .archive import YEARS, came_out
from .paging import PAGE_SIZE

WITH_COMMENTS_FEED = {"role", "essay"}
WITH_FEED = {"category", "tag", "series", "author"}


def place_of(path, query=""):
    """Where the page of an address of another system is now: a path, or None."""
    path = readable(path)
    if "\0" in path:
        return None
    meaning, said = meaning_of(path)
    found = PLACES[meaning](said, asked_in(query)) if meaning else with_slash(path)
    if found is None and (said := below(path)):
        return place_above(said)
    return found


def asked_in(query):
    return {key: value.replace("\0", "") for key, value in parse_qsl(query)}


def with_slash(path):
    """A page without a slug that was asked for without its last slash."""
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return None
    return f"{path}/" if not match.kwargs else None


# Questions: addresses that name a page behind their question mark


def place_of_question(path, query):
    """The same for an address whose path is a page here, but whose question asks for another one."""
    asked = asked_in(query)
    if path.rstrip("/") == "/search":
        return place_of_search(asked)
    if path != "/":
        return None
    form = address_form(f"/?{query}")
    found, kept = Address.objects.follow(form) if "?" in form else (None, None)
    if found:
        tally(lambda: Address.objects.count_hit(kept))
        return feed_of(found) if asked.get("feed") else found
    return place_asked_for(asked)


def place_asked_for(asked):
    places = (place(asked[key], asked) for key, place in QUESTIONS.items() if asked.get(key))
    return next(filter(None, places), None)


def place_of_search(asked):
    if until := date_in(asked.get("updated-max", "")):
        return dates({"year": until.year, "month": until.month}) or reverse("blog:archive")
    label = asked.get("q", "")
    return place_of_label(label.removeprefix("label:").strip('"')) if label.startswith("label:") else None


def place_of_feed(kind, asked):
    if "p" in asked or "page_id" in asked or "cat" in asked:
        return None
    if kind.startswith("comments"):
        return reverse("blog:comments-feed")
    return reverse("blog:feed" if kind == "atom" else "blog:feed-rss")


def place_of_month(number, asked):
    """`m=201905`, and `m=20190504` for a day."""
    if not number.isdecimal() or len(number) not in (4, 6, 8):
        return None
    return dates({"year": number[:4], "month": number[4:6], "day": number[6:]})


QUESTIONS = {
    "s": lambda words, asked: search_for(words),
    "feed": place_of_feed,
    "m": place_of_month,
    "year": lambda year, asked: dates({"year": year, "month": asked.get("monthnum"), "day": asked.get("day")}),
    "tag": lambda name, asked: place_of_label(name),
    "category_name": lambda name, asked: place_of_label(name),
    "author_name": lambda name, asked: place_of_writer(name),
    "paged": lambda number, asked: reverse("blog:archive") if number.isdecimal() else None,
}
# What other systems ask for in a question. What says more about it is of no use where it leads.
OLD_KEYS = {*IDLE_KEYS, *QUERY_KEYS, *QUESTIONS, "q"}
DETAILS = {*OLD_KEYS, "monthnum", "day", "page"}


# Places


def search_for(words):
    words = " ".join(words.split())
    return f"{reverse('blog:search')}?{urlencode({'q': words})}" if words else None


def dates(said, asked=None):
    """The archive's page of a year, a month or a day, if anything came out then."""
    try:
        year, month, day = (int(said.get(name) or 0) for name in ("year", "month", "day"))
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    if year not in YEARS:
        return None
    posts = came_out(year, month or None)
    if day:
        start = timezone.make_aware(datetime.datetime.combine(first, datetime.time.min))
        end = start + datetime.timedelta(days=1)
        if not posts.filter(publish_at__gte=start, publish_at__lt=end).exists():
            return None
        page = posts.filter(publish_at__gte=end).count() // PAGE_SIZE + 1
        asked = f"?page={page}" if page > 1 else ""
        return f"{reverse('blog:archive-month', args=[year, month])}{asked}#day-{day}"
    if not posts.exists():
        return None
    return reverse("blog:archive-month", args=[year, month]) if month else reverse("blog:archive-year", args=[year])


def label(said, asked):
    return place_of_label(said["name"], is_feed=bool(said.get("feed")))


def place_of_label(name, is_feed=False):
    """The tag or category of that name or slug; of a label below another one or beside it, that one alone."""
    ways = [name, name.replace("+", " "), name.rpartition("/")[2], name.partition("/")[0], name.partition("|")[0]]
    for way in dict.fromkeys(filter(str.strip, ways)):
        slug = normalize_slug(way.casefold())
        row = (
            Tag.objects.in_use().filter(folded=fold(way)).first()
            or Category.objects.filter(slug=slug).first()
            or Tag.objects.in_use().filter(slug=slug).first()
            or Category.objects.filter(name__iexact=way).first()
        )
        if row:
            return row.get_absolute_url() + ("feed/" if is_feed else "")
    return None


def writer(said, asked):
    return place_of_writer(said["name"], is_feed=bool(said.get("feed")))


def place_of_writer(name, is_feed=False):
    author = Author.objects.filter(slug=normalize_slug(name.casefold())).first()
    return author and author.get_absolute_url() + ("feed/" if is_feed else "")


def atom(said, asked):
    return reverse({"rss": "blog:feed-rss", "json": "blog:feed-json"}.get(asked.get("alt"), "blog:feed"))


def comments_of_post(said, asked):
    """Blogger's number of a post is what its reference ends in."""
    arrivals = Arrival.objects.filter(reference__startswith="blogger:", reference__endswith=f":{said['post']}")
    post = Post.objects.published().filter(arrival__in=arrivals).first()
    return post and feed_of(post.get_absolute_url())


def feed_of(path):
    """The feed of the comments on a post, or of the posts of a list; of a page that has none, the page."""
    try:
        name = resolve(path).url_name
    except Resolver404:  # an editor's own words
        return path
    if name in WITH_COMMENTS_FEED:
        return f"{path}comments/feed/"
    return f"{path}feed/" if name in WITH_FEED else path


def stored_file(said, asked):
    """A picture under the path its system kept it at, whatever its size."""
    path = said["path"]
    origins = PictureOrigin.objects.of([full_size(path), path])
    return next((origin.picture.file.url for origin in origins.values() if origin.picture), None)


def place_above(said):
    """Of what systems hang below the path of a page: another form of it, or its feed."""
    path = said["page"]
    found = Address.objects.resolve(path) or (None if said["number"] else page_with_slug(path))
    if found is None and not said["feed"] and not said["number"]:
        meaning, upper = meaning_of(path)
        found = PLACES[meaning](upper, {}) if meaning else None
    return feed_of(found) if found and said["feed"] else found


def page_with_slug(path):
    section, slug = parts_of(path)[0], normalize_slug(parts_of(path)[-1])
    if section not in SECTIONS or len(parts_of(path)) != 2 or len(path) > PATH_LENGTH:
        return None
    row = SECTIONS[section]().filter(slug=slug).first()
    return row and row.get_absolute_url()


PLACES = {
    Meaning.HOME: lambda said, asked: place_asked_for(asked) or reverse("blog:home"),
    Meaning.LIST: lambda said, asked: reverse("blog:archive"),
    Meaning.DATES: dates,
    Meaning.LABEL: label,
    Meaning.WRITER: writer,
    Meaning.SEARCH: lambda said, asked: search_for(said["words"]),
    Meaning.ATOM: atom,
    Meaning.RSS: lambda said, asked: reverse("blog:feed-rss"),
    Meaning.JSON: lambda said, asked: reverse("blog:feed-json"),
    Meaning.COMMENTS_FEED: lambda said, asked: reverse("blog:comments-feed"),
    Meaning.POST_COMMENTS_FEED: comments_of_post,
    Meaning.SITEMAP: lambda said, asked: reverse("blog:sitemap"),
    Meaning.FILE: stored_file,
    Meaning.BELOW: lambda said, asked: None,
}
