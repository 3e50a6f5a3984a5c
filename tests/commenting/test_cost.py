"""What it costs to take a comment: as little as a flood of them allows."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from blog.actions import posting
from blog.actions.moderation import judge
from blog.actions.posting import bring_comment
from blog.actions.staleness import changes_popular
from blog.models import Comment, PendingComment, Post
from tests.factories import CommentFactory, RoleFactory, UserFactory

from .conftest import link_mailed, write

pytestmark = pytest.mark.django_db


def count(deed):
    with CaptureQueriesContext(connection) as queries:
        deed()
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


def test_a_strangers_comment_takes_few_queries_however_many_there_are(client, post):
    def sent(name):
        return count(lambda: write(client, post, email=f"{name}@example.com"))

    sent("somebody")  # what is looked up once a process, and the moderators' rules, once until they change
    first = sent("first")
    PendingComment.objects.bulk_create(
        PendingComment(post=post, name="R", email=f"r{n}@example.com", body="Me too") for n in range(50)
    )
    assert sent("last") == first <= 8  # two of them ask for the names of the house


def test_a_comment_comes_into_its_thread_in_few_queries(client, post, unheld, run_followups):
    def confirmed(**fields):
        write(client, post, **fields)
        link = link_mailed()
        return count(lambda: client.post(link))

    confirmed(email="somebody@example.com")  # what is looked up once a process
    assert confirmed() <= 13
    assert confirmed(body="An answer", reply_to=Comment.objects.first().code) <= 19


def test_comments_are_judged_without_reading_their_posts_texts(post):
    editor, writer = UserFactory(is_staff=True), UserFactory()
    for _n in range(3):
        CommentFactory(post=post, user=writer)
    with CaptureQueriesContext(connection) as queries:
        judge("hide", Comment.objects.filter(user=writer), by=editor)
    assert not Comment.objects.shown().exists()
    assert not [query for query in queries if "original_html" in query["sql"]]


def test_words_are_drawn_and_letters_written_before_anyone_is_kept_waiting(client, post, monkeypatch):
    order = []
    monkeypatch.setattr(posting, "write_letter", lambda *args: order.append("letter") or ("a@example.com",) * 5)
    monkeypatch.setattr(posting, "lock_post", lambda pk: order.append("lock") or post)
    write(client, post)
    assert order == ["letter", "lock"]


def test_no_comment_waits_whose_letter_could_not_be_queued(client, post, monkeypatch):
    def fail(letter):
        raise RuntimeError

    queued = DBTaskResult.objects.count()
    monkeypatch.setattr(posting, "queue_letter", fail)
    with pytest.raises(RuntimeError):
        write(client, post)
    assert not PendingComment.objects.exists()
    assert DBTaskResult.objects.count() == queued


def test_the_librarys_account_of_a_thread_is_right_wherever_answers_come_in(post):
    chance = random.Random(7)  # noqa: S311
    comments = []
    for n in range(40):
        answered = chance.choice([None, *comments]) if n % 9 else None
        answered = answered and Comment.objects.get(pk=answered.pk)
        comments.append(bring_comment(post, name="R", body=f"Words {n}", posted_at=post.publish_at, reply_to=answered))
    rows = list(Comment.objects.order_by("thread_id", "order"))
    places = {}
    for row in rows:
        places.setdefault(row.thread_id, []).append(row)
    for thread in places.values():
        assert [row.order for row in thread] == list(range(1, len(thread) + 1))
        assert thread[0].pk == thread[0].parent_id == thread[0].thread_id
        for number, row in enumerate(thread):
            below = [other for other in thread[number + 1 :] if is_below(other, row, thread)]
            assert row.nested_count == len(below)
            assert below == thread[number + 1 : number + 1 + len(below)], "answers stand right below what they answer"


def is_below(row, other, thread):
    rows = {each.pk: each for each in thread}
    while row.parent_id != row.pk:
        row = rows[row.parent_id]
        if row == other:
            return True
    return False


@pytest.mark.parametrize(
    ("number", "popularity", "changes"),
    [
        (19, 30, False),  # it is the first already
        (0, 0.5, False),  # it stays behind those that are watched
        (0, 8.5, True),  # it comes in
        (12, 14.5, True),  # it overtakes another
        (19, 0.5, True),  # it falls out, and the next moves up
    ],
)
def test_popular_posts_are_others_when_one_overtakes_another(number, popularity, changes):
    posts = RoleFactory.create_batch(20, published=True)
    for each, post in enumerate(posts):
        Post.objects.filter(pk=post.pk).update(popularity=each)
    assert changes_popular(posts[number], popularity) is changes
