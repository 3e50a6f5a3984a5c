"""An item of an export as a post or page."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from ...entries import Entry, Status
from ..pieces import words_of
from ..titles import title_from
from .elements import name_of, number, path_of, texts_of, time_of
from .terms import TAXONOMIES, is_none_chosen, slug_of

STATUSES = {
    "publish": Status.PUBLIC,
    "future": Status.SCHEDULED,
    "draft": Status.DRAFT,
    "auto-draft": Status.DRAFT,
    "pending": Status.PENDING,
    "private": Status.PRIVATE,
    "trash": Status.TRASHED,
}
# Where plug-ins keep the description for search engines.
DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description")
DESCRIPTIONS += ("_genesis_description", "_seopress_titles_desc", "advanced_seo_description")
GUEST_AUTHORS = "author"  # a plug-in's taxonomy


@dataclass
class Item:
    """What an item says, by name; its post's fields, its terms as (kind, slug, name), and its comments' elements."""

    said: dict
    meta: dict = field(default_factory=dict)
    old_slugs: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    guests: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    @property
    def id(self):
        return number(self.said.get("wp:post_id"))

    @property
    def type(self):
        return self.said.get("wp:post_type", "").strip() or "post"

    @property
    def status(self):
        return self.said.get("wp:status", "").strip() or "publish"

    @property
    def title(self):
        return words_of(self.said.get("title", ""))


def read_item(element):
    item = Item(texts_of(element))
    for child in element:
        name = name_of(child)
        if name == "wp:postmeta":
            add_meta(item, texts_of(child))
        elif name == "category":
            add_term(item, child)
        elif name == "wp:comment":
            item.comments.append(child)
    return item


def add_meta(item, said):
    key, value = said.get("wp:meta_key", "").strip(), said.get("wp:meta_value", "")
    if key == "_wp_old_slug":
        item.old_slugs.append(value.strip())
    else:
        item.meta.setdefault(key, value)


def add_term(item, element):
    domain, slug = element.get("domain", ""), element.get("nicename", "")
    name = words_of(element.text or "")
    if domain == GUEST_AUTHORS:
        item.guests.append((slug.removeprefix("cap-"), name))
    elif domain in TAXONOMIES and name and not is_none_chosen(slug_of(slug)):
        item.terms.append((TAXONOMIES[domain], slug_of(slug), name))


def read_post(item, site, terms, content, library):
    """The Entry of an Item of type post or page."""
    about = item.title or item.said.get("link", "").strip() or f"{item.type} {item.id}"
    html, before_jump = content.draw(
        item.said.get("content:encoded", ""), item.id, about, footnotes=item.meta.get("footnotes", "")
    )
    said = item.said
    published_at = time_of(said.get("wp:post_date_gmt"), said.get("wp:post_date"), said.get("pubDate"))
    status = status_of(item)
    path = path_of(said.get("link")) if status in (Status.PUBLIC, Status.PRIVATE, Status.TRASHED) else ""
    entry = Entry(
        reference=reference_of(item, site),
        title=item.title or title_from(html, path),
        html=html,
        status=status,
        is_page=item.type == "page",
        path=path if path != f"{site.base}/" else "",
        slug=unquote(said.get("wp:post_name", "").strip(), errors="replace").removesuffix("__trashed"),
        published_at=published_at if status not in (Status.DRAFT, Status.PENDING) else None,
        updated_at=time_of(said.get("wp:post_modified_gmt"), said.get("wp:post_modified")),
        excerpt=content.draw_excerpt(said.get("excerpt:encoded", "")) or before_jump,
        description=description_of(item),
        comments_open=said.get("wp:comment_status", "open").strip() != "closed",
        guid=said.get("guid", "").strip(),
        front=front_of(item),
        original=said.get("content:encoded", ""),
    )
    entry.other_paths = other_paths(item, site, entry)
    entry.labels = [name for kind, _slug, name in item.terms if kind == "tag"]
    entry.categories = [name for kind, _slug, name in item.terms if kind == "category"]
    entry.writers = writers_of(item, terms)
    if cover := library.attachment(number(item.meta.get("_thumbnail_id"))):
        entry.cover, entry.cover_alt = cover.url, cover.alt
    return entry


def reference_of(item, site):
    """By its number; some tools leave that out, and then by what feeds knew it under."""
    known = item.id or item.said.get("guid", "").strip() or item.said.get("link", "").strip() or item.title
    return f"{site.reference}:{known}"[:300]


def status_of(item):
    if item.said.get("wp:post_password", "").strip() and item.status in ("publish", "future"):
        return Status.PRIVATE
    # Plug-ins have states of their own; none of them is public.
    return STATUSES.get(item.status, Status.PRIVATE)


def other_paths(item, site, entry):
    key = "page_id" if entry.is_page else "p"
    paths = [f"{site.base}/?{key}={item.id}"] if item.id else []
    paths += [f"{site.base}/?p={item.id}"] if item.id and entry.is_page else []
    for slug in item.old_slugs:
        folder, sign, last = entry.path.rstrip("/").rpartition("/")
        if sign and slug and last == entry.slug:
            paths.append(f"{folder}/{unquote(slug, errors='replace')}/")
    return list(dict.fromkeys(path for path in paths if path != entry.path))


def description_of(item):
    said = next((item.meta[key].strip() for key in DESCRIPTIONS if item.meta.get(key, "").strip()), "")
    # Patterns such as %%excerpt%% and %title% were filled in for each page.
    return "" if re.search(r"%\w+%|#post_\w+", said) else words_of(said)


def writers_of(item, terms):
    if item.guests:
        return [reference for login, _name in item.guests if (reference := terms.writer_of(login))]
    reference = terms.writer_of(item.said.get("dc:creator", ""))
    return [reference] if reference else []


def front_of(item):
    return {"sticky": True} if item.said.get("wp:is_sticky", "").strip() == "1" else {}
