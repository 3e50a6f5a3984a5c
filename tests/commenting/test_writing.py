"""Writing a comment: the form, as a page and as a piece, and what it says of mistakes."""

import pytest
from django.test import Client

from blog.models import Comment, PendingComment
from tests.factories import CommentFactory, EssayFactory, PageFactory, RoleFactory

from .conftest import WORDS, form_of, write

pytestmark = pytest.mark.django_db


def test_the_form_is_a_page_and_a_piece_when_fetched(client, post):
    page = client.get(form_of(post))
    assert page.status_code == 200
    assert "<html" in page.text
    assert 'name="body"' in page.text
    assert "csrftoken" in page.cookies
    for headers in ({"X-Requested-With": "fetch"}, {"Sec-Fetch-Dest": "empty"}):
        piece = client.get(form_of(post), headers=headers)
        assert "<html" not in piece.text
        assert 'name="body"' in piece.text
        assert {"X-Requested-With", "Sec-Fetch-Dest"} <= {name.strip() for name in piece.headers["Vary"].split(",")}
        assert "no-store" in piece.headers["Cache-Control"]


def test_essays_have_a_form_and_standing_pages_have_none(client):
    assert client.get(form_of(EssayFactory(published=True))).status_code == 200
    page = PageFactory(published=True)
    assert client.get(f"/pages/{page.slug}/comment/").status_code == 404


@pytest.mark.parametrize("fields", [{"published": False}, {"scheduled": True}])
def test_posts_that_are_not_public_have_no_form(client, fields):
    post = RoleFactory(**fields)
    assert client.get(form_of(post)).status_code == 404
    assert write(client, post).status_code == 404


def test_a_stranger_is_led_to_the_receipt(client, post):
    response = write(client, post)
    assert response.status_code == 303
    assert "/comments/receipt/" in response.headers["Location"]
    assert PendingComment.objects.get().email == "ines@example.com"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("email", ["reader@example.com", "nobody@example.com"])
def test_known_and_unknown_addresses_are_answered_alike(client, post, reader, email):
    response = write(client, post, email=email)
    receipt = client.get(response.headers["Location"])
    assert response.status_code == 303
    assert "Check your mail" in receipt.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Tell us what to call you."),
        ("name", "\u202e\u200b ", "Tell us what to call you."),
        ("name", "x" * 51, "at most 50 characters"),
        ("email", "", "We need an address"),
        ("email", "ines@", "no whole e-mail address"),
        ("email", "ines@example.com\nBcc: all@example.com", "no whole e-mail address"),
        ("body", "  \n ", "Write your comment first."),
        ("body", "&nbsp;", "nothing in this that a page can show"),
        ("body", "x" * 10_003, "3 characters too long"),
        ("reply_to", "garbage\x00", "not on this page any more"),
        ("honeypot", "https://example.org", "only robots fill"),
    ],
)
def test_mistakes_are_named_and_the_text_is_kept(client, post, field, value, said):
    typed = {"body": "What I had to say.", field: value}
    response = write(client, post, **typed)
    assert response.status_code == 422
    assert said in response.text
    assert field == "body" or "What I had to say." in response.text
    assert not PendingComment.objects.exists()


def test_an_empty_form_is_explained(client, post):
    response = client.post(form_of(post), {})
    assert response.status_code == 422
    assert response.text.count('class="errorlist"') == 3


def test_mistakes_come_as_a_piece_too(client, post):
    response = write(client, post, body="", headers={"X-Requested-With": "fetch"})
    assert response.status_code == 422
    assert "<html" not in response.text
    assert 'aria-invalid="true"' in response.text


def test_a_preview_shows_the_text_and_keeps_everything(client, post):
    response = write(client, post, name="", body="*Now* <script>x</script>", preview="1")
    assert response.status_code == 200
    assert "<em>Now</em> &lt;script&gt;" in response.text
    assert "*Now* &lt;script&gt;x&lt;/script&gt;</textarea>" in response.text
    assert "Tell us what to call you." not in response.text
    assert not PendingComment.objects.exists()


