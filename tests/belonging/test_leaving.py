"""Taking one's data along, and closing the account: every row the site holds about somebody."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.actions.comments import like_comment, report_comment
from blog.actions.corrections import accept_correction, suggest_correction
from blog.actions.editing import edit_comment
from blog.actions.follows import follow
from blog.actions.moderation import judge
from blog.actions.personal import GOES, HELD, NOT_TOLD, STAYS, Person
from blog.actions.profiles import store_portrait
from blog.actions.revisions import record_revision
from blog.actions.stories import begin_story, hand_in_story
from blog.letters import send_letter
from blog.models import (
    Act,
    Address,
    Author,
    Comment,
    DeskLetters,
    Like,
    PendingComment,
    Picture,
    Profile,
    Remark,
    ReplyLetter,
    Report,
    Rule,
    Sheet,
)
from tests.accounts.people import confirmed, prove, sign_in
from tests.accounts.test_ways_in import SECRET
from tests.factories import CommentFactory, RoleFactory

from .test_profile import picture_file

pytestmark = pytest.mark.django_db
DATA, CLOSE = "/accounts/data/", "/accounts/close/"
NAME, EMAIL = "Ada Byron", "ada@example.com"


# No table is forgotten


def personal_columns():
    """Every column of the database that names an account or holds an e-mail address."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields if not model._meta.proxy else ():
            names_account = field.is_relation and issubclass(field.related_model, User)
            is_text = isinstance(field, models.CharField | models.TextField)
            if names_account or (is_text and "email" in field.name):
                yield field


def test_every_column_about_a_person_is_told_or_there_is_a_reason_not_to():
    answered = set().union(*(held.columns() for held in HELD))
    forgotten = [
        name
        for field in personal_columns()
        if field not in answered and (name := f"{field.model._meta.label}.{field.name}") not in NOT_TOLD
    ]
    assert not forgotten, f"Add an entry to blog/actions/personal.py for {', '.join(forgotten)}"


def test_reasons_are_given_for_columns_that_are_there():
    there = {f"{field.model._meta.label}.{field.name}" for field in personal_columns()}
    assert set(NOT_TOLD) <= there
    assert all(NOT_TOLD.values())


def test_what_stays_loses_the_account_by_itself():
    for held in HELD:
        if held.on_close == STAYS:
            assert held.model._meta.get_field(held.user).remote_field.on_delete is models.SET_NULL, held.name


# A person of whom the site holds something everywhere


@pytest.fixture
def ada(client, editor, moderator):
    user = confirmed(email=EMAIL, name=NAME)
    user.emailaddress_set.create(email="Ada@Home.example", verified=True)
    user.emailaddress_set.create(email="not-hers@example.com", verified=False)
    post = RoleFactory(published=True, title="Typesetter")
    other = CommentFactory(post=post, user_name="Bob", user_email="bob@example.com")
    said = {"post": post, "user_name": NAME, "ip_address": "192.0.2.7"}
    CommentFactory(**said, user=user, user_email=EMAIL, comment="With my account.")
    CommentFactory(**said, user_email="ada@home.example", comment="Without.", state=Comment.State.HELD)
    CommentFactory(**said, user_email="not-hers@example.com", comment="Somebody else's.")
    PendingComment.objects.create(post=post, name=NAME, email="ada@HOME.example", body="Not confirmed yet.")
    like_comment(other, True, user=user)
    report_comment(other, Report.Reason.RUDE, "A note.", user=user)
    ReplyLetter.objects.create(reply=other, folded_email=EMAIL)
    Rule.objects.create(kind=Rule.Kind.ADDRESS, pattern=EMAIL, effect=Rule.Effect.TRUST)
    Rule.objects.create(kind=Rule.Kind.ADDRESS, pattern="ada@home.example", effect=Rule.Effect.REFUSE)
    Profile.objects.create(user=user, about="I print.", links=["https://example.org/ada"])
    sign_in(client, user)
    return user


