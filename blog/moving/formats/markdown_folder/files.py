"""Which files of a folder are posts and pages, and what their place and name say of them."""

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import site as systems

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")
HTML_ENDINGS = (".html", ".htm")
DATED = re.compile(r"(?P<date>\d{4}[-_.]\d{1,2}[-_.]\d{1,2})(?:[-_. T]+(?P<rest>.*))?$", re.DOTALL)
LANGUAGE = re.compile(r"\.[a-z]{2}(-[A-Za-z]{2,4})?$")
# Of the repository rather than of the blog.
OF_REPOSITORY = {
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
    "security",
    "todo",
    "authors",
}
NOT_CONTENT = {"node_modules", "vendor", "__macosx"}
OF_GENERATOR = {
    "_site",
    "public",
    "archetypes",
    "themes",
    "layouts",
    "_includes",
    "_layouts",
    "_sass",
    "_data",
    "scaffolds",
}
OF_GENERATOR |= {"i18n", "resources", "_templates"}
INDEXES = {"index", "_index"}


@dataclass
class File:
    member: str
    relative: str  # its name below the folder of the posts
    stem: str  # without ending, date and language
    date: datetime.date | None = None
    is_draft: bool = False  # by its folder
    is_page: bool = False  # by its folder
    is_html: bool = False
    language: str = ""  # of those that name theirs: name.fr.md
    folders: tuple = ()  # those between the folder of the posts and the file; of a bundle, without its own

    @property
    def is_bundle(self):
        return PurePosixPath(self.member).stem.partition(".")[0] in INDEXES


def is_markdown(member):
    return member.lower().endswith(ENDINGS)


def is_post(member):
    """Markdown, or a post of Jekyll's from before it knew Markdown."""
    return is_markdown(member) or ("/_posts/" in f"/{member}" and member.lower().endswith(HTML_ENDINGS))


def file_of(member, site):
    """The File, or None where it is none of the blog's."""
    if not member.startswith(site.root):
        return None
    parts = PurePosixPath(member.removeprefix(site.root)).parts
    left_out = NOT_CONTENT if site.system == systems.PLAIN else NOT_CONTENT | OF_GENERATOR
    if left_out.intersection(part.lower() for part in parts[:-1]):
        return None
    if site.system in (systems.JEKYLL, systems.HEXO):
        return file_of_posts_folder(member, parts, site)
    if not is_markdown(member) or (site.system == systems.HUGO and not member.startswith(site.content)):
        return None
    return file_below(member, site)


def file_of_posts_folder(member, parts, site):
    """Jekyll and Hexo: posts in _posts, drafts in _drafts, and pages wherever."""
    name = parts[-1].lower()
    holder = next((part for part in parts[:-1] if part in ("_posts", "_drafts")), None)
    if not name.endswith(ENDINGS + (HTML_ENDINGS if holder else ())):
        return None
    if holder is None and (any(part.startswith("_") for part in parts) or is_of_repository(name, parts)):
        return None
    above = parts[: parts.index(holder)] if holder else parts[:-1]
    below = parts[parts.index(holder) + 1 : -1] if holder else ()
    if site.system == systems.HEXO:
        above = above[1:] if above[:1] == ("source",) else above
    date, stem = date_and_stem(parts[-1], has_date=holder is not None)
    return File(
        member,
        member.removeprefix(site.root),
        stem,
        date,
        is_draft=holder == "_drafts",
        is_page=holder is None,
        is_html=name.endswith(HTML_ENDINGS),
        folders=(*above, *below) if site.system == systems.JEKYLL else (*above,) if holder is None else below,
    )


def file_below(member, site):
    relative = PurePosixPath(member.removeprefix(site.content))
    if relative.stem.startswith("_index") or is_of_repository(relative.name.lower(), relative.parts):
        return None
    parts, name = relative.parts[:-1], relative.name
    if PurePosixPath(LANGUAGE.sub("", relative.stem)).name in INDEXES:
        if not parts:
            return None
        parts, name = parts[:-1], f"{parts[-1]}.md"  # a bundle is called as its folder
    date, stem = date_and_stem(name)
    is_page = site.system == systems.HUGO and not parts
    language = LANGUAGE.search(relative.stem)
    named = language[0][1:] if language and site.system == systems.HUGO else ""
    return File(member, relative.as_posix(), stem, date, is_page=is_page, language=named, folders=parts)


def is_of_repository(name, parts):
    return len(parts) == 1 and PurePosixPath(name).stem.lower() in OF_REPOSITORY


def date_and_stem(name, *, has_date=True):
    stem = LANGUAGE.sub("", PurePosixPath(name).stem)
    found = DATED.match(stem) if has_date else None
    if found is None:
        return None, stem
    try:
        year, month, day = (int(part) for part in re.split("[-_.]", found["date"]))
        return datetime.date(year, month, day), found["rest"] or stem
    except ValueError:
        return None, stem
