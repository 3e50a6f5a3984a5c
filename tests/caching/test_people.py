"""Pages that show somebody follow what becomes of them."""

import pytest

from blog.actions.closing import close_account
from blog.actions.moderation import judge
from blog.actions.profiles import confirm_standing, save_profile
from blog.models import Comment, Profile
from tests.factories import CommentFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
POST, OTHER, PAGE = "/roles/potter/", "/roles/sailor/", "/readers/ada/"


@pytest.fixture
def ada(site):
    user = UserFactory(name="Ada", standing="does")
    for name in ("Potter", "Sailor"):
        RoleFactory(published=True, title=name, slug=name.lower())
    post = Comment.post.field.related_model.objects.get(slug="potter")
    CommentFactory(post=post, user=user, user_name="Ada", user_email=user.email)
    Profile.objects.create(user=user)
    return user


@pytest.fixture
def stale(site, committed):
    def after(change):
        for path in (POST, OTHER, PAGE):
            assert site(path).status == 200
        site.drawn.clear()
        with committed():
            change()
        for path in (POST, OTHER, PAGE):
            site(path)
        return set(site.drawn)

    return after


def test_a_readers_page_is_kept(ada, stale):
    assert stale(lambda: None) == set()


def test_a_new_name_is_told_where_it_stands(ada, stale, site):
    assert stale(lambda: save_profile(ada.profile, name="Ada B.", standing="does")) == {POST, PAGE}
    assert "Ada B." in site(PAGE).text
    assert "Ada B." in site(POST).text


def test_a_confirmed_standing_is_told(ada, stale, site):
    assert PAGE in stale(lambda: confirm_standing(ada, True))
    assert "known to the editors" in site(PAGE).text


def test_what_the_desk_saves_of_an_account_is_told(ada, stale, site):
    ada.name, ada.standing = "Ada B.", "hires"
    assert PAGE in stale(ada.save)
    assert "Ada B." in site(PAGE).text
    ada.is_active = False
    stale(ada.save)
    assert site(PAGE).status == 404


def test_a_page_hidden_is_gone_at_once(ada, stale, site):
    def hide():
        ada.profile.is_public = False
        save_profile(ada.profile, name="Ada", standing="does")

    stale(hide)
    assert site(PAGE).status == 404


def test_a_comment_judged_leaves_the_page(ada, stale, site):
    assert PAGE in stale(lambda: judge("hold", Comment.objects.all()))
    assert site(PAGE).status == 404


@pytest.mark.parametrize("comments", ["anonymise", "remove"])
def test_a_closed_account_is_gone_from_every_page(ada, stale, site, comments):
    assert stale(lambda: close_account(ada, comments)) >= {POST, PAGE}
    assert site(PAGE).status == 404
    assert ">Ada<" not in site(POST).text
