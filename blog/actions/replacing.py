"""One address in the place of another, wherever posts and resources lead there."""

from urllib.parse import urldefrag

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from blog import markup
from blog.models import Link, Post, Resource, plain_url
from blog.models.parts import MARKED_TEXTS, row_models

from .leading import OWN_ADDRESSES, ROW_ADDRESSES
from .merging import merge_resources
from .posts import log, refresh_post
from .revisions import lock_post, remember_found
from .sharing import refresh_sharing

AT_ONCE = 20  # posts; the others follow


def replace_link(link, url, *, by):
    """
    Whatever leads to `link` leads to `url` from now on: texts, rows and sources of posts, and resources. Gives how many
    posts do; more than a few are changed after the answer, as follow-up work.
    """
    replace_in_resources(link, url, by)
    posts = list(link.posts.order_by("pk").values_list("pk", flat=True))
    said = _("Replaced everywhere by %(url)s.") % {"url": url}
    LogEntry.objects.log_actions(by.pk, Link.objects.filter(pk=link.pk), CHANGE, said, single_object=True)
    for pk in posts[:AT_ONCE]:
        replace_in_post(pk, link.url, url, by)
    if posts[AT_ONCE:]:
        replace_in_the_others.enqueue(posts[AT_ONCE:], link.url, url, by.pk)
    return len(posts)


@task()
def replace_in_the_others(pks, old, new, by):
    user = User.objects.filter(pk=by).first()
    for pk in pks:
        replace_in_post(pk, old, new, user)


def replace_in_resources(link, url, by):
    for resource in link.resources.all():
        if there := Resource.objects.filter(url=url).exclude(pk=resource.pk).first():
            merge_resources(Resource.objects.filter(pk=resource.pk), there, by=by)
        else:
            resource.url, resource.dead_since = url, None
            resource.save()
            refresh_sharing(resource)


@transaction.atomic
def replace_in_post(pk, old, new, by):
    """Safe to run again."""
    post = Post.objects.filter(pk=pk).first()
    if post is None:
        return
    lock_post(post)
    post.refresh_from_db()
    remember_found(post)
    changed = Changed(old, new)
    fields = [field for field in Post.RICH_FIELDS if changed.html(post, field)]
    fields += [field for field in OWN_ADDRESSES if changed.address(post, field)]
    fields += ["choose_else"] if changed.words(post, "choose_else") else []
    if fields:
        post.save(update_fields=[*fields, "updated_at"])
    if changed.rows(post) or fields:
        post.save(update_fields=["updated_at"])
        refresh_post(post)
        log(post, by, _("Replaced a link: %(url)s.") % {"url": old[:100]})


class Changed:
    """Puts `new` where `old` stands, field by field; each method says whether it stood there."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def one(self, address):
        """A place within the page stays named, unless the new address names one itself."""
        if plain_url(address) != self.old:
            return address
        place = urldefrag(address)[1]
        return f"{self.new}#{place}" if place and "#" not in self.new else self.new

    def html(self, row, field):
        return self.put(row, field, markup.with_addresses(getattr(row, field), self.one))

    def address(self, row, field):
        return self.put(row, field, self.one(getattr(row, field)))

    def words(self, row, field):
        """In the Markdown of a line: each address that its HTML leads to by the old one."""
        text = getattr(row, field)
        for address in markup.link_addresses(markup.render_line(text)):
            if (new := self.one(address)) != address:
                text = text.replace(address, new)
        return self.put(row, field, text)

    def put(self, row, field, value):
        if value == getattr(row, field) or len(value) > (row._meta.get_field(field).max_length or len(value)):
            return False
        setattr(row, field, value)
        return True

    def rows(self, post):
        number = 0
        for name in row_models(post):
            for row in getattr(post, name).all():
                texts = [field for field in MARKED_TEXTS if hasattr(row, field) and self.words(row, field)]
                field = ROW_ADDRESSES.get(name, ".")
                links = [field] if "." not in field and self.address(row, field) else []
                if texts or links:
                    row.save(update_fields=[*texts, *links])
                    number += 1
        return number
