"""Orders, badges, questions, what editors lift out; and threads of any length in pages of a bounded size."""

import datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from blog.commenting.sheets import Head, sheets_of
from blog.models import Comment, Post, SiteSettings
from blog.models.comments import COMMENTS_A_PAGE, LONGEST_ON_A_PAGE, ROOTS_A_PAGE
from tests.factories import CommentFactory, RoleFactory, UserFactory

from .crowds import NOW, many
from .test_threads import drawn, names_in

pytestmark = pytest.mark.django_db


def written(post, name, minutes, **fields):
    return CommentFactory(post=post, user_name=name, submit_date=NOW + datetime.timedelta(minutes=minutes), **fields)


@pytest.fixture
def three(post):
    written(post, "first", 1, like_count=1)
    second = written(post, "second", 2)
    written(post, "third", 3, like_count=5)
    CommentFactory(reply_to=second, user_name="answer", like_count=9)
    Post.objects.update(comment_count=4)
    return post


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["first", "second", "answer", "third"]),
        ("?sort=oldest", ["first", "second", "answer", "third"]),
        ("?sort=newest", ["third", "second", "answer", "first"]),
        ("?sort=best", ["third", "first", "second", "answer"]),
    ],
)
@pytest.mark.parametrize("read_at_once", [400, 0])
def test_threads_come_in_three_orders_with_their_answers_below(three, monkeypatch, read_at_once, sort, names):
    monkeypatch.setattr("blog.commenting.threads.READ_AT_ONCE", read_at_once)
    assert names_in(drawn(three, sort)) == names


def test_an_order_keeps_to_its_address_and_the_page_to_its_own(client, three):
    page = client.get(f"{three.get_absolute_url()}?sort=best")
    assert 'href="?sort=newest#comments" rel="nofollow"' in page.text
    assert 'href="?sort=best#comments" rel="nofollow" aria-current="true"' in page.text
    assert f'<link rel="canonical" href="http://testserver{three.get_absolute_url()}">' in page.text.replace(
        "http://127.0.0.1:8000", "http://testserver"
    )
    assert not client.cookies


@pytest.mark.parametrize("query", ["sort=worst", "by=everyone", "sort=best&thread=2", "by=author&thread=0", "by=%00"])
def test_what_there_is_not_is_not_found(client, three, query):
    assert client.get(f"{three.get_absolute_url()}?{query}").status_code == 404


def test_pages_of_an_order_lead_to_pages_of_the_same(post):
    for n in range(ROOTS_A_PAGE + 1):
        written(post, f"root {n}", n)
    Post.objects.update(comment_count=ROOTS_A_PAGE + 1)
    assert 'href="?sort=newest&amp;thread=2#comments"' in drawn(post, "?sort=newest")
    assert names_in(drawn(post, "?sort=newest&thread=2")) == ["root 0"]


def test_standings_are_badges_in_words(author):
    post = RoleFactory(published=True, authors=[author.author])
    author.standing = "hires"
    author.save()
    CommentFactory(post=post, user=author, user_name="Author")
    CommentFactory(post=post, user=UserFactory(standing="does"), user_name="Ada")
    confirmed = UserFactory(standing="learns", standing_confirmed_at=NOW)
    CommentFactory(post=post, user=confirmed, user_name="Lin")
    CommentFactory(post=post, user_name="Stranger")
    html = drawn(post)
    assert '<span class="badge">Author</span>' in html
    assert '<span class="badge badge-quiet">does this job</span>' in html
    assert '<span class="badge badge-quiet">learning it, confirmed</span>' in html
    assert html.count('class="badge') == 3


@pytest.mark.parametrize("read_at_once", [400, 0])
def test_the_comments_of_one_badge_stand_alone_and_say_what_they_answer(author, client, monkeypatch, read_at_once):
    monkeypatch.setattr("blog.commenting.threads.READ_AT_ONCE", read_at_once)
    post = RoleFactory(published=True, authors=[author.author])
    asked = CommentFactory(post=post, user_name="Stranger")
    CommentFactory(reply_to=asked, user=UserFactory(standing="does"), user_name="Ada")
    CommentFactory(reply_to=asked, user=author, user_name="Author")
    Post.objects.update(comment_count=3)
    html = drawn(post, "?by=does")
    assert names_in(html) == ["Ada"]
    assert f'href="/comments/{asked.code}/">in reply to <bdi>Stranger</bdi>' in html
    assert names_in(drawn(post, "?by=author")) == ["Author"]
    assert "Nobody of these" in drawn(post, "?by=hires")
    assert 'href="?by=does#comments"' in drawn(post)
    assert ('href="?by=hires#comments"' in drawn(post)) is (read_at_once == 0), "offered where somebody has it"


