"""The files of an export, twice: for what posts point to and for the posts themselves, in whatever order they come."""

from collections import Counter
from functools import cached_property, partial

from blog.markup.tree import names

from ...entries import Blog, MediaFile, Status
from ..pieces import words_of
from ..xml import elements
from .comments import read_comment
from .content import Content
from .elements import name_of, number, path_of, texts_of
from .media import attachment_of, upload_name
from .posts import read_item, read_post
from .site import hosts_of, refuse_several, site_of
from .terms import Terms

CONTAINERS = {"rss", "channel"}
POSTS = ("post", "page")
NO_COVER = "has a cover that is in another file of the export. Hand over all its files together, in a folder or a zip."
SAME_NUMBER = "has the number of another post: the export was put together from several. Both come in."
# What WordPress and its plug-ins keep beside the posts for themselves.
OF_SYSTEM = names(
    "nav_menu_item revision wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_face "
    "wp_font_family custom_css customize_changeset oembed_cache user_request feedback acf-field acf-field-group "
    "jp_mem_plan jp_pay_order shop_order shop_coupon scheduled-action patterns_ai_data"
)
ABOUT_BLOG = ("title", "link", "description", "language", "wp:base_blog_url")
KINDS_OF_LABEL = {"wp:category": "category", "wp:tag": "tag", "wp:term": None}
PEOPLE_AND_LABELS = ("wp:author", *KINDS_OF_LABEL)
KNOWN = {
    *ABOUT_BLOG,
    *PEOPLE_AND_LABELS,
    "wp:wxr_version",
    "wp:base_site_url",
    "pubDate",
    "generator",
    "image",
    "atom:link",
    "other:cloud",
}


class Reading:
    def __init__(self, source, members, shelf, report, library):
        self.source, self.members, self.shelf, self.report, self.library = source, members, shelf, report, library
        self.blog = Blog()
        self.addresses, self.blog_addresses = [], set()
        self.types_left_out = Counter()
        self.guids = {}  # of the posts by number

    def read(self):
        self.read_beginnings()
        self.content = Content(self.library, partial(self.report.note, "doubtful"))
        for element in self.elements(self.report):
            name = name_of(element)
            if name == "item":
                self.lay_item(read_item(element))
            elif name not in KNOWN:
                self.report.ignored[name] += 1
        self.lay_terms()
        self.note_types_left_out()

    def elements(self, report=None):
        for member in self.members:
            yield from elements(self.source, member, CONTAINERS, report)

    # The first time: the blog, its writers and labels, attachments and reusable blocks.

    def read_beginnings(self):
        people_and_labels = []
        for element in self.elements():
            name = name_of(element)
            if name in ABOUT_BLOG:
                self.read_about(name, (element.text or "").strip())
            elif name in PEOPLE_AND_LABELS:
                people_and_labels.append((name, texts_of(element)))
            elif name == "item":
                self.keep(element)
        refuse_several(self.blog_addresses, self.source.name)
        self.site = site_of(self.addresses, self.source.host)
        self.blog.hosts = hosts_of(self.addresses, self.source.host)
        self.shelf.put(self.blog)
        self.terms = Terms(self.site)
        for name, said in people_and_labels:
            self.read_person_or_label(name, said)

    def read_about(self, name, text):
        if name == "title":
            self.blog.title = self.blog.title or words_of(text)
        elif name == "description":
            self.blog.description = self.blog.description or words_of(text)
        elif name == "language":
            self.blog.language = self.blog.language or text
        elif text and name == "wp:base_blog_url":
            self.addresses.insert(0, text)  # of all it knows, this is the one people used
            self.blog_addresses.add(text.rstrip("/"))
        elif text and name == "link":
            self.addresses.append(text)

    def read_person_or_label(self, name, said):
        if name == "wp:author":
            self.terms.add_author(said)
        else:
            self.terms.add(said, KINDS_OF_LABEL.get(name))

    def keep(self, element):
        said = texts_of(element)
        kind = said.get("wp:post_type", "").strip()
        if kind == "wp_block":
            self.library.add_block(number(said.get("wp:post_id")), said.get("content:encoded", ""))
        elif kind == "attachment":
            item = read_item(element)
            if attachment := attachment_of(item):
                parent, place = number(said.get("wp:post_parent")), number(said.get("wp:menu_order"))
                self.library.add_attachment(attachment, parent=parent, place=place)

    # The second time: everything in its place.

    def lay_item(self, item):
        if item.type == "attachment":
            self.lay_attachment(item)
        elif item.type not in POSTS:
            self.leave_out(item)
        elif item.status == "auto-draft":
            self.report.ignored["auto-draft"] += 1  # a page of the editor that somebody opened and left
        else:
            self.lay_post(item)

    def lay_post(self, item):
        for kind, slug, name in item.terms:
            self.terms.add_used(kind, slug, name)
        for login, name in item.guests:
            self.terms.add_guest(login, name)
        entry = read_post(item, self.site, self.terms, self.content, self.library)
        if self.guids.setdefault(item.id, entry.guid) != entry.guid:
            entry.reference = f"{entry.reference}:{entry.guid}"[:300]
            self.report.note("doubtful", entry.title, SAME_NUMBER)
        self.shelf.put(entry)
        if not entry.cover and number(item.meta.get("_thumbnail_id")):
            self.report.note("pictures", entry.title, NO_COVER)
        if entry.status is Status.PRIVATE and item.status not in ("private", "publish", "future"):
            self.report.note(
                "doubtful", entry.title, f"has the state “{item.status}” of a plug-in; it comes in as private."
            )
        for element in item.comments:
            self.lay_comment(element, entry)

    def lay_comment(self, element, entry):
        comment = read_comment(element, entry, self.terms)
        if isinstance(comment, str):
            self.report.ignored[f"comment of type {comment}"] += 1
        else:
            self.shelf.put(comment)

    def lay_attachment(self, item):
        if attachment := attachment_of(item):
            paths = [f"{self.site.base}/?attachment_id={item.id}"] if item.id else []
            if (path := path_of(item.said.get("link"))) and path != f"{self.site.base}/":
                paths.append(path)
            member = self.uploads.get(upload_name(attachment.url), "")
            self.shelf.put(MediaFile(attachment.url, member, attachment.alt, words_of(attachment.caption), paths))
        if item.comments:
            about = item.title or item.said.get("link", "")
            self.report.note(
                "left out", about, f"is a file; the {len(item.comments)} comments on it have no post here."
            )

    def leave_out(self, item):
        self.report.ignored[item.type] += 1
        if item.type not in OF_SYSTEM and not is_blank(item):
            self.types_left_out[item.type] += 1

    def note_types_left_out(self):
        for kind, count in sorted(self.types_left_out.items()):
            self.report.note(
                "left out", kind, f"{count} items of this type are neither posts nor pages, and stay behind."
            )

    def lay_terms(self):
        for item in (*self.terms.writers.values(), *self.terms.laid_out()):
            self.shelf.put(item)

    @cached_property
    def uploads(self):
        """{name below the folder of uploads: member} of the pictures that lie beside the export."""
        found = {}
        for member in self.source.members():
            if name := upload_name(member):
                found[name] = member
        return found


def is_blank(item):
    said = ("title", "content:encoded", "excerpt:encoded")
    return not any(item.said.get(name, "").strip() for name in said) and not item.comments
