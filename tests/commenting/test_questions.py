"""Questions: asked in the form, answered by who asked, the post's author, or a moderator."""

import pytest

from blog.models import Comment
from tests.factories import CommentFactory, RoleFactory

from .conftest import write_and_confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(post, reader):
    return CommentFactory(post=post, user=reader, is_question=True)


def page(question):
    return f"/comments/{question.code}/answered/"


def state(question):
    question.refresh_from_db()
    return (question.answered_at is not None, question.answer)


def test_a_stranger_asks_and_says_which_answer_it_was(client, post, unheld):
    receipt = write_and_confirm(client, post, is_question="on")
    question = Comment.objects.get()
    assert question.is_question
    answer = CommentFactory(reply_to=question, comment="Two years.")
    assert "Two years." in client.get(f"{receipt}answered/").text
    assert state(question) == (False, None)
    assert client.post(f"{receipt}answered/", {"answer": answer.code}).headers["Location"] == receipt
    assert state(question) == (True, answer)
    assert "Question, answered" in client.get(post.get_absolute_url()).text
    client.post(f"{receipt}answered/", {"open": "1"})
    assert state(question) == (False, None)


def test_an_answer_is_no_question(client, post, unheld):
    asked = CommentFactory(post=post)
    write_and_confirm(client, post, reply_to=asked.code, is_question="on")
    assert not Comment.objects.filter(is_question=True).exists()
    form = client.get(f"{post.get_absolute_url()}comment/?reply_to={asked.code}").text
    assert 'name="is_question"' not in form


def test_who_asked_with_an_account_says_it_there(reader_client, question):
    answer = CommentFactory(reply_to=question)
    response = reader_client.post(page(question), {"answer": answer.code})
    assert response.headers["Location"].endswith(f"#comment-{question.code}")
    assert state(question) == (True, answer)


def test_the_author_and_moderators_say_it_too(author, author_client, owner_client):
    post = RoleFactory(published=True, authors=[author.author])
    question = CommentFactory(post=post, is_question=True)
    author_client.post(page(question))
    assert state(question) == (True, None)
    owner_client.post(page(question), {"open": "1"})
    assert state(question) == (False, None)


def test_others_are_refused_and_strangers_asked_to_sign_in(client, author_client, question):
    for method in (client.get, client.post):
        assert method(page(question)).headers["Location"].startswith("/accounts/login/?next=")
    for method in (author_client.get, author_client.post):
        assert method(page(question)).status_code == 403
    assert state(question) == (False, None)


def test_comments_of_other_threads_and_hidden_ones_are_no_answer(reader_client, question):
    for other in (CommentFactory(post=question.post), CommentFactory(reply_to=question, state="held")):
        reader_client.post(page(question), {"answer": other.code})
        assert state(question) == (True, None)
    reader_client.post(page(question), {"answer": "\x00"})
    assert state(question) == (True, None)


def test_what_is_no_question_has_no_such_page(reader, reader_client, post):
    assert reader_client.get(page(CommentFactory(post=post, user=reader))).status_code == 404


def test_a_question_that_is_changed_into_none_is_not_answered(client, post, unheld):
    receipt = write_and_confirm(client, post, is_question="on")
    client.post(f"{receipt}answered/")
    client.post(f"{receipt}edit/", {"body": "Never mind."})
    question = Comment.objects.get()
    assert (question.is_question, question.answered_at) == (False, None)
