"""
Where an export is laid out before anything is brought in: a file on disk, so that memory does not grow with the blog,
nothing is brought in of a file that breaks off, and posts can be asked for in an order the file did not have.
"""

import json
import sqlite3
import tempfile
import unicodedata
from pathlib import Path

from .entries import Blog, CommentEntry, Entry, Label, MediaFile, Writer, dumps, loads, printable

TABLES = """
    CREATE TABLE entry (reference TEXT PRIMARY KEY, is_page INT, status TEXT, path TEXT, at REAL, json TEXT);
    CREATE INDEX entry_at ON entry (path);
    CREATE TABLE comment (reference TEXT PRIMARY KEY, post TEXT, parent TEXT, status TEXT, is_pingback INT, at REAL,
        json TEXT);
    CREATE INDEX comment_of_post ON comment (post, at, reference);
    CREATE TABLE other (kind TEXT, key TEXT, json TEXT, PRIMARY KEY (kind, key));
    CREATE TABLE plan (reference TEXT PRIMARY KEY, json TEXT);
    CREATE TABLE member (name TEXT, member TEXT, PRIMARY KEY (name, member)) WITHOUT ROWID;
"""
AT_ONCE = 500


def folded_name(path):
    """The bare name of a file, in whatever case, and composed: some systems write accents apart."""
    return unicodedata.normalize("NFC", path.rpartition("/")[2]).casefold()


