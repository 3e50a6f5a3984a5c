"""A reader's own story: drafted in the account, read by editors, out under the reader's name."""

import re

import pytest
from django.test import Client

from blog.actions import stories
from blog.actions.posts import publish_post
from blog.actions.reviewing import add_remark, return_post
from blog.contributing import people
from blog.contributing import stories as pages
from blog.models import Author, Post
from tests.factories import EssayFactory
from tests.reading.page import paths, words

pytestmark = pytest.mark.django_db
LIST, NEW = "/me/stories/", "/me/story/"
TEXT = "## How it began\n\nI *found* clay.\n\n" + "Then I threw pots all day. " * 30


@pytest.fixture
def write(reader_client):
    """Call it to send the form of a story, a new one or one of this slug."""

    def send(slug="", verb="save", who=reader_client, **typed):
        path = f"{LIST}{slug}/" if slug else NEW
        seen = paths(who.get(path), "//input[@name='seen']/@value")
        story = {"title": "From clay to kiln", "standfirst": "How I became a potter.", "text": TEXT}
        return who.post(path, {**story, "seen": (seen or [""])[0], "verb": verb, **typed})

    return send


@pytest.fixture
def draft(write):
    write()
    return Post.objects.get(title="From clay to kiln")


def test_a_story_is_drafted_saved_and_gone_on_with(reader, reader_client, write):
    response = write()
    post = Post.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{post.slug}/")
    assert (post.kind, post.state, post.created_by, post.bylines.count()) == ("essay", "draft", reader, 0)
    page = reader_client.get(response["Location"])
    assert "I *found* clay." in paths(page, "//textarea[@name='text']/text()")[0]
    assert "From clay to kiln" in words(reader_client.get(LIST))
    write(post.slug, text="Other words.")
    post.refresh_from_db()
    assert post.body == "<p>Other words.</p>"


def test_scripts_are_made_harmless(write, reader_client):
    write(text="<script>alert(1)</script><b onclick=x>Hi</b> [a](javascript:x)", title="<script>x</script>")
    post = Post.objects.get()
    assert "<script" not in post.body
    assert "onclick" not in post.body
    assert 'href="javascript' not in post.body
    assert "<script>x" not in reader_client.get(f"{LIST}{post.slug}/").content.decode()


def test_handed_in_it_waits_for_editors_under_its_writers_name(
    client, reader, reader_client, editor_client, draft, write
):
    assert write(draft.slug, "submit").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "submitted"
    author = Author.objects.get(user=reader)
    assert [byline.author for byline in draft.bylines.all()] == [author]
    assert client.get(author.get_absolute_url()).status_code == 404
    assert "From clay to kiln" in words(editor_client.get("/admin/"))
    assert "The editors read it" in words(reader_client.get(f"{LIST}{draft.slug}/"))
    late = write(draft.slug, text="Too late.")
    assert late.status_code == 409
    assert "Too late." in late.content.decode()
    draft.refresh_from_db()
    assert "Too late" not in draft.body


def test_remarks_are_read_and_answered_and_the_writer_hears_of_it(
    reader, reader_client, editor, draft, write, run_followups, mailoutbox
):
    write(draft.slug, "submit")
    draft.refresh_from_db()
    remark = add_remark(draft, "body", "Which clay?", by=editor)
    return_post(draft, by=editor)
    run_followups()
    letter = next(letter for letter in mailoutbox if letter.to == [reader.email])
    assert "Which clay?" in letter.body
    assert f"{LIST}{draft.slug}/" in letter.body
    assert "/admin/" not in letter.body
    assert "Which clay?" in words(reader_client.get(f"{LIST}{draft.slug}/"))
    write(draft.slug, "submit", **{f"answer-{remark.pk}": "Stoneware."})
    remark.refresh_from_db()
    draft.refresh_from_db()
    assert (remark.answer, remark.is_open(), draft.state) == ("Stoneware.", True, "submitted")


def test_letters_about_stories_are_switched_off_by_the_link_in_one(
    client, reader, editor, draft, write, run_followups, mailoutbox
):
    def hand_back():
        write(draft.slug, "submit")
        draft.refresh_from_db()
        return_post(draft, by=editor)
        run_followups()
        return [letter for letter in mailoutbox if letter.to == [reader.email]]

    letter = hand_back()[0]
    choice = re.search(r"/me/mail/\S+", letter.body)[0]
    assert client.post(choice, {"follows": "on", "talk": "on"}).status_code == 200
    assert len(hand_back()) == 1
    client.post(choice, {"stories": "on"})
    assert len(hand_back()) == 2


def test_an_editor_lets_it_come_out(client, reader, reader_client, editor, draft, write):
    write(draft.slug, "submit")
    draft.refresh_from_db()
    publish_post(draft, by=editor)
    page = words(client.get(draft.get_absolute_url()))
    assert "I found clay." in page
    assert reader.name in page
    assert client.get(Author.objects.get().get_absolute_url()).status_code == 200
    assert "it is out" in words(reader_client.get(LIST))
    assert write(draft.slug, "delete").status_code == 409
    assert Post.objects.exists()


