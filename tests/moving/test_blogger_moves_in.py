"""A Blogger blog moved in by the command, as its readers then find it."""

import io
import json

import pytest
from django.core.management import call_command
from PIL import Image

from blog.models import Comment as CommentRow
from blog.models import Post as PostRow

from .exports.blogger import OWNER, Blog, Comment, Person, Post, old_form, takeout, write_takeout
from .exports.blogs import STYLES, many_tongues, series_blog

pytestmark = pytest.mark.django_db
GOOGLE = "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEg"


@pytest.fixture
def move_in(tmp_path):
    def move(text, *options, name="blog.xml"):
        path = tmp_path / name
        if isinstance(text, str):
            path.write_text(text, "utf-8")
        report = tmp_path / "report.json"
        call_command("import_blog", str(path), *options, report=str(report), stdout=io.StringIO())
        return json.loads(report.read_text("utf-8"))

    return move


@pytest.mark.parametrize("style", STYLES)
def test_a_daily_role_becomes_one_however_its_headings_were_written(move_in, style):
    report = move_in(old_form(series_blog(3, style=style)))
    assert "unplaced" not in report["notes"]
    role = PostRow.objects.get(title="Clockmaker")
    assert (role.kind, role.slot.day, role.body) == ("role", 3, "")
    assert role.why == "<p>Without a Clockmaker the town would notice by Tuesday.</p>"
    assert [line.skill.name for line in role.role_skills.all()] == ["Patience", "Hands", "Arithmetic"]
    assert [(line.title, line.text) for line in role.drawbacks.all()] == [
        ("Knees", "they will tell you."),
        ("Winter", "it is cold."),
    ]
    assert role.steps.count() == 3
    assert role.closing_line == "The door is open. Will you go in?"


def test_a_takeout_after_the_older_export_adds_only_what_is_new(move_in):
    blog = many_tongues()
    first = move_in(old_form(blog))
    assert (first["made"]["post"], first["made"]["comment"]) == (5, 4)
    blog.posts.append(Post(2999, "Since then"))
    blog.comments.append(Comment(3999, post=2000, html="Late", parent=3000))
    second = move_in(takeout(blog), name="feed.atom")
    assert (second["made"]["post"], second["made"]["comment"]) == (1, 1)
    assert (PostRow.objects.count(), CommentRow.objects.count()) == (6, 5)
    assert "changed there" not in second["notes"]


def test_an_archive_comes_in_with_its_pictures_links_and_old_addresses(client, move_in, tmp_path):
    picture = f'<a href="{GOOGLE}/s900/A%20long%20name.png"><img src="{GOOGLE}/s320/A%20long%20name.png"></a>'
    html = f'<div class="separator">{picture}</div><a href="http://days.example/2025/01/post-2.html?m=1">Two</a>'
    blog = Blog([Post(1, html=html, labels=["bread, rolls"]), Post(2, "Two"), Post(3, "About", is_page=True)])
    shot = io.BytesIO()
    Image.new("RGB", (900, 600), "red").save(shot, "PNG")
    pictures = {"A lon.png": shot.getvalue(), "A lon.png.json": json.dumps({"filename": "A long name.png"})}
    write_takeout(tmp_path / "takeout.zip", blog, pictures=pictures)
    report = move_in(None, name="takeout.zip")
    assert report["made"]["picture"] == 1
    page = client.get("/2025/01/post-1.html", follow=True)
    assert page.redirect_chain == [("/essays/post-1/", 301)]
    shown = page.content.decode()
    assert 'href="/essays/post-2/"' in shown
    assert 'width="900"' in shown
    assert GOOGLE not in shown
    for old in ("/2025/01/post-2.html?m=1", "/p/page-3.html", "/search/label/bread%2C%20rolls"):
        assert client.get(old, follow=True).status_code == 200


def test_what_was_not_public_there_is_not_public_here(client, move_in):
    blog = Blog(
        [
            Post(1, "Open"),
            Post(2, "Drafted", status="DRAFT"),
            Post(3, "Binned", status="SOFT_TRASHED"),
            Post(4, "Coming", status="SCHEDULED", published="2999-01-01T00:00:00Z"),
            Post(5, "Riddle", status="NO_IDEA"),
        ],
        [
            Comment(10, post=1, html="Shown words", author=Person("Ann", profile="9")),
            Comment(11, post=1, html="Answered words", parent=10, author=OWNER),
            Comment(12, post=1, html="Spam words", status="SPAM_COMMENT"),
            Comment(13, post=1, html="Held words", status="PENDING_MODERATION"),
            Comment(14, post=1, html="Ghost words", status="GHOSTED_COMMENT"),
        ],
    )
    move_in(takeout(blog), name="feed.atom")
    assert [post.title for post in PostRow.objects.published()] == ["Open"]
    pages = [
        client.get(path).content.decode() for path in ("/", "/essays/", "/feed/", "/essays/post-1/", "/search/?q=words")
    ]
    for page in pages:
        for word in ("Drafted", "Binned", "Coming", "Riddle", "Spam words", "Held words", "Ghost words"):
            assert word not in page
    assert "Shown words" in pages[3]
    assert "Answered words" in pages[3]
    for number in (2, 3, 5):
        assert client.get(f"/2025/01/post-{number}.html").status_code in (404, 410)
    assert PostRow.objects.get(title="Coming").publish_at.year == 2999
