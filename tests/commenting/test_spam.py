"""What becomes of spam on its way in, and what moderators' decisions teach."""

import pytest

from blog.actions.moderation import judge, last_act, undo
from blog.actions.posting import bring_comment, post_comment
from blog.actions.reasons import why_held
from blog.actions.spam import classifier, learn, learn_what_is_new
from blog.models import Comment, Rule, SpamMemory
from blog.spam import Said
from blog.spam import judge as judge_words

from .conftest import write, write_and_confirm

pytestmark = pytest.mark.django_db
CLEAR = "💰 Online casino with free spins! https://lucky-casino.top and https://bonus.xyz, WhatsApp +1 202 555 0143"
DOUBTFUL = "Great article! The best SEO services for everybody, at affordable prices and with a special offer."


def only():
    return Comment.objects.get()


def test_what_certainly_is_spam_is_hidden_without_a_human(client, post, unheld):
    write_and_confirm(client, post, body=CLEAR)
    assert (only().state, only().hold_reason, only().is_spam) == ("spam", "spam", None)
    assert "phrases of advertising" in why_held(only())
    assert list(Comment.objects.hidden_as_spam()) == [only()]


def test_what_may_be_spam_waits_and_says_why(client, post, unheld):
    write_and_confirm(client, post, body=DOUBTFUL)
    assert (only().state, only().hold_reason) == ("held", "spam")
    assert why_held(only()).startswith("looks like spam: phrases of advertising")


def test_what_people_write_comes_in(client, post, unheld):
    write_and_confirm(client, post, body="How long did it take? My project: https://github.com/example/churn")
    assert only().state == "shown"


def test_a_known_person_is_never_hidden_without_a_human(client, post, unheld):
    write_and_confirm(client, post)
    write_and_confirm(client, post, body=CLEAR)
    assert sorted(Comment.objects.values_list("state", flat=True)) == ["held", "shown"]


def test_who_is_trusted_is_not_judged(reader, post, unheld, moderator):
    assert post_comment(post, name="M", email=moderator.email, body=CLEAR, user=moderator).state == "shown"
    for number in range(10):
        bring_comment(post, name="R", email=reader.email, body=f"Words {number}", posted_at=post.publish_at)
    assert post_comment(post, name="R", email=reader.email, body=CLEAR, user=reader).state == "shown"


def test_a_rule_that_trusts_stands_above(reader, post, unheld):
    Rule.objects.create(kind="address", pattern=reader.email, effect="trust")
    assert post_comment(post, name="R", email=reader.email, body=CLEAR, user=reader).state == "shown"


def test_the_owner_may_switch_it_off(client, post, policy):
    policy(comment_hold="never", filter_spam=False)
    write_and_confirm(client, post, body=CLEAR)
    assert only().state == "shown"


def test_an_edit_into_spam_waits(client, post, unheld):
    receipt = write_and_confirm(client, post)
    client.post(f"{receipt}edit/", {"body": CLEAR})
    assert (only().state, only().hold_reason) == ("held", "spam")


def test_the_honeypot_keeps_the_words(client, post):
    answer = write(client, post, honeypot="x")
    assert answer.status_code == 422
    assert "only robots fill" in answer.text
    assert not Comment.objects.exists()


# Learning

NEW_KIND = "Our village sells wooden zeppelins, ask for the zeppelin catalogue number {}"


def score(text):
    return judge_words(Said("Ines", "ines@example.com", text), classifier()).score


def said(post, text, number):
    return bring_comment(post, name="R", body=text.format(number), posted_at=post.publish_at, state="held").pk


def taught(post, moderator, text, verb, number=12):
    pks = [said(post, text, each) for each in range(number)]
    return judge(verb, Comment.objects.filter(pk__in=pks), by=moderator)


def test_it_learns_from_moderators_and_forgets_what_they_take_back(post, moderator, django_capture_on_commit_callbacks):
    before = score(NEW_KIND)
    act = taught(post, moderator, NEW_KIND, "spam")
    with django_capture_on_commit_callbacks(execute=True):
        learn_what_is_new.call()
    assert score(NEW_KIND) > before + 1
    undo(act)
    assert not Comment.objects.decided(True).exists()
    with django_capture_on_commit_callbacks(execute=True):
        learn_what_is_new.call()
    assert score(NEW_KIND) == before


def test_nothing_is_read_again_while_nobody_decides(post, moderator, django_assert_num_queries):
    learn()
    with django_assert_num_queries(1):
        learn_what_is_new.call()
    taught(post, moderator, NEW_KIND, "approve", 1)
    assert SpamMemory.objects.get().is_behind


def test_a_few_wrong_decisions_hide_nobody(post, moderator, django_capture_on_commit_callbacks):
    honest = "How long did the retraining take you, and who paid for it?"
    taught(post, moderator, honest, "spam", 60)
    with django_capture_on_commit_callbacks(execute=True):
        learn()
    judgement = judge_words(Said("Ines", "ines@example.com", honest), classifier())
    assert not judgement.is_clear


def test_what_it_keeps_is_bounded(post, moderator, monkeypatch):
    monkeypatch.setattr("blog.actions.spam.LEARNT_FROM", 3)
    taught(post, moderator, NEW_KIND, "spam", 5)
    assert learn() == (3, 0)
    assert len(SpamMemory.objects.get().counts["counts"]) <= 6000


def test_an_act_from_before_the_filter_can_be_taken_back(post, moderator):
    act = taught(post, moderator, NEW_KIND, "approve", 1)
    for row in act.before:
        del row["is_spam"]
    act.save()
    assert undo(last_act(moderator)) == 1
    assert only().state == "held"
