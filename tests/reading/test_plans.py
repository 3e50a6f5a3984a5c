"""
How the databases find what a page shows. With a handful of rows a database reads all of them, which is right; told not
to, it shows whether there is an index that brings the first ones in their order.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.actions.counts import count_skills, count_tags
from blog.models import Skill, Tag
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    EssayFactory,
    RoleFactory,
    refreshed_together,
)

pytestmark = pytest.mark.django_db

FIRST_ROWS = r'FROM "blog_(?:post|comment)".*ORDER BY.* LIMIT (?:20|24|30|7)\b'
NEWEST, NEWEST_OF_ALL = {"post_newest", "post_newest_of_all"}, {"post_newest_of_all"}
# Path: the indexes of which one brings the first rows of the list.
LISTS = {
    "/": NEWEST,
    "/roles/": NEWEST,
    "/roles/?sort=az": {"post_a_to_z"},
    "/roles/?sort=popular": {"post_popular", "post_popular_of_all"},
    "/roles/?level=degree-usual": {"post_newest_by_level", *NEWEST},
    "/roles/?letter=R": NEWEST,
    "/roles/?category=web": {"post_newest_in_category", *NEWEST},
    "/essays/": NEWEST,
    "/feed/": NEWEST_OF_ALL,
    "/feed/rss/": NEWEST_OF_ALL,
    "/feed.json": NEWEST_OF_ALL,
    "/comments/feed/": {"comment_newest"},
}
MANY = {  # lists of what very many posts have: the newest posts are walked until a page is full
    "/tags/data/": NEWEST_OF_ALL,
    "/skills/python/": NEWEST,
    "/authors/mara/": NEWEST_OF_ALL,
    "/tags/data/feed/": NEWEST_OF_ALL,
    "/authors/mara/feed/": NEWEST_OF_ALL,
}


@pytest.fixture(scope="module", autouse=True)
def site(made_once):
    web, mara = CategoryFactory(slug="web", name="Web"), AuthorFactory(name="Mara", slug="mara")
    common = {"published": True, "tags": ["data"], "category": web, "authors": [mara]}
    with refreshed_together():
        for number in range(26):
            role = RoleFactory(title=f"Role {number}", entry_level="degree-usual", skills=["Python"], **common)
    EssayFactory(title="Essay", **common)
    CommentFactory(post=role)
    count_tags(Tag.objects.all()), count_skills(Skill.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return role


def asked_by(client, path, wanted):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries if re.search(wanted, query["sql"])]


def plan(sql):
    """How a query is answered, as text: a line a step, deeper ones indented."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
            return "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(detail for *_ids, detail in cursor.fetchall())


def indexes_of(text):
    return set(re.findall(r"(?:using|INDEX) (\w+)", text))


def sorts_before_cutting(text):
    """Whether a step below a limit sorts: all rows, to show the first."""
    limits = []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(" ->"))
        limits = [limit for limit in limits if limit < depth]
        step = line.lstrip(" ->")
        if step == "Sort" and limits:
            return True
        if step.startswith("Limit"):
            limits.append(depth)
    return False


def assert_walked(client, path, indexes):
    plans = [
        plan(sql) for sql in asked_by(client, path, r'FROM "blog_(?:post|comment)".*ORDER BY.* LIMIT (?:20|24|30|7)\b')
    ]
    assert plans, f"{path} asks for no list"
    assert any(indexes & indexes_of(text) for text in plans), "\n\n".join(plans)
    for text in plans:
        assert not sorts_before_cutting(text), text
        assert "Seq Scan on blog_post" not in text, text
        assert "SCAN blog_post\n" not in f"{text}\n", text


@pytest.mark.parametrize(("path", "indexes"), LISTS.items())
def test_the_first_rows_of_a_list_come_out_of_an_index_in_their_order(client, site, path, indexes):
    assert_walked(client, path, indexes)


@pytest.mark.parametrize(("path", "indexes"), MANY.items())
def test_a_list_of_what_many_posts_have_stops_at_a_full_page(client, site, path, indexes, monkeypatch):
    monkeypatch.setattr("blog.reading.listings.FEW", 1)
    monkeypatch.setattr("blog.reading.lists.FEW", 1)
    assert_walked(client, path, indexes)


def test_a_month_is_a_stretch_of_the_newest(client, site):
    assert_walked(client, f"/archive/{site.publish_at:%Y/%m}/", NEWEST_OF_ALL)


def test_a_thread_is_found_by_its_post(client, site):
    CommentFactory.create_batch(30, post=RoleFactory(published=True))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    (sql,) = [sql for sql in asked_by(client, site.get_absolute_url(), r'FROM "blog_comment"') if "html" in sql]
    assert [name for name in indexes_of(plan(sql)) if name.startswith(("comment_of_post", "blog_comment_post_id"))]


def test_a_sorted_list_would_be_noticed(client, site):
    """What the tests above look for is there when nothing brings the rows in order."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL tells in which step it sorts")
    text = plan("SELECT id FROM blog_post WHERE publish_at <= now() ORDER BY standfirst LIMIT 24")
    assert sorts_before_cutting(text), text
