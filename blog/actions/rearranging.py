"""An act on the days of a series is planned, carried out in one transaction, written down, and taken back."""

import datetime
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.caching import make_stale
from blog.followups import enqueue_latest
from blog.models import Post, Rearrangement, Series, Slot

from .cards import draw_card
from .checks import problems
from .ledger import Change, Ledger, LedgerChanged, Place, Refused, lock
from .posts import refresh_in_turn
from .series import add_days


def plan_of(series, act):
    """(plan, ledger): what an act would change, for an editor to confirm. Raises Refused."""
    ledger = Ledger(series)
    return act.plan(ledger), ledger


def do(series, act, *, by=None, signature=None):
    """
    Carry an act out and give the Rearrangement by which it is taken back. With a signature, only if it is that of the
    plan as it is now: LedgerChanged otherwise, and nothing is done. Raises Refused.
    """
    try:
        with transaction.atomic():
            return carry_out(lock(series), act, by, signature)
    except IntegrityError as taken:  # somebody took the day in the form of a post
        raise LedgerChanged from taken


def carry_out(series, act, by, signature):
    plan, _ledger = plan_of(series, act)
    if signature not in (None, plan.signature()):
        raise LedgerChanged
    place(series, plan)
    remove_added(series, act)
    row = Rearrangement.objects.create(series=series, by=by, words=plan.words[:300], facts=facts_of(plan))
    if isinstance(act, Undo):
        Rearrangement.objects.filter(pk=act.row).update(undone_at=timezone.now())
    if by is not None:
        LogEntry.objects.log_actions(
            by.pk, Series.objects.filter(pk=series.pk), CHANGE, f"{plan.words}.", single_object=True
        )
    return row


def place(series, plan):
    """A day never holds two posts, and SQLite cannot look at that later: first all leave, then all come."""
    if plan.added:
        add_days(series, len(plan.added))
    slots = {slot.day: slot for slot in series.slots.filter(day__in=[change.day for change in plan.changes])}
    moved = plan.moved()
    Post.objects.filter(pk__in=moved).update(slot=None)
    posts = list(Post.objects.only("slot", "publish_at", "updated_at").filter(pk__in=moved))
    for post in posts:
        post.slot, post.updated_at = slots.get(moved[post.pk]), timezone.now()
        post.publish_at = plan.times.get(post.pk, (None, post.publish_at))[1]
    Post.objects.bulk_update(posts, ["slot", "publish_at", "updated_at"], batch_size=100)
    for change in plan.changes:
        slots[change.day].idea_id, slots[change.day].skip_reason = change.after.idea, change.after.skip
    Slot.objects.bulk_update(slots.values(), ["idea", "skip_reason"], batch_size=100)
    tell(series, plan)


def tell(series, plan):
    """Headings, neighbours, feeds and cards of what readers see, or will. A draft is on no page."""
    shown = [*plan.times, *plan.public]
    refresh_in_turn(Post.objects.filter(pk__in=shown))
    for pk in shown:
        enqueue_latest(f"card/{pk}", draw_card, pk)
    make_stale(f"days:{series.pk}")


# Taking back


@dataclass(frozen=True)
class Undo:
    """What a Rearrangement did is taken back, if what it left still stands there."""

    row: int

    def plan(self, ledger):
        row = Rearrangement.objects.filter(pk=self.row, series=ledger.series).first()
        if row is None or row.undone_at:
            raise Refused(_("This was taken back already."))
        changes = [Change(day, Place(*before), Place(*after)) for day, before, after in row.facts["changes"]]
        left = {key for change in changes for key in (change.after.post, ("idea", change.after.idea))}
        for change in changes:
            want_unchanged(ledger, change)
            want_post_free(ledger, change, left, row.facts["public"])
            want_idea_free(ledger, change, left)
        words = _("Taken back: %(words)s") % {"words": row.words}
        times = former_times(ledger, row.facts["times"])
        return ledger.plan(words, {change.day: change.before for change in changes}, times)


def want_unchanged(ledger, change):
    if change.day not in ledger.slots or ledger.place(change.day) != change.after:
        raise Refused(_("Something else stands on day %(day)d by now.") % {"day": change.day})


def want_post_free(ledger, change, left, public):
    if change.before.post is None:
        return
    post = ledger.post(change.before.post)
    if post is None or (post.pk not in left and post.slot_id):
        raise Refused(_("The post that stood on day %(day)d is gone, or on another day.") % {"day": change.day})
    if post.is_public(ledger.now) and post.pk not in public:
        raise Refused(_("“%(title)s” has come out meanwhile.") % {"title": post.title})


def want_idea_free(ledger, change, left):
    if (idea := change.before.idea) is None or ("idea", idea) in left:
        return
    if ledger.idea(idea) is None or Slot.objects.filter(idea=idea).exists():
        raise Refused(_("The idea that stood on day %(day)d is gone, or on another day.") % {"day": change.day})


def former_times(ledger, times):
    """{post: the time to come out that it had before}, of those whose time nobody changed since."""
    former = {}
    for pk, (before, after) in times.items():
        post, before = ledger.post(int(pk)), time_of(before)
        if post and before and post.publish_at == time_of(after) and may_go_out(post):
            if before <= ledger.now:
                raise Refused(_("The time at which “%(title)s” was to come out has passed.") % {"title": post.title})
            former[post.pk] = before
    return former


def may_go_out(post):
    """A post that lost its time gets it again only if it still passes its checks."""
    return bool(post.publish_at) or (post.state == Post.State.READY and not problems(Post.objects.get(pk=post.pk)))


def remove_added(series, act):
    """A day that the push added goes again, if it is still the last one and nothing stands there."""
    if isinstance(act, Undo):
        added = Rearrangement.objects.get(pk=act.row).facts["added"]
        last = series.slots.order_by("-day").first()
        if last and last.day in added:
            Slot.objects.free().filter(pk=last.pk, idea=None).delete()


def facts_of(plan):
    return {
        "changes": [[change.day, list(change.before), list(change.after)] for change in plan.changes],
        "times": {str(pk): [time and time.isoformat() for time in pair] for pk, pair in plan.times.items()},
        "public": plan.public,
        "added": plan.added,
    }


def time_of(text):
    return text and datetime.datetime.fromisoformat(text)
