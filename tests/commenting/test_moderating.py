"""What moderators do, what it counts, and how the comment library's own columns follow."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models.signals import pre_save
from django_comments.moderation import moderator as registry
from django_comments_xtd.models import publish_or_unpublish_on_pre_save

from blog.actions.moderation import judge
from blog.actions.posting import bring_comment, post_comment
from blog.models import Comment, Post
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db


def test_each_verb_moves_counts_and_logs(post, moderator):
    comment = CommentFactory(post=post, state="held", hold_reason="newcomer")
    chosen = Comment.objects.filter(pk=comment.pk)
    for verb, state, count in [
        ("approve", "shown", 1),
        ("hold", "held", 0),
        ("approve", "shown", 1),
        ("reject", "rejected", 0),
        ("spam", "spam", 0),
        ("approve", "shown", 1),
        ("remove", "removed", 0),
    ]:
        assert judge(verb, chosen, by=moderator).number == 1
        comment.refresh_from_db()
        post.refresh_from_db()
        assert (comment.state, post.comment_count) == (state, count)
        assert comment.is_public is (state == "shown")
        assert comment.is_removed is (state in ("rejected", "spam", "removed"))
        assert judge(verb, chosen, by=moderator) is None, "nothing left to do"
    assert LogEntry.objects.filter(user=moderator).count() == 7


def test_approving_many_recounts_each_post():
    posts = [RoleFactory(published=True) for _n in range(2)]
    for post in posts:
        for _n in range(3):
            CommentFactory(post=post, state="held")
    judge("approve", Comment.objects.all())
    for post in posts:
        newest = post.comments.order_by("posted_at").last()
        post.refresh_from_db()
        assert (post.comment_count, post.last_comment_at) == (3, newest.posted_at)


def test_comments_lift_a_post_among_the_popular(reader, post, unheld):
    before = Post.objects.get(pk=post.pk).popularity
    post_comment(post, name="Reader", email=reader.email, body="Good.", user=reader)
    assert Post.objects.get(pk=post.pk).popularity > before


def test_saving_a_comment_never_shows_its_held_replies(post):
    root = CommentFactory(post=post)
    reply = CommentFactory(reply_to=root, state="held")
    Comment.objects.filter(pk=reply.pk).update(parent_id=root.pk)
    root.comment = "Edited"
    root.save()
    reply.refresh_from_db()
    assert reply.is_public is False
    assert publish_or_unpublish_on_pre_save not in pre_save._live_receivers(Comment)[0]


def test_the_librarys_registry_holds_the_policy():
    assert Post in registry._registry


def test_the_librarys_columns_are_right_at_every_depth(reader, post, unheld):
    def said(body, reply_to=None):
        return post_comment(
            post, name="Reader", email=reader.email, body=body, user=reader, reply_to=reply_to and fresh(reply_to)
        )

    def fresh(comment):
        return Comment.objects.get(pk=comment.pk)

    chain = [said("0")]
    for depth in range(1, 6):
        chain.append(said(str(depth), chain[-1]))
    late = said("late", chain[1])
    other = said("other")
    chain, late, other = [fresh(comment) for comment in chain], fresh(late), fresh(other)
    root = chain[0]
    assert [comment.level for comment in chain] == [0, 1, 2, 3, 3, 3]
    assert [comment.reply_to_id for comment in chain] == [None, *[comment.pk for comment in chain[:-1]]]
    assert [comment.parent_id for comment in chain[3:]] == [chain[2].pk] * 3
    assert {comment.thread_id for comment in [*chain, late]} == {root.pk}
    assert {comment.root_id for comment in [*chain[1:], late]} == {root.pk}
    assert (root.root_id, root.parent_id, other.thread_id) == (None, root.pk, other.pk)
    thread = Comment.objects.filter(thread_id=root.pk).order_by("order")
    assert [comment.comment for comment in thread] == ["0", "1", "2", "3", "4", "5", "late"]


def test_comments_from_elsewhere_come_in_as_they_were(post):
    root = bring_comment(
        post, name="Mara", body="*Hello*", posted_at=post.publish_at, imported_as_author=True, like_count=7
    )
    reply = bring_comment(
        post, name="x" * 80, body="", html="<p>As it was.</p>", posted_at=post.publish_at, reply_to=root
    )
    assert (root.html, root.like_count, root.state) == ("<p><em>Hello</em></p>", 7, "shown")
    assert (reply.root, reply.thread_id, len(reply.user_name)) == (root, root.pk, 50)
