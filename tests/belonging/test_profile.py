"""The profile, the page that others see, and what an editor confirms."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from blog.actions.following import ask_to_follow, follow_thread, stop_letters, threads_heard_of
from blog.models import Address, Comment, Mute, Picture, Profile, ThreadFollower
from tests.accounts.people import confirmed, prove, sign_in
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/profile/"
SAID = {"name": "Ada Byron", "standing": "does", "about": "I keep servers up.", "is_public": "on"}


def save(client, **typed):
    return client.post(PAGE, SAID | typed)


def said_by(user, **fields):
    return CommentFactory(user=user, user_name=user.name, user_email=user.email, **fields)


@pytest.fixture
def commenter(reader):
    said_by(reader, comment="Servers sleep too.", html="<p>Servers sleep too.</p>")
    return reader


def test_a_profile_is_saved_and_shown_with_ones_comments(commenter, reader_client, client):
    assert save(reader_client, link_1="example.org/ada", link_2="https://code.example/ada").url == PAGE
    page = client.get("/readers/ada-byron/").content.decode()
    for words in ("Ada Byron", "I do this job", "in their own words", "Servers sleep too.", "example.org/ada"):
        assert words in page
    assert 'content="noindex, follow"' in page
    assert 'rel="nofollow ugc noopener"' in page
    assert commenter.email not in page


def test_the_page_is_the_same_for_everyone_and_sets_no_cookie(commenter, reader_client, client):
    save(reader_client)
    answer = client.get("/readers/ada-byron/")
    assert not answer.cookies
    assert answer.content == reader_client.get("/readers/ada-byron/").content


def test_a_new_name_follows_on_comments_and_in_the_address(commenter, reader_client, client):
    save(reader_client)
    save(reader_client, name="Ada Lovelace", slug="ada-byron")
    assert Comment.objects.get().user_name == "Ada Lovelace"
    assert client.get("/readers/ada-byron/").url == "/readers/ada-lovelace/"
    assert Address.objects.get().target == "/readers/ada-lovelace/"
    assert "Ada Lovelace" in client.get(Comment.objects.get().post.get_absolute_url()).content.decode()


def test_an_address_of_ones_own_choice_stays(commenter, reader_client, client):
    save(reader_client, slug="countess")
    save(reader_client, name="Ada Lovelace", slug="countess")
    assert client.get("/readers/countess/").status_code == 200


def test_there_is_no_page_without_the_will_or_a_shown_comment(commenter, reader_client, client):
    save(reader_client)
    Comment.objects.update(state=Comment.State.HELD)
    assert client.get("/readers/ada-byron/").status_code == 404
    Comment.objects.update(state=Comment.State.SHOWN)
    assert client.get("/readers/ada-byron/").status_code == 200
    hidden = {name: value for name, value in SAID.items() if name != "is_public"}
    reader_client.post(PAGE, hidden | {"slug": "ada-byron"})
    assert client.get("/readers/ada-byron/").status_code == 404


def test_comments_on_posts_that_are_not_public_are_not_shown(reader, reader_client, client):
    said_by(reader, post=RoleFactory(), html="<p>Too early.</p>")
    said_by(reader, html="<p>In time.</p>")
    save(reader_client)
    page = client.get("/readers/ada-byron/").content.decode()
    assert "In time." in page
    assert "Too early." not in page


def test_a_long_list_has_pages_and_costs_the_same(reader, reader_client, client, django_assert_num_queries):
    post = RoleFactory(published=True)
    save(reader_client)
    for _n in range(3):
        said_by(reader, post=post)
    with django_assert_num_queries(5):
        client.get("/readers/ada-byron/")
    for _n in range(27):
        said_by(reader, post=post)
    with django_assert_num_queries(5):
        assert client.get("/readers/ada-byron/").content.decode().count("comment-body") == 24
    assert client.get("/readers/ada-byron/?page=2").content.decode().count("comment-body") == 6
    assert client.get("/readers/ada-byron/?page=3").status_code == 404


def test_a_link_that_a_browser_would_run_is_refused_and_nothing_typed_is_lost(reader_client):
    answer = save(reader_client, link_1="javascript:alert(1)", about="Kept <b>words</b>")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kept &lt;b&gt;words&lt;/b&gt;" in page
    assert not Profile.objects.exists()


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"
    assert client.post(PAGE, SAID).status_code == 302
    assert client.get("/accounts/").url.startswith("/accounts/login/")


def picture_file(name="me.jpg", size=(900, 600), **info):
    content = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(content, "JPEG", **info)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def test_a_picture_is_drawn_anew_as_a_small_square_and_goes_when_replaced(reader, reader_client):
    exif = Image.Exif()
    exif[0x010E] = "at home"
    save(reader_client, upload=picture_file(exif=exif))
    first = Profile.objects.get().picture
    assert (first.width, first.height) == (512, 512)
    with first.file.open() as file:
        assert b"at home" not in file.read()
    save(reader_client, upload=picture_file(size=(300, 800)), slug="ada-byron")
    assert not Picture.objects.filter(pk=first.pk).exists()
    save(reader_client, no_picture="on", slug="ada-byron")
    assert not Picture.objects.exists()


def test_what_is_no_picture_is_refused(reader_client):
    file = SimpleUploadedFile("me.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")
    answer = save(reader_client, upload=file)
    assert answer.status_code == 422
    assert "not a picture we can read" in answer.content.decode()


def test_an_editor_confirms_a_standing_and_a_changed_one_is_unconfirmed(
    commenter, reader_client, editor_client, moderator_client, client
):
    save(reader_client)
    place = reverse("admin:blog_profile_change", args=[Profile.objects.get().pk])
    assert moderator_client.post(place, {"is_confirmed": "on"}).status_code == 403
    editor_client.post(place, {"is_confirmed": "on"})
    assert "known to the editors" in client.get("/readers/ada-byron/").content.decode()
    save(reader_client, standing="hires", slug="ada-byron")
    assert "in their own words" in client.get("/readers/ada-byron/").content.decode()
    save(reader_client, standing="does", slug="ada-byron")
    assert "in their own words" in client.get("/readers/ada-byron/").content.decode()


def test_a_new_main_address_takes_the_comments_along(client):
    user = confirmed(email="ada@example.com")
    comment = said_by(user)
    user.emailaddress_set.create(email="ada@new.example", verified=True)
    sign_in(client, user)
    prove(client)
    client.post(reverse("account_email"), {"email": "ada@new.example", "action_primary": ""})
    comment.refresh_from_db()
    assert (comment.user_email, comment.folded_email) == ("ada@new.example",) * 2


def test_a_new_main_address_keeps_what_was_followed_and_what_was_ended(client):
    user = confirmed(email="ada@example.com")
    followed, ended = CommentFactory(user_name="Dermot"), CommentFactory(user_name="Mara")
    follow_thread(followed, user)
    ask_to_follow(followed, "ada@new.example")  # before it was hers to sign in with
    stop_letters(user.email, ended)
    user.emailaddress_set.create(email="ada@new.example", verified=True)
    sign_in(client, user)
    prove(client)
    client.post(reverse("account_email"), {"email": "ada@new.example", "action_primary": ""})
    user.refresh_from_db()
    assert ThreadFollower.objects.get().get_email() == "ada@new.example"
    assert Mute.objects.get(folded_email="ada@new.example").thread == ended
    assert list(threads_heard_of(user)) == [followed]
    stop_letters(user.email, followed)
    assert not threads_heard_of(user).exists()


def test_the_masthead_leads_to_ones_desk_and_that_to_the_account(reader_client):
    assert 'href="/accounts/"' in reader_client.get("/me/").content.decode()
    assert 'href="/me/"' in reader_client.get("/me/masthead/").content.decode()
    assert "Reader" in reader_client.get("/accounts/").content.decode()
