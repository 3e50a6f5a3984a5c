"""
What the site holds about a person, an entry a table. Whoever makes a table with an account or an e-mail address in it
adds its entry here, in a line: then it is in the file that people download, and goes when they close their account. A
test reads all models and names each column that has neither an entry nor a reason to have none.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q

from accounts.models import User
from blog.models import (
    Act,
    Author,
    BulkChange,
    Comment,
    CommentVersion,
    Correction,
    DeskLetters,
    Follow,
    FollowLetter,
    HeldSkill,
    KeptList,
    KeptPost,
    Like,
    Mention,
    Move,
    Mute,
    PendingComment,
    Picture,
    Post,
    Profile,
    ReaderDesk,
    ReadPost,
    Rearrangement,
    Remark,
    ReplyLetter,
    Report,
    Revision,
    Rule,
    Sheet,
    ThreadFollower,
    Vote,
    WaitingReader,
)

ROWS_AT_ONCE = 500
# What becomes of the rows when the account is closed.
GOES = "goes"
STAYS = "stays"  # it is the site's: only the account is taken out of it
BY_HAND = "by hand"  # closing.py knows what to do


@dataclass(frozen=True)
class Person:
    """An account, and the addresses of which its owner has proved that they are theirs."""

    user: User
    emails: tuple

    @classmethod
    def of(cls, user):
        confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
        return cls(user, tuple(sorted({email.casefold() for email in confirmed})))


@dataclass(frozen=True)
class Held:
    """
    The rows of `model` whose column `user` is the person's account, or whose column `email` one of their addresses;
    `fields` are what is told of each: names of columns, or of methods without arguments.
    """

    name: str
    model: type
    fields: tuple
    user: str = ""
    email: str = ""
    on_close: str = GOES

    def rows(self, person):
        if (meant := self.meant(person)) is None:
            return self.model._base_manager.none()
        return self.model._base_manager.filter(meant)

    def meant(self, person):
        meant = Q(**{self.user: person.user.pk}) if self.user else None
        for email in person.emails if self.email else ():
            theirs = Q(**{f"{self.email}__iexact": email})
            meant = theirs if meant is None else meant | theirs
        return meant

    def told(self, person):
        """Each row as {name: plain value}, in a fixed number of queries."""
        for row in with_names(self.rows(person), self.fields).order_by("pk").iterator(ROWS_AT_ONCE):
            yield {name: plain(getattr(row, name)) for name in self.fields}

    def columns(self):
        """The columns that this entry answers for: those it finds the person by, and those it tells."""
        told = {self.user, self.email, *self.fields}
        return {field for field in self.model._meta.fields if field.name in told}


def with_names(rows, fields):
    """With what rows refer to, but for the long texts of posts."""
    named = [field for field in rows.model._meta.fields if field.name in fields and field.is_relation]
    long = [f"{field.name}__{name}" for field in named if field.related_model is Post for name in Post.LONG_FIELDS]
    return rows.select_related(*(field.name for field in named)).defer(*long) if named else rows


def plain(value):
    if isinstance(value, Picture):
        return value.file.url
    if isinstance(value, models.Model):
        return value.get_absolute_url() if hasattr(value, "get_absolute_url") else str(value)
    if isinstance(value, models.fields.files.FieldFile):
        return value.url if value else ""
    return value() if callable(value) else value


HELD = [
    Held(
        "account",
        User,
        (
            *("email", "name", "standing", "standing_confirmed_at"),
            *("is_staff", "is_superuser", "date_joined", "last_login"),
        ),
        user="pk",
        on_close=BY_HAND,
    ),
    Held("groups", User.groups.through, ("group",), user="user"),
    Held("permissions", User.user_permissions.through, ("permission",), user="user"),
    Held("addresses", EmailAddress, ("email", "verified", "primary"), user="user"),
    Held("second factors", Authenticator, ("type", "created_at", "last_used_at"), user="user"),
    Held("accounts elsewhere", SocialAccount, ("provider", "uid", "date_joined", "extra_data"), user="user"),
    Held("signed in", UserSession, ("created_at", "last_seen_at", "ip", "user_agent"), user="user", on_close=BY_HAND),
    Held(
        "profile",
        Profile,
        ("slug", "about", "links", "picture", "is_public", "is_indexed"),
        user="user",
        on_close=BY_HAND,
    ),
    Held("pictures", Picture, ("file", "alt", "caption", "uploaded_at"), user="uploaded_by", on_close=STAYS),
    Held(
        "comments",
        Comment,
        (
            *("code", "post", "reply_to", "state", "hold_reason", "verdict", "user_name", "user_email", "user_url"),
            *("comment", "followup", "ip_address", "submit_date", "posted_at", "edited_at", "like_count"),
        ),
        user="user",
        email="folded_email",
        on_close=BY_HAND,
    ),
    Held(
        "comments to be confirmed",
        PendingComment,
        ("code", "post", "reply_to", "name", "email", "body", "follow", "ip_address", "created_at"),
        email="email",
    ),
    Held(
        "comments as they were",
        CommentVersion,
        ("comment", "body", "replaced_at"),
        user="comment__user",
        email="comment__folded_email",
        on_close=BY_HAND,
    ),
    Held(
        "threads followed",
        ThreadFollower,
        ("thread", "email", "asked_at", "confirmed_at", "ended_at"),
        user="user",
        email="folded_email",
    ),
    Held("named by others", Mention, ("comment", "created_at"), user="user", email="folded_email"),
    Held("no letters", Mute, ("thread", "created_at"), email="folded_email"),
    Held("likes", Like, ("comment", "created_at"), user="user", on_close=BY_HAND),
    Held("reports", Report, ("comment", "reason", "note", "created_at"), user="user"),
    Held("skills I have", HeldSkill, ("skill",), user="reader"),
    Held("lists of kept posts", KeptList, ("name", "made_at"), user="reader"),
    Held("posts kept", KeptPost, ("post", "kept_list", "kept_at"), user="reader"),
    Held("followed", Follow, ("series", "tag", "skill", "author", "role", "made_at"), user="reader"),
    Held("told of what is followed", FollowLetter, ("post", "changed_on", "told_at"), user="reader"),
    Held("my desk", ReaderDesk, ("has_follow_letters", "has_story_letters", "told_at", "talk_seen_at"), user="reader"),
    Held("posts read", ReadPost, ("post", "read_at"), user="reader"),
    Held("roles wished for", Vote, ("idea", "created_at"), user="user"),
    Held("roles waited for", WaitingReader, ("idea", "email", "confirmed_at", "created_at"), email="folded_email"),
    Held(
        "corrections suggested",
        Correction,
        ("post", "section", "text", "source", "name", "email", "state", "answer", "created_at"),
        user="user",
        email="folded_email",
    ),
    Held("letters about replies", ReplyLetter, ("reply", "created_at"), email="folded_email"),
    Held("rules for comments", Rule, ("kind", "effect", "made_at"), email="pattern", on_close=BY_HAND),
    # For who works at the desk.
    Held("byline", Author, ("name", "slug", "bio", "website", "picture"), user="user", on_close=STAYS),
    # A story is one, and all of its text is its writer's.
    Held(
        "posts begun",
        Post,
        ("kind", "title", "slug", "state", "publish_at", "standfirst", "body"),
        user="created_by",
        on_close=STAYS,
    ),
    Held(
        "remarks on posts begun",
        Remark,
        ("post", "field", "text", "made_at", "answer"),
        user="post__created_by",
        on_close=BY_HAND,
    ),
    Held("saves of posts", Revision, ("post", "number", "made_at", "said", "changed"), user="by", on_close=STAYS),
    Held("typed and not saved", Sheet, ("post", "kind", "typed", "typed_at", "seen_at"), user="user"),
    Held(
        "acts on comments",
        Act,
        ("verb", "comment", "number", "reason", "done_at", "undone_at"),
        user="by",
        on_close=STAYS,
    ),
    Held("changes of many posts", BulkChange, ("asked_at", "change", "done", "finished_at"), user="by", on_close=STAYS),
    Held("days moved", Rearrangement, ("series", "words", "made_at", "undone_at"), user="by", on_close=STAYS),
    Held("blogs moved in", Move, ("source_name", "format", "started_at", "finished_at"), user="by", on_close=STAYS),
    Held(
        "corrections decided", Correction, ("post", "state", "answer", "decided_at"), user="decided_by", on_close=STAYS
    ),
    Held("remarks on drafts", Remark, ("post", "field", "text", "made_at", "answer"), user="by", on_close=STAYS),
    Held("remarks settled", Remark, ("post", "field", "resolved_at"), user="resolved_by", on_close=STAYS),
    Held("letters to the desk", DeskLetters, ("held", "every"), user="user"),
    Held(
        "log",
        LogEntry,
        ("action_time", "content_type", "object_repr", "get_change_message"),
        user="user",
        on_close=BY_HAND,
    ),
]

# Columns with an account or an address in them that are told nowhere, by "app.Model.column", and why.
NOT_TOLD = {"django_comments.CommentFlag.user": "the comment library's own flags: nothing of ours makes one"}


def everything_about(user):
    """All that the site holds about a person, by the names of HELD: plain values."""
    person = Person.of(user)
    return {held.name: list(held.told(person)) for held in HELD}
