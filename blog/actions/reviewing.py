"""A draft goes to the editors and comes back with remarks; its author answers them, and hands it in again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post, Remark

from .posts import log
from .review_letters import tell_returned, tell_submitted


@transaction.atomic
def submit_post(post, *, by):
    """The editors have it now: its author can read it and no longer change it."""
    move(post, Post.State.SUBMITTED)
    log(post, by, _("Submitted for review."))
    tell_submitted(post, by)


@transaction.atomic
def return_post(post, *, by):
    """Its author has it again, with what was said of it."""
    move(post, Post.State.RETURNED)
    log(post, by, _("Handed back."))
    tell_returned(post, by)


def move(post, state):
    post.state = state
    post.save(update_fields=["state", "updated_at"])


def add_remark(post, field, text, *, by):
    return Remark.objects.create(post_id=post.pk, field=field, text=text, by=by)


def settle_remark(remark, *, answer, is_resolved, by):
    """What somebody answers to a remark, and whether that settles it."""
    if is_resolved == remark.is_open():
        remark.resolved_at, remark.resolved_by = (timezone.now(), by) if is_resolved else (None, None)
    remark.answer = answer
    remark.save(update_fields=["answer", "resolved_at", "resolved_by"])
