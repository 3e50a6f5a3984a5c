"""Links of a blog to itself: from its old addresses to where its posts are now."""

import datetime
import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.urls import reverse

from blog.legacy import Meaning, meaning_of
from blog.markup import tree
from blog.models import Author, Category, Tag
from blog.models.addresses import address_form, same_path
from blog.models.slugs import slugify
from blog.models.tags import fold
from blog.moving.entries import Status

from .hosts import bare
from .trees import parse, serialize

TABLES = (
    "CREATE TABLE IF NOT EXISTS old_path (path TEXT PRIMARY KEY, kind TEXT, key TEXT, is_main INT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS old_label (folded TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
)
REMEMBER = """
    INSERT INTO old_path VALUES (?, ?, ?, ?) ON CONFLICT (path)
    DO UPDATE SET kind = excluded.kind, key = excluded.key, is_main = 1 WHERE excluded.is_main > is_main
"""
TO_COMMENTS = re.compile(r"c\d+|comment-?\d+|comments?|comment-form|respond|disqus_thread", re.IGNORECASE)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg)$", re.IGNORECASE)
SIMPLE = {
    Meaning.HOME: "blog:home",
    Meaning.LIST: "blog:archive",
    Meaning.ATOM: "blog:feed",
    Meaning.RSS: "blog:feed-rss",
    Meaning.JSON: "blog:feed-json",
    Meaning.COMMENTS_FEED: "blog:comments-feed",
}


