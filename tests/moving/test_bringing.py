"""What becomes of the posts of another blog, whatever format they came in."""

import datetime

import pytest
from django.utils import timezone

from blog.models import Arrival, Author, Category, Post, Series, Slot, Tag, Wording
from blog.moving.entries import Label, Status
from blog.sections.opening import read_opening
from tests.factories import AuthorFactory, CategoryFactory, RoleFactory, SeriesFactory, TagFactory

from .shelves import ROLE, at, bring, comment, entry, role, writer

pytestmark = pytest.mark.django_db


def only_post():
    return Post.objects.get()


def sentences(report, topic):
    return [sentence for _about, sentence in report.notes.get(topic, [])]


def test_a_role_of_a_daily_series_finds_its_place(tmp_path):
    bring(tmp_path, role(31, "Rigger"))
    post = only_post()
    assert (post.kind, post.title, post.slug, post.day) == ("role", "Rigger", "rigger", 31)
    assert post.headline == "How to Become a Rigger: A Job With a View"
    assert post.standfirst == "Somebody has to do it. Perhaps it is you."
    assert post.why == "<p>Nothing stands without it.</p>"
    assert [row.skill.name for row in post.role_skills.all()] == ["Balance", "Patience", "Trust"]
    assert [perk.title for perk in post.perks.all()] == ["The View"]
    assert [step.title for step in post.steps.all()] == ["Climb", "Ask"]
    assert (post.final, post.closing_line) == ("<p>It is high time.</p>", "Will you come up?")
    assert post.body == ""
    assert "<b>Final Thoughts</b>" in post.original_html


def test_an_imported_post_is_where_readers_look(tmp_path, client):
    bring(tmp_path, role(31, "Rigger"), comment(1, post=31))
    page = client.get("/roles/rigger/").content.decode()
    assert "Comment 1." in page
    assert "Rigger" in client.get("/roles/").content.decode()
    assert "Rigger" in client.get("/search/?q=crane").content.decode()
    assert client.get("/2024/05/post-31.html")["Location"] == "/roles/rigger/"


def test_a_series_is_made_where_there_is_none(tmp_path):
    bring(tmp_path, role(3), role(5), title="A role a day")
    series = Series.objects.get()
    assert (series.name, series.is_default, series.slots.count()) == ("A role a day", True, 5)
    assert series.slots.get(day=3).planned_on == datetime.date(2024, 5, 3)


def test_roles_join_the_series_that_was_asked_for_else_the_main_one(tmp_path):
    main, other = SeriesFactory(slots=10), SeriesFactory(slug="other", name="Other", is_default=False)
    bring(tmp_path, role(3), series=other)
    bring(tmp_path, role(4, "Diver"))
    assert Post.objects.get(title="Rigger").slot.series == other
    assert Post.objects.get(title="Diver").slot.series == main
    assert other.slots.count() == 3


def test_without_a_claimed_day_no_series_is_made(tmp_path):
    bring(tmp_path, entry(1))
    assert not Series.objects.exists()


def test_of_two_posts_that_claim_a_day_the_older_keeps_it(tmp_path):
    late = entry(9, "Diver (day 1)", status=Status.DRAFT, published_at=None, path="")
    report = bring(tmp_path, entry(2, "Later (day 1)"), late, role(1))
    assert Post.objects.get(title="Rigger").day == 1
    assert [post.day for post in Post.objects.exclude(title="Rigger")] == [None, None]
    assert [about for about, _sentence in report.notes["doubtful"]] == ["Later", "Diver"]


def test_a_day_that_is_taken_here_stays_taken(tmp_path):
    here = RoleFactory(day=3)
    report = bring(tmp_path, role(3))
    here.refresh_from_db()
    assert (here.day, Post.objects.get(title="Rigger").day) == (3, None)
    assert here.title in sentences(report, "doubtful")[0]


@pytest.mark.parametrize(
    ("title", "kind", "name", "day"),
    [
        ("Robotics Programmer (day44)", "role", "Robotics Programmer", 44),
        ("Diver [Day 3 of 365]", "role", "Diver", 3),
        ("Diver - Day 3", "role", "Diver", 3),
        ("Taucher (Tag 3)", "role", "Taucher", 3),
        ("Buzo (día 3)", "role", "Buzo", 3),
        ("潜水士（3日目）", "role", "潜水士", 3),
        ("Diver (day 0)", "role", "Diver", None),
        ("Diver (day 9999)", "role", "Diver", None),
        ("Day 3: Lisbon", "essay", "Day 3: Lisbon", None),
        ("A day in May", "essay", "A day in May", None),
    ],
)
def test_a_title_says_whether_it_is_a_role_and_of_which_day(tmp_path, title, kind, name, day):
    bring(tmp_path, entry(1, title))
    post = only_post()
    assert (post.kind, post.title, post.day) == (kind, name, day)


