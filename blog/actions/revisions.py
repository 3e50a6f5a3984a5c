"""Every save of a post is kept: what it was, who left it so, when. Old ones are thinned out."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import TruncDay, TruncMonth
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from blog.followups import periodic
from blog.models import Post, Revision, Sheet
from blog.models.snapshots import changed_names, digest_of, snapshot_of

# The rule, as docs/editing.md tells it: all of a month, then the last of each day, after a year the last of each month.
# The first of a post and its newest always stay.
KEEP_ALL = datetime.timedelta(days=30)
KEEP_DAILY = datetime.timedelta(days=365)
KEEP_TYPED = datetime.timedelta(days=30)  # what was typed and never saved
KEEP_SEEN = datetime.timedelta(days=1)  # that somebody was there


def record_revision(post, *, by=None, said=""):
    """Keep the post as it is in the database now. None if it is as the newest revision has it already."""
    snapshot = snapshot_of(post)
    digest, newest = digest_of(snapshot), Revision.objects.newest_of(post)
    if newest and newest.digest == digest:
        return None
    return Revision.objects.create(
        post_id=post.pk,
        number=newest.number + 1 if newest else 1,
        made_at=timezone.now(),
        by=by,
        said=said,
        changed=changed_names(newest.snapshot, snapshot) if newest else [],
        snapshot=snapshot,
        digest=digest,
    )


def remember_found(post):
    """Before a save: what it will replace, if that came by another way (an import, an older version of the program)."""
    return record_revision(post, said=_("As it was found."))


@transaction.atomic
def lock_post(post):
    """Whoever saves this post waits until the transaction around this is over. SQLite lets one write at a time."""
    return Post.objects.select_for_update().only("pk", "updated_at").get(pk=post.pk)


@periodic(datetime.timedelta(days=1))
@task(priority=-20)
def thin_revisions():
    """Safe to run again."""
    now = timezone.now()
    old = Revision.objects.filter(number__gt=1)
    thin(old.filter(made_at__lt=now - KEEP_DAILY), TruncMonth)
    thin(old.filter(made_at__lt=now - KEEP_ALL, made_at__gte=now - KEEP_DAILY), TruncDay)
    Sheet.objects.filter(typed__isnull=True, is_saved=False, seen_at__lt=now - KEEP_SEEN).delete()
    Sheet.objects.filter(seen_at__lt=now - KEEP_TYPED).delete()


def thin(old, truncated):
    """Of `old` keep the last of each post and span, and what is the newest of its post altogether."""
    spans = old.annotate(span=truncated("made_at")).order_by().values("post", "span")
    newest = Revision.objects.order_by().values("post")
    for kept in (spans, newest):
        old = old.exclude(pk__in=kept.annotate(last=Max("pk")).values("last"))
    old.delete()
