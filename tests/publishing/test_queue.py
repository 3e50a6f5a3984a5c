"""The moderation queue: one comment after the other, its reason, its writer's record, and what a press does."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.moderation import judge, undo
from blog.actions.verdicts import tell_writer
from blog.followups import run_all
from blog.models import Act, Comment, Report, Rule
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db

QUEUE = "/admin/blog/comment/queue/"


@pytest.fixture
def post():
    return RoleFactory(published=True, title="Data Engineer")


@pytest.fixture
def held(post):
    """held(2, user_email="ines@example.com"): waiting comments, the oldest first."""
    minute = datetime.timedelta(minutes=1)
    start = timezone.now() - 600 * minute

    def make(number=1, **fields):
        count = Comment.objects.count()
        fields = {"post": post, "state": "held", "hold_reason": "newcomer", **fields}
        return [CommentFactory(submit_date=start + (count + n) * minute, **fields) for n in range(number)]

    return make


def place(comment):
    return f"{QUEUE}{comment.code}/"


def press(client, comment, verb, /, **fields):
    return client.post(place(comment), {"verb": verb, **fields})


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


def take_back(client):
    page = client.get(QUEUE).text
    return client.post(f"{QUEUE}undo/", {"act": re.search(r'name="act" value="(\d+)"', page)[1]})


# What it shows


def test_the_oldest_comes_first_in_its_thread_with_reason_and_record(moderator_client, post, held):
    root = CommentFactory(post=post, user_name="Ada", comment="What does it pay?")
    first, _second = held(2, reply_to=root, user_name="Ines", user_email="ines@example.com", comment="A lot.")
    CommentFactory(post=post, user_email="INES@example.com")
    CommentFactory(post=post, user_email="ines@example.com", state="spam")
    page = moderator_client.get(QUEUE).text
    assert place(first) in page
    assert "Data Engineer" in page
    assert "What does it pay?" in page
    assert "first comment" in page
    assert "1 shown · 2 waiting · 0 rejected · 1 spam · 0 removed" in " ".join(page.split())
    assert "2 comments wait" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"hold_reason": "links", "html": '<p><a href="/">a</a> <a href="/">b</a> <a href="/">c</a></p>'}, "3 links"),
        ({"hold_reason": "reported", "report_count": 2}, "reported twice"),
        ({"hold_reason": "reported", "report_count": 3}, "reported 3 times"),
        ({"hold_reason": "word", "hold_detail": "casino"}, "blocked word: casino"),
        ({"hold_reason": "network", "hold_detail": "203.0.113.0/24"}, "blocked network: 203.0.113.0/24"),
    ],
)
def test_why_it_waits_is_said_in_words(moderator_client, held, fields, words):
    held(**fields)
    assert words in moderator_client.get(QUEUE).text


def test_reports_are_read_with_their_notes(moderator_client, held):
    (comment,) = held(hold_reason="reported", report_count=1)
    Report.objects.create(comment=comment, key="a", reason="rude", note="He calls names")
    assert "He calls names" in moderator_client.get(QUEUE).text


def test_a_comment_from_elsewhere_has_no_record_of_others(moderator_client, held):
    held(2, user_email="")
    page = " ".join(moderator_client.get(QUEUE).text.split())
    assert "0 shown · 1 waiting" in page


def test_an_empty_queue_says_so(moderator_client):
    assert "Nothing waits" in moderator_client.get(QUEUE).text


def test_scripts_in_names_texts_and_reasons_are_only_text(moderator_client, held):
    bad = "<script>alert(1)</script>"
    comments = held(2, user_name=bad, comment=bad, html="<p>safe</p>", hold_reason="word", hold_detail=bad)
    press(moderator_client, comments[0], "reject", words=bad)
    assert bad not in moderator_client.get(QUEUE).text


def test_a_page_of_the_queue_costs_the_same_however_many_wait(moderator_client, held):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert moderator_client.get(QUEUE).status_code == 200
        return len(queries)

    comments = held(3, user_email="ines@example.com")
    press(moderator_client, comments[0], "approve")
    moderator_client.get(QUEUE)
    few = asked()
    held(20, user_email="ines@example.com")
    held(12)
    assert asked() == few <= 25


def test_judging_costs_the_same_however_many_comments_there_are(moderator_client, held):
    def asked(comment):
        with CaptureQueriesContext(connection) as queries:
            press(moderator_client, comment, "approve")
        return len(queries)

    comments = held(3)
    asked(comments[0])
    few = asked(comments[1])
    held(30)
    assert asked(comments[2]) == few <= 45


# What a press does


@pytest.mark.parametrize(
    ("verb", "after"),
    [("approve", "shown"), ("reject", "rejected"), ("spam", "spam"), ("trust", "shown"), ("stop", "rejected")],
)
def test_a_press_judges_logs_and_goes_on_to_the_next(moderator, moderator_client, held, verb, after):
    first, second = held(2)
    answer = press(moderator_client, first, verb)
    assert answer.headers["Location"] == place(second)
    assert state(first) == after
    assert state(second) == "held"
    assert Act.objects.get().by == moderator
    assert LogEntry.objects.filter(user=moderator, object_id=first.pk).count() == 1


def test_next_passes_one_over_and_the_end_leads_back_to_it(moderator_client, held):
    first, second, third = held(3)
    page = moderator_client.get(place(second)).text
    assert re.search(rf'href="{place(third)}" data-key="n"', page)
    assert re.search(rf'href="{place(first)}" data-key="p"', page)
    press(moderator_client, second, "approve")
    assert press(moderator_client, third, "approve").headers["Location"] == place(first)
    assert press(moderator_client, first, "approve").headers["Location"] == QUEUE


def test_the_last_act_is_taken_back_once(moderator_client, held, post):
    (comment,) = held(hold_reason="word", hold_detail="casino")
    press(moderator_client, comment, "approve")
    post.refresh_from_db()
    assert post.comment_count == 1
    assert take_back(moderator_client).headers["Location"] == place(comment)
    comment.refresh_from_db()
    post.refresh_from_db()
    assert (comment.state, comment.hold_reason, comment.hold_detail) == ("held", "word", "casino")
    assert (comment.is_public, post.comment_count) == (False, 0)
    act = Act.objects.get()
    moderator_client.post(f"{QUEUE}undo/", {"act": act.pk})
    assert state(comment) == "held"
    assert "Take it back" not in moderator_client.get(QUEUE).text


def test_what_somebody_else_judged_since_stays(moderator, owner, held):
    (comment,) = held()
    act = judge("approve", Comment.objects.filter(pk=comment.pk), by=moderator)
    judge("spam", Comment.objects.filter(pk=comment.pk), by=owner)
    assert undo(act) == 0
    assert state(comment) == "spam"


def test_nobody_takes_back_what_another_did(moderator_client, owner_client, held):
    (comment,) = held()
    press(owner_client, comment, "approve")
    moderator_client.post(f"{QUEUE}undo/", {"act": Act.objects.get().pk})
    assert state(comment) == "shown"


def test_trusting_makes_a_rule_and_taking_it_back_unmakes_it(moderator_client, held):
    (comment,) = held(user_email="Ines@example.com")
    press(moderator_client, comment, "trust")
    assert Rule.objects.get(pattern="ines@example.com").effect == "trust"
    take_back(moderator_client)
    assert not Rule.objects.exists()
    assert state(comment) == "held"


def test_stopping_changes_an_older_rule_and_taking_it_back_restores_it(moderator_client, held):
    (comment,) = held(user_email="ines@example.com")
    Rule.objects.create(kind="address", pattern="ines@example.com", effect="trust", note="A colleague")
    press(moderator_client, comment, "stop")
    assert Rule.objects.get().effect == "refuse"
    take_back(moderator_client)
    assert (Rule.objects.get().effect, Rule.objects.get().note) == ("trust", "A colleague")


def test_approving_a_newcomer_offers_to_release_their_others(moderator_client, held):
    first, *others = held(3, user_email="ines@example.com")
    (other,) = held(user_email="ada@example.com")
    press(moderator_client, first, "approve")
    assert "2 more comments of" in moderator_client.get(QUEUE).text
    press(moderator_client, first, "release")
    assert [state(comment) for comment in others] == ["shown", "shown"]
    assert state(other) == "held"
    take_back(moderator_client)
    assert [state(comment) for comment in others] == ["held", "held"]
    assert state(first) == "shown"


@pytest.mark.parametrize("verb", ["spam", "stop"])
def test_stopping_a_person_offers_to_hide_everything_they_wrote(moderator_client, reader, held, post, verb):
    (bad,) = held(user_email=reader.email, user=reader)
    shown = CommentFactory(post=post, user_email="old@example.com", user=reader)
    waiting = CommentFactory(post=post, user_email=reader.email.upper(), state="held")
    other = CommentFactory(post=post)
    press(moderator_client, bad, verb)
    assert "2 other comments of" in moderator_client.get(QUEUE).text
    press(moderator_client, bad, "hide")
    assert (state(shown), state(waiting), state(other)) == ("removed", "rejected", "shown")
    take_back(moderator_client)
    assert (state(shown), state(waiting)) == ("shown", "held")


def test_chosen_ones_are_judged_together_and_none_means_none(moderator_client, held):
    first, second, third = held(3)
    answer = press(moderator_client, first, "spam", chosen="1", comment=[second.code, third.code])
    assert answer.headers["Location"] == place(first)
    assert [state(comment) for comment in (first, second, third)] == ["held", "spam", "spam"]
    press(moderator_client, first, "approve", chosen="1")
    assert state(first) == "held"
    take_back(moderator_client)
    assert state(second) == "held"


@pytest.mark.parametrize("verb", ["", "delete", "undo"])
def test_an_unknown_verb_does_nothing(moderator_client, held, verb):
    (comment,) = held()
    assert press(moderator_client, comment, verb).status_code == 302
    assert state(comment) == "held"


def test_only_moderators_judge(author_client, reader_client, stranger, editor_client, held):
    (comment,) = held()
    for client, status in ((stranger, 302), (reader_client, 302), (author_client, 403)):
        assert client.get(QUEUE).status_code == status
        assert press(client, comment, "approve").status_code == status
        assert client.post(f"{QUEUE}undo/", {"act": 1}).status_code == status
    assert state(comment) == "held"
    assert editor_client.get(QUEUE).status_code == 200
    assert editor_client.get(f"{QUEUE}undo/").status_code == 405
    assert editor_client.get(f"{QUEUE}nobody2345/").status_code == 404


# What the writer is told


def test_the_reason_stands_on_the_receipt(moderator_client, stranger, held):
    one, other = held(2)
    press(moderator_client, one, "reject", reason="It was said here already.")
    press(moderator_client, other, "reject", reason="It was said here already.", words=" Not <b>here</b>. ")
    assert "It was said here already." in stranger.get(one.get_receipt_url()).text
    page = stranger.get(other.get_receipt_url()).text
    assert "Not &lt;b&gt;here&lt;/b&gt;." in page
    assert "It was said here already." not in page


def test_a_new_decision_forgets_the_old_reason(moderator_client, stranger, held):
    (comment,) = held()
    press(moderator_client, comment, "reject", words="Too loud.")
    press(moderator_client, comment, "approve")
    assert "Too loud." not in stranger.get(comment.get_receipt_url()).text


@pytest.mark.parametrize(
    ("verb", "subject", "words"),
    [("approve", "is on the page", "it is on the page now"), ("reject", "is not shown", "Too loud.")],
)
def test_who_follows_is_mailed_what_became_of_it(moderator_client, held, verb, subject, words):
    (comment,) = held(followup=True, user_email="ines@example.com")
    press(moderator_client, comment, verb, words="Too loud.")
    run_all()
    assert not mail.outbox, "a slip can be taken back first"
    for _twice in range(2):
        tell_writer.call(comment.pk, state(comment))
    run_all()
    (letter,) = mail.outbox
    assert subject in letter.subject
    assert words in letter.body
    assert letter.to == ["ines@example.com"]
    assert "List-Unsubscribe" in letter.extra_headers


def test_nobody_is_mailed_of_what_was_taken_back_or_did_not_ask(moderator_client, held):
    asked, did_not = held(followup=True)[0], held()[0]
    press(moderator_client, asked, "reject")
    take_back(moderator_client)
    press(moderator_client, did_not, "reject")
    tell_writer.call(asked.pk, "rejected")
    tell_writer.call(did_not.pk, "rejected")
    run_all()
    assert not mail.outbox


# Who did what


def test_the_acts_can_be_read_by_moderators_and_changed_by_nobody(moderator_client, owner_client, author_client, held):
    (comment,) = held(user_name="Ines")
    press(moderator_client, comment, "reject", words="Too loud.")
    for client in (moderator_client, owner_client):
        page = client.get("/admin/blog/act/").text
        assert "Too loud." in page
        assert "Moderator" in page
        assert client.post(f"/admin/blog/act/{Act.objects.get().pk}/delete/", {"post": "yes"}).status_code == 403
    assert author_client.get("/admin/blog/act/").status_code == 403
    assert "Too loud." in LogEntry.objects.get(object_id=comment.pk).get_change_message()
