"""Judging, pinning and showing beside a section from the comment itself: the queue's own acts, taken back alike."""

import pytest

from blog.actions.posts import refresh_post
from blog.actions.profiles import save_profile
from blog.models import Act, Comment, Post, Profile, Rule
from blog.models.tokens import judge_token
from blog.publishing.groups import keep_groups
from tests.factories import CommentFactory, EssayFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups():
    keep_groups()


@pytest.fixture
def comment(post):
    return CommentFactory(post=post, user_name="Ada", user_email="ada@example.com", comment="Nights are quiet.")


def tools(comment):
    return f"/comments/{comment.code}/moderate/"


def press(client, comment, verb, **more):
    response = client.post(tools(comment), {"verb": verb, **more})
    comment.refresh_from_db()
    return response


@pytest.mark.parametrize(
    ("verb", "state"),
    [("remove", "removed"), ("hold", "held"), ("spam", "spam"), ("stop", "rejected")],
)
def test_a_moderator_hides_it_and_takes_that_back(moderator_client, client, comment, verb, state):
    assert press(moderator_client, comment, verb, words="Not \x00here.").headers["Location"] == tools(comment)
    act = Act.objects.get()
    assert (comment.state, act.verb) == (state, verb)
    assert "Nights are quiet." not in client.get(comment.post.get_absolute_url()).text
    assert "Take it back" in moderator_client.get(tools(comment)).text
    for _twice in range(2):
        press(moderator_client, comment, "undo", act=act.pk)
    assert comment.state == "shown"
    assert not Rule.objects.exists()


def test_stopping_a_person_offers_to_hide_all_they_wrote(moderator_client, comment):
    other = CommentFactory(post=comment.post, user_email=comment.user_email)
    press(moderator_client, comment, "stop")
    assert Rule.objects.get().effect == "refuse"
    page = moderator_client.get(tools(comment)).text
    assert "1 other comment of Ada is shown or waits." in page
    assert f"/admin/blog/comment/queue/{comment.code}/" in page
    press(moderator_client, comment, "hide")
    other.refresh_from_db()
    assert other.state == "removed"


