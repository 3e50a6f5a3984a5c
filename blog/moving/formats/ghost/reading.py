"""The tables of an export onto the shelf."""

import datetime
import re

from ...entries import Blog, CommentEntry, CommentStatus, Label, MediaFile, Writer
from .posts import BLOG_ADDRESS, Posts, read_time
from .tables import text

OF_READERS = re.compile(r"(?:^|/)(content/(?:images|media|files)/.+)$")
INTERNAL = "is a tag for Ghost alone, which no reader saw; it stays behind."
COMMENT_STATUSES = {"published": CommentStatus.SHOWN, "pending": CommentStatus.WAITING}
NO_NAME = "Member"
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Reading:
    def __init__(self, source, tables, shelf, report):
        self.source, self.tables, self.shelf, self.report = source, tables, shelf, report

    def read(self):
        settings = self.tables.settings()
        self.lay_blog(settings)
        tags = self.lay_tags()
        writers = self.lay_writers()
        posts = Posts(self.tables, settings, tags, writers, self.report)
        by_id = {}
        for entry, row in posts.read():
            self.shelf.put(entry)
            by_id[text(row.get("id"))] = entry
            self.lay_cover(entry, posts.meta_of(row))
        self.lay_comments(by_id)
        self.lay_files()
        self.report.ignored.update(self.tables.unused())

    def lay_blog(self, settings):
        language = settings.get("locale") or settings.get("lang") or settings.get("default_locale") or ""
        hosts = [self.source.host] if self.source.host else []
        self.shelf.put(Blog(settings.get("title", ""), settings.get("description", ""), hosts, language))

    def lay_tags(self):
        """{id: name} of those that readers saw."""
        found = {}
        for row in self.tables.rows("tags"):
            name, slug = text(row.get("name")).strip(), text(row.get("slug"))
            if name.startswith("#") or row.get("visibility") == "internal":
                self.report.note("left out", name, INTERNAL)
            elif name:
                found[text(row.get("id"))] = name
                self.shelf.put(Label(name, slug, text(row.get("description")), [f"/tag/{slug}/"] if slug else []))
        return found

    def lay_writers(self):
        """{id: reference}. Nothing of an account comes along: no address, password or key."""
        found = {}
        for row in self.tables.rows("users"):
            user_id, slug = text(row.get("id")), text(row.get("slug"))
            writer = Writer(
                f"ghost:author:{user_id}:{slug}"[:300],
                text(row.get("name")).strip() or slug,
                slug,
                bio=text(row.get("bio")),
                website=text(row.get("website")),
                picture=text(row.get("profile_image") or row.get("image")).replace(BLOG_ADDRESS, ""),
                paths=[f"/author/{slug}/"] if slug else [],
            )
            found[user_id] = writer.reference
            self.shelf.put(writer)
        return found

    def lay_cover(self, entry, meta):
        if entry.cover and (caption := text(meta.get("feature_image_caption"))):
            self.shelf.put(MediaFile(entry.cover, alt=entry.cover_alt, caption=caption))

    def lay_comments(self, entries):
        names = {text(row.get("id")): text(row.get("name")).strip() for row in self.tables.rows("members")}
        for row in self.tables.rows("comments"):
            entry, comment_id = entries.get(text(row.get("post_id"))), text(row.get("id"))
            if entry is None or not comment_id:
                self.report.ignored["comment without its post"] += 1
                continue
            parent = text(row.get("in_reply_to_id")) or text(row.get("parent_id"))
            self.shelf.put(
                CommentEntry(
                    reference=f"ghost:comment:{comment_id}",
                    post=entry.reference,
                    name=names.get(text(row.get("member_id"))) or NO_NAME,
                    html=text(row.get("html")),
                    posted_at=read_time(row.get("created_at")) or entry.published_at or entry.updated_at or LONG_AGO,
                    # Hidden by a moderator or taken back by its writer: either way nobody saw it.
                    status=COMMENT_STATUSES.get(text(row.get("status")), CommentStatus.REMOVED),
                    parent=f"ghost:comment:{parent}" if parent else "",
                )
            )

    def lay_files(self):
        """Pictures that lie beside the export, by their path on the blog."""
        for member in self.source.members():
            if (found := OF_READERS.search(member)) and "/size/" not in member:
                known = self.shelf.file(f"/{found[1]}") or MediaFile(f"/{found[1]}")
                known.member = member
                self.shelf.put(known)