def test_a_day_at_the_beginning_of_a_title_counts_if_the_text_is_a_roles(tmp_path):
    bring(tmp_path, entry(1, "Day 3: Rigger", ROLE))
    assert (only_post().title, only_post().day) == ("Rigger", 3)


def test_in_a_daily_blog_standing_sections_alone_make_a_role(tmp_path):
    bring(tmp_path, role(1), entry(2, "Diver", ROLE), entry(3, "A walk"))
    assert {post.title: post.kind for post in Post.objects.all()} == {
        "Rigger": "role",
        "Diver": "role",
        "A walk": "essay",
    }


def test_editors_wordings_begin_sections_too(tmp_path):
    Wording.objects.create(phrase="das schöne an *", section="perks")
    bring(tmp_path, entry(1, "Taucher (Tag 1)", "<h2>Das Schöne an der Tiefe</h2><p>Ruhe: immer.</p>"))
    assert only_post().perks.get().title == "Ruhe"


def test_what_finds_no_section_is_extra_text_and_reported(tmp_path):
    report = bring(tmp_path, entry(1, "Diver (day 1)", ROLE + "<h2>My cat</h2><p>Is black.</p>"))
    assert only_post().body == "<h2>My cat</h2>\n<p>Is black.</p>"
    assert sentences(report, "unplaced") == ["In the extra text: My cat"]


def test_no_length_in_a_text_stops_a_post(tmp_path):
    long = "word " * 400
    skills = f"<h2>Skills</h2><ul><li>{long}</li><li><b>Good</b>: {long}</li></ul>"
    html = f"{skills}<h2>Perks</h2><ul><li><b>x</b>: {long}</li></ul>"
    report = bring(tmp_path, entry(1, f"{long} (day 1)", html, labels=[long], categories=[long]))
    post = only_post()
    assert len(post.title) <= 200
    assert post.body.count("word") == 1200
    assert report.is_clean
    assert Tag.objects.get().name.endswith("…")


def test_gaps_are_listed_and_stop_nothing(tmp_path):
    report = bring(tmp_path, role(1))
    assert "Name at least one drawback." in sentences(report, "gaps")[0]
    assert only_post().is_public()


SOON, LONG_AGO = timezone.now() + datetime.timedelta(days=3), at(1)


@pytest.mark.parametrize(
    ("status", "time", "state", "publish_at"),
    [
        (Status.PUBLIC, LONG_AGO, "ready", LONG_AGO),
        (Status.SCHEDULED, SOON, "ready", SOON),
        (Status.SCHEDULED, LONG_AGO, "ready", None),
        (Status.DRAFT, LONG_AGO, "draft", None),
        (Status.PENDING, LONG_AGO, "submitted", None),
        (Status.PRIVATE, LONG_AGO, "private", None),
    ],
)
def test_a_post_is_as_public_as_it_was(tmp_path, client, status, time, state, publish_at):
    bring(tmp_path, entry(1, status=status, published_at=time))
    post = only_post()
    assert (post.state, post.publish_at) == (state, publish_at)
    assert client.get(post.get_absolute_url()).status_code == (200 if status == Status.PUBLIC else 404)
    assert client.get("/2024/05/post-1.html").status_code == (301 if status == Status.PUBLIC else 404)


def test_what_was_in_the_bin_stays_there_and_is_counted(tmp_path):
    report = bring(tmp_path, entry(1, status=Status.TRASHED), comment(1))
    assert not Post.objects.exists()
    assert report.found["post"]["trashed"] == 1
    assert sentences(report, "left out") == ["It was in the bin there, with 1 comment."]


def test_a_page_keeps_its_slug(tmp_path):
    bring(tmp_path, entry(1, "About me and my work", is_page=True, path="/p/about.html"))
    assert (only_post().kind, only_post().slug) == ("page", "about")


def test_slugs_are_told_apart(tmp_path):
    bring(
        tmp_path,
        entry(1, path="/2024/01/same.html"),
        entry(2, path="/2024/02/same.html"),
        entry(3, path="/blog/数据.html"),
    )
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["same", "same-2", "数据"]


