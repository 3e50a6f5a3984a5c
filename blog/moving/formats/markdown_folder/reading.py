"""The files of a folder onto the shelf: once for where each of them stood, once for what they say."""

import hashlib
import html
from pathlib import PurePosixPath

from blog.markup import plain_text

from ...entries import Blog, Entry, Label, Status, Writer
from .. import fragments
from ..titles import name_in, title_from
from . import fields, meaning, text
from . import site as systems
from .beside import Beside
from .comments import REFERENCE_LENGTH, comments_in, lay_comments
from .drawing import Drawing
from .files import file_of, is_markdown
from .front import BadFront, split_front
from .links import Links
from .paths import other_paths, path_of

MAX_BYTES = 5 * 1024**2
NOT_KNOWN = "{name} was drawn by the site's generator; only the words within it came along."
OVER = "was taken off by its date (expiryDate); it comes in as private."


class Reading:
    def __init__(self, source, site, shelf, report):
        self.source, self.site, self.shelf, self.report = source, site, shelf, report
        self.beside = Beside(source, site, shelf)
        self.links = Links(site)
        self.named = set()
        self.writers = {}
        self.labels = {}

    def read(self):
        settings = self.site.settings
        title, description = fields.text_of(settings, "title"), fields.text_of(settings, "description", "subtitle")
        language = fields.text_of(settings, "lang", "languageCode", "language", "locale")
        self.shelf.put(Blog(title, description, self.site.hosts, language))
        files = [file for member in self.source.members() if (file := self.look(member))]
        for file in files:
            if entry := self.entry_of(file):
                self.links.add(file, entry.path)
        self.comments = comments_in(self.source, self.report)
        for file in files:
            self.lay(file)
        for name, rows in self.comments.items():
            self.report.note(
                "left out", name, f"is no post here; the {len(rows)} comments kept under this name stay behind."
            )
        for item in (*self.writers.values(), *self.labels.values()):
            self.shelf.put(item)

    def look(self, member):
        file = file_of(member, self.site)
        if file is None and is_markdown(member):
            self.report.ignored["file of the site itself"] += 1
        return file

    def lay(self, file):
        try:
            front, body = self.split(file)
        except BadFront as error:
            self.report.refuse(file.member, error)
            return
        if self.is_part_of_site(front, body, file):
            self.report.ignored["file of the site itself"] += 1
            return
        entry = self.entry_of(file, front, body)
        self.draw(entry, file, front, body)
        if entry.is_page and is_empty(entry.html):
            self.report.ignored["page without text"] += 1
            return
        self.shelf.put(entry)
        rows = self.comments.pop(entry.slug, None) or self.comments.pop(PurePosixPath(file.member).stem, None) or []
        lay_comments(rows, entry, self.site.zone, self.shelf, self.report)

    def split(self, file):
        """Raises BadFront."""
        if self.source.size(file.member) > MAX_BYTES:
            raise BadFront(f"It is larger than {MAX_BYTES // 1024**2} MB. One file is one post.")
        with self.source.open(file.member) as stream:
            content = stream.read()
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            front, body, _line = split_front(content.decode(encoding).replace("\0", ""))
        except UnicodeDecodeError as error:
            raise BadFront(f"It is not UTF-8 at byte {error.start + 1}. Save it as UTF-8.") from error
        return front, body

    def is_part_of_site(self, front, body, file):
        """Pages of Jekyll without text or fields are templates; drafts and notes without either are nothing."""
        return not body.strip() and not front.get("title") if file.is_page else not body.strip() and not front

    def entry_of(self, file, front=None, body=None):
        """The Entry without its text; None of what cannot be read."""
        if front is None:
            try:
                front, body = self.split(file)
            except BadFront:
                return None
        site = self.site
        published_at, updated_at = meaning.times_of(front, file, site)
        categories = fields.categories_of(front, file, site)
        entry = Entry(
            reference=self.reference_of(file),
            title=text.take_heading(body, fields.text_of(front, "title", "Title"))[0],
            html="",
            status=meaning.status_of(front, file, site, published_at),
            is_page=meaning.is_page(front, file),
            slug=fields.text_of(front, "slug") or file.stem,
            published_at=published_at,
            updated_at=updated_at,
            description=fields.text_of(front, "description", "subtitle", "meta_description"),
            labels=fields.labels_of(front, site),
            categories=categories,
            comments_open=not fields.is_false(front.get("comments")),
            original=body,
        )
        entry.path = path_of(front, file, site, entry, categories)
        entry.other_paths = other_paths(front, site, entry.path)
        if entry.status in (Status.DRAFT, Status.PENDING):
            entry.path, entry.published_at = "", None
        return entry

    def reference_of(self, file):
        name = file.member.removeprefix(self.site.root)
        reference = f"{self.site.reference}:{name}"
        if len(reference) <= REFERENCE_LENGTH:
            return reference
        return f"{reference[:200]}:{hashlib.sha256(reference.encode()).hexdigest()}"

    # What it says

    def draw(self, entry, file, front, body):
        body = text.take_heading(body, fields.text_of(front, "title", "Title"))[1]
        entry.title = entry.title or name_in(f"/{file.stem}") or title_from(body)
        about = entry.title
        body, before = text.split_at_jump(body)
        drawing = Drawing(
            self.site, entry.title, lambda name: self.links.find(name, file), lambda name: self.note(name, about)
        )
        with_breaks = fields.is_of_dev_to(front) and self.site.system == systems.PLAIN

        def drawn(words):
            written = text.html_of(words, file, drawing, with_breaks=with_breaks)
            root = fragments.parse(written)
            if root is None:
                return written
            self.beside.point(root, file, entry.path)
            self.point_links(root, file)
            return text.plainly(root)

        entry.html = drawn(body)
        entry.excerpt = html.escape(fields.text_of(front, "excerpt", "summary", "abstract")) or (
            drawn(before) if before else ""
        )
        cover, entry.cover_alt = fields.cover_of(front)
        cover = cover or self.beside.featured(file)
        entry.cover = self.beside.address(cover, file, entry.path) if cover else ""
        entry.writers = [self.writer(name, said) for name, said in fields.names_of_writers(front)]
        self.keep_labels(entry)
        if meaning.is_over(front, self.site):
            self.report.note("doubtful", about, OVER)

    def note(self, name, about):
        if name not in self.named:
            self.named.add(name)
            self.report.note("doubtful", about, NOT_KNOWN.format(name=f"“{name}”"))

    def point_links(self, root, file):
        """Links from file to file lead to the paths these had."""
        for link in root.iter("a"):
            href = link.get("href", "")
            if "://" not in href and is_markdown(href.partition("#")[0].partition("?")[0]):
                link.set("href", self.links.find(href, file) or href)

    def writer(self, key, said):
        slug = fields.slug_part(key)
        reference = f"{self.site.reference}:author:{slug}"[:REFERENCE_LENGTH]
        known = self.writers.setdefault(reference, Writer(reference, key, slug))
        known.bio = known.bio or fields.text_of(said, "bio", "description")
        known.website = known.website or fields.text_of(said, "url", "website", "link")
        return reference

    def keep_labels(self, entry):
        """Hugo and Hexo made pages of labels, under paths that everybody links to."""
        if self.site.system not in (systems.HUGO, systems.HEXO):
            return
        for folder, names in (("tags", entry.labels), ("categories", entry.categories)):
            for name in names:
                slug = fields.slug_part(name)
                label = self.labels.setdefault(name, Label(name, slug))
                path = f"{self.site.base}/{folder}/{slug}/"
                label.paths += [] if path in label.paths else [path]


def is_empty(written):
    """Pages that only drew lists of posts have nothing left to show."""
    return not plain_text(written).strip() and "<img" not in written
