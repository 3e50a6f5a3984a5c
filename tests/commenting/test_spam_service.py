"""A service of Akismet's kind: asked in follow-up work, waited for with a bound, told what moderators decide."""

from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.actions.moderation import judge, undo
from blog.actions.posting import post_comment
from blog.actions.reasons import why_held
from blog.actions.spam_service import ATTEMPTS, GRACE, ask_service, tell_decision, tell_undone
from blog.models import Act, Comment
from tests.factories import CommentFactory
from tests.servers import Server, answer

from .conftest import write_and_confirm

pytestmark = pytest.mark.django_db
DOUBTFUL = "Great article! The best SEO services for everybody, at affordable prices and with a special offer."


@pytest.fixture
def service(settings):
    with Server() as server:
        settings.SPAM_SERVICE = {"url": f"{server.url}/1.1/", "key": "a-key"}
        yield server


def says(service, words):
    service.answers["/1.1/comment-check"] = answer(words)


def only():
    return Comment.objects.get()


def asked():
    ask_service.call(only().pk, only().wording(), 1)
    return only()


def test_a_comment_waits_and_is_shown_when_the_service_is_content(client, post, unheld, service):
    says(service, b"false")
    write_and_confirm(client, post)
    assert (only().state, why_held(only())) == ("held", "looks like spam: the spam service has yet to answer")
    assert service.asked == []
    assert asked().state == "shown"
    post.refresh_from_db()
    assert post.comment_count == 1
    told = parse_qs(service.bodies[0].decode())
    assert told["api_key"] == ["a-key"]
    assert told["comment_author"] == ["Ines"]
    assert told["comment_content"] == ["How long did it take you?"]


def test_what_the_policy_holds_waits_on_for_a_human(client, post, service):
    says(service, b"false")
    write_and_confirm(client, post)
    assert (asked().state, only().hold_reason) == ("held", "newcomer")


def test_the_service_alone_makes_it_wait_and_with_the_filter_hides_it(client, post, unheld, service):
    says(service, b"true")
    write_and_confirm(client, post)
    assert (asked().state, why_held(only())) == ("held", "looks like spam: the spam service says so")
    Comment.objects.all().delete()
    write_and_confirm(client, post, body=DOUBTFUL)
    assert (asked().state, only().hold_reason) == ("spam", "spam")


@pytest.mark.parametrize("words", [b"invalid", b"", None])
def test_it_is_asked_again_and_then_the_filters_own_word_stands(client, post, unheld, service, words):
    if words is not None:
        says(service, words)
    write_and_confirm(client, post)
    before = DBTaskResult.objects.count()
    assert asked().state == "held"
    assert DBTaskResult.objects.count() == before + 1
    ask_service.call(only().pk, only().wording(), ATTEMPTS)
    assert only().state == "shown"


def test_a_moderator_may_be_quicker(client, post, unheld, service, moderator):
    says(service, b"true")
    write_and_confirm(client, post)
    judge("approve", Comment.objects.all(), by=moderator)
    assert asked().state == "shown"
    assert service.asked == []


def test_an_edit_is_asked_anew(client, post, unheld, service):
    says(service, b"false")
    receipt = write_and_confirm(client, post)
    asked()
    client.post(f"{receipt}edit/", {"body": "Other words"})
    assert only().state == "held"
    ask_service.call(only().pk, "", 1)  # the old question
    assert only().state == "held"
    assert asked().state == "shown"


def test_who_is_trusted_is_not_asked_about(post, unheld, service, moderator):
    assert post_comment(post, name="M", email=moderator.email, body="Words", user=moderator).state == "shown"


def test_what_moderators_decide_otherwise_is_told(post, service, moderator):
    service.answers |= {"/1.1/submit-spam": answer(b"Thanks"), "/1.1/submit-ham": answer(b"Thanks")}
    missed = CommentFactory(post=post)
    wrong = CommentFactory(post=post, state="spam", hold_reason="spam", hold_detail="service phrases")
    act = judge("spam", Comment.objects.filter(pk=missed.pk), by=moderator)
    judge("approve", Comment.objects.filter(pk=wrong.pk), by=moderator)
    tell_decision.call(missed.pk, True)
    tell_decision.call(wrong.pk, False)
    assert service.asked == ["/1.1/submit-spam", "/1.1/submit-ham"]
    undo(act)
    tell_decision.call(missed.pk, True)
    assert len(service.asked) == 2


def queued(name):
    return DBTaskResult.objects.filter(task_path__endswith=name).count()


def later(act):
    Act.objects.filter(pk=act.pk).update(done_at=timezone.now() - 2 * GRACE)
    act.refresh_from_db()
    return act


@pytest.mark.parametrize(
    ("verb", "was", "told"),
    [
        ("spam", {"state": "held", "hold_reason": "newcomer"}, "/1.1/submit-ham"),
        ("approve", {"state": "spam", "hold_reason": "spam", "hold_detail": "service phrases"}, "/1.1/submit-spam"),
    ],
)
def test_a_decision_taken_back_is_told_too(post, service, moderator, verb, was, told):
    service.answers |= {"/1.1/submit-spam": answer(b"Thanks"), "/1.1/submit-ham": answer(b"Thanks")}
    comment, before = CommentFactory(post=post, **was), queued("tell_undone")
    act = later(judge(verb, Comment.objects.filter(pk=comment.pk), by=moderator))
    undo(act)
    assert queued("tell_undone") == before + 1
    tell_undone.call(comment.pk, verb == "spam")
    assert service.asked == [told]
    judge(verb, Comment.objects.filter(pk=comment.pk), by=moderator)
    tell_undone.call(comment.pk, verb == "spam")
    assert service.asked == [told]  # it was decided the same way again


def test_what_it_never_heard_of_is_not_taken_back(post, service, moderator):
    comment, before = CommentFactory(post=post, state="held"), queued("tell_undone")
    undo(judge("spam", Comment.objects.filter(pk=comment.pk), by=moderator))  # at once
    undo(later(judge("approve", Comment.objects.filter(pk=comment.pk), by=moderator)))  # as it thinks itself
    assert queued("tell_undone") == before


def test_who_decides_otherwise_later_tells_that(post, service, moderator):
    comment = CommentFactory(post=post, state="held")
    judge("spam", Comment.objects.filter(pk=comment.pk), by=moderator)
    before = queued("tell_decision")
    judge("approve", Comment.objects.filter(pk=comment.pk), by=moderator)
    assert queued("tell_decision") == before + 1


def test_without_a_service_nobody_is_told(post, moderator):
    comment = CommentFactory(post=post)
    before = DBTaskResult.objects.filter(task_path__endswith="tell_decision").count()
    judge("spam", Comment.objects.filter(pk=comment.pk), by=moderator)
    assert DBTaskResult.objects.filter(task_path__endswith="tell_decision").count() == before
