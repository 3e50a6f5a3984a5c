"""Posts move between the days of a series: by swap, by push, leaving a hole; looked at first, taken back after."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from blog.actions.ledger import IsPublished, LedgerChanged, PastTheEnd, Refused
from blog.actions.moving_days import PUSH, SWAP, Move, PutIdea, PutPost, Skip, TakeBack, TakeOff
from blog.actions.rearranging import Undo, do, plan_of
from blog.models import Idea, Post, Rearrangement, Slot
from tests.factories import EssayFactory, IdeaFactory, PageFactory, RoleFactory, SeriesFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    """Ten days, the first of them today's."""
    return SeriesFactory(slots=10, slots__first_day=timezone.localdate(), go_live_time=datetime.time(23, 59))


def draft(day, title=None, **fields):
    return RoleFactory(bare=True, day=day, title=title or f"Role of day {day}", **fields)


def titles(series):
    """What stands on the days that are not empty."""
    rows = series.slots.order_by("day").values_list("day", "post__title", "idea__words", "skip_reason")
    return {day: post or idea or skip for day, post, idea, skip in rows if post or idea or skip}


def test_two_days_are_swapped(series):
    draft(2, "A"), draft(5, "B")
    do(series, Move(2, 5, SWAP))
    assert titles(series) == {2: "B", 5: "A"}


def test_a_post_leaves_a_hole(series):
    draft(2, "A"), draft(3, "B")
    do(series, Move(2, 6))
    assert titles(series) == {3: "B", 6: "A"}


def test_no_hole_is_left_by_a_move_onto_another_post(series):
    draft(2, "A"), draft(3, "B")
    with pytest.raises(Refused, match="“B” stands on day 3"):
        do(series, Move(2, 3))
    assert titles(series) == {2: "A", 3: "B"}


def test_a_slipped_day_pushes_the_rest_up_to_the_next_hole(series):
    for day, title in [(2, "A"), (3, "B"), (4, "C"), (6, "D")]:
        draft(day, title)
    do(series, Move(2, 3, PUSH))
    assert titles(series) == {3: "A", 4: "B", 5: "C", 6: "D"}


def test_a_post_moved_forward_pushes_those_between_into_its_place(series):
    for day, title in [(2, "A"), (3, "B"), (4, "C"), (5, "D")]:
        draft(day, title)
    do(series, Move(5, 2, PUSH))
    assert titles(series) == {2: "D", 3: "A", 4: "B", 5: "C"}


def test_a_push_takes_ideas_along_and_goes_past_days_left_out(series):
    draft(2, "A"), draft(3, "B")
    do(series, PutIdea(4, IdeaFactory(words="C").pk))
    do(series, Skip(5, "Holiday"))
    do(series, Move(2, 3, PUSH))
    assert titles(series) == {3: "A", 4: "B", 5: "Holiday", 6: "C"}


def test_a_push_past_the_end_asks_whether_to_add_a_day(series):
    draft(9, "A"), draft(10, "B")
    with pytest.raises(PastTheEnd, match="Shall one more be added"):
        do(series, Move(9, 10, PUSH))
    row = do(series, Move(9, 10, PUSH, add=True))
    assert titles(series) == {10: "A", 11: "B"}
    assert series.slots.get(day=11).planned_on == series.slots.get(day=10).planned_on + datetime.timedelta(days=1)
    do(series, Undo(row.pk))
    assert titles(series) == {9: "A", 10: "B"}
    assert series.slots.count() == 10


def test_published_days_move_only_when_named(series):
    out = RoleFactory(title="A", day=2, published=True)
    draft(3, "B")
    for act in (Move(2, 3, SWAP), Move(3, 2, SWAP), Move(3, 2, PUSH), TakeOff(2)):
        with pytest.raises(IsPublished, match="day 2"):
            do(series, act)
    address, publish_at = out.get_absolute_url(), out.publish_at
    do(series, Move(3, 2, PUSH, named=frozenset([2])))
    assert titles(series) == {2: "B", 3: "A"}
    out = Post.objects.get(pk=out.pk)
    assert (out.get_absolute_url(), out.publish_at, out.day) == (address, publish_at, 3)


def test_a_push_goes_past_published_days_that_are_not_named(series):
    draft(2, "A"), RoleFactory(title="B", day=4, published=True), draft(3, "C")
    do(series, Move(2, 3, PUSH))
    assert titles(series) == {3: "A", 4: "B", 5: "C"}


def test_a_scheduled_post_comes_out_with_its_new_day(series):
    role = RoleFactory(title="A", day=2, scheduled=True)
    do(series, Move(2, 6))
    role.refresh_from_db()
    assert role.publish_at == series.slots.get(day=6).goes_live_at()
    assert role.rendered["places"]["order"][0] == role.publish_at.isoformat()


def test_a_scheduled_post_put_on_a_day_that_has_passed_loses_its_time_and_does_not_come_out(series):
    series.slots.filter(day=1).update(planned_on=timezone.localdate() - datetime.timedelta(days=3))
    role = RoleFactory(title="A", day=2, scheduled=True)
    before = role.publish_at
    row = do(series, Move(2, 1))
    role.refresh_from_db()
    assert (role.publish_at, role.state) == (None, "ready")
    do(series, Undo(row.pk))
    role.refresh_from_db()
    assert role.publish_at == before


