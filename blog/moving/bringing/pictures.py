"""The pictures of what comes in: found in the export, or fetched if asked, and shown from here; else left as links."""

import base64
import binascii
import hashlib
from enum import StrEnum
from urllib.parse import unquote_to_bytes, urljoin

from django.core.files.base import ContentFile
from django.utils import timezone

from blog.actions.pictures import BadPicture, open_picture, store_picture
from blog.markup.tree import without_forbidden
from blog.models.origins import full_size
from blog.models.pictures import MAX_UPLOAD_BYTES
from blog.moving.reports import Refused

from .addresses import keep_paths
from .archive_files import ArchiveFiles
from .fetching import NotFetched, PictureFetcher
from .origins import is_too_soon, origin_of, remember_picture, remember_problem
from .picture_tags import file_name, picture_tags
from .trees import parse, serialize

AT_ONCE = 8  # pictures of a text that are in memory together


class Mode(StrEnum):
    ARCHIVE = "archive"  # what the export has with it; no network
    FETCH = "fetch"  # ... and the rest from where it is
    LINK = "link"  # none


class Missing(Exception):
    """A picture cannot be had; the message says why. `was_asked`: whether its server was asked for it."""

    def __init__(self, message, *, was_asked=False):
        super().__init__(message)
        self.was_asked = was_asked


class Pictures:
    """
    One for each run, as a context manager. `fetcher`: how the mode `fetch` gets at what is elsewhere. A rehearsal
    looks and counts, and stores nothing.
    """

    def __init__(self, source, shelf, report, mode=Mode.ARCHIVE, *, fetcher=None, rehearsal=False):
        self.source, self.shelf, self.report, self.mode = source, shelf, report, Mode(mode)
        self.fetcher = fetcher or (PictureFetcher() if mode == Mode.FETCH and not rehearsal else None)
        self.is_rehearsal = rehearsal
        self.files = ArchiveFiles(shelf, getattr(source, "host", ""))
        self.started_at = timezone.now()
        self.counted = set()  # hashes of the files that became pictures

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.fetcher:
            self.fetcher.close()

    # What posts ask for

    def bring(self, html, entry):
        """The HTML of an entry with its pictures from here where they could be had, and else as links."""
        if "img" not in html.lower() or (root := parse(html)) is None:
            return html
        tags = picture_tags(root)
        for start in range(0, len(tags), AT_ONCE):
            self.bring_some(tags[start : start + AT_ONCE], entry)
        return html if self.is_rehearsal else serialize(root)

    def bring_some(self, tags, entry):
        for tag in tags:
            self.order(tag.addresses, entry)
        for tag in tags:
            if picture := self.have(tag.addresses, entry, tag.alt, tag.caption):
                tag.show(picture)
            elif tag.addresses[0].startswith("data:"):
                tag.drop()
            else:
                tag.leave(self.absolute(tag.addresses[0], entry))

    def cover(self, entry):
        """The Picture of an entry's cover, or None."""
        return self.have([entry.cover], entry, entry.cover_alt) if entry.cover else None

    def portrait(self, writer):
        """The Picture of a writer, or None: no text misses it, so it is not noted."""
        try:
            return self.find([self.absolute(writer.picture)], writer.name, "", "") if writer.picture else None
        except Missing:
            return None

    def have(self, addresses, entry, alt="", caption=""):
        """The Picture at the first of these addresses that gives one; None, with a note, when none does."""
        about = entry.title or entry.path
        addresses = [self.absolute(address, entry) for address in addresses]
        try:
            return self.find(addresses, about, alt, caption)
        except Missing as missing:
            self.report.note("pictures", about, said_of(addresses[0], missing))
            return None

    # Where it is

    def find(self, addresses, about, alt, caption):
        if addresses[0].startswith("data:"):
            return self.store(content_of(addresses[0]), "picture", alt=alt, caption=caption)
        url = full_size(addresses[0])
        origin = origin_of(url)
        if origin and origin.picture:
            self.report.known["picture"] += origin.tried_at < self.started_at
            return origin.picture
        known = self.files.known(addresses)
        alt, caption = alt or known.alt, caption or known.caption
        try:
            content = self.content(addresses, origin)
            picture = self.store(content, file_name(url), alt=alt, caption=caption)
        except Missing as missing:
            if not self.is_rehearsal:
                remember_problem(url, origin, str(missing), was_asked=missing.was_asked)
            raise
        if picture:
            remember_picture(url, origin, picture)
            if picture.file.url.startswith("/"):
                keep_paths(known.paths, picture.file.url, about, self.report)
        return picture

    def content(self, addresses, origin):
        if self.mode == Mode.LINK:
            raise Missing("Pictures were not asked for.")
        if member := self.files.member(addresses):
            return self.read(member)
        if self.mode == Mode.ARCHIVE:
            raise Missing("It is not in the export.")
        if is_too_soon(origin):
            raise Missing(origin.problem)
        if self.is_rehearsal:
            raise Missing("It is not in the export, and would be fetched.")
        try:
            return self.fetcher.get(addresses)
        except NotFetched as error:
            raise Missing(str(error), was_asked=error.was_asked) from error

    def read(self, member):
        try:
            with self.source.open(member) as file:
                return file.read(MAX_UPLOAD_BYTES + 1)
        except (KeyError, OSError, Refused) as error:
            raise Missing(f"The export's {member} cannot be read.") from error

    def order(self, addresses, entry):
        """Begin to fetch what will be asked for, so that several come at once."""
        addresses = [self.absolute(address, entry) for address in addresses]
        if not self.fetcher or addresses[0].startswith("data:") or self.files.member(addresses):
            return
        origin = origin_of(full_size(addresses[0]))
        if not (origin and origin.picture) and not is_too_soon(origin):
            self.fetcher.order(addresses)

    # What becomes of it

    def store(self, content, name, **words):
        """The Picture made of a file; in a rehearsal None, when it would become one."""
        try:
            if self.is_rehearsal:
                open_picture(content).close()
                picture = None
            else:
                picture = store_picture(ContentFile(content, name or "picture"), **words)
        except BadPicture as error:
            raise Missing(str(error), was_asked=self.mode == Mode.FETCH) from error
        digest = hashlib.sha256(content).digest()
        self.report.made["picture"] += digest not in self.counted
        self.counted.add(digest)
        return picture

    def absolute(self, url, entry=None):
        """The address with its host, where the blog's own is known."""
        url = without_forbidden(url)
        if url.startswith("//"):
            return f"https:{url}"
        if "://" in url or url.startswith("data:"):
            return url
        try:
            path = url if url.startswith("/") or not (entry and entry.path) else urljoin(entry.path, url)
        except ValueError:
            return url
        return f"https://{self.files.main_host}{path}" if self.files.main_host and path.startswith("/") else url


def content_of(data_url):
    """The bytes within a `data:` address."""
    head, _comma, data = data_url.partition(",")
    if len(data) > MAX_UPLOAD_BYTES * 2:
        raise Missing("It is too large.")
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote_to_bytes(data))
    except (binascii.Error, ValueError) as error:
        raise Missing("It is damaged.") from error


def said_of(address, missing):
    if address.startswith("data:"):
        return f"A picture within the text itself is left out. {missing}"
    return f"{address[:200]}: {missing} It stays a link to its old address."
