"""Blogger's older form, one Atom file, as it exported and imports it."""

import zlib

from django.conf import settings
from django.utils import timezone

from blog.models import Comment, Post, SiteSettings

from .beside import write_redirects
from .pages import abroad, page_of, paragraph
from .talk import said_under
from .wxr_parts import login_of, title_of
from .xml import element, empty

PICTURES_BELOW = ""
NAME = "careerguide.blogger.xml"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:app="http://purl.org/atom/app#" xmlns:blogger="http://schemas.google.com/blogger/2018">"""
KIND, LABEL = "http://schemas.google.com/g/2005#kind", "http://www.blogger.com/atom/ns#"
# Posts and comments are numbered together.
POSTS_FROM, COMMENTS_FROM = 10**15, 2 * 10**15
STATUSES = {
    Comment.State.HELD: "PENDING_MODERATION",
    Comment.State.SPAM: "SPAM_COMMENT",
    Comment.State.REJECTED: "REJECTED_COMMENT",
    Comment.State.REMOVED: "DELETED",
    Comment.State.DELETED: "DELETED",
}


def write(leaving):
    blog = f"{10**18 + zlib.crc32(settings.SITE_URL.encode())}"
    with (leaving.folder / NAME).open("w", encoding="utf-8") as file:
        for line in lines(leaving, blog):
            file.write(f"{line}\n")
    write_redirects(leaving)


def lines(leaving, blog):
    site = SiteSettings.load()
    yield HEAD
    yield element("id", f"tag:blogger.com,1999:blog-{blog}.archive")
    yield element("updated", timezone.now().isoformat(timespec="milliseconds"))
    yield element("title", site.name, type="text")
    yield empty("link", rel="alternate", type="text/html", href=f"{settings.SITE_URL}/")
    yield element("generator", "Blogger", version="7.00", uri="http://www.blogger.com")
    for post in leaving.read_posts():
        copy_pictures(post, leaving.gallery)
        yield from entry(post, blog, leaving.public)
        for said in said_under(post, public=leaving.public):
            leaving.counts["comment"] += 1
            yield from comment(said, post, blog, leaving.public)
    yield "</feed>"


def copy_pictures(post, gallery):
    for picture in gallery.look_up(*(getattr(post, name) for name in Post.RICH_FIELDS)).values():
        gallery.name(picture)
    if post.cover:
        gallery.name(post.cover)


def identity(blog, number):
    return f"tag:blogger.com,1999:blog-{blog}.post-{number}"


def kind(name):
    return empty("category", scheme=KIND, term=f"http://schemas.google.com/blogger/2008/kind#{name}")


def entry(post, blog, public):
    yield "<entry>"
    yield element("id", identity(blog, POSTS_FROM + post.pk))
    time = (post.publish_at or post.first_published_at or post.created_at).isoformat(timespec="milliseconds")
    yield element("published", time)
    yield element("updated", time)
    if not post.publish_at:
        yield "<app:control><app:draft>yes</app:draft></app:control>"
    yield kind("page" if post.kind == Post.Kind.PAGE else "post")
    for row in sorted(post.tags.all(), key=lambda row: row.name):
        yield empty("category", scheme=LABEL, term=row.name)
    yield element("title", title_of(post), type="text")
    yield element("content", content_of(post, public), type="html")
    if post.publish_at:
        path = post.get_absolute_url()
        yield empty("link", rel="alternate", type="text/html", href=settings.SITE_URL + path, title=title_of(post))
    if login_of(post):
        names = [byline.author.name for byline in post.bylines.all()]
        yield f"<author>{element('name', names[0])}{element('email', 'noreply@blogger.com')}</author>"
    if post.description:
        yield element("blogger:metaDescription", post.description)
    yield "</entry>"


def content_of(post, public):
    """An essay's standfirst stands above the jump break: Blogger has no word for it."""
    page = page_of(post, public=public)
    if post.kind != Post.Kind.ROLE and post.standfirst:
        page = f'{paragraph(post.standfirst)}<a name="more"></a>{page}'
    return abroad(page)


def comment(said, post, blog, public):
    row = said.comment
    post_number, number = POSTS_FROM + post.pk, COMMENTS_FROM + row.pk
    yield "<entry>"
    yield element("id", identity(blog, number))
    yield element("published", row.posted_at.isoformat(timespec="milliseconds"))
    yield element("updated", row.posted_at.isoformat(timespec="milliseconds"))
    if row.state in STATUSES:
        yield "<app:control><app:draft>yes</app:draft></app:control>"
        yield element("blogger:status", STATUSES[row.state])
    yield kind("comment")
    yield element("title", row.comment[:50], type="text")
    yield element("content", abroad(row.html), type="html")
    feed = f"http://www.blogger.com/feeds/{blog}/{post_number}/comments/default"
    if said.answers:
        parent = f"{feed}/{COMMENTS_FROM + said.answers}"
        yield empty("link", rel="related", type="application/atom+xml", href=parent)
    parts = [element("name", row.user_name), element("uri", row.user_url) if row.user_url else ""]
    email = "noreply@blogger.com" if public or not row.user_email else row.user_email
    yield f"<author>{''.join(parts)}{element('email', email)}</author>"
    address = settings.SITE_URL + post.get_absolute_url()
    yield empty("thr:in-reply-to", ref=identity(blog, post_number), href=address, type="text/html")
    yield "</entry>"
