"""Following a thread with an account and without, and being named in one: told once, until one says no."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from blog.actions.announcements import tell_followers
from blog.actions.following import follow_thread, forget_unconfirmed_followers
from blog.actions.posting import post_comment
from blog.followups import run_all
from blog.models import Mention, Mute, ThreadFollower
from tests.factories import CommentFactory, UserFactory

from .conftest import link_mailed

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(unheld):
    return said_by("Dermot Byrne", "dermot@example.com")


def said_by(name, email, **fields):
    """By somebody with an account: who has none is written to only if they asked for it."""
    return CommentFactory(user=UserFactory(email=email), user_name=name, user_email=email, **fields)


def ask(client, comment, email="fay@example.com"):
    return client.post(f"/comments/{comment.code}/follow/", {"email": email})


def answer(comment, body="Three.", **who):
    who = {"name": "Mara", "email": "mara@example.com", "user": UserFactory(), **who}
    return post_comment(comment.post, body=body, reply_to=comment, **who)


def told():
    mail.outbox.clear()
    run_all()
    return sorted(letter.to[0] for letter in mail.outbox)


def test_a_stranger_follows_by_a_mailed_link_and_ends_it_by_another(client, thread):
    response = ask(client, thread)
    assert "Check your mail" in client.get(response.headers["Location"]).text
    link = link_mailed("follow")
    assert client.get(link).status_code == 200
    assert ThreadFollower.objects.following().count() == 0, "a prefetcher has looked"
    answer(thread, body="Nobody hears this.")
    assert told() == []
    assert "You follow this thread" in client.post(link).text
    answer(CommentFactory(reply_to=thread))
    assert told() == ["fay@example.com"]
    assert "thread you follow" in mail.outbox[0].body
    stop = link_mailed("unsubscribe")
    assert "Shall that end?" in client.get(stop).text
    assert ThreadFollower.objects.following().count() == 1
    Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    answer(thread, body="Four.")
    assert told() == []
    assert client.post(link).status_code == 410, "the old link does not begin it again"
    assert client.post(stop, {"everywhere": "1"}).status_code == 200
    assert not client.cookies


def test_the_page_says_the_same_of_every_address(client, thread):
    ask(client, thread)
    client.post(link_mailed("follow"))
    for email in ("fay@example.com", "new@example.com", thread.user_email):
        assert ask(client, thread, email).headers["Location"].endswith("?mailed")
        assert told() == [email]
    assert ThreadFollower.objects.filter(email="fay@example.com").count() == 1


@pytest.mark.parametrize("email", ["", "fay@", "fay@example.com\nBcc: all@example.com"])
def test_addresses_that_are_none_are_explained(client, thread, email):
    response = ask(client, thread, email)
    assert response.status_code == 422
    assert not ThreadFollower.objects.exists()
    assert told() == []


def test_nobody_is_mailed_without_end(client, thread):
    statuses = {ask(client, thread).status_code for _n in range(7)}
    assert statuses == {303, 429}


def test_links_that_were_never_used_are_forgotten(client, thread):
    ask(client, thread)
    ThreadFollower.objects.update(asked_at=timezone.now() - datetime.timedelta(days=4))
    forget_unconfirmed_followers.call()
    assert not ThreadFollower.objects.exists()
    for token in ("x", "ä\x01"):
        assert client.post(f"/comments/follow/{token}/").status_code == 404


def test_an_account_follows_at_once_and_no_longer(reader, reader_client, thread):
    path = f"/comments/{CommentFactory(reply_to=thread).code}/follow/"
    assert reader_client.post(path, {"follow": "1"}).status_code == 303
    assert "You follow this thread" in reader_client.get(path).text
    answer(thread)
    assert told() == ["reader@example.com"]
    reader_client.post(path, {"follow": "0"})
    answer(thread, body="Four.")
    assert told() == []


@pytest.mark.parametrize("fields", [{"state": "held"}, {"state": "spam"}])
def test_what_is_not_shown_cannot_be_followed(client, thread, fields):
    other = CommentFactory(post=thread.post, **fields)
    assert client.get(f"/comments/{other.code}/follow/").status_code == 404
    assert ask(client, other).status_code == 404


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Thanks @Dermot Byrne!", True),
        ("Thanks @dermot, really", True),
        ("@DERMOT BYRNE", True),
        ("Thanks @Dermots", False),
        ("me@dermot.example", False),
        ("Thanks Dermot", False),
        ("> @Dermot said\n\nNo.", False),
        ("@Nobody", False),
    ],
)
def test_who_is_named_is_told_once(thread, body, named):
    between = CommentFactory(reply_to=thread, user_name="Ada", user_email="ada@example.com")
    reply = answer(between, body=body)
    assert told() == (["dermot@example.com"] if named else [])
    assert not named or "named you in a comment" in mail.outbox[0].body
    tell_followers.call(reply.pk)
    assert told() == []
    assert Mention.objects.count() == int(named)


def test_only_people_of_the_same_thread_are_reached_and_five_at_most(thread):
    CommentFactory(post=thread.post, user_name="Elsewhere", user_email="elsewhere@example.com")
    for n in range(7):
        said_by(f"Person{n}", f"p{n}@example.com", reply_to=thread)
    CommentFactory(reply_to=thread, user_name="Hidden", user_email="hidden@example.com", state="spam")
    answer(thread, body="@Elsewhere @Hidden @Mara " + " ".join(f"@Person{n}" for n in range(7)))
    assert told() == [f"p{n}@example.com" for n in range(5)]


def test_of_two_of_one_name_it_is_the_one_who_is_answered(thread):
    first = said_by("Ada", "ada1@example.com", reply_to=thread)
    said_by("Ada", "ada2@example.com", reply_to=thread)
    answer(first, body="@Ada yes")
    assert told() == ["ada1@example.com"]


def test_who_was_named_can_end_that_too(client, thread):
    between = CommentFactory(reply_to=thread)
    answer(between, body="@Dermot, look")
    assert told() == ["dermot@example.com"]
    client.post(link_mailed("unsubscribe"))
    assert Mute.objects.get().thread == thread
    answer(between, body="@Dermot, look again")
    assert told() == []


def test_who_has_no_account_and_never_asked_for_letters_gets_none_for_a_mention(thread):
    first = CommentFactory(reply_to=thread, user_name="Ada", user_email="ada@example.com")
    answer(first, body="@Ada, yes")
    assert told() == []
    first.followup = True
    first.save()
    answer(thread, body="@Ada, again")
    assert told() == ["ada@example.com"]
    assert "named you in a comment" in mail.outbox[0].body


def test_no_letters_go_to_an_address_that_is_not_confirmed(thread):
    thread.followup = True
    thread.save()
    follower = UserFactory(email="fay@example.com")
    follow_thread(thread, follower)
    for user in (thread.user, follower):
        user.emailaddress_set.create(email=user.email.upper(), verified=False)
    answer(thread, body="@Dermot, yes")
    assert told() == []
    EmailAddress.objects.update(verified=True)
    answer(thread, body="@Dermot, no")
    assert told() == ["dermot@example.com", "fay@example.com"]


def test_a_name_added_by_a_change_is_told_and_the_others_are_not_told_again(client, thread):
    between = said_by("Ada", "ada@example.com", reply_to=thread)
    reply = answer(between, body="Hello @Ada")
    assert told() == ["ada@example.com"]
    client.post(f"{reply.get_own_receipt_url()}edit/", {"body": "Hello @Ada, hello @Dermot"})
    assert told() == ["dermot@example.com"]


def test_an_answered_person_who_is_named_gets_one_letter(thread):
    thread.followup = True
    thread.save()
    answer(thread, body="@Dermot, yes")
    assert told() == ["dermot@example.com"]
    assert "answered your comment" in mail.outbox[0].body


@pytest.mark.parametrize("name", ["Eve\nBcc: all@example.com", "<script>", "@Dermot", ".*", "a" * 50])
def test_odd_names_neither_break_letters_nor_match_everything(thread, name):
    between = CommentFactory(reply_to=thread, user_name=name, user_email="eve@example.com")
    answer(between, body=f"@{name} @x")
    told()
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert letter.to[0] in ("eve@example.com", "dermot@example.com")
        assert letter.bcc == []
        assert "<script>" not in letter.alternatives[0].content
