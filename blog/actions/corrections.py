"""Corrections that readers suggest: how they come in, what the desk decides, and how their writers hear of it."""

import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from blog.absolute import absolute
from blog.followups import periodic
from blog.letters import send_letter
from blog.models import ChangeNote, Correction, Post
from blog.models.corrections import CONFIRM_WITHIN
from blog.models.section_texts import section_texts
from blog.models.snapshots import digest_of

from .personal import Person
from .posts import log, refresh_post

MOST_WAITING = 1000  # more than that nobody reads, and nobody but a machine writes
STATE = Correction.State


class TooManyCorrections(Exception):
    """The argument says so, in a sentence for the reader."""


class DecidedAlready(Exception):
    """Somebody else was faster."""


@transaction.atomic
def suggest_correction(post, section, *, text, source="", name="", email="", user=None):
    """
    The suggestion, which waits for the desk; sent twice it is one. An address that is not known to be the account's is
    asked first. Raises TooManyCorrections.
    """
    said = {"post": post, "section": section, "text": text, "user": user}
    waiting = Correction.objects.awaiting_review()
    if there := waiting.filter(**said, source=source, name=name, folded_email=email.casefold()).first():
        return there
    if waiting.count() >= MOST_WAITING:
        raise TooManyCorrections(_("More corrections wait than we can read. Please come back in a week."))
    new = Correction(**said, shown=section_texts(post)[section], source=source, name=name, email=email)
    if email and user and email.casefold() in Person.of(user).emails:
        new.confirmed_at = timezone.now()
    new.save()
    if email and not new.confirmed_at:
        # Nothing of what was typed: whoever typed it may have wanted to send somebody a message.
        send_letter(email, "correction_confirm", {"post": post, "confirm_url": absolute(new.get_confirm_url())})
    return new


def confirm_correction(correction):
    """Safe to do again. What was decided meanwhile is told now."""
    with transaction.atomic():
        new = Correction.objects.filter(pk=correction.pk, confirmed_at=None).exclude(email="")
        if new.update(confirmed_at=timezone.now()):
            correction.refresh_from_db()
            tell_writer(correction)


@transaction.atomic
def accept_correction(correction, note, *, by):
    """
    What it asked for is in the post: readers are told by a change note, with thanks to the name that was given. Raises
    DecidedAlready.
    """
    decide(correction, STATE.ACCEPTED, note, by)
    post = Post.objects.select_for_update(no_key=True).get(pk=correction.post_id)
    ChangeNote.objects.create(post=post, text=note, credit=correction.name)
    post.save(update_fields=["updated_at"])
    refresh_post(post)
    log(post, by, _("A reader’s correction was taken over: %(note)s") % {"note": note})


def take_back_thanks(corrections):
    """Nobody is thanked by name for these any more, on the page and in what is kept of it."""
    accepted = corrections.filter(state=STATE.ACCEPTED).exclude(name="").select_related("post")
    for post, name in {(row.post, row.name) for row in accepted}:
        ChangeNote.objects.filter(post=post, credit=name).update(credit="")
        forget_name(post.revisions.all(), name)
        post.save(update_fields=["updated_at"])
        refresh_post(post)


def forget_name(revisions, name):
    for revision in revisions.iterator(chunk_size=20):
        notes = revision.snapshot["rows"].get("change_notes", [])
        if any(note["credit"] == name for note in notes):
            for note in notes:
                note["credit"] = "" if note["credit"] == name else note["credit"]
            revision.digest = digest_of(revision.snapshot)
            revision.save(update_fields=["snapshot", "digest"])


@transaction.atomic
def decline_correction(correction, reason, *, by):
    """The reason is told to who suggested it. Raises DecidedAlready."""
    decide(correction, STATE.DECLINED, reason, by)


def decide(correction, state, answer, by):
    values = {"state": state, "answer": answer, "decided_at": timezone.now(), "decided_by": by}
    if not Correction.objects.awaiting_review().filter(pk=correction.pk).update(**values):
        raise DecidedAlready
    correction.refresh_from_db()
    said = _("Taken over: %(words)s") if state == STATE.ACCEPTED else _("Declined: %(words)s")
    rows = Correction.objects.filter(pk=correction.pk)
    LogEntry.objects.log_actions(by.pk, rows, CHANGE, said % {"words": answer}, single_object=True)
    tell_writer(correction)


def tell_writer(correction):
    """Once, when it is decided and the address is known to be theirs; then the address is forgotten."""
    if correction.is_waiting() or not correction.email or not correction.confirmed_at:
        return
    context = {
        "correction": correction,
        "post": correction.post,
        "is_accepted": correction.state == STATE.ACCEPTED,
        "receipt_url": absolute(correction.get_receipt_url()),
    }
    send_letter(correction.email, "correction_decided", context)
    Correction.objects.filter(pk=correction.pk).update(email="", folded_email="")
    correction.email = ""


@periodic(datetime.timedelta(days=1))
@task()
def forget_unconfirmed_corrections():
    """Addresses that nobody confirmed; the suggestions stay."""
    late = Correction.objects.unconfirmed().filter(created_at__lt=timezone.now() - CONFIRM_WITHIN)
    late.update(email="", folded_email="")
