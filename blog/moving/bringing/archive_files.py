"""Which file of the export an address means."""

from urllib.parse import unquote, urlsplit

from blog.models.origins import GOOGLE_HOSTS, full_size
from blog.moving.entries import MediaFile

from .hosts import bare
from .picture_tags import file_name, host_of

# So many parts of a path alike, name and all, and it is the same file wherever it was fetched from.
CERTAIN_PARTS = 3


class ArchiveFiles:
    def __init__(self, shelf, host=""):
        self.shelf = shelf
        named = [name for name in (host, *shelf.blog.hosts) if name]
        self.main_host = named[0] if named else ""
        self.hosts = {bare(name) for name in named}

    def known(self, addresses):
        """The MediaFile that the export has under one of these addresses; an empty one where it has none."""
        found = (self.shelf.file(name) for address in addresses for name in self.names_of(address))
        return next(filter(None, found), MediaFile(url=""))

    def member(self, addresses):
        """The name in the archive of the first of these that is there, or None."""
        for address in addresses:
            for name in self.names_of(address):
                if (file := self.shelf.file(name)) and file.member:
                    return file.member
        ways = [way for address in addresses for way in (full_size(address), address)]
        return next(filter(None, map(self.by_name, ways)), None)

    def names_of(self, address):
        """What the export may call the file at an address. A bare name is none: several files may have it."""
        full = full_size(address)
        names = [full, address, unquote(address)]
        if self.is_of_blog(address):
            names += [path for url in (full, address) for path in (path_of(url), path_of(url).lstrip("/"))]
        return [name for name in dict.fromkeys(names) if "/" in name]

    def by_name(self, address):
        """The member called as the address ends: the one whose folders are most alike, unless several are."""
        path = path_of(address)
        found = {member for name in spellings(file_name(address)) for member in self.shelf.members_named(name)}
        if not found:
            return None
        ranks = {member: (parts_alike(member, path), member.endswith(file_name(address))) for member in found}
        best = max(ranks.values())
        members = [member for member, rank in ranks.items() if rank == best]
        if len(members) > 1 or not (best[0] >= CERTAIN_PARTS or self.is_of_blog(address)):
            return None
        return members[0]

    def is_of_blog(self, address):
        """Whether the blog kept the file: a picture of some other site may be called the same."""
        host = host_of(address)
        return not host or bare(host) in self.hosts or bool(GOOGLE_HOSTS.fullmatch(host))


def path_of(address):
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def spellings(name):
    """A bare name, and as it was before it was made part of an address once or twice."""
    return [way for way in dict.fromkeys([name, unquote(name), name.replace("+", " ")]) if way]


def parts_alike(member, path):
    """How many parts two paths have in common at their end, in whatever case."""
    number = 0
    for one, other in zip(reversed(member.casefold().split("/")), reversed(path.casefold().split("/")), strict=False):
        if one != other:
            break
        number += 1
    return number
