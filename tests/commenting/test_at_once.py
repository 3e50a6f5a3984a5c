"""Several at the same moment. SQLite lets one write at a time by itself, so this asks PostgreSQL."""

import threading

import pytest
from django.db import connection, connections

from blog.actions.posting import confirm_comment, post_comment
from blog.models import Comment, Post, SiteSettings
from tests.factories import RoleFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a database with several writers"),
]


def at_once(*works):
    errors = []

    def run(work):
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


@pytest.fixture
def post():
    SiteSettings(comment_hold="never").save()
    return RoleFactory(published=True)


def said_by(user, post, body, reply_to=None):
    return post_comment(post, name="Reader", email=user.email, body=body, user=user, reply_to=reply_to)


def test_answers_keep_their_order_and_the_count_is_right(post):
    users = [UserFactory() for _n in range(4)]
    root = said_by(users[0], post, "root")
    at_once(*(lambda user=user, n=n: said_by(user, post, str(n), root) for user in users for n in range(3)))
    orders = Comment.objects.filter(thread_id=root.pk).order_by("order").values_list("order", flat=True)
    assert list(orders) == list(range(1, 14))
    assert Post.objects.get().comment_count == 13


def test_a_double_press_is_one_comment(post):
    user = UserFactory()
    at_once(*[lambda: said_by(user, post, "Twice?")] * 4)
    assert Comment.objects.count() == 1


def test_a_link_opened_twice_is_one_comment(post):
    pending = post_comment(post, name="Ines", email="ines@example.com", body="Once")
    at_once(*[lambda: confirm_comment(pending)] * 4)
    assert Comment.objects.get().code == pending.code