class Shelf:
    """Use as a context manager: what lies on it is gone afterwards."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="careerguide-move-")
        # Rows are written again at every start: no need to survive a crash, only to be fast.
        self.rows = sqlite3.connect(Path(self.folder.name) / "shelf.sqlite3", isolation_level=None)
        self.rows.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES} BEGIN;")
        self.blog = Blog()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.rows.close()
        self.folder.cleanup()

    # Laying down. Whoever comes twice under one reference counts once, as what came last.

    def put(self, item):
        item = printable(item)
        text = dumps(item)
        if not isinstance(item, Blog):
            item = loads(type(item), text)  # with the signs alone that a database takes, in its keys too
        if isinstance(item, Entry):
            at = item.published_at.timestamp() if item.published_at else 0
            values = (item.reference, item.is_page, item.status, item.path, at, text)
            self.rows.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", values)
        elif isinstance(item, CommentEntry):
            at = item.posted_at.timestamp()
            values = (item.reference, item.post, item.parent, item.status, item.is_pingback, at, text)
            self.rows.execute("INSERT OR REPLACE INTO comment VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        elif isinstance(item, Blog):
            self.blog = item
        else:
            key = {Writer: "reference", Label: "name", MediaFile: "url"}[type(item)]
            values = (type(item).__name__, getattr(item, key), text)
            self.rows.execute("INSERT OR REPLACE INTO other VALUES (?, ?, ?)", values)
            if isinstance(item, MediaFile) and item.member:
                # Archives shorten names; the address has the one it was uploaded with.
                for name in {folded_name(item.member), folded_name(item.url)}:
                    self.rows.execute("INSERT OR REPLACE INTO member VALUES (?, ?)", (name, item.member))

    def plan(self, reference, values):
        """
        What becomes of an entry here, before anything is written: {kind, title, slug, day, path ...}. An empty path:
        it has no page here.
        """
        self.rows.execute("INSERT OR REPLACE INTO plan VALUES (?, ?)", (reference, json.dumps(values)))

    def mark_writers(self):
        """Marks the comments that somebody wrote who wrote posts too, in whatever order they came."""
        self.rows.execute(
            "UPDATE comment SET json = json_set(json, '$.is_by_author', json('true'))"
            " WHERE json_extract(json, '$.writer') IN (SELECT key FROM other WHERE kind = 'Writer')"
        )

    # Asking

    def planned(self, reference):
        """What `plan` laid down, or None."""
        row = self.rows.execute("SELECT json FROM plan WHERE reference = ?", (reference,)).fetchone()
        return row and json.loads(row[0])

    def entries(self):
        """Every Entry, the oldest first."""
        return self._read(Entry, "SELECT json FROM entry ORDER BY at, reference")

    def entry(self, reference):
        return next(self._read(Entry, "SELECT json FROM entry WHERE reference = ?", reference), None)

    def reference_at(self, path):
        """The reference of the post that stood at a path there, or nothing."""
        return next((row[0] for row in self.rows.execute("SELECT reference FROM entry WHERE path = ?", (path,))), "")

    def comments_of(self, post):
        """The CommentEntry rows under the post of that reference, the oldest first."""
        return self._read(CommentEntry, "SELECT json FROM comment WHERE post = ? ORDER BY at, reference", post)

    def comments(self, references):
        """The CommentEntry rows of these references, by reference. At most AT_ONCE."""
        marks = ",".join("?" * len(references))
        found = self._read(CommentEntry, f"SELECT json FROM comment WHERE reference IN ({marks})", *references)  # noqa: S608
        return {comment.reference: comment for comment in found}

    def thread_of(self, post):
        """(reference, parent, time) of each comment under a post, the oldest first; no pingbacks."""
        sql = "SELECT reference, parent, at FROM comment WHERE post = ? AND NOT is_pingback ORDER BY at, reference"
        return self.rows.execute(sql, (post,)).fetchall()

    def pingbacks_of(self, post):
        sql = "SELECT json FROM comment WHERE post = ? AND is_pingback ORDER BY at, reference"
        return self._read(CommentEntry, sql, post)

    def count_comments_of(self, post):
        """Pingbacks among them."""
        return self.rows.execute("SELECT count(*) FROM comment WHERE post = ?", (post,)).fetchone()[0]

    def orphans(self):
        """Comments whose post is not here."""
        return self._read(CommentEntry, "SELECT json FROM comment WHERE post NOT IN (SELECT reference FROM entry)")

    def writers(self):
        return self._read(Writer, "SELECT json FROM other WHERE kind = 'Writer' ORDER BY key")

    def labels(self):
        return self._read(Label, "SELECT json FROM other WHERE kind = 'Label' ORDER BY key")

    def files(self):
        return self._read(MediaFile, "SELECT json FROM other WHERE kind = 'MediaFile' ORDER BY key")

    def file(self, url):
        return next(self._read(MediaFile, "SELECT json FROM other WHERE kind = 'MediaFile' AND key = ?", url), None)

    def members_named(self, name):
        """The files in the archive that are called `name`, in whatever folder and case."""
        rows = self.rows.execute("SELECT member FROM member WHERE name = ? ORDER BY member", (folded_name(name),))
        return [member for (member,) in rows]

    def _read(self, kind, sql, *params):
        cursor = self.rows.execute(sql, params)
        while rows := cursor.fetchmany(AT_ONCE):
            for (text,) in rows:
                yield loads(kind, text)

    def count_entries(self):
        """{(is a page, status): number}."""
        rows = self.rows.execute("SELECT is_page, status, count(*) FROM entry GROUP BY 1, 2")
        return {(bool(is_page), status): number for is_page, status, number in rows}

    def count_comments(self):
        """{(is a pingback, status): number}, of those whose post is here."""
        rows = self.rows.execute(
            "SELECT is_pingback, status, count(*) FROM comment"
            " WHERE post IN (SELECT reference FROM entry) GROUP BY 1, 2"
        )
        return {(bool(is_pingback), status): number for is_pingback, status, number in rows}

    def count_replies(self):
        """{status: number} of the comments that answer another under the same post."""
        rows = self.rows.execute(
            "SELECT reply.status, count(*) FROM comment reply JOIN comment answered"
            " ON answered.reference = reply.parent AND answered.post = reply.post"
            " WHERE reply.post IN (SELECT reference FROM entry) GROUP BY 1"
        )
        return dict(rows.fetchall())
