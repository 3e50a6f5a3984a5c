"""Moving in again, later, and after a move that was killed."""

import contextlib

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction

from blog.models import Arrival, Author, Comment, Post, Series, Slot, Tag
from blog.moving.bringing import bringing, relating, shared, talk

from .shelves import ROLE, bring, comment, entry, role, writer

pytestmark = pytest.mark.django_db

# Follow-up work is asked for anew by every change; what it does is counted in the other tables.
UNCOUNTED = {"dbtaskresult"}


class Killed(BaseException):
    """As if the process had been killed: nobody catches it."""


def blog():
    relations = "<h2>Related roles</h2><ul><li>Diver: Wetter.</li></ul>"
    return [
        *(writer(), writer(2, "Ben")),
        entry(1, "Rigger (day 1)", ROLE + relations, labels=["sea", "air"], writers=["blogger:profile:1"]),
        role(2, "Diver", labels=["sea"]),
        entry(3, labels=["air"], writers=["blogger:profile:2"]),
        entry(4, "Diver (day 2)"),
        entry(5, "About", is_page=True, path="/p/about.html"),
        *(comment(number, parent=number - 1 if number > 1 else "") for number in range(1, 6)),
        *(comment(number, post=3) for number in range(6, 9)),
        comment(9, post=3, is_pingback=True, website="https://example.org/"),
    ]


def dump():
    """Every row of the blog, with its key and times."""
    models = [model for model in apps.get_models() if model._meta.model_name not in UNCOUNTED]
    rows = [row for model in models if not model._meta.proxy for row in model._base_manager.order_by("pk")]
    return serializers.serialize("jsonl", rows)


def portrait():
    """What a visitor or editor could see of the whole, without keys and times of arrival."""
    return {
        "posts": sorted(
            (
                post.kind,
                post.title,
                post.slug,
                post.day,
                post.state,
                post.publish_at,
                post.comment_count,
                post.word_count,
            )
            for post in Post.objects.select_related("slot")
        ),
        "tags": sorted(Tag.objects.values_list("name", "post_count")),
        "authors": sorted(Author.objects.values_list("name", flat=True)),
        "relations": sorted(Post.objects.exclude(relations=None).values_list("title", "relations__other__title")),
        "comments": sorted(
            (
                row.import_reference,
                row.reply_to and row.reply_to.import_reference,
                row.level,
                row.order,
                row.nested_count,
            )
            for row in Comment.objects.select_related("reply_to")
        ),
        "days": list(Series.objects.values_list("name", "slots__day", "slots__planned_on").order_by("slots__day")),
        "sealed": Arrival.objects.filter(result_hash="").count(),
    }


@pytest.fixture
def small_batches(monkeypatch):
    for module in (bringing, talk):
        monkeypatch.setattr(module, "AT_ONCE", 2)


@pytest.fixture(scope="module")
def whole(made_once, tmp_path_factory):
    """The portrait of a move that nothing stopped, made where nothing was before; it is taken back."""
    with transaction.atomic():
        bring(tmp_path_factory.mktemp("whole"), *blog())
        found = portrait()
        transaction.set_rollback(True)
    return found


def test_a_second_time_makes_and_changes_nothing(tmp_path):
    first = bring(tmp_path, *blog())
    before = dump()
    second = bring(tmp_path, *blog())
    assert dump() == before
    assert +second.made == {}
    assert (second.known["post"], second.known["page"], second.known["comment"]) == (4, 1, 8)
    assert second.found == first.found
    assert not set(second.notes) - {"left out"}


STOPS = [
    (talk, "insert_comments"),
    (bringing, "count_comments"),
    (bringing, "refresh_posts"),
    (bringing, "seal"),
    (bringing, "write_post"),
    (bringing, "look_again"),
    (relating, "refresh_posts"),
    (relating, "write_relations"),
    (shared.addresses, "keep_label"),
    (shared.addresses, "keep_writer"),
    (shared.addresses, "keep"),
]


