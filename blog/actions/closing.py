"""Closing an account: what was its owner's goes or loses their name, row by row; what is the site's stays."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from blog.caching import make_stale
from blog.letters import forget_letters, queue_letter, write_letter
from blog.models import Act, Address, Comment, CommentVersion, Like, Mention, Profile, Rule

from .comments import change_state
from .corrections import take_back_thanks
from .personal import GOES, HELD, Person
from .profiles import forget_portrait
from .section_replies import keep_section_replies
from .stories import forget_stories, stories_of

NOBODY = "closed@account.invalid"  # whom the log names in place of people who are gone; nobody can sign in by it


# What nothing is left of: an empty place, where others answered.
EMPTY = {
    **dict.fromkeys(["comment", "html", "hold_detail", "beside"], ""),
    **dict.fromkeys(["pinned_at", "answered_at", "answer"]),
    "is_question": False,
}


class Comments(models.TextChoices):
    ANONYMISE = "anonymise", gettext_lazy("leave them, without my name")
    REMOVE = "remove", gettext_lazy("remove them")


class CannotClose(Exception):
    """The argument says why, in a sentence for the person."""


def why_not(user):
    """In a sentence why an account cannot be closed, or nothing."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        return _("You are the only one who may do everything here. Make somebody else an owner first.")
    return ""


@transaction.atomic
def close_account(user, comments):
    """
    Close an account for good, its comments as `Comments` says. A letter tells its owner. Done to somebody who is gone
    already it raises User.DoesNotExist. Raises CannotClose.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if reason := why_not(user):
        raise CannotClose(reason)
    person = Person.of(user)
    letter = write_letter(user.email, "account_closed", {"comments": Comments(comments)})
    take_leave_of_comments(person, comments)
    take_back_likes(user)
    clear_log(user)
    close_profile(user)
    take_back_thanks(rows_of("corrections suggested", person))
    entries_of(stories_of(user)).update(object_repr=_("Account closed"))
    forget_stories(user)
    end_sessions(person)
    forget_rules(person)
    for held in HELD:
        if held.on_close == GOES:
            held.rows(person).delete()
    user.delete()
    forget_letters((letter[0], *person.emails))
    queue_letter(letter)


def rows_of(name, person):
    return next(held for held in HELD if held.name == name).rows(person)


def take_leave_of_comments(person, comments):
    """All that is known to be the person's, in whatever state."""
    theirs = list(rows_of("comments", person).values_list("pk", "post"))
    pks, posts = [pk for pk, _post in theirs], {post for _pk, post in theirs}
    chosen = Comment.objects.filter(pk__in=pks)
    CommentVersion.objects.filter(comment__in=pks).delete()
    gone = {}
    if comments == Comments.REMOVE:
        change_state(chosen, Comment.State.DELETED, None, "")
        Mention.objects.filter(comment__in=pks).delete()
        gone = EMPTY
    nameless = {"user": None, "user_name": _("Account closed"), "user_email": "", "user_url": "", "folded_email": ""}
    chosen.update(**nameless, **gone, ip_address=None, followup=False, verdict="")
    forget_reasons(chosen)
    entries_of(chosen).update(object_repr=_("Comment of a closed account"))
    keep_section_replies(chosen.exclude(beside=""))
    make_stale(f"reader:{person.user.pk}", "talks", *(f"talk:{post}" for post in posts))


def forget_reasons(comments):
    """What moderators told their writer alone, by name perhaps. That they decided stays."""
    acts = Act.objects.filter(comment__in=comments.values("pk"), number=1)
    for reason in {*acts.exclude(reason="").values_list("reason", flat=True)}:
        told = entries_of(comments).filter(change_message__contains=reason)
        told.update(change_message=Replace("change_message", Value(reason), Value("…")))
    for act in acts:
        act.reason, act.before = "", [{**row, "verdict": ""} for row in act.before]
        act.save(update_fields=["reason", "before"])


def take_back_likes(user):
    liked = Comment.objects.filter(likes__user=user)
    posts = set(liked.order_by().values_list("post", flat=True))
    Comment.objects.filter(pk__in=list(liked.values_list("pk", flat=True))).update(like_count=F("like_count") - 1)
    Like.objects.filter(user=user).delete()
    make_stale(*(f"talk:{post}" for post in posts))


def close_profile(user):
    profile = Profile.objects.filter(user=user).select_related("picture").first()
    if profile is None:
        return
    picture = profile.picture
    Address.objects.filter(target=profile.get_absolute_url()).delete()
    profile.delete()
    forget_portrait(picture, user)


def end_sessions(person):
    for session in rows_of("signed in", person):
        session.end()


def forget_rules(person):
    """Trust goes. What keeps somebody out stays, or closing an account would be the way back in."""
    trust = rows_of("rules for comments", person).filter(effect=Rule.Effect.TRUST)
    entries_of(trust).update(object_repr=_("Account closed"), change_message="")
    trust.delete()


def clear_log(user):
    """What was done stays in the log, by nobody; the name goes from it, and from what was noted beside a rule."""
    mine = LogEntry.objects.filter(user=user)
    if mine.exists():
        mine.update(user=nobody())
    profiles = Profile.objects.filter(user=user)
    for rows in (User.objects.filter(pk=user.pk), profiles):
        # The lines about somebody say what each field was: names and addresses.
        entries_of(rows).update(object_repr=_("Account closed"), change_message="")
    if user.is_staff and user.name:
        notes = Rule.objects.filter(note__contains=user.name)
        notes.update(note=Replace("note", Value(user.name), Value(_("somebody"))))


def entries_of(rows):
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model), object_id__in=keys)


def nobody():
    return User.objects.get_or_create(
        email=NOBODY, defaults={"name": _("Account closed"), "is_active": False, "password": "!"}
    )[0]
