import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from blog import followups
from blog.actions import cards
from blog.actions.pictures import store_picture
from blog.actions.posts import publish_post, withdraw_post
from blog.models import Post
from tests.factories import CategoryFactory, EssayFactory, PageFactory, RoleFactory

from . import files

pytestmark = pytest.mark.django_db


def address(post):
    return reverse("blog:social-card", args=[post.kind, post.slug])


def stored(post):
    return default_storage.listdir(f"cards/{post.pk}")[1]


def test_a_published_post_has_a_card(stranger):
    role = RoleFactory(title="Machine Learning Engineer", published=True, day=31)
    answer = stranger.get(address(role))
    assert address(role) == "/roles/machine-learning-engineer/card.png"
    assert answer["Content-Type"] == "image/png"
    assert "max-age=86400" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(1200 * 630)) > 50
    assert len(answer.content) < 300_000


@pytest.mark.parametrize("make", [EssayFactory, PageFactory, RoleFactory])
def test_every_kind_of_post_has_one(stranger, make):
    assert stranger.get(address(make(published=True))).status_code == 200


@pytest.mark.parametrize("title", ["数据科学家", "مهندس Python", "A" * 200, "<script>alert(1)</script>", "🚀"])
def test_any_title_can_stand_on_one(stranger, title):
    assert stranger.get(address(RoleFactory(title=title, published=True))).status_code == 200


def test_what_is_not_public_has_none(stranger):
    gone = RoleFactory(published=True)
    withdraw_post(gone)
    for post in (RoleFactory(), RoleFactory(scheduled=True), gone):
        assert stranger.get(address(post)).status_code == 404


def test_a_stranger_cannot_have_anything_drawn(stranger):
    role = RoleFactory(published=True)
    assert stranger.get("/roles/never-heard-of/card.png").status_code == 404
    assert stranger.get("/poems/x/card.png").status_code == 404
    stranger.get(address(role) + "?title=Anything")
    assert len(stored(role)) == 1
    assert stranger.post(address(role)).status_code == 405


def test_a_card_is_drawn_once(stranger, monkeypatch):
    role = RoleFactory(published=True)
    first = stranger.get(address(role))
    monkeypatch.setattr(cards, "draw", None)
    assert stranger.get(address(role)).content == first.content


def test_who_has_it_already_gets_no_bytes(stranger):
    role = RoleFactory(published=True)
    etag = stranger.get(address(role))["ETag"]
    again = stranger.get(address(role), headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""


def test_a_new_title_draws_a_new_card_and_throws_the_old_one_away(stranger):
    role = RoleFactory(published=True)
    before = stranger.get(address(role))
    Post.objects.filter(pk=role.pk).update(title="Another name")
    after = stranger.get(address(role))
    assert before["ETag"] != after["ETag"]
    assert before.content != after.content
    assert len(stored(role)) == 1


def test_the_category_gives_the_art_and_the_colour(stranger):
    first = RoleFactory(title="Same", published=True, category=CategoryFactory(slug="web", motif="arcs", hue=1))
    before = stranger.get(address(first)).content
    first.category.hue = 5
    first.category.save()
    assert stranger.get(address(first)).content != before


def test_an_uploaded_cover_takes_the_place_of_the_art(stranger):
    picture = store_picture(files.upload(files.saved(Image.new("RGB", (900, 900), (0, 0, 255)), "PNG")))
    role = RoleFactory(published=True, cover=picture)
    answer = stranger.get(address(role))
    with Image.open(io.BytesIO(answer.content)) as image:
        red, green, blue = image.convert("RGB").getpixel((1000, 300))
    assert blue > 230 > 30 > red + green


def test_a_cover_whose_file_is_lost_is_no_error(stranger):
    picture = store_picture(files.photograph())
    role = RoleFactory(published=True, cover=picture)
    default_storage.delete(picture.file.name)
    assert stranger.get(address(role)).status_code == 200


def test_while_others_are_drawn_one_is_asked_to_come_back(stranger, monkeypatch):
    role = RoleFactory(published=True)
    monkeypatch.setattr(cards, "WAIT", 0.01)
    with cards.drawing:
        answer = stranger.get(address(role))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "max-age" not in answer.get("Cache-Control", "")
    assert stranger.get(address(role)).status_code == 200


def test_publishing_has_the_card_drawn_before_anyone_asks():
    role = RoleFactory()
    publish_post(role, at=timezone.now() + timezone.timedelta(days=1))
    followups.run_all()
    assert len(stored(role)) == 1


def test_a_card_takes_two_queries(stranger, django_assert_num_queries):
    role = RoleFactory(published=True, day=31)
    with django_assert_num_queries(2):
        stranger.get(address(role))
    with django_assert_num_queries(2):
        stranger.get(address(role))