def download(client):
    assert client.post(DATA).url.startswith(reverse("account_reauthenticate"))
    prove(client)
    return client.post(DATA)


def test_the_file_holds_everything(ada, client):
    answer = download(client)
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert set(told) == {"site", "made_at", *(held.name for held in HELD)}
    assert told["account"][0]["email"] == EMAIL
    assert {row["email"] for row in told["addresses"]} == {EMAIL, "Ada@Home.example", "not-hers@example.com"}
    assert [row["comment"] for row in told["comments"]] == ["With my account.", "Without."]
    assert told["comments"][1]["state"] == "held"
    assert told["comments"][0]["post"] == "/roles/typesetter/"
    assert told["comments to be confirmed"][0]["body"] == "Not confirmed yet."
    assert told["reports"][0]["note"] == "A note."
    assert told["profile"][0]["links"] == ["https://example.org/ada"]
    assert len(told["likes"]) == len(told["letters about replies"]) == 1
    assert told["signed in"][0]["ip"] == "127.0.0.1"
    text = answer.content.decode()
    for foreign in ("Somebody else's.", "bob@example.com", ada.password, client.session.session_key):
        assert foreign not in text


def test_stories_are_told_with_their_text_and_what_was_said_of_them(ada, client, editor):
    story = begin_story(ada, title="How I set type", standfirst="By hand.", text="It **smelt** of lead.")
    Remark.objects.create(post=story, field="body", text="Of tin, too?", by=editor, answer="Of tin, too.")
    told = json.loads(download(client).content)
    assert told["posts begun"][0]["standfirst"] == "By hand."
    assert told["posts begun"][0]["body"] == "<p>It <strong>smelt</strong> of lead.</p>"
    assert told["remarks on posts begun"][0]["answer"] == "Of tin, too."
    assert not told["remarks on drafts"]


def test_the_work_of_the_desk_is_told_too(editor, editor_client, moderator):
    comment = CommentFactory()
    role = RoleFactory()
    editor_client.post(reverse("admin:blog_skill_add"), {"name": "Kerning", "_save": "1"})
    judge("hold", Comment.objects.filter(pk=comment.pk), by=editor)
    Sheet.objects.create(user=editor, post=role, kind="role", typed={"title": ["T"]}, seen_at=timezone.now())
    Author.objects.create(name="Editor", user=editor)
    DeskLetters.objects.create(user=editor, held="each")
    told = {held.name: list(held.told(Person.of(editor))) for held in HELD}
    assert told["acts on comments"][0]["verb"] == "hold"
    assert told["typed and not saved"][0]["typed"] == {"title": ["T"]}
    assert told["byline"][0]["name"] == "Editor"
    assert told["groups"] == [{"group": "editor"}]
    assert told["log"]


def test_the_file_costs_the_same_whatever_its_length(ada, django_assert_num_queries, django_assert_max_num_queries):
    person = Person.of(ada)
    held = next(held for held in HELD if held.name == "comments")
    with django_assert_num_queries(1):
        list(held.told(person))
    post = RoleFactory(published=True)
    for _n in range(20):
        CommentFactory(post=post, user=ada, user_email=EMAIL)
    with django_assert_num_queries(1):
        assert len(list(held.told(person))) == 22


@pytest.mark.parametrize("page", [DATA, CLOSE])
def test_strangers_are_asked_to_sign_in(client, page):
    assert client.get(page).url == f"/accounts/login/?next={page}"
    assert client.post(page).status_code == 302


