"""Following things, being told of what is new, and choosing one's letters."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.follow_letters import tell_followers
from blog.actions.following import follow_thread
from blog.actions.follows import desk_of, follow
from blog.actions.merging import merge_skills, merge_tags
from blog.followups import periodic_tasks
from blog.models import ChangeNote, Follow, FollowLetter, Mention, Mute, Post, ReaderDesk, Skill, Tag
from tests.factories import (
    AuthorFactory,
    CommentFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
    TagFactory,
    UserFactory,
)
from tests.reading.page import paths, words

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - datetime.timedelta(days=30)


@pytest.fixture
def tag():
    return TagFactory(name="Ink", slug="ink")


def followed(reader, kind, thing):
    follow(reader, kind, thing)
    Follow.objects.filter(reader=reader).update(made_at=LONG_AGO)


def tell(run_followups):
    tell_followers.func()
    run_followups()


def test_everything_can_be_followed_and_left(reader, reader_client, tag):
    role = RoleFactory(published=True, title="Typesetter")
    things = {"tag": tag, "series": SeriesFactory(), "skill": SkillFactory(name="Kerning"), "author": AuthorFactory()}
    for kind, thing in {**things, "role": role}.items():
        path = f"/me/follow/{kind}/{thing.slug}/"
        assert "Follow it" in words(reader_client.get(path))
        for _twice in range(2):
            assert reader_client.post(path).url == path
        assert "You follow it." in words(reader_client.get(path))
        assert f"{path}end/" in paths(reader_client.get("/me/follows/"), "//form/@action")
    assert reader.follows.count() == 5
    assert reader_client.post("/me/follow/tag/ink/end/").url == "/me/follows/"
    assert reader.follows.count() == 4
    assert reader_client.post("/me/follow/tag/nope/").status_code == 404
    assert reader_client.post("/me/follow/reader/ink/").status_code == 404


def test_pages_of_things_lead_there(client, tag):
    role = RoleFactory(published=True, title="Typesetter", tags=["Ink"])
    for path in ("/tags/ink/", f"/authors/{role.authors.get().slug}/"):
        assert any("/me/follow/" in link for link in paths(client.get(path)))
    assert "/me/follow/series/365-roles/" in paths(client.get(SeriesFactory(slots=2).get_absolute_url()))


@pytest.mark.parametrize("path", ["/me/follow/tag/ink/end/", "/me/talk/read/"])
def test_nothing_is_done_by_looking(client, reader_client, tag, path):
    assert reader_client.get(path).status_code == 405
    assert client.post(path).url.startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["/me/follows/", "/me/follow/tag/ink/", "/me/talk/", "/me/mail/"])
def test_strangers_are_asked_to_sign_in(client, tag, path):
    assert client.get(path).url == f"/accounts/login/?next={path}"


def test_the_button_of_a_thing_is_for_who_is_signed_in(client, reader, reader_client, tag):
    path = "/me/follow/tag/ink/piece/"
    stranger = client.get(path)
    assert stranger.content == b""
    assert not stranger.cookies
    assert 'action="/me/follow/tag/ink/"' in reader_client.get(path).text
    follow(reader, "tag", tag)
    said = reader_client.get(path)
    assert 'action="/me/follow/tag/ink/end/"' in said.text
    assert "Followed" in said.text
    assert "no-store" in said["Cache-Control"]
    assert reader_client.get("/me/follow/tag/nope/piece/").status_code == 404
    assert reader_client.post(path).status_code == 405


def test_there_is_an_end_to_following(reader_client, tag, monkeypatch):
    monkeypatch.setattr("blog.actions.follows.MOST_FOLLOWED", 0)
    response = reader_client.post("/me/follow/tag/ink/")
    assert response.status_code == 409
    assert "follows 0 things at most" in words(response)


def test_the_database_lets_a_follow_be_of_one_thing_only(reader, tag):
    for things in ({}, {"tag": tag, "skill": SkillFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(reader=reader, **things)


def test_who_followed_what_is_merged_follows_what_stays(reader, tag):
    other, into = TagFactory(name="Paint"), SkillFactory(name="Setting")
    skill = SkillFactory(name="Kerning")
    follow(reader, "tag", tag)
    follow(reader, "tag", other)
    follow(reader, "skill", skill)
    merge_tags(Tag.objects.filter(pk=tag.pk), other)
    merge_skills(Skill.objects.filter(pk=skill.pk), into)
    assert {(row.kind, row.thing) for row in reader.follows.all()} == {("tag", other), ("skill", into)}


# Letters


def test_what_is_new_comes_in_one_letter_and_once(reader, tag, run_followups, mailoutbox):
    followed(reader, "tag", tag)
    for title in ("Typesetter", "Printer"):
        RoleFactory(published=True, title=title, tags=["Ink"])
    RoleFactory(published=True, title="Baker")
    RoleFactory(scheduled=True, title="Binder", tags=["Ink"])
    for _again in range(2):
        tell(run_followups)
    (letter,) = mailoutbox
    assert letter.to == [reader.email]
    assert letter.subject == "2 news of what you follow"
    assert "Typesetter" in letter.body
    assert "Printer" in letter.body
    assert "Baker" not in letter.body
    assert "Binder" not in letter.body


def test_a_second_post_of_the_day_waits_for_the_next(reader, tag, run_followups, mailoutbox):
    followed(reader, "tag", tag)
    RoleFactory(published=True, title="Typesetter", tags=["Ink"])
    tell(run_followups)
    RoleFactory(published=True, title="Printer", tags=["Ink"])
    tell(run_followups)
    assert len(mailoutbox) == 1
    ReaderDesk.objects.update(told_at=timezone.now() - datetime.timedelta(days=1))
    tell(run_followups)
    assert mailoutbox[1].subject == "New: Printer"
    assert "Typesetter" not in mailoutbox[1].body


def test_series_skills_and_authors_are_told_of_too(reader, run_followups, mailoutbox):
    series, skill, writer = SeriesFactory(slots=2), SkillFactory(name="Kerning"), AuthorFactory()
    for kind, thing in (("series", series), ("skill", skill), ("author", writer)):
        followed(reader, kind, thing)
    day = RoleFactory(published=True, title="Of the series")
    Post.objects.filter(pk=day.pk).update(slot=series.slots.get(day=1))
    RoleFactory(published=True, title="Of the author", authors=[writer])
    RoleFactory(published=True, title="Of the skill").role_skills.create(skill=skill)
    tell(run_followups)
    for title in ("Of the series", "Of the author", "Of the skill"):
        assert title in mailoutbox[0].body


def test_changes_of_a_role_are_told_once_a_day_of_them(reader, run_followups, mailoutbox):
    role = RoleFactory(published=True, title="Typesetter", publish_at=LONG_AGO)
    followed(reader, "role", role)
    note = ChangeNote.objects.create(post=role, text="The pay is new.")
    tell(run_followups)
    assert mailoutbox[0].subject == "Changed: Typesetter"
    assert "The pay is new." in mailoutbox[0].body
    note.delete()
    ChangeNote.objects.create(post=role, text="The pay is new.")  # as taking a change back does
    ReaderDesk.objects.update(told_at=None)
    tell(run_followups)
    assert len(mailoutbox) == 1


def test_what_was_out_before_one_followed_is_no_news(reader, tag, run_followups, mailoutbox):
    RoleFactory(published=True, title="Typesetter", tags=["Ink"])
    follow(reader, "tag", tag)
    tell(run_followups)
    assert not mailoutbox
    assert not FollowLetter.objects.exists()


def test_telling_costs_the_same_however_many_follow(reader, tag, django_assert_num_queries):
    """But for what each letter costs: nobody here has news."""
    RoleFactory(published=True, tags=["Other"])
    followed(reader, "tag", tag)
    with CaptureQueriesContext(connection) as few:
        tell_followers.func()
    for _n in range(10):
        followed(UserFactory(), "tag", tag)
    with django_assert_num_queries(len(few)):
        tell_followers.func()


# Choosing letters


def test_the_link_in_a_letter_ends_them_by_a_post_alone(client, reader, tag, run_followups, mailoutbox):
    followed(reader, "tag", tag)
    RoleFactory(published=True, tags=["Ink"])
    tell(run_followups)
    address = mailoutbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = "/me/" + address.split("/me/")[1]
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert ReaderDesk.objects.get().has_follow_letters
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ReaderDesk.objects.get().has_follow_letters
    assert client.post(path).status_code == 200
    ReaderDesk.objects.update(told_at=None)
    RoleFactory(published=True, tags=["Ink"])
    tell(run_followups)
    assert len(mailoutbox) == 1


def test_letters_are_chosen_by_a_link_without_signing_in(client, reader):
    path = desk_of(reader).get_mail_url()
    response = client.get(path)
    assert not response.cookies
    assert ReaderDesk.objects.get().has_follow_letters
    assert "Saved." in words(client.post(path, {"talk": "on"}))
    assert not ReaderDesk.objects.get().has_follow_letters
    client.post(path, {"follows": "on"})
    assert ReaderDesk.objects.get().has_follow_letters
    assert Mute.objects.get().folded_email == reader.email
    assert client.post(path[:-3] + "xx/").status_code == 404


def test_letters_are_chosen_on_the_desk(reader, reader_client):
    assert reader_client.get("/me/mail/").status_code == 200
    assert not ReaderDesk.objects.exists()
    assert reader_client.post("/me/mail/", {}).url == "/me/mail/"
    assert (reader.desk.has_follow_letters, reader.desk.has_story_letters) == (False, False)
    assert Mute.objects.count() == 1
    reader_client.post("/me/mail/", {"follows": "on", "talk": "on"})
    assert not Mute.objects.exists()


def test_threads_are_listed_and_ended_one_by_one_by_the_link_and_on_the_desk(client, reader, reader_client):
    written = CommentFactory(user=reader, user_name="Rita", user_email=reader.email, followup=True)
    followed_one = CommentFactory(user_name="Dermot")
    follow_thread(followed_one, reader)
    CommentFactory(user=reader, user_email=reader.email)  # without letters
    path = desk_of(reader).get_mail_url()
    page = client.get(path)
    assert not page.cookies
    codes = {written.code, followed_one.code}
    assert set(re.findall(r'name="end" value="(\w+)"', page.text)) == codes
    assert set(re.findall(r'name="end" value="(\w+)"', reader_client.get("/me/mail/").text)) == codes
    assert "Saved." in words(client.post(path, {"end": followed_one.code}))
    assert client.post(path, {"end": "nothing"}).status_code == 200
    assert re.findall(r'name="end" value="(\w+)"', client.get(path).text) == [written.code]
    assert ReaderDesk.objects.get().has_follow_letters  # nothing else was chosen
    reader_client.post("/me/mail/", {"end": written.code})
    assert "Follow no more" not in reader_client.get("/me/mail/").text
    written.refresh_from_db()
    assert not written.followup


def test_nobody_ends_threads_of_others(client, reader):
    other = CommentFactory(user_email="other@example.com", followup=True)
    client.post(desk_of(reader).get_mail_url(), {"end": other.code})
    other.refresh_from_db()
    assert other.followup


def test_no_letter_goes_to_an_address_that_is_not_confirmed(reader, tag, run_followups, mailoutbox):
    followed(reader, "tag", tag)
    reader.emailaddress_set.create(email=reader.email, verified=False)
    RoleFactory(published=True, tags=["Ink"])
    tell(run_followups)
    assert not mailoutbox


# Answers and mentions, and the front of the desk


def test_answers_and_mentions_are_counted_until_they_are_read(reader, reader_client):
    mine = CommentFactory(user=reader, user_email=reader.email)
    CommentFactory(reply_to=mine, user_name="Bob", comment="An answer.")
    CommentFactory(reply_to=mine, user=reader, user_email=reader.email, comment="My own.")
    naming = CommentFactory(post=mine.post, user_name="Eve", comment="Ask @Reader.")
    Mention.objects.create(comment=naming, mentioned=mine, user=reader, folded_email=reader.email)
    CommentFactory(reply_to=mine, comment="It waits.", state="held")
    said = words(reader_client.get("/me/talk/"))
    assert "2 are new." in said
    assert "An answer." in said
    assert "Ask @Reader." in said
    assert "My own." not in said
    assert "It waits." not in said
    assert "2 new" in words(reader_client.get("/me/"))
    reader_client.post("/me/talk/read/")
    assert "Nothing is new." in words(reader_client.get("/me/talk/"))
    assert "An answer." not in words(reader_client.get("/accounts/"))


def test_the_front_shows_what_is_new_of_what_one_follows(reader, reader_client, tag):
    RoleFactory(published=True, title="Typesetter", tags=["Ink"])
    RoleFactory(published=True, title="Baker")
    follow(reader, "tag", tag)
    said = words(reader_client.get("/me/"))
    assert "Typesetter" in said
    assert "Baker" not in said


@pytest.mark.parametrize("path", ["/me/", "/me/follows/", "/me/talk/", "/me/mail/"])
def test_pages_cost_the_same_however_much_there_is(reader, reader_client, path, django_assert_num_queries):
    mine = CommentFactory(user=reader, user_email=reader.email)

    def grow(number):
        for _n in range(number):
            follow(reader, "tag", TagFactory())
            follow(reader, "role", RoleFactory(published=True))
            CommentFactory(reply_to=mine)

    grow(2)
    reader_client.get(path)
    with CaptureQueriesContext(connection) as few:
        reader_client.get(path)
    grow(8)
    with django_assert_num_queries(len(few)):
        reader_client.get(path)
    assert len(few) <= 20


def test_the_follow_up_work_looks_by_itself():
    assert tell_followers.module_path in periodic_tasks