def test_a_post_that_lost_its_time_does_not_get_it_back_when_it_lacks_something_by_then(series):
    role = RoleFactory(title="A", day=2, scheduled=True)
    row = do(series, TakeOff(2))
    role.perks.all().delete()
    do(series, Undo(row.pk))
    role.refresh_from_db()
    assert (role.publish_at, role.day) == (None, 2)


def test_a_day_is_left_out_with_a_reason_and_taken_back(series):
    idea = IdeaFactory(words="C")
    do(series, PutIdea(4, idea.pk))
    with pytest.raises(Refused, match="Say why"):
        do(series, Skip(4, " "))
    do(series, Skip(4, "Holiday"))
    assert titles(series) == {4: "Holiday"}
    assert Idea.objects.filter(slots=None).get() == idea
    draft(5, "A")
    for way in (SWAP, PUSH):
        with pytest.raises(Refused, match="left out on purpose"):
            do(series, Move(5, 4, way))
    with pytest.raises(Refused, match="stands on day 5"):
        do(series, Skip(5, "Holiday"))
    do(series, TakeBack(4))
    assert titles(series) == {5: "A"}
    with pytest.raises(Refused, match="not left out"):
        do(series, TakeBack(4))


def test_an_idea_stands_on_one_day_alone(series):
    idea = IdeaFactory(words="C")
    do(series, PutIdea(4, idea.pk))
    with pytest.raises(Refused, match="stands on a day already"):
        do(series, PutIdea(5, idea.pk))
    do(series, Move(4, 5))
    assert titles(series) == {5: "C"}


def test_a_post_without_a_day_is_put_onto_one(series):
    role, page = RoleFactory(title="A"), PageFactory()
    essay = EssayFactory(published=True)
    do(series, PutPost(3, role.pk))
    assert titles(series) == {3: "A"}
    for post in (role, page, essay):
        with pytest.raises(Refused, match="has a day already"):
            do(series, PutPost(4, post.pk))


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (Move(4, 5), "Nothing stands on day 4"),
        (Move(2, 2), "on day 2 already"),
        (Move(2, 99), "no day 99"),
        (Move(99, 2), "no day 99"),
        (TakeOff(4), "Nothing stands"),
        (PutIdea(4, 0), "is gone"),
        (PutPost(4, 0), "is gone"),
        (Skip(99, "x"), "no day 99"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(series, act, why):
    draft(2, "A")
    with pytest.raises(Refused, match=why):
        do(series, act)
    assert titles(series) == {2: "A"}
    assert not Rearrangement.objects.exists()


def test_nothing_is_done_when_the_days_have_changed_since_they_were_looked_at(series):
    draft(2, "A"), draft(3, "B")
    act = Move(2, 3, SWAP)
    plan, _ledger = plan_of(series, act)
    do(series, Move(3, 5))
    with pytest.raises(LedgerChanged, match="changed meanwhile"):
        do(series, act, signature=plan.signature())
    assert titles(series) == {2: "A", 5: "B"}
    plan, _ledger = plan_of(series, act)
    do(series, act, signature=plan.signature())
    assert titles(series) == {3: "A", 5: "B"}


def test_what_was_done_is_logged_and_taken_back_once(series, editor):
    draft(2, "A"), draft(3, "B")
    row = do(series, Move(2, 3, PUSH), by=editor)
    assert "Day 2 moved to day 3" in LogEntry.objects.get(user=editor).get_change_message()
    undone = do(series, Undo(row.pk), by=editor)
    assert titles(series) == {2: "A", 3: "B"}
    with pytest.raises(Refused, match="taken back already"):
        do(series, Undo(row.pk))
    do(series, Undo(undone.pk))
    assert titles(series) == {3: "A", 4: "B"}


def test_what_no_longer_fits_is_not_taken_back(series):
    role = draft(2, "A")
    moved = do(series, Move(2, 3))
    draft(2, "B")
    with pytest.raises(Refused, match="Something else stands on day 2"):
        do(series, Undo(moved.pk))
    Post.objects.filter(title="B").delete()
    Post.objects.filter(pk=role.pk).update(state="ready", publish_at=timezone.now())
    with pytest.raises(Refused, match="come out meanwhile"):
        do(series, Undo(moved.pk))
    taken_off = do(series, TakeOff(3, named=frozenset([3])))
    Post.objects.filter(pk=role.pk).update(slot=Slot.objects.get(series=series, day=7))
    with pytest.raises(Refused, match="on another day"):
        do(series, Undo(taken_off.pk))


def test_an_idea_that_went_elsewhere_is_not_taken_back(series):
    idea = IdeaFactory()
    do(series, PutIdea(2, idea.pk))
    skipped = do(series, Skip(2, "Holiday"))
    do(series, PutIdea(3, idea.pk))
    with pytest.raises(Refused, match="idea that stood on day 2"):
        do(series, Undo(skipped.pk))
