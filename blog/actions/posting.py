"""How a comment comes in: from a signed-in reader at once, from a stranger by way of a mailed link, or by import."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, CharField, DateTimeField, TextField
from django.utils import timezone
from django_comments.signals import comment_was_posted, comment_will_be_posted
from django_tasks import task

from blog.absolute import absolute
from blog.followups import periodic
from blog.letters import queue_letter, write_letter
from blog.markup import render_comment
from blog.models import Comment, PendingComment, SiteSettings
from blog.models.comments import MAX_THREAD_DEPTH
from blog.models.prepared import Given, Prepared

from .announcements import announce_reply
from .comments import lock_post
from .counts import count_comments
from .desk_letters import tell_desk_soon
from .discussion import is_trusted, why_closed
from .rules import why_refused
from .spam_service import ask_soon, is_with_service

# The same words by the same writer on the same post within this time are the same comment, sent twice.
SAME_WITHIN = datetime.timedelta(days=1)
KEEP_INTERNET_ADDRESSES = datetime.timedelta(days=30)


class CommentsClosed(Exception):
    """Nobody can comment there; the argument says why, in a sentence for the reader."""


class CommentRefused(Exception):
    """A rule of the moderators keeps this one out; the argument says why, in a sentence for its writer."""


# While one comment is taken, the next one waits (on PostgreSQL for the post, on SQLite for the database): what takes
# long, drawing HTML and writing letters, is done before the lock is asked for.


def post_comment(
    post,
    *,
    name,
    email,
    body,
    reply_to=None,
    follow=False,
    is_question=False,
    user=None,
    ip_address=None,
    seconds=None,
    site=None,
):
    """
    A signed-in reader's comment goes into its thread; a stranger's waits until the address is confirmed. Gives the
    Comment or the PendingComment: the first one, when it was sent twice. Raises CommentsClosed, CommentRefused.
    """
    site = site or SiteSettings.load()
    reason = why_refused(name=name, email=email, body=body, ip_address=ip_address)
    if reason and not is_trusted(user, post):
        raise CommentRefused(reason)
    is_question = is_question and reply_to is None  # questions begin a thread
    words = {"post": post, "reply_to": reply_to, "ip_address": ip_address, "is_question": is_question}
    if user is None:
        pending = PendingComment(**words, name=name, email=email, body=body, follow=follow, seconds=seconds)
        return ask_for_confirmation(pending, site)
    comment = Comment(
        **words,
        user=user,
        user_name=name,
        user_email=email,
        comment=body,
        html=render_comment(body),
        followup=follow,
        submit_date=timezone.now(),
    )
    comment.seconds = seconds
    with transaction.atomic():
        lock_open(post, site)
        return find_same(post, email, body) or let_in(comment, site)


def ask_for_confirmation(pending, site):
    letter = confirmation_letter(pending, site)
    with transaction.atomic():
        lock_open(pending.post, site)
        if same := find_waiting(pending):
            return same
        pending.save(force_insert=True)
        queue_letter(letter)
    return pending


def lock_open(post, site):
    if reason := why_closed(lock_post(post.pk), site):
        raise CommentsClosed(reason)


def a_day_ago():
    return timezone.now() - SAME_WITHIN


def find_waiting(pending):
    values = {"post": pending.post_id, "email": pending.email, "body": pending.body, "after": a_day_ago()}
    return next(iter(waiting(**values)), None)


@Prepared
def waiting():
    sent = PendingComment.objects.by_writer(Given("email", CharField()))
    same = sent.filter(post=Given("post", BigIntegerField()), body=Given("body", TextField()))
    return same.filter(created_at__gt=Given("after", DateTimeField())).order_by("pk")[:1]


def find_same(post, email, body):
    """
    The same words under the same address. Only for who has proved that the address is theirs: the answer leads to the
    writer's own receipt.
    """
    same = Comment.objects.by_writer(email).filter(post=post, posted_at__gt=a_day_ago(), comment=body)
    return first_of(same)


def first_of(comments):
    """The first, if there is any. That there is none, which is usual, is found without a comment's three tables."""
    pk = comments.order_by().values_list("pk", flat=True).first()
    return pk and Comment.objects.get(pk=pk)