def test_a_changed_standing_makes_the_page_stale(reader, monkeypatch, django_capture_on_commit_callbacks):
    comment = CommentFactory(user=reader)
    told = []
    monkeypatch.setattr("blog.actions.staleness.make_stale", lambda *names: told.extend(names))
    reader.save(update_fields=["last_login"])
    assert told == []
    reader.standing = "does"
    reader.save()
    assert told == [f"reader:{comment.user_id}", f"talk:{comment.post_id}"]


def test_questions_are_marked_and_lead_to_their_answer(post):
    answer = CommentFactory(reply_to=CommentFactory(post=post, is_question=True))
    assert ">Question<" in drawn(post)
    Comment.objects.filter(is_question=True).update(answered_at=NOW, answer=answer)
    html = drawn(post)
    assert "Question, answered" in html
    assert f'href="#comment-{answer.code}">the answer' in html


def test_one_pinned_comment_stands_above_the_others_on_the_first_page(post):
    pinned = CommentFactory(reply_to=CommentFactory(post=post), pinned_at=NOW, comment="Read this first.")
    html = drawn(post)
    assert html.index("comment-pinned") < html.index('<ol class="thread">')
    assert html.count("Read this first.") >= 2
    Comment.objects.filter(pk=pinned.pk).update(state="held")
    assert "comment-pinned" not in drawn(post)


def test_answers_fold_away_without_script(post):
    root = CommentFactory(post=post)
    CommentFactory(reply_to=CommentFactory(reply_to=root))
    CommentFactory(reply_to=root, state="held")
    html = drawn(post)
    assert html.count('<details class="answers" open><summary>2 answers</summary>') == 1


def test_pages_are_cut_at_threads_and_long_threads_have_pages_of_their_own():
    def heads(*sizes):
        return [Head(n, size, NOW, 0, None) for n, size in enumerate(sizes)]

    assert [sheet.roots for sheet in sheets_of(heads(*[1] * 120))] == [
        list(range(50)),
        list(range(50, 100)),
        list(range(100, 120)),
    ]
    half = COMMENTS_A_PAGE // 2 + 1
    assert [sheet.roots for sheet in sheets_of(heads(half, half, half))] == [[0, 1], [2]]
    longest = [tuple(sheet) for sheet in sheets_of(heads(1, 2 * LONGEST_ON_A_PAGE + 1, 1))]
    assert longest == [([0], 0, 1), ([1], 0, 3), ([1], 1, 3), ([1], 2, 3), ([2], 0, 1)]
    assert list(sheets_of([])) == []


def test_a_chain_of_thousands_of_answers_is_pages_and_permalinks_find_theirs(post, client):
    chain = many(post, 2_500, answers=lambda n: n - 1)
    after = written(post, "after", 60 * 24)
    Post.objects.update(comment_count=2_501)
    first = drawn(post)
    assert first.count('class="comment depth-') == LONGEST_ON_A_PAGE
    for index, page in ((0, 1), (999, 1), (1000, 2), (2_499, 3)):
        response = client.get(f"/comments/{chain[index].code}/")
        assert response.headers["Location"].endswith(f"?thread={page}#comment-{chain[index].code}")
        assert f'id="comment-{chain[index].code}"' in drawn(post, f"?thread={page}")
    assert client.get(f"/comments/{after.code}/").headers["Location"].endswith(f"?thread=4#comment-{after.code}")
    assert client.get(f"{post.get_absolute_url()}?thread=5").status_code == 404


def test_ten_thousand_comments_take_the_same_queries_as_a_thousand(post, django_assert_max_num_queries):
    template = Template("{% load commenting %}{% comments post %}")

    def asked(query):
        loaded = Post.objects.prefetch_related("bylines__author").get(pk=post.pk)
        request = RequestFactory().get(f"/{query}")
        context = {"request": request, "site_settings": SiteSettings.load(), "post": loaded}
        with django_assert_max_num_queries(2):
            template.render(Context(context))

    for _size in range(2):
        for _thread in range(5):
            many(post, 200)
        for query in ("", "?sort=newest", "?sort=best&thread=2", "?by=author", "?by=does&sort=best"):
            asked(query)
