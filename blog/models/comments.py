"""Comments, on django-comments-xtd's table with our own beside it, and what people do to them."""

import datetime
import secrets

from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Q, Value
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment, XtdCommentManager

from blog.paths import path_of

from .posts import Post
from .tokens import CONFIRM_WITHIN, confirm_token, own_receipt_token, receipt_token

# Drawn with an indent down to here; deeper replies hang under the last level and say whom they answer.
MAX_THREAD_DEPTH = 3
MAX_COMMENT_LENGTH = 10_000
MAX_VERDICT_LENGTH = 300
ROOTS_A_PAGE = 50
COMMENTS_A_PAGE = 500  # with so many no further thread begins on a page
LONGEST_ON_A_PAGE = 1000  # comments of one thread; a longer one goes on on the next page
KEEP_PENDING = datetime.timedelta(days=14)  # so that whoever opens the mail late can still ask for a new one
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else
CODE_LENGTH = 10


def make_code():
    return "".join(secrets.choice(CODE_ALPHABET) for _n in range(CODE_LENGTH))


class CommentQuerySet(models.QuerySet):
    def shown(self):
        """What the public may see, as far as comments are concerned: their posts are asked by PostQuerySet."""
        return self.filter(state=Comment.State.SHOWN)

    def on_public_posts(self):
        # Asked of each comment in turn: the newest thirty need no list of all posts.
        return self.filter(Exists(Post.objects.published().filter(pk=OuterRef("post"))))

    def hidden_as_spam(self):
        """What no human has looked at: the filter hid it."""
        return self.filter(state=Comment.State.SPAM, hold_reason=Comment.HoldReason.SPAM)

    def decided(self, is_spam):
        return self.filter(is_spam=is_spam)

    def awaiting_review(self):
        return self.filter(state=Comment.State.HELD)

    def in_threads(self):
        """What a page of threads needs: the shown ones, and others that were answered, of which it shows no word."""
        answers = Comment.objects.order_by().filter(reply_to=OuterRef("pk"))
        return self.filter(Q(state=Comment.State.SHOWN) | Exists(answers))

    def thread_roots(self):
        """First comments of the threads the public may see: shown, or with a shown reply somewhere below."""
        below = Comment.objects.order_by().shown().filter(root=OuterRef("pk"))
        return self.filter(Q(state=Comment.State.SHOWN) | Exists(below), root__isnull=True)

    def by_writer(self, email):
        return self.filter(folded_email=email.casefold())

    def by_person(self, comment):
        """What the writer of `comment` wrote in all: under the same address, and with the same account."""
        written = Comment.objects.order_by().values("pk")
        same = [written.by_writer(comment.user_email)] if comment.user_email else []
        same += [written.filter(user=comment.user_id)] if comment.user_id else []
        match same:
            case []:
                return self.filter(pk=comment.pk)  # from elsewhere, and nobody knows by whom
            case [one]:
                return self.filter(pk__in=one)
        return self.filter(pk__in=same[0].union(same[1]))  # an index each; OR would read every comment


class CommentManager(XtdCommentManager.from_queryset(CommentQuerySet)):
    pass


