"""Comments of another blog: all of them, in their threads, in their states, whoever they answer."""

import pytest

from blog.models import Comment, Pingback, Post
from blog.models.comments import MAX_THREAD_DEPTH
from blog.moving.bringing import talk
from blog.moving.bringing.threads import plan_thread
from blog.moving.entries import CommentStatus, Status
from tests.factories import CommentFactory

from .shelves import at, bring, comment, entry

pytestmark = pytest.mark.django_db


def numbered(number):
    return Comment.objects.get(import_reference=f"c:{number}")


def parents():
    """{number: number of the comment it answers} as they are here."""
    answered = Comment.objects.select_related("reply_to")
    return {
        int(row.import_reference[2:]): row.reply_to and int(row.reply_to.import_reference[2:])
        for row in answered.exclude(import_reference=None)
    }


def chain(length):
    return [
        comment(number, parent=number - 1 if number > 1 else "", hour=12 + number) for number in range(1, length + 1)
    ]


def test_a_thread_keeps_its_parents_however_deep(tmp_path):
    bring(tmp_path, entry(1), *chain(9))
    assert parents() == {number: number - 1 or None for number in range(1, 10)}
    assert max(Comment.objects.values_list("level", flat=True)) == MAX_THREAD_DEPTH
    assert {row.root_id for row in Comment.objects.exclude(pk=numbered(1).pk)} == {numbered(1).pk}


def test_bulk_comments_stand_in_the_librarys_columns_as_if_written_here(tmp_path):
    bring(tmp_path, entry(1), *chain(5), comment(6, parent=2, hour=20))
    post = Post.objects.get()
    for number in (1, 2, 3, 4, 5):
        CommentFactory(post=post, reply_to=numbered(number), parent_id=library_parent(numbered(number)).pk)
    rows = Comment.objects.filter(thread_id=numbered(1).pk).order_by("order")
    assert [row.order for row in rows] == list(range(1, 12))
    assert rows[0].nested_count == 10


def library_parent(answered):
    return answered if answered.level < MAX_THREAD_DEPTH else Comment.objects.get(pk=answered.parent_id)


def test_a_reader_may_answer_what_was_brought(tmp_path, reader_client):
    bring(tmp_path, entry(1), *chain(9))
    path = Post.objects.get().get_absolute_url()
    sent = {"body": "And I?", "reply_to": numbered(9).code}
    assert reader_client.post(f"{path}comment/", sent).status_code == 303
    assert Comment.objects.get(comment="And I?").reply_to == numbered(9)


def test_the_page_shows_all_that_was_shown(tmp_path, client):
    states = [CommentStatus.SHOWN, CommentStatus.WAITING, CommentStatus.SPAM, CommentStatus.REMOVED]
    report = bring(tmp_path, entry(1), *(comment(n, status=state) for n, state in enumerate(states, 1)))
    assert [numbered(n).state for n in (1, 2, 3, 4)] == ["shown", "held", "spam", "removed"]
    assert report.found["comment"] == {"shown": 1, "waiting": 1, "spam": 1, "removed": 1}
    page = client.get(Post.objects.get().get_absolute_url()).content.decode()
    assert [f"Comment {n}." in page for n in (1, 2, 3, 4)] == [True, False, False, False]
    assert Post.objects.get().comment_count == 1


def test_an_answer_to_what_is_gone_stands_by_itself_and_is_reported(tmp_path):
    report = bring(tmp_path, entry(1), entry(2), comment(1, parent=99), comment(2, parent=3), comment(3, post=2))
    assert parents() == {1: None, 2: None, 3: None}
    about, sentence = report.notes["doubtful"][0]
    assert (about, sentence) == ("Post 1", "2 answers to comments that are not in the export stand by themselves.")


def test_comments_that_answer_each_other_in_a_ring_begin_with_the_oldest(tmp_path):
    bring(tmp_path, entry(1), comment(1, parent=3), comment(2, parent=1), comment(3, parent=2), comment(4, parent=4))
    assert parents() == {1: None, 2: 1, 3: 2, 4: None}


def test_an_answer_may_be_dated_before_its_question(tmp_path):
    bring(tmp_path, entry(1), comment(1, hour=15), comment(2, parent=1, hour=13))
    assert parents() == {1: None, 2: 1}


