"""What is popular comes from what was counted; a site that has nothing counted yet shows something sensible."""

import datetime
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from blog.actions.counts import count_comments
from blog.actions.old_counts import shrink_old_counts
from blog.actions.popularity import popularity, renew, renew_popularity
from blog.actions.posts import refresh_post, withdraw_post
from blog.caching import changes
from blog.models import Click, MissedSearch, Post, Readership, Referral, Standing
from tests.factories import EssayFactory, PageFactory, ResourceFactory, RoleFactory
from tests.reading.page import paths, words

pytestmark = pytest.mark.django_db

LINKS = "//ol[contains(@class, 'entries')]//h2/a/@href"


def read(post, readers, days_ago=0, **numbers):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return Readership.objects.create(post=post, day=day, readers=readers, **{"views": readers, **numbers})


def titles(client, question=""):
    return [path.split("/")[2] for path in paths(client.get(f"/popular/{question}"), LINKS)]


@pytest.fixture
def read_posts():
    """One read by most this week, one this month, one this year."""
    posts = [RoleFactory(published=True, title=name, slug=name) for name in ("week", "month", "year", "never")]
    read(posts[0], 5)
    read(posts[1], 8, days_ago=20)
    read(posts[2], 20, days_ago=200)
    read(posts[2], 1, days_ago=6)
    read(posts[2], 1, days_ago=7)
    renew_popularity.func()
    return posts


def test_the_popular_are_those_read_by_most_in_the_period(client, read_posts):
    assert titles(client) == titles(client, "?days=7") == ["week", "year"]
    assert titles(client, "?days=30") == ["month", "week", "year"]
    assert titles(client, "?days=365") == ["year", "month", "week"]


def test_reloading_lifts_nothing(client):
    one, two = (RoleFactory(published=True, slug=slug) for slug in ("one", "two"))
    read(one, 1, views=500, reads=400)
    read(two, 2)
    renew_popularity.func()
    assert titles(client) == ["two", "one"]


def test_only_what_is_public_and_dated_is_popular(client, read_posts):
    about, essay = PageFactory(published=True), EssayFactory(published=True, slug="essay")
    for post in (about, essay):
        read(post, 50)
    withdraw_post(read_posts[0])
    renew_popularity.func()
    assert titles(client) == ["essay", "year"]


def test_periods_are_links_with_addresses_of_their_own(client, read_posts):
    page = client.get("/popular/?days=30")
    assert paths(page, "//nav[@class='sorts']//a/@href") == ["/popular/", "/popular/?days=30", "/popular/?days=365"]
    assert paths(page, "//nav[@class='sorts']//a[@aria-current]/@href") == ["/popular/?days=30"]
    assert paths(page, "//link[@rel='canonical']/@href")[0].endswith("/popular/?days=30")
    assert paths(client.get("/popular/?days=7"), "//link[@rel='canonical']/@href")[0].endswith("/popular/")


@pytest.mark.parametrize("days", ["8", "07", "-7", "x", "7.0", "٧", "%00"])
def test_a_period_that_is_none_is_not_here_and_the_others_are_offered(client, days):
    answer = client.get(f"/popular/?days={days}")
    assert answer.status_code == 404
    assert {"/popular/", "/popular/?days=30", "/popular/?days=365"} <= set(paths(answer))


def test_an_empty_period_says_so_offers_the_next_and_shows_what_is_new(client):
    role = RoleFactory(published=True, slug="old")
    read(role, 3, days_ago=20)
    renew_popularity.func()
    page = client.get("/popular/")
    assert "Nothing was read in this time" in words(page)
    assert paths(page, "//*[@class='empty']//a/@href") == ["/popular/?days=30"]
    assert titles(client) == ["old"]
    Readership.objects.all().delete()
    renew_popularity.func()
    assert not paths(client.get("/popular/?days=365"), "//*[@class='empty']//a/@href")


def test_lists_of_popular_posts_follow_readers_then_talk_and_age(client, read_posts):
    expected = ["month", "week", "year", "never"]
    assert list(Post.objects.popular_first().values_list("slug", flat=True)) == expected
    found = paths(client.get("/roles/?sort=popular"), "//main//h2//a/@href | //main//h3//a/@href")
    assert [path.split("/")[2] for path in found if path.startswith("/roles/")][:4] == expected


def test_a_young_site_goes_by_talk_and_age():
    now = timezone.now()
    for days, comments, slug in ((60, 0, "old"), (1, 0, "new"), (2, 9, "discussed")):
        at = now - datetime.timedelta(days=days)
        RoleFactory(published=True, slug=slug, comment_count=comments, publish_at=at)
    renew_popularity.func()
    assert list(Post.objects.popular_first().values_list("slug", flat=True)) == ["discussed", "new", "old"]


def test_talk_and_age_never_outweigh_a_reader():
    far = Post(publish_at=datetime.datetime(2500, 1, 1, tzinfo=datetime.UTC), comment_count=1_000_000)
    assert popularity(far) < popularity(Post(publish_at=timezone.now()), 1)


def test_what_was_read_stays_when_a_post_is_saved_or_discussed(read_posts):
    post = read_posts[1]
    before = Post.objects.get(pk=post.pk).popularity
    refresh_post(post)
    count_comments(post)
    assert Post.objects.get(pk=post.pk).popularity == before


