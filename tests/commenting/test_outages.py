"""The database does not answer."""

import pytest
from django.db import OperationalError

from blog.models import Comment, Post
from tests.reading.page import paths

from .conftest import WORDS, form_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def outage(monkeypatch):
    def begin():
        def fail(*args, **kwargs):
            raise OperationalError("connection refused")

        monkeypatch.setattr("blog.commenting.views.talked_about", fail)

    return begin


@pytest.mark.parametrize("headers", [{}, {"X-Requested-With": "fetch"}])
def test_a_comment_is_refused_and_comes_back_to_be_sent_again(client, post, outage, headers, monkeypatch):
    path = form_of(post)
    outage()
    response = client.post(path, {**WORDS, "follow": "on", "timestamp": "1"}, headers=headers)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert paths(response, "//textarea[@name='body']/text()") == [WORDS["body"]]
    for name, value in (("name", WORDS["name"]), ("email", WORDS["email"]), ("follow", "on"), ("timestamp", "1")):
        assert paths(response, f"//form//input[@name='{name}']/@value") == [value]
    assert paths(response, "//form[@method='post']/@action") == [path]
    monkeypatch.undo()
    assert not Comment.objects.exists()
    assert write(client, Post.objects.get()).status_code == 303


def test_what_was_typed_is_never_read_as_html(client, post, outage):
    outage()
    response = client.post(form_of(post), {**WORDS, "body": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in response.text


def test_the_form_too_says_that_it_cannot_be_had(client, post, outage):
    path = form_of(post)
    outage()
    assert client.get(path).status_code == 503
