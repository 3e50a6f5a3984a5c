"""What posts point to and may come after them in the file: its attachments and reusable blocks, on disk meanwhile."""

import sqlite3
from dataclasses import dataclass

TABLES = """
    CREATE TABLE attachment (id INTEGER PRIMARY KEY, parent INT, place INT, mime TEXT, url TEXT, alt TEXT, caption TEXT,
        title TEXT);
    CREATE INDEX attachment_of_post ON attachment (parent, place, id);
    CREATE TABLE block (id INTEGER PRIMARY KEY, content TEXT);
"""
ONE = "SELECT id, url, alt, caption, title FROM attachment WHERE id = ?"
OF_POST = (
    "SELECT id, url, alt, caption, title FROM attachment WHERE parent = ? AND mime = 'image' ORDER BY place, id LIMIT ?"
)
PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "svg", "heic", "tif", "tiff", "jfif")


@dataclass
class Attachment:
    id: int
    url: str
    alt: str
    caption: str
    title: str


class Library:
    def __init__(self):
        # Without a name: a database that goes to a file when it grows, and away when it is closed.
        self.rows = sqlite3.connect("", isolation_level=None)
        self.rows.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES} BEGIN;")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.rows.close()

    def add_attachment(self, attachment, *, parent, place):
        is_picture = attachment.url.lower().partition("?")[0].endswith(PICTURES)
        values = (attachment.id, parent, place, "image" if is_picture else "", attachment.url, attachment.alt)
        self.rows.execute(
            "INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, attachment.caption, attachment.title),
        )

    def add_block(self, number, content):
        self.rows.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", (number, content))

    def block(self, number):
        row = self.rows.execute("SELECT content FROM block WHERE id = ?", (number,)).fetchone()
        return row[0] if row else ""

    def attachment(self, number):
        row = self.rows.execute(ONE, (number,)).fetchone()
        return Attachment(*row) if row else None

    def pictures(self, numbers, *, is_any=False):
        """In the order asked for. `is_any`: other files too."""
        found = [self.attachment(number) for number in numbers]
        return [row for row in found if row and (is_any or row.url.lower().partition("?")[0].endswith(PICTURES))]

    def pictures_of(self, post, limit):
        return [Attachment(*row) for row in self.rows.execute(OF_POST, (post, limit))]