@pytest.mark.parametrize(("place", "name"), STOPS, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_killed_move_is_made_whole_by_the_next(tmp_path, monkeypatch, whole, small_batches, place, name, times):
    kill_after(monkeypatch, place, name, times)
    with contextlib.suppress(Killed):
        bring(tmp_path, *blog())
    monkeypatch.undo()
    bring(tmp_path, *blog())
    assert portrait() == whole


def kill_after(monkeypatch, place, name, times):
    """The process ends when `name` of a module is called once more than so many times."""
    original, calls = getattr(place, name), []

    def killing(*args, **kwargs):
        calls.append(name)
        if len(calls) > times:
            raise Killed
        return original(*args, **kwargs)

    monkeypatch.setattr(place, name, killing)


def test_half_of_a_post_is_never_seen(tmp_path, monkeypatch, small_batches):
    kill_after(monkeypatch, bringing, "refresh_posts", 1)
    with pytest.raises(Killed):
        bring(tmp_path, *blog())
    assert Post.objects.count() == 2
    assert all(post.word_count for post in Post.objects.all())
    assert Comment.objects.count() == 5


def test_a_later_export_adds_only_what_is_new(tmp_path):
    bring(tmp_path, *blog())
    later = [*blog(), role(6, "Miner"), comment(10, post=6), comment(11, post=3)]
    report = bring(tmp_path, *later)
    assert +report.made == {"post": 1, "role": 1, "comment": 2, "address": 1}
    assert Post.objects.get(title="Miner").day == 6


def test_what_was_changed_here_stays_and_is_reported(tmp_path):
    bring(tmp_path, role(1), entry(2))
    Post.objects.filter(title="Rigger").update(why="<p>Mine.</p>")
    report = bring(tmp_path, role(1), entry(2))
    assert Post.objects.get(title="Rigger").why == "<p>Mine.</p>"
    assert [about for about, _sentence in report.notes["changed here"]] == ["Rigger (day 1)"]


@pytest.mark.parametrize("change", ["perks", "tags", "state"])
def test_a_change_of_a_list_here_is_a_change_too(tmp_path, change):
    bring(tmp_path, role(1, labels=["a"]))
    post = Post.objects.get()
    if change == "perks":
        post.perks.create(title="And the air")
    elif change == "tags":
        post.tags.add("b")
    else:
        Post.objects.update(state="withdrawn", publish_at=None)
    assert "changed here" in bring(tmp_path, role(1, labels=["a"])).notes


def test_what_was_changed_there_is_reported_and_not_brought(tmp_path):
    bring(tmp_path, entry(1))
    report = bring(tmp_path, entry(1, html="<p>New text.</p>"))
    assert Post.objects.get().body == "<p>Text.</p>"
    assert [about for about, _sentence in report.notes["changed there"]] == ["Post 1"]


def test_what_was_deleted_here_does_not_come_back(tmp_path):
    bring(tmp_path, entry(1), comment(1))
    Post.objects.get().delete()
    report = bring(tmp_path, entry(1), comment(1), comment(2))
    assert not Post.objects.exists()
    assert not Comment.objects.exists()
    assert "deleted here" in report.notes["changed here"][0][1]


def test_a_comment_taken_off_here_stays_off(tmp_path):
    bring(tmp_path, entry(1), comment(1))
    Comment.objects.update(state=Comment.State.REMOVED)
    bring(tmp_path, entry(1), comment(1))
    assert Comment.objects.get().state == Comment.State.REMOVED


def test_a_post_keeps_the_day_an_editor_gave_it(tmp_path):
    bring(tmp_path, role(1))
    post = Post.objects.get()
    post.slot = Slot.objects.create(series=post.slot.series, day=7)
    post.save()
    bring(tmp_path, role(1))
    post.refresh_from_db()
    assert post.day == 7


def test_links_of_a_later_export_lead_to_posts_of_an_earlier_one(tmp_path):
    bring(tmp_path, entry(1))
    Post.objects.update(slug="renamed")
    html = '<p><a href="https://old.example/2024/05/post-1.html">before</a></p>'
    bring(tmp_path, entry(1), entry(2, html=html))
    assert '"/essays/renamed/"' in Post.objects.get(title="Post 2").body


def test_references_may_be_longer_than_the_database_holds(tmp_path):
    long = entry(1)
    long.reference = "markdown:" + "x" * 400
    for _time in range(2):
        bring(tmp_path, long)
    assert (Post.objects.count(), len(Arrival.objects.get().reference)) == (1, 300)


def test_another_form_of_the_same_export_is_no_change(tmp_path):
    bring(tmp_path, entry(1, labels=["a", "b"], guid="x"))
    report = bring(tmp_path, entry(1, labels=["b", "a"], html="<p>Text.</p>\n", description="More is said of it here."))
    assert report.notes == {}


def test_an_old_address_that_only_a_later_export_knows_is_kept_too(tmp_path, client):
    bring(tmp_path, entry(1, path=""))
    bring(tmp_path, entry(1, other_paths=["/2024/05/other.html"]))
    target = Post.objects.get().get_absolute_url()
    assert client.get("/2024/05/post-1.html")["Location"] == client.get("/2024/05/other.html")["Location"] == target
