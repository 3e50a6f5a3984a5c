"""The parts of a WordPress export, each from the row that says it."""

import datetime
from email.utils import format_datetime

from django.conf import settings
from django.utils import timezone

from blog.models import Comment, Post

from .pages import abroad, page_of
from .xml import element

NO_TIME = "0000-00-00 00:00:00"
# All things of WordPress are numbered together: ours begin in places far enough from each other.
PICTURES_FROM, PINGBACKS_FROM = 100_000_000, 200_000_000
APPROVED = {Comment.State.SHOWN: "1", Comment.State.HELD: "0", Comment.State.SPAM: "spam"}
STATUSES = {Post.State.SUBMITTED: "pending", Post.State.PRIVATE: "private"}


def author(row):
    parts = [
        element("wp:author_id", row.pk),
        element("wp:author_login", row.slug, is_html=True),
        element("wp:author_email", "", is_html=True),
        element("wp:author_display_name", row.name, is_html=True),
    ]
    return f"<wp:author>{''.join(parts)}</wp:author>"


def category(row):
    parts = [
        element("wp:term_id", row.pk),
        element("wp:category_nicename", row.slug, is_html=True),
        element("wp:category_parent", "", is_html=True),
        element("wp:cat_name", row.name, is_html=True),
        element("wp:category_description", row.description, is_html=True),
    ]
    return f"<wp:category>{''.join(parts)}</wp:category>"


def tag(row):
    parts = [
        element("wp:term_id", PICTURES_FROM + row.pk),
        element("wp:tag_slug", row.slug, is_html=True),
        element("wp:tag_name", row.name, is_html=True),
        element("wp:tag_description", row.description, is_html=True),
    ]
    return f"<wp:tag>{''.join(parts)}</wp:tag>"


def address_of(picture):
    return settings.SITE_URL + picture.file.url if picture.file.url.startswith("/") else picture.file.url


def attachment(picture, post):
    parts = [
        element("title", picture.alt),
        element("guid", address_of(picture), isPermaLink="false"),
        element("content:encoded", "", is_html=True),
        element("excerpt:encoded", picture.caption, is_html=True),
        element("wp:post_id", PICTURES_FROM + picture.pk),
        *times(picture.uploaded_at),
        element("wp:status", "inherit"),
        element("wp:post_parent", post.pk),
        element("wp:post_type", "attachment"),
        element("wp:attachment_url", address_of(picture)),
        postmeta("_wp_attachment_image_alt", picture.alt),
    ]
    return f"<item>{''.join(parts)}</item>"


def head(post, public):
    yield element("title", title_of(post))
    yield element("link", settings.SITE_URL + post.get_absolute_url())
    if post.publish_at:
        yield element("pubDate", format_datetime(post.publish_at.astimezone(datetime.UTC)))
    yield element("dc:creator", login_of(post), is_html=True)
    yield element("guid", post.guid, isPermaLink="false")
    yield element("description")
    yield element("content:encoded", content_of(post, public), is_html=True)
    yield element("excerpt:encoded", post.standfirst if post.kind != Post.Kind.ROLE else "", is_html=True)


def title_of(post):
    """The day stands in the title, as blogs without numbered days have it."""
    return f"{post.title} (day {post.slot.day})" if post.slot_id else post.title


def login_of(post):
    return next((byline.author.slug for byline in post.bylines.all()), "")


def content_of(post, public):
    return abroad(page_of(post, public=public), has_shortcodes=True)


def fields(post):
    yield element("wp:post_id", post.pk)
    yield from times(post.publish_at)
    yield element("wp:post_modified_gmt", utc(post.updated_at))
    yield element("wp:comment_status", "closed" if post.discussion == Post.Discussion.CLOSED else "open")
    yield element("wp:ping_status", "closed")
    yield element("wp:post_name", post.slug)
    yield element("wp:status", status_of(post))
    yield element("wp:post_parent", 0)
    yield element("wp:menu_order", 0)
    yield element("wp:post_type", "page" if post.kind == Post.Kind.PAGE else "post")
    yield element("wp:post_password")
    yield element("wp:is_sticky", 0)


def status_of(post):
    if post.publish_at:
        return "publish" if post.is_public() else "future"
    return STATUSES.get(post.state, "draft")


def times(time):
    yield element("wp:post_date", f"{timezone.localtime(time):%Y-%m-%d %H:%M:%S}" if time else NO_TIME)
    yield element("wp:post_date_gmt", utc(time))


def utc(time):
    return f"{time.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S}" if time else NO_TIME


def terms(post):
    if post.category:
        yield element("category", post.category.name, is_html=True, domain="category", nicename=post.category.slug)
    for row in sorted(post.tags.all(), key=lambda row: row.name):
        yield element("category", row.name, is_html=True, domain="post_tag", nicename=row.slug)


def meta(post, gallery):
    if post.cover and gallery.name(post.cover):
        yield postmeta("_thumbnail_id", PICTURES_FROM + post.cover.pk)
    if post.description:
        yield postmeta("_yoast_wpseo_metadesc", post.description)


def postmeta(key, value):
    return (
        f"<wp:postmeta>{element('wp:meta_key', key, is_html=True)}"
        f"{element('wp:meta_value', value, is_html=True)}</wp:postmeta>"
    )


def comment(said, post, public):
    row = said.comment
    writer = next((byline.author_id for byline in post.bylines.all()), 0) if row.is_by_author() else 0
    parts = [
        element("wp:comment_id", row.pk),
        element("wp:comment_author", row.user_name, is_html=True),
        element("wp:comment_author_email", "" if public else row.user_email),
        element("wp:comment_author_url", row.user_url),
        element("wp:comment_author_IP"),
        element("wp:comment_date", f"{timezone.localtime(row.posted_at):%Y-%m-%d %H:%M:%S}"),
        element("wp:comment_date_gmt", utc(row.posted_at)),
        element("wp:comment_content", abroad(row.html), is_html=True),
        element("wp:comment_approved", APPROVED.get(row.state, "trash")),
        element("wp:comment_type", "comment"),
        element("wp:comment_parent", said.answers or 0),
        element("wp:comment_user_id", writer),
    ]
    return f"<wp:comment>{''.join(parts)}</wp:comment>"


def pingback(row):
    parts = [
        element("wp:comment_id", PINGBACKS_FROM + row.pk),
        element("wp:comment_author", row.title, is_html=True),
        element("wp:comment_author_url", row.url),
        element("wp:comment_date_gmt", utc(row.posted_at)),
        element("wp:comment_content", row.excerpt, is_html=True),
        element("wp:comment_approved", "1" if row.is_shown else "0"),
        element("wp:comment_type", "pingback"),
        element("wp:comment_parent", 0),
    ]
    return f"<wp:comment>{''.join(parts)}</wp:comment>"
