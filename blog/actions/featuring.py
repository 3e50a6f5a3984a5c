"""What editors lift out of a talk: one pinned comment a post, replies beside the section they answer."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Comment

from .comments import lock_post
from .section_replies import SECTIONS, store_section_replies
from .staleness import tell_talk


def may_feature(user):
    return user.is_authenticated and user.has_perm("blog.edit_all_posts")


@transaction.atomic
def pin_comment(comment, pinned, *, by):
    """Put a shown comment above all others of its post, in the place of the one before; or no longer."""
    lock_post(comment.post_id)
    Comment.objects.filter(post=comment.post_id, pinned_at__isnull=False).update(pinned_at=None)
    if pinned:
        Comment.objects.shown().filter(pk=comment.pk).update(pinned_at=timezone.now())
    log(comment, by, _("Pinned.") if pinned else _("No longer pinned."))
    tell_talk(comment.post_id)


@transaction.atomic
def show_beside(comment, section, *, by):
    """Show a comment beside this section (an anchor of SECTIONS) of its role; beside none when it is empty."""
    if section and section not in SECTIONS:
        raise ValueError(section)
    lock_post(comment.post_id)
    Comment.objects.filter(pk=comment.pk).update(beside=section)
    store_section_replies(comment.post_id)
    log(comment, by, _("Shown beside the section “%(name)s”.") % {"name": section} if section else _("Beside none."))


def log(comment, by, message):
    LogEntry.objects.log_actions(by.pk, Comment.objects.filter(pk=comment.pk), CHANGE, message, single_object=True)