@pytest.mark.parametrize("typed", [{"title": ""}, {"standfirst": ""}, {"text": "Short."}])
def test_what_cannot_be_handed_in_comes_back_with_all_that_was_typed(draft, write, typed):
    response = write(draft.slug, "submit", **{"text": TEXT + "And glaze.", "standfirst": "Mine.", **typed})
    assert response.status_code == 422
    assert paths(response, "//ul[@class='errorlist']")
    if "text" not in typed:
        assert "And glaze." in paths(response, "//textarea[@name='text']/text()")[0]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_who_has_no_name_is_asked_for_one_and_loses_nothing(reader, draft, write):
    type(reader).objects.update(name="")
    response = write(draft.slug, "submit", text=TEXT + "And glaze.")
    assert response.status_code == 422
    assert "/accounts/profile/" in paths(response)
    draft.refresh_from_db()
    assert "And glaze." in draft.body
    assert draft.state == "draft"


def test_what_was_changed_elsewhere_is_not_overwritten_unseen(draft, write):
    response = write(draft.slug, seen="2020-01-01T00:00:00+00:00", text="My words.")
    assert response.status_code == 409
    assert paths(response, "//textarea[@name='text']/text()")[0].strip() == "My words."
    seen = paths(response, "//input[@name='seen']/@value")[0]
    assert write(draft.slug, seen=seen, text="My words.").status_code == 302


def test_there_are_bounds_and_nothing_is_lost_at_them(write, monkeypatch):
    monkeypatch.setattr(stories, "MOST_UNFINISHED", 1)
    write()
    refused = write(text="My words.")
    assert (refused.status_code, Post.objects.count()) == (422, 1)
    assert "My words." in refused.content.decode()
    monkeypatch.setattr(people, "SAVES_OF_STORIES", people.Limit(0, 3600))
    slow = write(text="My words.")
    assert slow.status_code == 429
    assert "My words." in slow.content.decode()
    assert write(text="x" * (pages.MAX_STORY_LENGTH + 1)).status_code == 422


def test_stories_are_their_writers_own(client, author_client, draft):
    for path in (LIST, NEW, f"{LIST}{draft.slug}/"):
        assert client.get(path).url == f"/accounts/login/?next={path}"
    essay = EssayFactory()
    for path in (f"{LIST}{draft.slug}/", f"{LIST}{essay.slug}/"):
        assert author_client.get(path).status_code == 404
        assert author_client.post(path, {"verb": "delete"}).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.title not in client.post(f"{LIST}{draft.slug}/", {"verb": "delete"}).content.decode()
    assert Post.objects.filter(pk=draft.pk).exists()


def test_a_draft_can_be_deleted_for_good(draft, write):
    assert write(draft.slug, "delete")["Location"] == LIST
    assert not Post.objects.exists()


def test_a_closed_account_leaves_no_drafts_and_what_is_out_stays(reader, editor, draft, write):
    write(title="Second")
    write(draft.slug, "submit")
    draft.refresh_from_db()
    publish_post(draft, by=editor)
    stories.forget_stories(reader)
    assert [post.pk for post in Post.objects.all()] == [draft.pk]
    assert Author.objects.filter(user=reader).exists()


def test_the_list_takes_as_many_queries_for_many(reader, reader_client, draft, django_assert_max_num_queries):
    for n in range(9):
        EssayFactory(created_by=reader, title=f"Story {n}")
    with django_assert_max_num_queries(8):
        assert reader_client.get(LIST).status_code == 200


def test_who_was_signed_out_meanwhile_gets_back_what_they_typed(client, draft):
    typed = {"title": "From clay to kiln", "text": TEXT, "seen": "then", "verb": "save", "answer-7": "Stoneware."}
    for path in (NEW, f"{LIST}{draft.slug}/"):
        response = client.post(path, typed)
        assert response.status_code == 403
        assert "You are signed out" in words(response)
        assert "I *found* clay." in paths(response, "//textarea[@name='text']/text()")[0]
        assert paths(response, "//input[@name='title']/@value") == ["From clay to kiln"]
        assert paths(response, "//input[@name='seen']/@value") == ["then"]
        assert paths(response, "//input[@name='answer-7']/@value") == ["Stoneware."]
    assert Post.objects.count() == 1


def test_a_form_without_its_key_comes_back_and_is_sent_again(reader, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader)
    typed = {"title": "Clay", "standfirst": "Mine.", "text": "My words.", "seen": "", "verb": "save"}
    refused = strict.post(NEW, typed)
    assert (refused.status_code, Post.objects.count()) == (403, 1)
    assert "My words." in paths(refused, "//textarea[@name='text']/text()")[0]
    key = paths(refused, "//input[@name='csrfmiddlewaretoken']/@value")[0]
    assert strict.post(NEW, {**typed, "csrfmiddlewaretoken": key}).status_code == 302
    assert Post.objects.filter(body="<p>My words.</p>").count() == 1
    assert strict.post(f"{LIST}{draft.slug}/", {"verb": "delete"}).status_code == 403
    assert Post.objects.count() == 2