def test_a_post_without_a_title_is_called_by_its_first_words(tmp_path):
    post = entry(1, html="<p>It rained all day, and then it rained all night, and after that again.</p>")
    post.title = " "
    bring(tmp_path, post)
    assert only_post().title == "It rained all day, and then it rained all night, and after …"


def test_labels_become_tags_whatever_signs_they_have(tmp_path):
    TagFactory(name="Deep Sea")
    bring(tmp_path, entry(1, labels=["deep sea", "salt, and pepper", "Ærø"]), entry(2, labels=["DEEP SEA", "ærø"]))
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Deep Sea", "salt, and pepper", "Ærø"]
    assert Tag.objects.get(name="Deep Sea").post_count == 2


def test_a_category_of_this_site_is_the_posts_own(tmp_path):
    CategoryFactory(name="Data and AI", slug="data-and-ai")
    bring(tmp_path, entry(1, categories=["Other", "data-and-ai"], labels=["x"]))
    assert only_post().category == Category.objects.get()
    assert sorted(only_post().tags.names()) == ["Other", "x"]


def test_what_is_known_of_a_label_comes_along(tmp_path, client):
    bring(tmp_path, entry(1, labels=["sea"]), Label("sea", description="<p>Salt water.</p>", paths=["/tag/the-sea/"]))
    assert Tag.objects.get().description == "Salt water."
    assert client.get("/tag/the-sea/")["Location"] == "/tags/sea/"


def test_writers_become_authors_without_an_account(tmp_path):
    here = AuthorFactory(name="Ada Writer")
    report = bring(tmp_path, writer(), writer(2, "Ben"), entry(1, writers=["blogger:profile:2", "blogger:profile:1"]))
    assert [byline.author.name for byline in only_post().bylines.all()] == ["Ben", "Ada Writer"]
    assert Author.objects.count() == 2
    assert report.made["author"] == 1
    assert here.user is None
    assert Author.objects.get(name="Ben").user is None


def test_an_excerpt_that_begins_the_text_stands_above_it_once(tmp_path):
    bring(tmp_path, entry(1, html="<p>Begun.</p><p>Gone on.</p>", excerpt="<p>Begun.</p>"))
    assert (only_post().standfirst, only_post().body) == ("Begun.", "<p>Gone on.</p>")


def test_a_beginning_with_a_picture_stays_in_the_text_and_describes_it(tmp_path):
    html = '<p>Begun <a href="https://example.org/">here</a>.</p><p>Gone on.</p>'
    bring(tmp_path, entry(1, html=html, excerpt=html.partition("</p>")[0]))
    assert (only_post().standfirst, only_post().description) == ("", "Begun here.")
    assert "Begun" in only_post().body


def test_an_excerpt_of_its_own_stands_above_the_whole_text(tmp_path):
    bring(tmp_path, entry(1, html="<p>Text.</p>", excerpt="In short.", description="For machines."))
    post = only_post()
    assert (post.standfirst, post.body, post.description) == ("In short.", "<p>Text.</p>", "For machines.")


def test_an_essay_that_says_its_first_words_twice_says_one_of_them_above(tmp_path):
    bring(tmp_path, entry(1, html="<p>Do you know?</p><p>Do you know?</p><p>I do.</p>"))
    assert (only_post().standfirst, only_post().body) == ("Do you know?", "<p>Do you know?</p>\n<p>I do.</p>")


def test_the_question_that_ends_an_essay_is_its_closing_line(tmp_path):
    bring(tmp_path, entry(1, html="<p>Text.</p><hr><p>Questions or comments? Write below.</p>"))
    assert (only_post().body, only_post().closing_line) == ("<p>Text.</p>", "Questions or comments? Write below.")


@pytest.mark.parametrize("has_cover", [True, False])
def test_the_picture_a_role_begins_with_is_its_cover_unless_it_has_one(has_cover):
    picture = '<figure><img src="/media/tower.png" alt="A tower" data-picture="7"></figure>'
    html = f"{picture}<p><strong>How to Become a Rigger</strong></p><p>Somebody has to do it.</p>"
    opening = read_opening(html, ["Rigger"], has_cover=has_cover)
    assert (opening.headline, opening.standfirst) == ("How to Become a Rigger", "Somebody has to do it.")
    assert opening.cover == (None if has_cover else 7)
    assert ('data-picture="7"' in opening.rest) == has_cover


