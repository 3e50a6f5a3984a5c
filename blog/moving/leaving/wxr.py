"""WordPress's own form, WXR 1.2, as its importer and many others take it."""

from email.utils import format_datetime

from django.conf import settings
from django.utils import timezone

from blog.models import Author, Category, Post, SiteSettings, Tag

from . import wxr_parts as parts
from .beside import write_redirects
from .talk import pingbacks_of, said_under
from .xml import element

PICTURES_BELOW = ""
NAME = "careerguide.wxr.xml"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>"""


def write(leaving):
    with (leaving.folder / NAME).open("w", encoding="utf-8") as file:
        for line in Export(leaving).lines():
            file.write(f"{line}\n")
    write_redirects(leaving)


class Export:
    def __init__(self, leaving):
        self.leaving, self.public = leaving, leaving.public
        self.attached = set()  # keys of pictures that are in already

    def lines(self):
        yield HEAD
        yield from self.about()
        for post in self.leaving.read_posts():
            yield from self.attachments(post)
            yield from self.item(post)
        yield "</channel>\n</rss>"

    def about(self):
        site = SiteSettings.load()
        yield element("title", site.name)
        yield element("link", settings.SITE_URL)
        yield element("description", site.tagline)
        yield element("pubDate", format_datetime(timezone.now()))
        yield element("language", settings.LANGUAGE_CODE)
        yield element("wp:wxr_version", "1.2")
        yield element("wp:base_site_url", settings.SITE_URL)
        yield element("wp:base_blog_url", settings.SITE_URL)
        yield from (parts.author(row) for row in self.used(Author, "posts"))
        yield from (parts.category(row) for row in self.used(Category, "posts"))
        yield from (parts.tag(row) for row in self.used(Tag, "tagged__content_object"))

    def used(self, model, lookup):
        rows = model.objects.order_by("pk")
        if self.public:
            rows = rows.filter(**{f"{lookup}__in": self.leaving.posts.order_by().values("pk")}).distinct()
        return rows.iterator(chunk_size=500)

    # Pictures

    def attachments(self, post):
        gallery = self.leaving.gallery
        shown = gallery.look_up(*(getattr(post, name) for name in Post.RICH_FIELDS))
        if post.cover:
            shown[post.cover.pk] = post.cover
        for key, picture in shown.items():
            if key not in self.attached and gallery.name(picture):
                self.attached.add(key)
                yield parts.attachment(picture, post)

    # Posts

    def item(self, post):
        yield "<item>"
        yield from parts.head(post, self.public)
        yield from parts.fields(post)
        yield from parts.terms(post)
        yield from parts.meta(post, self.leaving.gallery)
        yield from self.comments(post)
        yield "</item>"

    def comments(self, post):
        for said in said_under(post, public=self.public):
            self.leaving.counts["comment"] += 1
            yield parts.comment(said, post, self.public)
        for row in pingbacks_of(post, public=self.public):
            yield parts.pingback(row)
