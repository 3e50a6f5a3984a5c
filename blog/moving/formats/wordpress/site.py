"""Which blog an export is of, by the addresses it names."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from ...reports import Refused


@dataclass
class Site:
    """`base`: the path of the blog without a slash at its end; `reference`: what references of this blog begin with."""

    base: str
    reference: str


def refuse_several(addresses, name):
    """Two blogs in one folder would become one, and their posts' numbers meet."""
    if len({address.partition("://")[2].removeprefix("www.").lower() for address in addresses}) > 1:
        said = ", ".join(sorted(addresses)[:5])
        raise Refused(f"{name} holds the exports of several blogs: {said}. Give the files of each by themselves.")


def site_of(addresses, host):
    parts = [split for address in addresses if (split := split_address(address)) and split.hostname]
    name = (parts[0].hostname.lower() if parts else host or "").removeprefix("www.")
    if not name:
        raise Refused("The export does not say which blog it is of. Name it: --host my.blog.example")
    base = parts[0].path.rstrip("/") if parts else ""
    return Site(base, f"wordpress:{name}{base}")


def hosts_of(addresses, host):
    found = [split.hostname.lower() for address in addresses if (split := split_address(address)) and split.hostname]
    return list(dict.fromkeys([*found, *([host] if host else [])]))


def split_address(address):
    try:
        return urlsplit(address)
    except ValueError:
        return None