class Links:
    """
    Makes of each link to one of `hosts` (those the shelf's blog names are among them) one to the page of today, by the
    shelf's plan. What is not known there stays a link to the old host, and is noted.
    """

    def __init__(self, shelf, report, hosts=()):
        self.shelf, self.report = shelf, report
        named = [host for host in (*hosts, *shelf.blog.hosts) if host]
        self.hosts = {bare(host) for host in named}
        self.main_host = named[0] if named else ""
        for table in TABLES:
            shelf.rows.execute(table)
        self.learn()

    def learn(self):
        """Lay beside the shelf's entries every path that led to one of them, to a label or a writer."""
        for entry in self.shelf.entries():
            if entry.status == Status.PUBLIC:
                self.remember([entry.path], "entry", entry.reference, is_main=True)
                self.remember(entry.other_paths, "entry", entry.reference)
                names = [(fold(name), name) for name in (*entry.labels, *entry.categories)]
                self.shelf.rows.executemany("INSERT OR IGNORE INTO old_label VALUES (?, ?)", names)
        for label in self.shelf.labels():
            self.remember(label.paths, "label", label.name)
        for writer in self.shelf.writers():
            self.remember(writer.paths, "writer", writer.reference)

    def remember(self, paths, kind, key, is_main=False):
        rows = [(address_form(path), kind, key, is_main) for path in paths if path]
        self.shelf.rows.executemany(REMEMBER, rows)

    # Texts

    def rewrite(self, html, entry=None):
        """`entry`: whose text it is, for relative links and for the report."""
        if "href" not in html.lower() or (root := parse(html)) is None:
            return html
        changed = False
        for link in root.iter("a"):
            href = link.get("href", "")
            if is_picture_link(link) or (new := self.new_href(href, entry)) == href:
                continue
            link.set("href", new)
            changed = True
        return serialize(root) if changed else html

    def new_href(self, href, entry=None):
        try:
            parts = urlsplit(href.strip())
        except ValueError:
            return href
        if parts.scheme not in ("", "http", "https") or not self.is_own(parts, href):
            return href
        if not parts.netloc and not parts.path and not parts.query:
            return "#comments" if TO_COMMENTS.fullmatch(parts.fragment) else href
        base = entry.path if entry else ""
        path = parts.path if parts.netloc or parts.path.startswith("/") else urljoin(base, parts.path)
        if not path.startswith("/") and (path or not parts.netloc):
            return href  # relative to nobody knows what
        new = self.new_address(path or "/", parts.query)
        return with_fragment(new, parts.fragment) if new else self.left(parts._replace(path=path), href, entry)

    def is_own(self, parts, href):
        return bare(parts.netloc) in self.hosts if parts.netloc else bool(href.strip())

    def left(self, parts, href, entry):
        """What it is now is not known: it leads to the old host, as long as that stands."""
        about = entry.title or entry.path if entry else href
        self.report.note("links", about, f"{href[:300]} is no page of the export: the link leads to the old blog.")
        if parts.netloc or not self.main_host:
            return href
        return urlunsplit(parts._replace(scheme="https", netloc=self.main_host))

    # Addresses

    def new_address(self, path, query=""):
        """Where the page of an old path is now; None if that is not known."""
        form = address_form(f"{path}?{query}" if query else path)
        if found := self.remembered(form) or self.remembered(form.partition("?")[0]):
            return found
        path = form.partition("?")[0]
        asked = dict(parse_qsl(query))
        if asked.get("q") and path.rstrip("/") == "/search":
            return f"{reverse('blog:search')}?{urlencode({'q': asked['q']})}"
        if path == "/" and not asked.keys() - {"m"}:
            return reverse("blog:home")
        meaning, said = meaning_of(path)
        if meaning in SIMPLE:
            return reverse(SIMPLE[meaning])
        if meaning == Meaning.LABEL and not said.get("feed"):
            return self.label_path(said["name"])
        if meaning == Meaning.DATES:
            return self.dates_path(said)
        if meaning == Meaning.BELOW:
            found = self.remembered(said["page"])
            return f"{found}comments/feed/" if found and said.get("feed") else found
        return None

    def remembered(self, path):
        for way in same_path(path):
            row = self.shelf.rows.execute("SELECT kind, key FROM old_path WHERE path = ?", (way,)).fetchone()
            if row:
                return {"entry": self.entry_path, "label": self.label_path, "writer": self.writer_path}[row[0]](row[1])
        return None

    def entry_path(self, reference):
        return (self.shelf.planned(reference) or {}).get("path") or None

    def label_path(self, name):
        """Of the tag or category a label becomes, if any post has it: perhaps one that is not here yet."""
        row = self.shelf.rows.execute("SELECT name FROM old_label WHERE folded = ?", (fold(name),)).fetchone()
        if row is None:
            return None
        category = Category.objects.filter(name__iexact=name).first() or Category.objects.filter(slug=name).first()
        tag = category or Tag.objects.filter(folded=fold(name)).first()
        return tag.get_absolute_url() if tag else reverse("blog:tag", args=[slugify(row[0])])

    def writer_path(self, reference):
        author = Author.objects.filter(import_reference=reference).first()
        return author and author.get_absolute_url()

    def dates_path(self, said):
        year, month = int(said["year"]), int(said.get("month") or 0)
        if not 1900 < year < 2200:
            return None
        first = datetime.datetime(year, month or 1, 1, tzinfo=datetime.UTC)
        after = first.replace(year=year + (month in (0, 12)), month=month % 12 + 1 if month else 1)
        sql = "SELECT 1 FROM entry WHERE status = 'public' AND NOT is_page AND at >= ? AND at < ?"
        if not self.shelf.rows.execute(sql, (first.timestamp(), after.timestamp())).fetchone():
            return None
        return reverse("blog:archive-month", args=[year, month]) if month else reverse("blog:archive-year", args=[year])


def with_fragment(path, fragment):
    if not fragment or fragment == "more" or "?" in path:
        return path
    return f"{path}#comments" if TO_COMMENTS.fullmatch(fragment) else f"{path}#{fragment}"


def is_picture_link(link):
    """Whether it leads from a small picture to a large one: those are seen to with the pictures."""
    href = link.get("href", "").partition("?")[0]
    return (
        bool(PICTURE_FILE.search(href))
        and any(True for _image in link.iter("img"))
        and tree.is_blank("".join(link.itertext()))
    )