def test_a_captioned_picture_stays_where_it_is():
    html = '<figure><img src="/media/a.png" alt="" data-picture="7"><figcaption>The tower</figcaption></figure>'
    assert read_opening(html, ["Rigger"]).cover is None
    assert "The tower" in read_opening(html, ["Rigger"]).rest


def test_a_short_text_below_a_heading_of_its_own_closes_nothing(tmp_path):
    html = (
        "<p><b>Why it matters</b></p><p>It does.</p><p><b>Final thoughts</b></p><p>A fine trade.</p>"
        "<p><b>A word on pay</b></p><p>Nobody agrees.</p>"
    )
    bring(tmp_path, entry(1, title="Rigger (day 31)", html=html))
    assert only_post().closing_line == ""
    assert only_post().final.endswith("<p>Nobody agrees.</p>")


def test_closed_comments_stay_closed(tmp_path):
    bring(tmp_path, entry(1, comments_open=False))
    assert only_post().discussion == "closed"


def test_feeds_know_the_post_as_before(tmp_path):
    bring(
        tmp_path,
        entry(1, guid="tag:blogger.com,1999:blog-1.post-1"),
        entry(2, guid="tag:blogger.com,1999:blog-1.post-1"),
    )
    first, second = Post.objects.order_by("publish_at")
    assert first.guid == "tag:blogger.com,1999:blog-1.post-1"
    assert second.guid.startswith("urn:uuid:")


def test_links_between_posts_lead_to_where_they_are_now(tmp_path):
    html = '<p><a href="https://old.example/2024/05/post-2.html">next</a></p>'
    bring(tmp_path, entry(1, html=html), role(2))
    assert '<a href="/roles/rigger/">next</a>' in Post.objects.get(kind="essay").body


def test_roles_that_name_each_other_are_related(tmp_path):
    html = ROLE + (
        "<h2>Related roles</h2><ul><li>Diver: Wetter.</li><li>Juggler: Nobody knows one.</li>"
        '<li><a href="https://old.example/2024/05/post-3.html">Miner</a></li></ul>'
    )
    bring(tmp_path, entry(1, "Rigger (day 1)", html), role(2, "Diver"), role(3, "Miner"))
    rigger = Post.objects.get(title="Rigger")
    assert [(row.other.title, row.note) for row in rigger.relations.all()] == [("Diver", "Wetter."), ("Miner", "")]
    assert "Juggler" in rigger.body
    assert [row["kind"] for row in rigger.rendered["parts"]["relations"]] == ["similar", "similar"]


def test_a_rehearsal_writes_nothing_and_reports_the_same(tmp_path):
    CategoryFactory()
    items = [
        role(1),
        role(2),
        entry(3, labels=["a", "b"], writers=["blogger:profile:1"]),
        writer(),
        comment(1),
        comment(2),
    ]
    rehearsed = bring(tmp_path, *items, rehearsal=True).as_json()
    assert not any(model.objects.exists() for model in (Post, Tag, Author, Series, Slot, Arrival))
    moved = bring(tmp_path, *items).as_json()
    assert rehearsed | {"rehearsal": False} == moved


def test_a_post_the_database_refuses_does_not_stop_the_others(tmp_path, monkeypatch):
    from django.db import IntegrityError

    from blog.moving.bringing import bringing

    def write_post(draft, *args):
        if draft.entry.title == "Bad":
            raise IntegrityError("no such thing")
        return written(draft, *args)

    written = bringing.write_post
    monkeypatch.setattr(bringing, "write_post", write_post)
    report = bring(tmp_path, entry(1), entry(2, "Bad"), role(3), comment(1))
    assert sorted(Post.objects.values_list("title", flat=True)) == ["Post 1", "Rigger"]
    assert report.notes["refused"] == [("Bad", "The database refused this post: no such thing")]
    assert (report.made["post"], report.made["comment"]) == (2, 1)


def test_signs_that_no_database_takes_are_left_out(tmp_path):
    half, nothing = "\ud800", "\x00"
    items = [
        entry(
            1, f"A{nothing}B{half}", f"<p>x{nothing}y{half}</p>", labels=[f"l{half}"], guid=nothing, description=nothing
        ),
        Label(f"l{half}", paths=[f"/tag/{half}/"]),
        comment(1, name=f"R{half}", html=f"c{nothing}{half}", email=nothing),
    ]
    report = bring(tmp_path, *items)
    assert report.is_clean
    assert only_post().title in ("AB", "AB?")
    assert +bring(tmp_path, *items).made == {}
