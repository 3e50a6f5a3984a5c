"""What the buttons under a post do, who may press them, and what the line beside them says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog.actions.posts import publish_post, unschedule_post, withdraw_post
from blog.actions.reviewing import return_post, submit_post
from blog.actions.scheduling import declare_ready
from blog.models import Post

from .times import time_in_words, zone_of

PUBLISH = "blog.publish_post"
UNFINISHED = {Post.State.DRAFT, Post.State.RETURNED}


@dataclass(frozen=True)
class Verb:
    """
    One button. `act(post, by=user, at=datetime or None)` does it after the form was saved, and gives the sentence for
    the editor; without it the button only saves.
    """

    name: str
    label: str
    act: Callable | None = None
    fits: Callable = lambda post: True
    permission: str = ""
    needs_time: bool = False
    takes_back: bool = False

    def is_allowed(self, user):
        return not self.permission or user.has_perm(self.permission)


def publish_now(post, *, by, at):
    publish_post(post, by=by, at=None if post.first_published_at else timezone.now())
    return _("It is published. Readers see it now.")


def schedule(post, *, by, at):
    publish_post(post, by=by, at=at)
    return _("It is scheduled: %(when)s.") % {"when": time_in_words(post.publish_at, zone_of(post))}


def unschedule(post, *, by, at):
    unschedule_post(post, by=by)
    return _("It is off the schedule and stays with you.")


def withdraw(post, *, by, at):
    withdraw_post(post, by=by)
    return _("It is withdrawn. Its address now says that it is gone.")


def submit(post, *, by, at):
    submit_post(post, by=by)
    if number := post.remarks.open().count():
        said = ngettext(
            "It is with the editors for review. One remark is still open.",
            "It is with the editors for review. %(number)d remarks are still open.",
            number,
        )
        return said % {"number": number}
    return _("It is with the editors for review.")


def hand_back(post, *, by, at):
    return_post(post, by=by)
    if not post.remarks.open().exists():
        return _("It is back with its author, without a remark.")
    return _("It is back with its author.")


def approve(post, *, by, at):
    declare_ready(post, by=by)
    return _("It is approved and ready to come out.")


VERBS = {
    verb.name: verb
    for verb in [
        Verb("_save", gettext_lazy("Save")),
        Verb("_preview", gettext_lazy("Save and preview")),
        Verb("_submit", gettext_lazy("Submit for review"), submit, lambda post: post.state in UNFINISHED),
        Verb(
            "_return",
            gettext_lazy("Hand back"),
            hand_back,
            lambda post: post.state == Post.State.SUBMITTED,
            permission=PUBLISH,
        ),
        Verb(
            "_approve",
            gettext_lazy("Approve"),
            approve,
            lambda post: post.state == Post.State.SUBMITTED,
            permission=PUBLISH,
        ),
        Verb(
            "_schedule",
            gettext_lazy("Schedule"),
            schedule,
            lambda post: not post.is_public(),
            permission=PUBLISH,
            needs_time=True,
        ),
        Verb(
            "_publish",
            gettext_lazy("Publish now"),
            publish_now,
            lambda post: not post.is_public(),
            permission=PUBLISH,
        ),
        Verb(
            "_unschedule",
            gettext_lazy("Unschedule"),
            unschedule,
            lambda post: post.is_scheduled(),
            permission=PUBLISH,
            takes_back=True,
        ),
        Verb(
            "_withdraw",
            gettext_lazy("Withdraw"),
            withdraw,
            lambda post: post.is_public(),
            permission=PUBLISH,
            takes_back=True,
        ),
    ]
}


def verbs_for(user, post):
    """The buttons `user` gets under `post`."""
    return [verb for verb in VERBS.values() if verb.fits(post) and verb.is_allowed(user)]


def asked_verb(posted):
    """The button that was pressed; saving, when none is named."""
    return next((verb for verb in VERBS.values() if verb.name in posted), VERBS["_save"])


def state_in_words(post):
    """What state the post is in, and what saving will do."""
    if post.publish_at:
        when = {"when": time_in_words(post.publish_at, zone_of(post))}
        if post.is_public():
            return _("Published: %(when)s. Saving changes what readers see, at once.") % when
        return _("Scheduled: %(when)s. Saving changes what will come out then.") % when
    return {
        Post.State.DRAFT: _("A draft: only the desk sees it. Saving keeps it one."),
        Post.State.SUBMITTED: _("Waiting for an editor’s review. Saving changes the text and nothing else."),
        Post.State.RETURNED: _("Handed back to its author. Saving keeps it there; submit it again when it is done."),
        Post.State.READY: _("Ready, without a time to come out. Saving keeps it so."),
        Post.State.WITHDRAWN: _("Withdrawn: its address says that it is gone. Saving changes nothing for readers."),
        Post.State.PRIVATE: _("Private: only the desk sees it. Saving keeps it so."),
    }[post.state]
