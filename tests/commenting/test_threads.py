"""Threads on the post's page: their order, their depth, what they cost, and where each comment stands."""

import datetime
import time

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from blog.commenting.threads import in_view, walk
from blog.models import Comment, Post, SiteSettings
from blog.models.comments import ROOTS_A_PAGE
from tests.factories import CommentFactory, RoleFactory

from .crowds import NOW, many

pytestmark = pytest.mark.django_db


def drawn(post, query=""):
    context = {
        "request": RequestFactory().get(f"{post.get_absolute_url()}{query}"),
        "site_settings": SiteSettings.load(),
    }
    post = Post.objects.prefetch_related("bylines__author").get(pk=post.pk)
    return Template("{% load commenting %}{% comments post %}").render(Context({**context, "post": post}))


def names_in(html):
    return [part.partition("<")[0] for part in html.split('<bdi class="comment-name">')[1:]]


def long_thread(post, number):
    """So many comments in one thread, each answering one of the ten before it."""
    return many(post, number, answers=lambda n: (n - 1) // 10 * 10)


def test_answers_stand_below_what_they_answer_oldest_first(post):
    first = CommentFactory(post=post, user_name="first")
    CommentFactory(post=post, user_name="second")
    answer = CommentFactory(reply_to=first, user_name="answer")
    CommentFactory(reply_to=first, user_name="later answer")
    CommentFactory(reply_to=answer, user_name="answer to answer")
    assert names_in(drawn(post)) == ["first", "answer", "answer to answer", "later answer", "second"]


def test_the_indent_ends_at_depth_three_and_deeper_ones_say_whom_they_answer(post):
    made = CommentFactory(post=post, user_name="Person 0")
    for n in range(1, 6):
        made = CommentFactory(reply_to=made, user_name=f"Person {n}")
    html = drawn(post)
    assert html.count("depth-3") == 3
    assert html.count("in reply to") == 2
    assert "in reply to <bdi>Person 4</bdi>" in html


def test_only_shown_comments_show_and_answered_ones_leave_a_line(post):
    gone = CommentFactory(post=post, user_name="gone", comment="secret words", state="removed")
    held = CommentFactory(reply_to=gone, user_name="held", state="held")
    CommentFactory(reply_to=held, user_name="still here")
    CommentFactory(post=post, user_name="spam", state="spam")
    alone = CommentFactory(post=post, user_name="held alone", state="held")
    CommentFactory(reply_to=alone, user_name="held below", state="rejected")
    html = drawn(post)
    assert names_in(html) == ["still here"]
    assert html.count("This comment is not shown.") == 2
    assert "secret" not in html


def test_authors_are_marked_as_the_old_blog_did(post):
    CommentFactory(post=post, user_name="nobody")
    assert "badge" not in drawn(post)
    CommentFactory(post=post, user_name="as imported", imported_as_author=True)
    assert drawn(post).count("badge") == 1


def test_an_account_of_the_author_is_marked_and_another_is_not(author, reader):
    post = RoleFactory(published=True, authors=[author.author])
    CommentFactory(post=post, user=author)
    CommentFactory(post=post, user=reader)
    assert drawn(post).count("badge") == 1


def test_a_thousand_comments_take_no_more_queries_than_two(post, django_assert_max_num_queries):
    request = RequestFactory().get("/")
    template = Template("{% load commenting %}{% comments post %}")
    CommentFactory(post=post, submit_date=NOW - datetime.timedelta(minutes=1))
    for number in (1, 1000):
        if number > 1:
            long_thread(post, number)
        loaded = Post.objects.prefetch_related("bylines__author").get(pk=post.pk)
        context = Context({"request": request, "site_settings": SiteSettings.load(), "post": loaded})
        with django_assert_max_num_queries(2):
            html = template.render(context)
    assert html.count('class="comment depth-') == 1001


def test_a_thousand_comments_are_drawn_quickly(post):
    long_thread(post, 1000)
    drawn(post)
    started = time.process_time()
    drawn(post)
    assert time.process_time() - started < 0.3, "a sixth of this where nothing else runs"


def test_an_endless_chain_is_drawn_without_recursion():
    rows = {n: {"pk": n, "root_id": 1, "reply_to_id": n - 1, "is_shown": n == 10_000} for n in range(2, 10_001)}
    rows[1] = {"pk": 1, "root_id": None, "reply_to_id": None, "is_shown": False}
    answers = {n - 1: [row] for n, row in rows.items()}
    assert [depth for _row, depth in walk([1], rows, answers)][-1] == 9_999
    assert set(in_view(rows)) == rows.keys()


def test_pages_hold_fifty_threads_and_wrong_pages_are_not_found(post, client):
    now = timezone.now()
    roots = [
        CommentFactory(post=post, submit_date=now + datetime.timedelta(seconds=n), user_name=f"root {n}")
        for n in range(ROOTS_A_PAGE + 1)
    ]
    CommentFactory(reply_to=roots[0], user_name="answer", submit_date=now + datetime.timedelta(days=1))
    first, second = drawn(post), drawn(post, "?thread=2")
    assert len(names_in(first)) == ROOTS_A_PAGE + 1
    assert names_in(second) == [f"root {ROOTS_A_PAGE}"]
    assert 'href="?thread=2#comments"' in first
    path = post.get_absolute_url()
    for page in ("abc", "0", "-1", "3", "99999999999999999999"):
        assert client.get(f"{path}?thread={page}").status_code == 404
    assert client.get(f"{path}?thread=2").status_code == 200


def test_permalinks_lead_to_the_place_on_the_page(post, client):
    now = timezone.now()
    roots = [
        CommentFactory(post=post, submit_date=now + datetime.timedelta(seconds=n)) for n in range(ROOTS_A_PAGE + 1)
    ]
    answer = CommentFactory(reply_to=CommentFactory(reply_to=roots[-1]))
    for comment, page in ((roots[0], 1), (roots[-1], 2), (answer, 2)):
        response = client.get(f"/comments/{comment.code}/")
        assert client.head(f"/comments/{comment.code}/").status_code == response.status_code == 302
        assert response.headers["Location"] == f"{post.get_absolute_url()}?thread={page}#comment-{comment.code}"
        assert f'id="comment-{comment.code}"' in drawn(post, f"?thread={page}")
    assert not client.cookies


@pytest.mark.parametrize("state", ["held", "rejected", "spam", "removed"])
def test_permalinks_of_comments_not_shown_are_not_found(post, client, state):
    comment = CommentFactory(post=post, state=state)
    for path in ("", "report/"):
        assert client.get(f"/comments/{comment.code}/{path}").status_code == 404
    assert client.post(f"/comments/{comment.code}/like/").status_code == 404


def test_comments_of_drafts_are_nowhere(client):
    comment = CommentFactory(post=RoleFactory())
    assert client.get(f"/comments/{comment.code}/").status_code == 404
    assert client.get(f"/comments/{comment.code}/report/").status_code == 404
    assert not Comment.objects.on_public_posts().exists()


def test_names_and_texts_of_strangers_stay_text(post):
    CommentFactory(post=post, user_name='<script>alert("x")</script>', html="<p>safe</p>")
    html = drawn(post)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_signs_of_templates_in_names_and_slugs_stay_what_they_are():
    post = RoleFactory(published=True, title="数据科学家 100%")
    CommentFactory(post=post, user_name="%(code)s \ue000code\ue001 {{ code }} 100%", html="<p>5 % %s</p>", like_count=2)
    html = drawn(post)
    assert names_in(html) == ["%(code)s \ue000code\ue001 {{ code }} 100%"]
    assert "<p>5 % %s</p>" in html
    assert "<span>2</span>" in html


def test_the_page_says_what_is_closed_and_offers_no_form_then(post, policy):
    CommentFactory(post=post, user_name="stays")
    assert "data-comment-open" in drawn(post)
    policy(comments_open=False)
    html = drawn(post)
    assert "Comments are closed on the whole site" in html
    assert names_in(html) == ["stays"]
    assert "data-comment-open" not in html
