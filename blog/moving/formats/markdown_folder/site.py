"""Which generator a folder is for, where in it the site begins, and what its settings say of addresses and times."""

import datetime
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from django.utils import timezone

from ...markdown.documents import Loader

JEKYLL, HEXO, HUGO, PLAIN = "jekyll", "hexo", "hugo", "plain"
MAX_SETTINGS_BYTES = 256 * 1024
SETTINGS = {
    JEKYLL: ("_config.yml", "_config.yaml", "_config.toml"),
    HUGO: (
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "config.toml",
        "config.yaml",
        "config.yml",
        "config/_default/hugo.toml",
    ),
}
# What archives of a repository or downloads that came twice have behind their name.
OF_ARCHIVE = re.compile(r"(\.zip|[-_](main|master|export)|\s*\(\d+\))+$", re.IGNORECASE)


@dataclass
class Site:
    system: str
    root: str  # the folder of the source that the site begins in: "" or "name/"
    reference: str  # what references of this site begin with
    settings: dict = field(default_factory=dict)
    base: str = ""  # the path it stood under, without a slash at its end
    hosts: list = field(default_factory=list)
    zone: datetime.tzinfo = None

    @property
    def content(self):
        """The folder of the posts, below the root."""
        return {HUGO: f"{self.root}content/", HEXO: f"{self.root}source/"}.get(self.system, self.root)


def site_of(source):
    members = list(source.members())
    system, root = system_of(members)
    settings = settings_of(source, root, set(members), system)
    address = text_of(settings, "url", "baseURL", "baseurl") if system == HUGO else text_of(settings, "url")
    host, base = split_address(address)
    if system == JEKYLL:
        base = text_of(settings, "baseurl").rstrip("/") or base
    hosts = list(dict.fromkeys(name for name in (source.host, host) if name))
    name = hosts[0].removeprefix("www.") if hosts else OF_ARCHIVE.sub("", source.name)
    return Site(system, root, f"markdown:{name}", settings, base, hosts, zone_of(settings))


def system_of(members):
    """By the folders that only one of them has. The site may stand in a folder of an archive."""
    for member in members:
        parts = PurePosixPath(member).parts
        for folder in ("_posts", "_drafts"):
            if folder in parts[:-1]:
                before = parts[: parts.index(folder)]
                if before and before[-1] == "source":
                    return HEXO, joined(before[:-1])
                return JEKYLL, joined(shortest_root(members, before))
    for member in sorted(members, key=lambda name: name.count("/")):
        path = PurePosixPath(member)
        if path.name in ("hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml"):
            root = joined(path.parts[:-1])
            if any(name.startswith(f"{root}content/") for name in members):
                return HUGO, root
    return PLAIN, joined(common_folder(members))


def shortest_root(members, before):
    """Where a Jekyll site begins: categories may stand as folders above its posts."""
    for number in range(len(before) + 1):
        root = joined(before[:number])
        if any(f"{root}{name}" in members for name in SETTINGS[JEKYLL]):
            return before[:number]
    return before


def common_folder(members):
    """The one folder that an archive holds everything in."""
    first = {PurePosixPath(member).parts[0] for member in members if "/" in member}
    return tuple(first) if len(first) == 1 and all("/" in member for member in members) else ()


def joined(parts):
    return "/".join(parts) + "/" if parts else ""


def settings_of(source, root, members, system):
    names = SETTINGS[HUGO] if system == HUGO else SETTINGS[JEKYLL]
    name = next((f"{root}{name}" for name in names if f"{root}{name}" in members), None)
    if name is None or source.size(name) > MAX_SETTINGS_BYTES:
        return {}
    text = source.beginning(name, MAX_SETTINGS_BYTES).decode("utf-8-sig", "replace")
    try:
        found = tomllib.loads(text) if name.endswith(".toml") else yaml.load(text, Loader)  # noqa: S506 - the safe one
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def text_of(settings, *names):
    return next((value.strip() for name in names if isinstance(value := settings.get(name), str)), "")


def split_address(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), parts.path.rstrip("/") if parts.hostname else ""


def zone_of(settings):
    try:
        return ZoneInfo(text_of(settings, "timezone", "timeZone"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return timezone.get_default_timezone()