def mail_confirmation(pending):
    """Mail the link that confirms a comment's address again. The new one gives its full time again."""
    pending.mailed_at = timezone.now()
    letter = confirmation_letter(pending, SiteSettings.load())
    with transaction.atomic():
        pending.save(update_fields=["mailed_at"])
        queue_letter(letter)


def confirmation_letter(pending, site):
    context = {
        "site_settings": site,
        "post": pending.post,
        "confirm_url": absolute(pending.get_confirm_url()),
        "receipt_url": absolute(pending.get_own_receipt_url()),
    }
    return write_letter(pending.email, "comment_confirm", context)


def confirm_comment(pending):
    """
    The address is confirmed: the comment goes into its thread under the same code. Done twice it is there once.
    Raises CommentsClosed when comments were closed since it was written.
    """
    site = SiteSettings.load()
    comment = Comment(
        code=pending.code,
        post=pending.post,
        reply_to=pending.reply_to,
        user_name=pending.name,
        user_email=pending.email,
        comment=pending.body,
        html=render_comment(pending.body),
        followup=pending.follow,
        is_question=pending.is_question,
        ip_address=pending.ip_address,
        submit_date=pending.created_at,
    )
    comment.seconds = pending.seconds
    with transaction.atomic():
        lock_post(pending.post_id)
        is_first = PendingComment.objects.filter(pk=pending.pk).delete()[0]
        there = None if is_first else first_of(Comment.objects.filter(code=pending.code))
        return there or find_same(pending.post, pending.email, pending.body) or let_in(comment, site)


def let_in(comment, site):
    """A new comment past the library's moderation into its thread, shown or held as the site's policy says."""
    comment.content_object, comment.policy = comment.post, site
    answers = comment_will_be_posted.send(sender=Comment, comment=comment, request=None)
    if any(answer is False for _receiver, answer in answers):
        raise CommentsClosed(why_closed(comment.post, site, comment.submit_date))
    save_in_thread(comment)
    comment_was_posted.send(sender=Comment, comment=comment, request=None)
    if is_with_service(comment):
        ask_soon(comment)
    elif comment.state != Comment.State.SPAM:
        tell_desk_soon(comment)
    if comment.is_shown():
        count_comments(comment.post)
        announce_reply(comment)
    return comment


def save_in_thread(comment):
    """
    Save a new comment in its place, under the post's lock. `reply_to` keeps whom it answers for ever; the library's
    own parent is the last one that its levels can hold.
    """
    comment.site_id = settings.SITE_ID
    if answered := comment.reply_to:
        comment.root_id = answered.root_id or answered.pk
        comment.parent_id = answered.pk if answered.level < MAX_THREAD_DEPTH else answered.parent_id
    comment.save()


@periodic(datetime.timedelta(days=1))
@task()
def forget_unconfirmed():
    """What nobody confirmed is deleted, with the address it was written under."""
    PendingComment.objects.expired().delete()


@periodic(datetime.timedelta(days=1))
@task()
def forget_internet_addresses():
    """By then nobody floods from there any more; the privacy page says so."""
    old = Comment.objects.filter(submit_date__lt=timezone.now() - KEEP_INTERNET_ADDRESSES)
    old.filter(ip_address__isnull=False).update(ip_address=None)


@transaction.atomic
def bring_comment(post, *, name, body, posted_at, reply_to=None, email="", html="", **fields):
    """
    A comment from elsewhere, shown as it was there: no policy, no mail. `html` is safe already; without it `body` is
    Markdown. Other fields of Comment (like_count, imported_as_author, import_reference, state ...) as they are. The
    post is recounted by the caller, once for all its comments.
    """
    comment = Comment(
        post=post,
        content_object=post,
        reply_to=reply_to,
        user_name=name[: Comment._meta.get_field("user_name").max_length],
        user_email=email,
        comment=body,
        html=html or render_comment(body),
        submit_date=posted_at,
        posted_at=posted_at,
        **{"state": Comment.State.SHOWN, **fields},
    )
    save_in_thread(comment)
    return comment
