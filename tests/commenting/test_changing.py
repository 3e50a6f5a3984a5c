"""Changing and deleting what one wrote, with an account and without, in its time; and what moderators see of it."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from blog.actions import verdicts
from blog.actions.moderation import judge
from blog.actions.trust import TRUSTED_AFTER, Trust, trust_in
from blog.followups import run_all
from blog.models import Comment, CommentVersion, Rule
from tests.factories import CommentFactory

from .conftest import link_mailed, write, write_and_confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, post, unheld):
    write_and_confirm(client, post)
    return Comment.objects.get()


def own(comment, what="edit"):
    return f"{comment.get_own_receipt_url()}{what}/"


def age(comment, **time):
    Comment.objects.filter(pk=comment.pk).update(posted_at=timezone.now() - datetime.timedelta(**time))


def test_the_mailed_receipt_changes_the_comment_and_readers_see_that_it_was_edited(client, post, unheld):
    typed = write(client, post).headers["Location"]
    client.post(link_mailed())
    receipt = link_mailed("receipt")
    assert "Change it" in client.get(receipt).text
    assert "Change it" not in client.get(typed).text, "whoever typed the address is not always whose it is"
    assert "How long did it take you?" in client.get(f"{receipt}edit/").text
    response = client.post(f"{receipt}edit/", {"body": "How long did it take *you*?"})
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.comment, comment.state) == ("How long did it take *you*?", "shown")
    page = client.get(post.get_absolute_url()).text
    assert "<em>you</em>" in page
    assert ">edited<" in page
    assert "Last changed on" in client.get(receipt).text
    assert not client.cookies


def test_looking_changes_nothing(client, mine):
    for what in ("", "edit/", "delete/", "answered/"):
        client.get(f"{mine.get_own_receipt_url()}{what}")
    mine.refresh_from_db()
    assert (mine.edited_at, mine.state) == (None, "shown")


@pytest.mark.parametrize("what", ["edit", "delete", "answered"])
def test_the_receipt_of_who_typed_it_is_not_enough_to_change_it(client, mine, what):
    path = f"{mine.get_receipt_url()}{what}/"
    for response in (client.get(path), client.post(path, {"body": "Other words"})):
        assert response.status_code == 403
        assert "only shows it" in response.text
    mine.refresh_from_db()
    assert mine.comment == "How long did it take you?"


@pytest.mark.parametrize("what", ["edit", "delete", "answered"])
def test_others_receipts_and_made_up_ones_change_nothing(client, mine, what):
    for token in ("x", "ä\x01", mine.get_own_receipt_url().split("/")[-2][:-1] + "_"):
        assert client.post(f"/comments/receipt/{token}/{what}/", {"body": "Other"}).status_code == 404
    assert Comment.objects.get().comment == "How long did it take you?"


def test_the_link_that_changes_it_can_be_mailed_again(client, mine):
    mail.outbox.clear()
    receipt = mine.get_receipt_url()
    assert "Mail me the link" in client.get(receipt).text
    again = client.post(receipt, {"mail": "1"})
    assert "on its way" in client.get(again.headers["Location"]).text
    assert client.get(f"{link_mailed('receipt')}edit/").status_code == 200
    assert mail.outbox[-1].to == ["ines@example.com"]


def test_mistakes_in_a_change_keep_the_text(client, mine):
    for body, said in (("  ", "Write your comment first."), ("x" * 10_001, "1 character too long")):
        response = client.post(own(mine), {"body": body})
        assert response.status_code == 422
        assert said in response.text
    preview = client.post(own(mine), {"body": "*New* <script>", "preview": "1"})
    assert "<em>New</em> &lt;script&gt;" in preview.text
    assert "*New* &lt;script&gt;</textarea>" in preview.text
    mine.refresh_from_db()
    assert mine.edited_at is None


def test_the_window_closes_and_keeps_what_was_typed(client, mine):
    age(mine, minutes=61)
    for what in ("edit", "delete"):
        assert client.get(own(mine, what)).status_code == 403
    response = client.post(own(mine), {"body": "Too late"})
    assert response.status_code == 403
    assert "Too late</textarea>" in response.text
    assert client.post(own(mine, "delete")).status_code == 403
    assert "time is over" in client.get(mine.get_own_receipt_url()).text
    mine.refresh_from_db()
    assert mine.comment == "How long did it take you?"


def test_the_window_grows_with_trust(client, post, unheld):
    newcomer = CommentFactory(post=post, user_email="new@example.com", state="held", hold_reason="reported")
    known = CommentFactory(post=post, user_email="known@example.com")
    trusted = [CommentFactory(post=post, user_email="trusted@example.com") for _n in range(TRUSTED_AFTER)].pop()
    for minutes, who in ((16, [known, trusted]), (61, [trusted]), (24 * 60 + 1, [])):
        for comment in (newcomer, known, trusted):
            age(comment, minutes=minutes)
            assert (client.get(own(comment)).status_code == 200) is (comment in who), (minutes, comment.user_email)


def test_trust_is_lost_by_what_is_refused():
    for _n in range(TRUSTED_AFTER):
        CommentFactory(user_email="ada@example.com")
    assert trust_in("ADA@example.com") == Trust.TRUSTED
    CommentFactory(user_email="ada@example.com", state="spam")
    assert trust_in("ada@example.com") == Trust.KNOWN
    assert trust_in("") == trust_in("nobody@example.com") == Trust.NEW


def test_who_is_trusted_waits_neither_for_links_nor_for_an_old_post(client, post, policy):
    policy(comment_hold="old-posts", old_post_days=0, filter_spam=False)
    links = " ".join(f"https://example.org/{n}" for n in range(5))
    write_and_confirm(client, post, body=links)
    assert Comment.objects.get().hold_reason == "old-post"
    for _n in range(TRUSTED_AFTER):
        CommentFactory(post=post, user_email="ines@example.com")
    write_and_confirm(client, post, body=f"More: {links}")
    assert Comment.objects.latest("pk").state == "shown"


def test_what_waits_can_be_changed_and_goes_on_waiting(client, post):
    write_and_confirm(client, post)
    comment = Comment.objects.get()
    age(comment, days=3)
    assert client.post(own(comment), {"body": "Better words"}).status_code == 303
    comment.refresh_from_db()
    assert (comment.comment, comment.state, comment.hold_reason) == ("Better words", "held", "newcomer")


def test_a_newcomers_approved_words_wait_again_when_they_become_others(client, post):
    write_and_confirm(client, post)
    comment = Comment.objects.get()
    judge("approve", Comment.objects.all())
    client.post(own(comment), {"body": "Buy here"})
    comment.refresh_from_db()
    assert (comment.state, comment.hold_reason) == ("held", "newcomer")
    post.refresh_from_db()
    assert post.comment_count == 0


def test_changes_are_held_against_the_rules(client, post, unheld):
    Rule.objects.create(pattern="casino", effect="refuse")
    Rule.objects.create(pattern="poker", effect="hold")
    write_and_confirm(client, post)
    mine = Comment.objects.get()
    response = client.post(own(mine), {"body": "My casino"})
    assert response.status_code == 422
    assert "My casino</textarea>" in response.text
    assert client.post(own(mine), {"body": "My poker"}).status_code == 303
    mine.refresh_from_db()
    assert (mine.state, mine.hold_reason, mine.hold_detail) == ("held", "word", "poker")


def test_nothing_is_changed_once_comments_are_closed_but_deleting_stays(client, mine, policy):
    policy(comments_open=False)
    response = client.post(own(mine), {"body": "Late words"})
    assert response.status_code == 403
    assert "Late words" in response.text
    assert client.post(own(mine, "delete")).status_code == 200


def test_moderators_see_what_it_said_before(client, mine, moderator_client, owner_client):
    client.post(own(mine), {"body": "Second words"})
    client.post(own(mine), {"body": "Third words"})
    assert [row.body for row in CommentVersion.objects.all()] == ["Second words", "How long did it take you?"]
    for path in (f"/admin/blog/comment/queue/{mine.code}/", f"/comments/{mine.code}/moderate/"):
        page = owner_client.get(path).text
        assert "Second words" in page
        assert "How long did it take you?" in page
    assert "Second words" not in client.get(mine.post.get_absolute_url()).text


def test_a_deleted_comment_leaves_nothing(client, mine):
    assert "cannot be brought back" in client.get(own(mine, "delete")).text
    client.post(own(mine), {"body": "Second words"})
    assert "Nothing of it is kept" in client.post(own(mine, "delete")).text
    assert not Comment.objects.exists()
    assert not CommentVersion.objects.exists()
    assert client.get(mine.get_own_receipt_url()).status_code == 410
    assert client.post(own(mine), {"body": "Again"}).status_code == 410
    mine.post.refresh_from_db()
    assert mine.post.comment_count == 0


def test_where_others_answered_an_empty_line_stays(client, mine):
    answer = CommentFactory(reply_to=mine, user_name="Dermot")
    client.post(own(mine, "delete"))
    empty = Comment.objects.get(code=mine.code)
    assert (empty.state, empty.comment, empty.html, empty.user_name, empty.user_email) == ("deleted", "", "", "", "")
    assert empty.ip_address is None
    page = client.get(mine.post.get_absolute_url()).text
    assert "This comment is not shown." in page
    assert f'id="comment-{answer.code}"' in page
    assert client.get(mine.get_own_receipt_url()).status_code == 410
    assert judge("approve", Comment.objects.filter(pk=mine.pk)) is None, "nothing is left to approve"


def test_an_account_reaches_its_comment_from_its_own_page(reader_client, reader, client, post, unheld):
    receipt = write(reader_client, post).headers["Location"]
    comment = Comment.objects.get()
    assert receipt == comment.get_own_receipt_url()
    assert f"{receipt}" in reader_client.get(f"/comments/{comment.code}/report/").text
    assert receipt not in client.get(f"/comments/{comment.code}/report/").text


@pytest.mark.parametrize("what", ["edit", "delete"])
def test_no_other_site_presses_these_buttons(client, mine, what):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(own(mine, what), {"body": "Theirs"}, headers=headers).status_code == 403
    assert Comment.objects.get().comment == "How long did it take you?"


def test_changing_has_its_limit(client, mine):
    statuses = [client.post(own(mine), {"body": f"Words {n}"}).status_code for n in range(22)]
    assert statuses[:20] == [303] * 20
    assert statuses[-1] == 429


def test_the_receipt_shows_what_it_answers(client, post, unheld):
    root = CommentFactory(post=post, comment="What does it pay?")
    answered = CommentFactory(reply_to=root, comment="Enough to live.")
    write_and_confirm(client, post, reply_to=answered.code)
    page = client.get(Comment.objects.get(user_name="Ines").get_receipt_url()).text
    assert page.index("What does it pay?") < page.index("Enough to live.") < page.index("How long did it take you?")


def test_letters_about_answers_are_chosen_on_the_receipt(client, mine):
    receipt = mine.get_own_receipt_url()
    assert "Tell me by e-mail" in client.get(receipt).text
    client.post(receipt, {"follow": "1"})
    mine.refresh_from_db()
    assert mine.followup
    client.post(receipt, {"follow": "0"})
    mine.refresh_from_db()
    assert not mine.followup


def test_a_judged_comments_letter_has_the_link_that_changes_it(client, post):
    write_and_confirm(client, post, follow="1")
    run_all()
    mail.outbox.clear()
    judge("reject", Comment.objects.all(), reason="It advertises something.")
    verdicts.tell_writer.call(Comment.objects.get().pk, "rejected")
    run_all()
    path = re.search(r"/comments/receipt/\S+/", mail.outbox[-1].body)[0]
    assert "It advertises something." in client.get(path).text
