import datetime
import html
import json
from xml.dom import minidom

import feedparser
import pytest
from django.utils import timezone

from blog.actions.posts import refresh_post
from blog.models import Comment, Post
from tests.factories import AuthorFactory, CategoryFactory, CommentFactory, PostFactory, SeriesFactory, TagFactory

pytestmark = pytest.mark.django_db

LIST_FEEDS = ["/categories/web/feed/", "/tags/python/feed/", "/series/365-roles/feed/", "/authors/mara-lind/feed/"]


@pytest.fixture
def role():
    series = SeriesFactory(slots=31)
    post = PostFactory(
        published=True,
        title="Front-End Developer",
        category=CategoryFactory(slug="web", name="Web"),
        authors=[AuthorFactory(name="Mara Lind")],
        slot=series.slots.get(day=7),
        why='<p>See <a href="/roles/other/">another</a>.</p>',
    )
    post.tags.add(TagFactory(name="python"))
    refresh_post(post)
    return post


def parsed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("path", ["/feed/", "/feed/rss/", *LIST_FEEDS])
def test_a_feed_has_the_role_in_full(client, role, path):
    (entry,) = parsed(client, path).entries
    assert entry.title == "Front-End Developer (day 7)"
    assert entry.id == role.guid
    assert entry.link == "http://127.0.0.1:8000/roles/front-end-developer/"
    text = entry.content[0].value
    assert "Why it matters" in text
    assert 'href="http://127.0.0.1:8000/roles/other/"' in text


def test_the_json_feed_says_the_same(client, role):
    answer = client.get("/feed.json")
    feed = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert item["id"] == role.guid
    assert item["authors"] == [{"name": "Mara Lind"}]
    assert "Why it matters" in item["content_html"]


def test_an_entry_keeps_its_name_when_its_address_changes(client, role):
    before = parsed(client, "/feed/").entries[0].id
    role.slug = "front-ender"
    role.save()
    assert parsed(client, "/feed/").entries[0].id == before


@pytest.mark.parametrize("path", ["/feed/", "/feed/rss/", *LIST_FEEDS])
@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_public_stays_out_of_feeds(client, role, path, state):
    if state == "scheduled":
        role.publish_at = timezone.now() + datetime.timedelta(minutes=1)
    else:
        role.state, role.publish_at = state, None
    role.save()
    assert parsed(client, path).entries == []


def test_pages_are_no_news(client):
    PostFactory(published=True, kind=Post.Kind.PAGE)
    assert parsed(client, "/feed/").entries == []


def test_comments_have_feeds_of_their_own(client, role):
    shown = CommentFactory(post=role, state=Comment.State.SHOWN, html="<p>Thank you.</p>")
    CommentFactory(post=role, state=Comment.State.HELD)
    for path in ("/comments/feed/", "/roles/front-end-developer/comments/feed/"):
        (entry,) = parsed(client, path).entries
        assert shown.code in entry.link
        assert "Thank you" in entry.content[0].value


def test_comments_on_drafts_stay_out_of_the_feed(client, role):
    CommentFactory(post=role, state=Comment.State.SHOWN)
    Post.objects.update(state=Post.State.DRAFT, publish_at=None)
    assert parsed(client, "/comments/feed/").entries == []
    assert client.get("/roles/front-end-developer/comments/feed/").status_code == 404


def test_control_characters_do_not_break_a_feed(client, role):
    role.title = "Front\x0bEnd \x08Developer"
    role.save()
    assert parsed(client, "/feed/").entries[0].title.startswith("FrontEnd Developer")


def test_unknown_feeds_are_not_found(client, db):
    for path in LIST_FEEDS:
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/feed/", "/feed.json", "/tags/python/feed/"])
def test_a_feed_asks_as_many_questions_for_twenty_posts_as_for_one(
    client, role, path, django_assert_max_num_queries, query_count
):
    few = query_count(path)
    for n in range(19):
        post = PostFactory(published=True, category=role.category, title=f"Role {n}")
        post.tags.add("python", f"tag {n}")
        refresh_post(post)
    assert query_count(path) == few <= 8


@pytest.mark.parametrize("path", ["/comments/feed/", "/feed/", "/feed/rss/"])
def test_what_is_typed_as_text_is_text_in_a_feed_and_no_html(client, path):
    """Its readers show the short description as HTML: tags would be gone, or run."""
    typed = "Use <b> here, <script>alert(1)</script> & <img src=x onerror=alert(1)>"
    CommentFactory(post=PostFactory(published=True, standfirst=typed), comment=typed)
    answer = client.get(path)
    page = minidom.parseString(answer.content)  # noqa: S318  (our own)
    item = (page.getElementsByTagName("entry") or page.getElementsByTagName("item"))[0]
    (short,) = item.getElementsByTagName("summary") or item.getElementsByTagName("description")
    short = short.firstChild.data
    assert html.unescape(short) == typed
    assert "<" not in short
