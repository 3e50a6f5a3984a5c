"""Pictures and files that lie beside the texts, wherever generators take them from."""

import posixpath
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from ...entries import MediaFile
from .. import fragments

PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
# Folders whose content stands at the root of the site.
AT_ROOT = ("", "static/", "assets/", "source/", "public/", "src/", "content/", "docs/", "_assets/")
FEATURED = ("featured", "feature", "cover", "thumbnail", "header")


class Beside:
    def __init__(self, source, site, shelf):
        self.site, self.shelf = site, shelf
        self.members = {member for member in source.members() if member.lower().endswith(PICTURES)}

    def point(self, root, file, path):
        """Give pictures in a text the addresses under which they lie on the shelf."""
        for element in fragments.elements(root):
            name = {"img": "src", "a": "href"}.get(element.tag)
            address = element.get(name, "") if name else ""
            if address and (element.tag == "img" or address.lower().partition("?")[0].endswith(PICTURES)):
                element.set(name, self.address(address, file, path))

    def address(self, said, file, path):
        """What a post says of a picture, as an address that the shelf knows; as it is, if it is not here."""
        member = self.member(said, file)
        if member is None:
            return said
        url = self.url_of(said, member, file, path)
        self.shelf.put(MediaFile(url, member))
        return url

    def url_of(self, said, member, file, path):
        if said.startswith("/"):
            return said
        if path and file.is_bundle:
            return posixpath.normpath(posixpath.join(path, said))
        return "/" + quote(member.removeprefix(self.site.root))

    def member(self, said, file):
        try:
            parts = urlsplit(said)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        name = unquote(parts.path)
        if self.site.base and name.startswith(f"{self.site.base}/"):
            name = name.removeprefix(self.site.base)
        return next((member for member in self.candidates(name, file) if member in self.members), None)

    def candidates(self, name, file):
        folder = PurePosixPath(file.member).parent
        if not name.startswith("/"):
            yield posixpath.normpath(f"{folder}/{name}")
            yield posixpath.normpath(f"{folder}/{file.stem}/{name}")  # Hexo keeps a folder for each post
            yield posixpath.normpath(f"{folder}/{PurePosixPath(file.member).stem}/{name}")
        bare = posixpath.normpath(name.lstrip("/"))
        for place in AT_ROOT:
            yield f"{self.site.root}{place}{bare}"

    def featured(self, file):
        """The picture that a bundle shows first, by its name."""
        if not file.is_bundle:
            return ""
        folder = PurePosixPath(file.member).parent.as_posix()
        names = sorted(member for member in self.members if PurePosixPath(member).parent.as_posix() == folder)
        return next((PurePosixPath(name).name for name in names if PurePosixPath(name).stem.lower() in FEATURED), "")
