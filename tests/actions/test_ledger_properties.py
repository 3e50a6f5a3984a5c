"""Whatever is done on the days of a series, in whatever order: no day is doubled, no post lost, no address changed."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from blog.actions.ledger import Ledger, Refused
from blog.actions.moving_days import HOLE, PUSH, SWAP, Move, PutIdea, PutPost, Skip, TakeBack, TakeOff
from blog.actions.rearranging import Undo, do, plan_of
from blog.models import Post, Rearrangement, Slot
from tests.factories import IdeaFactory, RoleFactory, SeriesFactory

pytestmark = pytest.mark.django_db

DAYS = 7
days = st.integers(1, DAYS + 1)
named = st.frozensets(days, max_size=3)
moves = st.builds(Move, day=days, to=days, way=st.sampled_from([SWAP, PUSH, HOLE]), named=named, add=st.booleans())
pick = st.integers(0, 8)  # which of the posts, ideas or past acts
others = st.one_of(
    st.builds(Skip, days, st.just("Holiday")),
    st.builds(TakeBack, days),
    st.builds(TakeOff, days, named),
    st.tuples(st.just(PutIdea), days, pick),
    st.tuples(st.just(PutPost), days, pick),
    st.tuples(st.just(Undo), pick),
)


@pytest.fixture
def series(db):
    """Yesterday's and today's posts are out, two are scheduled, two drafts, one of them without a day; two ideas."""
    first = timezone.localdate() - datetime.timedelta(days=1)
    series = SeriesFactory(slots=DAYS, slots__first_day=first, time_zone="Europe/Berlin")
    for day in (1, 2):
        RoleFactory(bare=True, day=day, published=True)
    for day in (4, 5):
        RoleFactory(day=day, scheduled=True)  # complete: who loses its time gets it back only so
    RoleFactory(bare=True, day=6)
    RoleFactory(bare=True)
    IdeaFactory(), IdeaFactory()
    return series


def ready_to_do(step):
    """An act from what was drawn; None when there is nothing of its kind to pick."""
    if not isinstance(step, tuple):
        return step
    kind, *rest, number = step
    source = {PutPost: Post, Undo: Rearrangement}.get(kind)
    known = list((source or IdeaFactory._meta.model).objects.order_by("pk").values_list("pk", flat=True))
    return kind(*rest, known[number % len(known)]) if known else None


def look(posts):
    return {post.pk: (post.get_absolute_url(), post.kind, post.state, post.first_published_at) for post in posts}


def check(series, addresses, published):
    posts = list(Post.objects.select_related("slot__series"))
    assert look(posts) == addresses
    taken = [post.slot_id for post in posts if post.slot_id]
    assert len(taken) == len(set(taken))
    slots = list(series.slots.order_by("day").select_related("post"))
    assert [slot.day for slot in slots] == list(range(1, len(slots) + 1))
    assert len({slot.planned_on for slot in slots}) == len(slots)
    assert [slot.planned_on for slot in slots] == sorted(slot.planned_on for slot in slots)
    ideas = [slot.idea_id for slot in slots if slot.idea_id]
    assert len(ideas) == len(set(ideas))
    assert not any(slot.skip_reason and (hasattr(slot, "post") or slot.idea_id) for slot in slots)
    for post in posts:
        if post.pk in published:
            assert post.publish_at == published[post.pk]
        else:
            assert not post.is_public(), "a move let a post out"


def expected(ledger, plan):
    after = {day: ledger.place(day) for day in ledger.slots if day not in plan.added}
    return after | {change.day: change.after for change in plan.changes}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(moves, moves, others), min_size=1, max_size=8))
def test_no_day_is_doubled_no_post_lost_and_no_address_changed(series, steps):
    addresses = look(Post.objects.all())
    published = dict(Post.objects.published().values_list("pk", "publish_at"))
    with transaction.atomic():
        for step in steps:
            try:
                act = ready_to_do(step)
                if act is None:
                    continue
                plan, ledger = plan_of(series, act)
                foreseen = expected(ledger, plan)
                do(series, act, signature=plan.signature())
            except Refused:
                continue
            finally:
                check(series, addresses, published)
            now = Ledger(series)
            assert {day: now.place(day) for day in now.slots} == {
                day: place for day, place in foreseen.items() if day in now.slots
            }
        transaction.set_rollback(True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(move=Move(day=1, to=4, way="swap", named=frozenset([1])))
@given(move=moves)
def test_what_was_done_and_taken_back_leaves_everything_as_it_was(series, move):
    with transaction.atomic():
        before = snapshot(series)
        try:
            row = do(series, move)
        except Refused:
            row = None
        if row:
            do(series, Undo(row.pk))
        assert snapshot(series) == before
        transaction.set_rollback(True)


def snapshot(series):
    slots = list(Slot.objects.filter(series=series).order_by("day").values("day", "planned_on", "idea", "skip_reason"))
    return slots, list(Post.objects.order_by("pk").values("pk", "slot__day", "publish_at", "state"))