@pytest.mark.parametrize("page", [DATA, CLOSE])
def test_looking_changes_and_tells_nothing(ada, client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert User.objects.filter(pk=ada.pk).exists()


def test_who_has_no_password_signs_in_anew(ada, client):
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    answer = client.post(DATA)
    assert answer.url == "/accounts/login/?next=%2Faccounts%2Fdata%2F"
    assert "_auth_user_id" not in client.session


# Closing


def close(client, comments="anonymise"):
    answer = client.post(CLOSE, {"comments": comments, "is_sure": "on"})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    return prove_and_go_on(client)


def prove_and_go_on(client):
    return client.post(reverse("account_reauthenticate"), {"password": "correct horse battery staple", "next": CLOSE})


def everywhere(words):
    """Where in the database these words stand: (table, column, row)."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                for pk, value in model._base_manager.values_list("pk", field.attname):
                    if words.casefold() in str(value).casefold():
                        yield model._meta.label, field.name, pk


# Letters on their way, which are forgotten once sent; and what is not the person's to take along.
LEFT = {("django_tasks_database.DBTaskResult", "args_kwargs")}


def test_closing_leaves_no_name_and_address_anywhere(ada, client, run_followups, mailoutbox):
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={"seed": SECRET})
    LogEntry.objects.log_actions(ada.pk, Comment.objects.filter(user=ada), 2, "Held.", single_object=True)
    for row in (ada, ada.profile):
        LogEntry.objects.log_actions(ada.pk, [row], 2, f"Name: {NAME} → Ada.", single_object=True)
    PendingComment.objects.filter(name=NAME).update(name="A.")
    assert close(client).url == "/accounts/closed/"
    run_followups()
    assert mailoutbox[-1].to == [EMAIL]
    assert "closed" in mailoutbox[-1].subject
    assert "\n\n-- \n" in mailoutbox[-1].body
    Comment.objects.filter(user_email="not-hers@example.com").delete()
    assert not {place[:2] for words in (NAME, EMAIL) for place in everywhere(words)} - LEFT
    stays = {place[:2] for place in everywhere("ada@home.example")} - LEFT
    assert stays == {("blog.Rule", "pattern")}
    assert Rule.objects.get().effect == Rule.Effect.REFUSE
    assert not Session.objects.exists()
    assert not User.objects.filter(pk=ada.pk).exists()


def test_nothing_is_left_of_what_a_busy_reader_did_elsewhere(ada, client, editor, owner_client, run_followups):
    post = Comment.objects.get(comment="With my account.").post
    owner_client.post(
        reverse("admin:blog_rule_add"), {"kind": "address", "pattern": "ada@other.example", "effect": "trust"}
    )
    ada.emailaddress_set.create(email="ada@other.example", verified=True)
    correction = suggest_correction(post, "why", text="Better.", name=NAME, user=ada)
    accept_correction(correction, "Said more truly.", by=editor)
    edit_comment(Comment.objects.get(comment="With my account."), f"{NAME} again, {EMAIL}")
    judge("approve", Comment.objects.filter(user_name=NAME), by=editor)
    judge("reject", Comment.objects.filter(comment="Without."), by=editor, reason=f"Not so loud, {NAME}.")
    judge("hold", Comment.objects.filter(comment="Without."), by=editor)
    story = begin_story(ada, title=f"How {NAME} set type", standfirst="", text="A draft.")
    hand_in_story(story, by=ada)
    follow(ada, "role", post)
    send_letter("ada@other.example", "second_factor_reset", {})
    post.refresh_from_db()
    record_revision(post, by=editor)
    Comment.objects.filter(user_email="not-hers@example.com").delete()
    PendingComment.objects.filter(name=NAME).update(name="A.")
    assert NAME in client.get(post.get_absolute_url()).content.decode()
    close(client, "remove")
    told = [place for words in (NAME, EMAIL, "ada@other.example") for place in everywhere(words)]
    assert {place[:2] for place in told} <= LEFT
    assert len(told) == 1  # the letter that says it is closed
    assert NAME not in client.get(post.get_absolute_url()).content.decode()
    assert Act.objects.filter(verb="reject", by=editor).exists()


def test_comments_left_stand_without_a_name(ada, client):
    close(client)
    mine = Comment.objects.filter(comment="With my account.").get()
    assert (mine.user_name, mine.user_email, mine.ip_address, mine.user) == ("Account closed", "", None, None)
    assert mine.is_shown()
    page = client.get(mine.post.get_absolute_url()).content.decode()
    assert "With my account." in page
    assert "Account closed" in page


def test_comments_removed_lose_their_words_and_are_counted_no_more(ada, client):
    post = Comment.objects.filter(comment="With my account.").get().post
    answered = Comment.objects.get(comment="With my account.")
    CommentFactory(reply_to=answered, comment="An answer.", html="<p>An answer.</p>")
    close(client, "remove")
    assert not Comment.objects.filter(comment__in=["With my account.", "Without."]).exists()
    assert Comment.objects.filter(state=Comment.State.DELETED, comment="", html="").count() == 2
    post.refresh_from_db()
    assert post.comment_count == 3
    page = client.get(post.get_absolute_url()).content.decode()
    assert "An answer." in page
    assert "This comment is not shown." in page


def test_likes_are_taken_back(ada, client):
    liked = Comment.objects.get(user_name="Bob")
    assert liked.like_count == 1
    close(client)
    liked.refresh_from_db()
    assert liked.like_count == 0
    assert not Like.objects.exists()


def test_the_page_and_its_old_addresses_are_gone(ada, client):
    profile = Profile.objects.get()
    old = profile.get_absolute_url()
    profile.slug = "countess"
    profile.save()
    assert client.get(old).status_code == 301
    close(client)
    assert client.get(old).status_code == client.get("/readers/countess/").status_code == 404
    assert not Address.objects.exists()


def test_a_picture_of_oneself_goes_and_one_in_use_stays(ada, client):
    Profile.objects.update(picture=store_portrait(picture_file(), ada))
    used = store_portrait(picture_file(size=(400, 300)), ada)
    RoleFactory(cover=used)
    close(client)
    assert list(Picture.objects.all()) == [used]
    used.refresh_from_db()
    assert used.uploaded_by is None


def test_whoever_wrote_posts_is_told_that_the_byline_stays(client, author):
    author.emailaddress_set.create(email=author.email, verified=True, primary=True)
    role = RoleFactory(published=True, authors=[author.author], created_by=author)
    sign_in(client, author)
    LogEntry.objects.log_actions(author.pk, [role], 2, "Wrote.", single_object=True)
    assert "stays as the byline" in client.get(CLOSE).content.decode()
    close(client)
    role.refresh_from_db()
    assert role.created_by is None
    assert Author.objects.get().user is None
    assert "Author" in client.get(role.get_absolute_url()).content.decode()
    entry = LogEntry.objects.get()
    assert entry.user.email == "closed@account.invalid"
    assert not entry.user.is_active


def test_the_only_owner_cannot_leave(client, owner):
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)
    sign_in(client, owner)
    assert "Make somebody else an owner first" in client.get(CLOSE).content.decode()
    prove(client)
    assert client.post(CLOSE, {"comments": "remove", "is_sure": "on"}).status_code == 409
    assert User.objects.filter(pk=owner.pk).exists()


@pytest.mark.parametrize("typed", [{}, {"comments": "remove"}, {"comments": "sell", "is_sure": "on"}])
def test_nothing_is_closed_by_half_an_answer(ada, client, typed):
    prove(client)
    answer = client.post(CLOSE, typed)
    assert answer.status_code == 422
    assert "Nothing is closed yet" in answer.content.decode()


def test_the_owner_deletes_people_the_same_way(ada, owner_client):
    place = reverse("admin:accounts_user_delete", args=[ada.pk])
    owner_client.post(place, {"post": "yes"})
    assert not User.objects.filter(pk=ada.pk).exists()
    assert Comment.objects.get(comment="With my account.").user_name == "Account closed"


def test_every_other_browser_is_signed_out(ada, client):
    assert UserSession.objects.count() == 1
    close(client)
    assert client.get("/accounts/").status_code == 302


def test_what_goes_goes(ada):
    for held in HELD:
        if held.on_close == GOES and held.user:
            assert held.model._meta.get_field(held.user).remote_field.on_delete is models.CASCADE, held.name