def test_a_comment_is_made_safe_and_may_be_edited_as_markdown(tmp_path):
    html = (
        'Hello <b>you</b><br>line <script>alert(1)</script><a href="javascript:x">x</a> <h1>Loud</h1><img src="x.jpg">'
    )
    bring(tmp_path, entry(1), comment(1, html=html))
    row = numbered(1)
    assert row.html.startswith("<p>Hello <strong>you</strong><br>")
    assert "script" not in row.html
    assert "<h" not in row.html
    assert row.comment.startswith("Hello **you**\\\nline")


def test_a_name_of_any_length_and_none_at_all(tmp_path):
    bring(
        tmp_path, entry(1), comment(1, name="x " * 80), comment(2, name=" \x00"), comment(3, email="no", website="x:y")
    )
    assert len(numbered(1).user_name) <= 50
    assert numbered(2).user_name == "Anonymous"
    assert (numbered(3).user_email, numbered(3).user_url) == ("", "")


def test_nobody_is_mailed_and_nobody_follows(tmp_path, mailoutbox, run_followups):
    bring(tmp_path, entry(1), comment(1, email="reader@example.com"), comment(2, parent=1, email="other@example.com"))
    run_followups()
    assert mailoutbox == []
    assert not Comment.objects.filter(followup=True).exists()


def test_the_posts_author_is_marked_and_likes_are_kept(tmp_path):
    bring(tmp_path, entry(1), comment(1, is_by_author=True, like_count=7))
    assert (numbered(1).imported_as_author, numbered(1).like_count) == (True, 7)


def test_pingbacks_are_told_apart(tmp_path):
    report = bring(tmp_path, entry(1), comment(1, is_pingback=True, name="Elsewhere", website="https://example.org/"))
    assert (Comment.objects.count(), Pingback.objects.get().url) == (0, "https://example.org/")
    assert (report.made["pingback"], report.made["comment"]) == (1, 0)


def test_comments_under_a_private_post_come_along_unseen(tmp_path, client):
    bring(tmp_path, entry(1, status=Status.PRIVATE), comment(1))
    assert numbered(1).is_shown()
    assert "Comment 1." not in client.get("/comments/feed/").content.decode()


def test_a_later_export_adds_only_what_is_new_in_threads_that_are_here(tmp_path):
    bring(tmp_path, entry(1), comment(1), comment(2, parent=1))
    mine = CommentFactory(post=Post.objects.get(), reply_to=numbered(2), parent_id=numbered(2).pk)
    late = [comment(3, parent=2, hour=15), comment(4, parent=3, hour=16), comment(5, hour=17)]
    report = bring(tmp_path, entry(1), comment(1), comment(2, parent=1), *late)
    assert (report.made["comment"], report.known["comment"]) == (3, 2)
    assert {number: parents()[number] for number in (3, 4, 5)} == {3: 2, 4: 3, 5: None}
    assert Post.objects.get().comment_count == 6
    orders = Comment.objects.filter(thread_id=mine.thread_id).order_by("order").values_list("order", flat=True)
    assert list(orders) == [1, 2, 3, 4, 5]


def test_queries_do_not_grow_with_the_comments(tmp_path, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(talk, "AT_ONCE", 50)
    with django_assert_max_num_queries(120):
        bring(tmp_path, entry(1), *(comment(n, parent=n - 1 if n % 3 else "") for n in range(1, 301)))
    assert Comment.objects.count() == 300


def test_a_thread_of_thousands_takes_no_recursion():
    rows = [(str(number), str(number - 1), number) for number in range(5000)]
    assert plan_thread(rows, set()).new == [[str(number) for number in range(5000)]]


def test_times_are_kept(tmp_path):
    bring(tmp_path, entry(1), comment(1, hour=15))
    assert numbered(1).posted_at == numbered(1).submit_date == at(1, 15)


def test_comments_of_a_standing_page_are_shown_and_nobody_adds_to_them(tmp_path, client):
    bring(
        tmp_path, entry(1, is_page=True, path="/p/about.html"), comment(1), entry(2, "Bare", is_page=True, path="/p/b")
    )
    path = Post.objects.get(title="Post 1").get_absolute_url()
    page = client.get(path).content.decode()
    assert "Comment 1." in page
    assert "Nobody can comment on this page." in page
    assert "Write a comment" not in page
    assert "Reply" not in page
    assert client.get(numbered(1).get_absolute_url())["Location"].startswith(path)
    assert 'id="comments"' not in client.get("/pages/b/").content.decode()