def test_looking_does_nothing_and_others_are_kept_out(client, reader_client, moderator_client, comment):
    moderator_client.get(tools(comment), {"verb": "spam"})
    for method in (client.get, client.post):
        assert method(tools(comment), {"verb": "spam"}).headers["Location"].startswith("/accounts/login/?next=")
    for method in (reader_client.get, reader_client.post):
        assert method(tools(comment), {"verb": "spam"}).status_code == 403
    foreign = moderator_client.post(tools(comment), {"verb": "spam"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert moderator_client.get("/comments/2222222222/moderate/").status_code == 404
    comment.refresh_from_db()
    assert comment.state == "shown"


@pytest.mark.parametrize("verb", ["", "dance", "pin", "beside", "undo"])
def test_what_a_moderator_may_not_do_or_nobody_can_changes_nothing(moderator_client, comment, verb):
    assert press(moderator_client, comment, verb, section="why", act="x").status_code == 303
    assert (comment.state, comment.pinned_at, comment.beside) == ("shown", None, "")


def test_no_page_for_everyone_knows_of_the_tools(moderator_client, owner_client, comment):
    for client in (moderator_client, owner_client):
        assert "moderate/" not in client.get(comment.post.get_absolute_url()).text
        assert tools(comment) in client.get(f"/comments/{comment.code}/report/").text


def test_an_editor_pins_one_comment_a_post(editor_client, client, comment):
    other = CommentFactory(post=comment.post, comment="Bring a lamp.")
    for pinned in (comment, other):
        press(editor_client, pinned, "pin")
    assert list(Comment.objects.filter(pinned_at__isnull=False)) == [other]
    assert "comment-pinned" in client.get(comment.post.get_absolute_url()).text
    press(editor_client, other, "unpin")
    assert "comment-pinned" not in client.get(comment.post.get_absolute_url()).text


def beside(client, post):
    text = client.get(post.get_absolute_url()).text
    return text[text.index('id="why"') : text.index('id="what"')]


def test_a_reply_stands_beside_the_section_it_answers_and_follows_what_becomes_of_it(
    editor_client, moderator_client, client, comment, unheld
):
    post = comment.post
    press(editor_client, comment, "beside", section="why")
    assert "Nights are quiet." in beside(client, post)
    client.post(f"{comment.get_own_receipt_url()}edit/", {"body": "Nights are *never* quiet."})
    assert "<em>never</em> quiet" in beside(client, post)
    refresh_post(Post.objects.get(pk=post.pk))
    assert "<em>never</em> quiet" in beside(client, post), "saving the post keeps it"
    press(moderator_client, comment, "remove")
    assert "quiet" not in beside(client, post)
    press(moderator_client, comment, "undo", act=Act.objects.get().pk)
    assert "quiet" in beside(client, post)
    client.post(f"{comment.get_own_receipt_url()}delete/")
    assert "quiet" not in beside(client, post)


def test_a_changed_standing_is_said_there_too(editor_client, client, post):
    writer = UserFactory(standing="learns")
    press(editor_client, CommentFactory(post=post, user=writer), "beside", section="why")
    assert "learning it" in beside(client, post)
    writer.standing = "does"
    writer.save()
    assert "does this job" in beside(client, post)


def test_the_name_beside_a_section_leads_to_its_owners_page_while_there_is_one(editor_client, client, post):
    writer = UserFactory(name="Ada Byron")
    page = Profile.objects.create(user=writer, is_public=True)
    press(editor_client, CommentFactory(post=post, user=writer, user_name="Ada Byron"), "beside", section="why")
    linked = '<a href="/readers/ada-byron/">Ada Byron</a>'
    assert linked in beside(client, post)
    page.is_public = False
    save_profile(page, name="Ada Byron", standing="")
    assert linked not in beside(client, post)
    page.is_public = True
    save_profile(page, name="Ada Byron", standing="")
    assert linked in beside(client, post)
    writer.is_active = False
    writer.save()
    assert linked not in beside(client, post)


def test_it_is_taken_away_again_and_unknown_sections_are_none(editor_client, client, comment):
    press(editor_client, comment, "beside", section="why")
    press(editor_client, comment, "beside", section="nowhere")
    assert comment.beside == "why"
    press(editor_client, comment, "beside", section="")
    assert "quiet" not in beside(client, comment.post)


def test_an_essay_has_no_sections_to_stand_beside(editor_client):
    comment = CommentFactory(post=EssayFactory(published=True))
    assert "beside-section" not in editor_client.get(tools(comment)).text
    press(editor_client, comment, "beside", section="why")
    assert comment.beside == ""


def test_a_page_with_replies_beside_its_sections_asks_nothing_more(
    editor_client, client, comment, django_assert_max_num_queries
):
    path = comment.post.get_absolute_url()
    client.get(path)
    with django_assert_max_num_queries(10) as asked:
        client.get(path)
        without = len(asked)
    for section in ("why", "what", "final"):
        press(editor_client, CommentFactory(post=comment.post), "beside", section=section)
    with django_assert_max_num_queries(without):
        client.get(path)


def test_words_that_changed_since_they_were_read_are_read_again(owner, owner_client, client, comment):
    by_letter = f"/comments/judge/{judge_token(comment.code, owner.pk)}/"
    client.post(f"{comment.get_own_receipt_url()}edit/", {"body": "Buy here"})
    for path in (f"/admin/blog/comment/queue/{comment.code}/", tools(comment), by_letter):
        response = owner_client.post(path, {"verb": "approve", "seen": ""}, follow=True)
        assert "has changed it meanwhile" in response.text
    assert not Act.objects.exists()
