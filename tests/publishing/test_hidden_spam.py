"""What the filter hid is listed apart, and comes back with one press."""

import pytest
from django.urls import reverse

from blog.actions.moderation import last_act, undo
from blog.models import Comment, SpamMemory
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db
PLACE = reverse("admin:blog_comment_spam")


@pytest.fixture
def hide():
    post = RoleFactory(published=True)

    def make(number=1, **fields):
        how = {"state": "spam", "hold_reason": "spam", "hold_detail": "phrases contact", **fields}
        return [CommentFactory(post=post, **{"comment": f"Free spins {each}", **how}) for each in range(number)]

    return make


def test_it_is_listed_with_its_reasons(moderator_client, hide):
    hide()
    hide(hold_reason="", comment="A moderator said so")
    page = moderator_client.get(PLACE).text
    assert "phrases of advertising, an address or number to write to" in page
    assert page.count("Free spins") == 1
    assert PLACE in moderator_client.get(reverse("admin:blog_comment_queue")).text


def test_one_press_brings_it_back_and_teaches(moderator, moderator_client, hide):
    (one, other) = hide(2)
    SpamMemory.objects.create(is_behind=False)
    assert moderator_client.post(PLACE, {"back": one.code}).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, one.is_spam, other.state) == ("shown", False, "spam")
    assert SpamMemory.objects.get().is_behind
    undo(last_act(moderator))
    one.refresh_from_db()
    assert (one.state, one.hold_reason, one.is_spam) == ("spam", "spam", None)


def test_the_chosen_are_spam_indeed(moderator_client, hide):
    one, other = hide(2)
    moderator_client.post(PLACE, {"comment": [one.code], "confirm": "1"})
    one.refresh_from_db()
    assert (one.state, one.hold_reason, one.is_spam) == ("spam", "", True)
    assert list(Comment.objects.hidden_as_spam()) == [other]


def test_nothing_chosen_and_what_is_not_hidden_change_nothing(moderator_client, hide):
    (held,) = hide(state="held")
    for sent in ({"return": "1"}, {"back": held.code}, {"back": "nothing"}, {"comment": held.code, "confirm": "1"}):
        assert moderator_client.post(PLACE, sent).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.is_spam) == ("held", None)


def test_others_see_nothing_of_it(stranger, reader_client, author_client):
    for client, status in ((stranger, 302), (reader_client, 302), (author_client, 403)):
        assert client.get(PLACE).status_code == status
        assert client.post(PLACE, {"back": "x"}).status_code == status


def test_many_cost_no_more(moderator_client, hide, django_assert_max_num_queries):
    hide(3)
    moderator_client.get(PLACE)
    with django_assert_max_num_queries(12):
        moderator_client.get(PLACE)
    hide(35)
    with django_assert_max_num_queries(12):
        assert "?page=2" in moderator_client.get(PLACE).text