def test_answers_name_a_shown_comment_of_the_same_post(client, post, unheld):
    answered = CommentFactory(post=post, user_name="Dermot")
    assert "Dermot" in client.get(f"{form_of(post)}?reply_to={answered.code}").text
    assert write(client, post, reply_to=answered.code).status_code == 303
    assert PendingComment.objects.get().reply_to == answered


def test_a_quotation_is_what_was_typed_or_where_lines_were_broken_unseen_what_readers_see(client, post):
    typed = CommentFactory(post=post, comment="One,\ntwo_a.", html="<p>One,<br>\ntwo_a.</p>")
    moved_in = CommentFactory(
        post=post, comment="A long\nline, *broken*.", html="<p>A long\nline, <em>broken</em>.</p>"
    )
    for said, quoted in ((typed, "&gt; One,\n&gt; two_a.\n"), (moved_in, "&gt; A long line, *broken*.\n")):
        assert quoted in client.get(f"{form_of(post)}?reply_to={said.code}&quote=1").text


@pytest.mark.parametrize("fields", [{"state": "held"}, {"state": "spam"}, {"post": None}])
def test_comments_that_cannot_be_answered_are_refused_with_the_text_kept(client, post, fields):
    if "post" in fields:
        fields = {"post": RoleFactory(published=True)}
    answered = CommentFactory(**{"post": post, **fields})
    page = client.get(f"{form_of(post)}?reply_to={answered.code}")
    assert page.status_code == 404
    assert 'name="body"' in page.text
    response = write(client, post, reply_to=answered.code)
    assert response.status_code == 422
    assert WORDS["body"] in response.text
    assert answered.code not in response.text, "sent again, the comment stands on its own"


def test_signed_in_readers_write_under_their_own_name_at_once(reader_client, reader, post, unheld):
    response = write(reader_client, post, name="Somebody else", email="somebody@example.com")
    comment = Comment.objects.get()
    assert response.headers["Location"] == comment.get_own_receipt_url()
    assert (comment.user, comment.user_name, comment.user_email) == (reader, "Reader", "reader@example.com")
    assert "on the page" in reader_client.get(response.headers["Location"]).text
    assert 'name="email"' not in reader_client.get(form_of(post)).text


def test_the_same_words_twice_are_one_comment(client, reader_client, post, unheld):
    first, second = write(client, post), write(client, post, email="INES@example.com")
    assert first.headers["Location"] == second.headers["Location"]
    assert PendingComment.objects.count() == 1
    first, second = write(reader_client, post), write(reader_client, post)
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.count() == 1
    assert write(reader_client, post, body="Something else").status_code == 303
    assert Comment.objects.count() == 2


def test_a_form_without_its_key_is_refused_gently(post, unheld):
    client = Client(enforce_csrf_checks=True)
    response = write(client, post)
    assert response.status_code == 403
    assert WORDS["body"] in response.text
    assert WORDS["email"] in response.text
    again = client.post(form_of(post), {**WORDS, "csrfmiddlewaretoken": response.context["csrf_token"]})
    assert again.status_code == 303


def test_the_stamp_of_the_form_is_checked(client, post):
    stamp = dict(client.get(form_of(post)).context["form"].fresh_security_data())
    assert write(client, post, **stamp).status_code == 303
    for forged in (
        {**stamp, "timestamp": "1"},
        {**stamp, "timestamp": "9" * 400},
        {**stamp, "timestamp": "9" * 11},
        {"timestamp": stamp["timestamp"]},
        {**stamp, "security_hash": "0" * 40},
    ):
        response = write(client, post, body="Another", **forged)
        assert response.status_code == 422
        assert "send it once more" in response.text
    other = RoleFactory(published=True)
    assert write(client, other, **stamp).status_code == 422


def test_far_too_much_gets_a_clear_answer(client, post, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(form_of(post), "body=" + "x" * 2000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "far more than a comment can hold" in response.text


def test_other_methods_are_refused(client, post):
    assert client.put(form_of(post)).status_code == 405