def test_numbers_fall_when_days_go_by(read_posts, monkeypatch):
    later = timezone.localdate() + datetime.timedelta(days=30)
    monkeypatch.setattr(timezone, "localdate", lambda *args: later)
    renew_popularity.func()
    standing = Standing.objects.get(post=read_posts[0])
    assert (standing.readers_7, standing.readers_30, standing.readers_365, standing.told) == (0, 0, 5, 0)
    assert read_posts[0].pk in Post.objects.filter(popularity__lt=10_000).values_list("pk", flat=True)
    later += datetime.timedelta(days=365)
    renew_popularity.func()
    assert not Standing.objects.filter(readers_365__gt=0).exists()


def test_a_posts_own_row_is_written_when_its_number_changed_by_a_tenth(read_posts, django_assert_num_queries):
    post = RoleFactory(published=True)
    row = read(post, 100)
    renew(1, post.pk)
    told = Standing.objects.get(post=post).told
    for readers, expected in ((105, told), (112, 112), (108, 112), (100, 100)):
        Readership.objects.filter(pk=row.pk).update(readers=readers)
        renew(1, post.pk)
        assert Standing.objects.get(post=post).told == expected
        assert Standing.objects.get(post=post).readers_7 == readers


# Kept pages


def versions_of(*names):
    return changes.versions().places(names), changes.versions().count


def test_pages_are_told_only_of_what_they_show(django_capture_on_commit_callbacks, client):
    posts = [RoleFactory(published=True) for _n in range(14)]
    for n, post in enumerate(posts):
        read(post, 100 * (14 - n))

    def renewed():
        lists, first_few = versions_of("popularity"), versions_of("popular")
        with django_capture_on_commit_callbacks(execute=True):
            renew_popularity.func()
        return tuple(changes.versions().is_newer(*each) for each in (lists, first_few))

    assert renewed() == (True, True)
    assert renewed() == (False, False)  # nothing was read since
    read(posts[13], 2, days_ago=1)
    assert renewed() == (True, False)  # the last of the list, which no page beside it shows
    read(posts[13], 5000, days_ago=2)
    assert renewed() == (True, True)


# What it costs


def test_summing_up_costs_the_same_however_much_was_read(django_assert_max_num_queries):
    for _n in range(6):
        post = RoleFactory(published=True)
        for days in range(5):
            read(post, 3, days_ago=days)
    with django_assert_max_num_queries(9):
        renew(1, post.pk)
    with django_assert_max_num_queries(5):
        renew(1, post.pk)


@pytest.mark.parametrize("days", [7, 30, 365])
def test_an_index_gives_the_most_read(days):
    posts = [RoleFactory(published=True) for _n in range(3)]
    Standing.objects.bulk_create(Standing(post=post, **{f"readers_{days}": 5}) for post in posts)
    rows = Post.objects.published().dated().most_read(days).values("pk")[:24]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
            )
    plan = rows.explain()
    assert f"standing_{days}" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


# Old days


def test_both_are_done_again_and_again():
    program = "import django; django.setup(); from blog.followups import periodic_tasks; print(*periodic_tasks)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert {"blog.actions.popularity.renew_popularity", "blog.actions.old_counts.shrink_old_counts"} <= set(
        done.stdout.split()
    )


def test_days_long_past_become_months_and_the_sums_stay(monkeypatch):
    today = datetime.date(2026, 6, 20)
    monkeypatch.setattr(timezone, "localdate", lambda *args: today)
    one, two, resource = RoleFactory(published=True), RoleFactory(published=True), ResourceFactory()
    rows = [
        (one.pk, day, 2, 1, 1)
        for day in ("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-31", "2026-05-01", "2026-06-20")
    ]
    Readership.objects.add([*rows, (two.pk, "2026-02-28", 7, 5, 3)])
    Click.objects.add([(resource.pk, "2026-03-05", 4), (resource.pk, "2026-03-06", 5)])
    for _time in range(2):
        shrink_old_counts.func()
        kept = Readership.objects.order_by("post", "day").values_list("post", "day", "views", "readers", "reads")
        assert [(post, str(day), *numbers) for post, day, *numbers in kept] == [
            (one.pk, "2026-02-01", 4, 2, 2),
            (one.pk, "2026-03-01", 4, 2, 2),
            (one.pk, "2026-05-01", 2, 1, 1),
            (one.pk, "2026-06-20", 2, 1, 1),
            (two.pk, "2026-02-01", 7, 5, 3),
        ]
        assert [(str(row.day), row.number) for row in Click.objects.all()] == [("2026-03-01", 9)]


def test_hosts_and_words_of_long_ago_are_forgotten(monkeypatch):
    monkeypatch.setattr("blog.actions.old_counts.MOST_SEARCHES", 2)
    role, today = RoleFactory(published=True), timezone.localdate()
    before = [today - datetime.timedelta(days=days) for days in (0, 89, 91, 179, 181)]
    Referral.objects.add((role.pk, day, "example.org", 1) for day in before)
    MissedSearch.objects.add((f"word {n}", n + 1, day) for n, day in enumerate(before))
    shrink_old_counts.func()
    assert Referral.objects.count() == 2
    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"word 3", "word 2"}