class Comment(XtdComment):
    class State(models.TextChoices):
        HELD = "held", _("waiting")
        SHOWN = "shown", _("shown")
        REJECTED = "rejected", _("rejected")
        SPAM = "spam", _("spam")
        REMOVED = "removed", _("removed")
        DELETED = "deleted", _("deleted by its writer")  # an empty place, since others answered it

    class HoldReason(models.TextChoices):
        POLICY = "policy", _("every comment waits")
        POST = "post", _("comments on this post wait")
        OLD_POST = "old-post", _("the post is old")
        NEWCOMER = "newcomer", _("first comment")
        LINKS = "links", _("many links")
        SPAM = "spam", _("looks like spam")
        REPORTED = "reported", _("reported")
        # Those of rules (blog.models.Rule) are named as their kinds are.
        WORD = "word", _("blocked word")
        ADDRESS = "address", _("blocked address")
        DOMAIN = "domain", _("blocked e-mail domain")
        NETWORK = "network", _("blocked network")

    GONE_STATES = (State.REJECTED, State.SPAM, State.REMOVED, State.DELETED)
    # What a moderator's act changes.
    JUDGED_FIELDS = ("state", "hold_reason", "hold_detail", "verdict", "report_count", "is_spam")

    base = models.OneToOneField(XtdComment, models.CASCADE, parent_link=True, related_name="blog_comment")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    # The true parent for ever; the library's own level stops at MAX_THREAD_DEPTH.
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replies")
    root = models.ForeignKey("self", models.CASCADE, null=True, blank=True, editable=False, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.HELD)
    hold_reason = models.CharField(_("waits because"), max_length=10, choices=HoldReason, blank=True)
    hold_detail = models.CharField(
        max_length=254, blank=True, editable=False
    )  # the rule's pattern, or codes of blog.spam
    verdict = models.CharField(_("reason told"), max_length=MAX_VERDICT_LENGTH, blank=True)  # to its writer
    is_spam = models.BooleanField(null=True, editable=False)  # as a moderator has decided; None: nobody has
    html = models.TextField(editable=False, blank=True)  # the comment's Markdown, rendered and safe
    like_count = models.PositiveIntegerField(default=0, editable=False)
    report_count = models.PositiveIntegerField(default=0, editable=False)
    folded_email = models.CharField(max_length=254, blank=True, editable=False)  # user_email, indexed and in one case
    # When it came into its thread: submit_date is when it was written, before its address was confirmed.
    posted_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    is_question = models.BooleanField(_("a question"), default=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="+")  # if it is one
    pinned_at = models.DateTimeField(_("pinned"), null=True, editable=False)
    beside = models.CharField(_("beside the section"), max_length=20, blank=True, editable=False)  # its anchor
    import_reference = models.CharField(max_length=300, null=True, blank=True, unique=True, editable=False)
    imported_as_author = models.BooleanField(default=False, editable=False)  # the old blog said so; no account here

    objects = CommentManager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-posted_at", "-pk"]
        permissions = [("moderate_comment", _("May approve, hold and reject comments"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "shown", "rejected", "spam", "removed", "deleted"]),
                name="comment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(is_question=True) | Q(answered_at__isnull=True), name="comment_only_questions_are_answered"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(pinned_at__isnull=False), name="comment_pinned_once_a_post"
            ),
        ]
        indexes = [
            models.Index("post", "state", "posted_at", name="comment_of_post"),  # a page's threads
            models.Index("root", "state", "posted_at", name="comment_of_thread"),  # the replies below some roots
            models.Index(F("state"), F("posted_at").desc(), name="comment_newest"),  # the feed, the moderation queue
            models.Index("folded_email", "state", name="comment_of_writer"),  # what this person may do
            # What the filter learns from.
            models.Index("is_spam", "posted_at", name="comment_decided", condition=Q(is_spam__isnull=False)),
        ]

    def __str__(self):
        return f"{self.user_name}: {self.comment[:60]}"

    def save(self, *args, **kwargs):
        self.follow()
        if self.pk is not None:
            return super().save(*args, **kwargs)
        # The library would write all three rows twice to say once where the comment stands.
        super(XtdComment, self).save(*args, **kwargs)
        self.take_place()

    def take_place(self):
        """
        The library's own account of a new comment: its thread, parent, level and order, in as few queries as it takes.
        Wants the post's lock: a place is taken by one at a time.
        """
        thread = XtdComment.norel_objects
        if not self.parent_id:
            self.parent_id = self.thread_id = self.pk
        else:
            parent = thread.only("thread_id", "parent_id", "level", "order").get(pk=self.parent_id)
            thread = thread.filter(thread_id=parent.thread_id)
            self.thread_id, self.level = parent.thread_id, parent.level + 1
            behind = Q(level__lte=parent.level, order__gt=parent.order)
            found = thread.aggregate(next=Min("order", filter=behind), last=Max("order"))
            self.order = found["next"] or found["last"] + 1
            if found["next"]:
                thread.filter(order__gte=self.order).update(order=F("order") + 1)
            # No parent is deeper than this: its own parent, and the first of the thread, are all there is above it.
            above = {parent.pk, parent.parent_id, parent.thread_id}
            thread.filter(pk__in=above).update(nested_count=F("nested_count") + 1)
        place = {name: getattr(self, name) for name in ("thread_id", "parent_id", "level", "order")}
        XtdComment.norel_objects.filter(pk=self.pk).update(**place)

    def follow(self):
        """Fill what follows from the other columns: the library's own, and the address in one case."""
        self.folded_email = self.user_email.casefold()
        self.is_public = self.state == self.State.SHOWN
        self.is_removed = self.state in self.GONE_STATES

    def get_absolute_url(self):
        return path_of("blog:comment", self.code)

    def get_receipt_url(self):
        return reverse("blog:receipt", args=[receipt_token(self.code)])

    def get_own_receipt_url(self):
        """The same for who has proved to be its writer: there it can be changed."""
        return reverse("blog:receipt", args=[own_receipt_token(self.code)])

    def is_shown(self):
        return self.state == self.State.SHOWN

    def is_seen(self):
        """Whether readers have seen it: shown, or taken off the page again because some of them reported it."""
        return self.is_shown() or (self.state == self.State.HELD and self.hold_reason == self.HoldReason.REPORTED)

    def wording(self):
        """Which of its wordings this is: what one decides is about the one that was read."""
        return str(int(self.edited_at.timestamp())) if self.edited_at else ""

    def is_by_author(self):
        """Whether the post's own author wrote it. Wants post.bylines prefetched."""
        return self.imported_as_author or self.post.is_written_by(self.user_id)


class PendingCommentQuerySet(models.QuerySet):
    def expired(self):
        """What nobody confirmed or asked for again: to be deleted."""
        return self.filter(mailed_at__lt=timezone.now() - KEEP_PENDING)

    def by_writer(self, email):
        email = email if isinstance(email, Value) else Value(email)
        return self.alias(upper_email=Upper("email")).filter(upper_email=Upper(email))

    def with_posts(self):
        """With what taking a comment wants to know of its post."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related("post").only(*own, *(f"post__{name}" for name in Post.TALK_FIELDS))


class PendingComment(models.Model):
    """A comment whose writer has yet to confirm the address. It becomes a Comment with the same code."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    reply_to = models.ForeignKey(Comment, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=50)
    email = models.EmailField()
    body = models.TextField()
    follow = models.BooleanField(default=False)
    is_question = models.BooleanField(default=False)
    ip_address = models.GenericIPAddressField(null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True)  # from the form's coming to its being sent
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(default=timezone.now, db_index=True)  # serves expired()

    objects = PendingCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment to be confirmed")
        verbose_name_plural = _("comments to be confirmed")
        indexes = [models.Index(Upper("email"), name="pending_of_writer")]  # is this one sent twice

    def __str__(self):
        return self.code

    def get_receipt_url(self):
        return reverse("blog:receipt", args=[receipt_token(self.code)])

    def get_own_receipt_url(self):
        """For the letter: whoever reads it has the address."""
        return reverse("blog:receipt", args=[own_receipt_token(self.code)])

    def get_confirm_url(self):
        return reverse("blog:comment-confirm", args=[confirm_token(self.code)])

    def is_late(self):
        """Whether the link mailed last has expired."""
        return timezone.now() - self.mailed_at > CONFIRM_WITHIN
