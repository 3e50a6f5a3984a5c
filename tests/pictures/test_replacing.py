"""Another file for a picture: pages name it at once, and every old address shows it."""

import io
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from blog import followups
from blog.actions.cards import describe, key_of
from blog.actions.library import delete_pictures
from blog.actions.picture_files import follow_replacement, read_replacement, replace_file
from blog.actions.pictures import BadPicture, store_picture
from blog.actions.renditions import make_rendition
from blog.models import FormerFile, Picture, Rendition
from tests.factories import EssayFactory, RoleFactory

from . import files

pytestmark = pytest.mark.django_db

RED, GREEN = (200, 30, 30), (30, 160, 40)


def plain(colour, size=(700, 350), mode="RGB"):
    return Image.new(mode, size, colour)


def noisy(colour, size=(700, 350)):
    """Of about one colour, and of too many to be a drawing."""
    return Image.blend(files.scene(*size), plain(colour, size), 0.9)


def upload(image, name="red.jpg", format="JPEG"):
    return files.upload(files.saved(image, format), name)


def colour_at(name):
    with default_storage.open(name) as file, Image.open(file) as image:
        return image.convert("RGB").resize((1, 1)).getpixel((0, 0))


def is_green(name):
    red, green, _blue = colour_at(name)
    return green > red


def showing(picture):
    return f'<figure><img src="{picture.file.url}" data-picture="{picture.pk}" alt="A wall"></figure>'


@pytest.fixture
def wall():
    picture = store_picture(upload(noisy(RED)), alt="A wall", credit="Mara Lind")
    followups.run_all()
    return Picture.objects.get(pk=picture.pk)


def replace(picture, file):
    replace_file(picture, *read_replacement(file, picture))
    followups.run_all()
    picture.refresh_from_db()


def names_of(picture):
    return [picture.file.name, *picture.renditions.values_list("file", flat=True)]


def test_every_address_it_had_shows_the_new_picture_in_its_own_format(wall):
    old = names_of(wall)
    assert len(old) == 7
    replace(wall, upload(noisy(GREEN), "green.png", "PNG"))
    assert (wall.alt, wall.credit) == ("A wall", "Mara Lind")
    for name in [*old, *names_of(wall)]:
        assert is_green(name), name
        with default_storage.open(name) as file, Image.open(file) as image:
            assert {"JPEG": "jpg"}.get(image.format, image.format.lower()) == name.rpartition(".")[2]
    assert set(old).isdisjoint(names_of(wall))  # browsers keep what an address showed


def test_replaced_twice_the_first_addresses_go_on(wall):
    first = names_of(wall)
    replace(wall, upload(noisy((30, 30, 200)), "blue.jpg"))
    second = names_of(wall)
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    assert all(is_green(name) for name in [*first, *second, *names_of(wall)])
    assert FormerFile.objects.count() == len(first) + len(second)


def test_what_is_clear_gets_paper_behind_it_where_a_format_knows_none(wall):
    old = wall.file.name
    replace(wall, upload(plain((0, 0, 0, 0), mode="RGBA"), "clear.png", "PNG"))
    assert wall.file.name.endswith(".webp")
    assert colour_at(old) == (255, 255, 255)


def test_a_smaller_one_has_its_own_size_on_every_page(wall):
    replace(wall, upload(noisy(GREEN, (330, 500)), "green.jpg"))
    assert (wall.width, wall.height) == (330, 500)
    assert {each.width for each in wall.renditions.all()} == {320, 330}


def test_pages_show_it_at_once_in_texts_and_as_a_cover(wall, client):
    essay = EssayFactory(published=True, body=showing(wall))
    role = RoleFactory(published=True, cover=wall)
    old = wall.file.name
    assert "red" in client.get(essay.get_absolute_url()).content.decode()
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    for post in (essay, role):
        page = client.get(post.get_absolute_url()).content.decode()
        assert "green-" in page
        assert "red-" not in page
    assert old != wall.file.name


def test_the_card_of_a_shared_link_follows_the_file_and_the_focal_point(wall):
    role = RoleFactory(published=True, cover=wall)
    before = key_of(describe(role, "Site"), wall)
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    after = key_of(describe(role, "Site"), wall)
    wall.focal_x = 0.2
    assert len({before, after, key_of(describe(role, "Site"), wall)}) == 3


def test_a_file_that_cannot_be_taken_leaves_everything_as_it_was(wall):
    before = names_of(wall)
    for bad in (files.upload(b"<svg>"), files.upload(files.png_of(30_000, 30_000))):
        with pytest.raises(BadPicture):
            read_replacement(bad, wall)
    assert names_of(wall) == before
    assert not FormerFile.objects.exists()


def test_the_same_file_or_that_of_another_picture_is_refused_with_its_name(wall):
    green = upload(noisy(GREEN), "green.jpg")
    lawn = store_picture(green, alt="A lawn")
    with pytest.raises(BadPicture, match="A lawn"):
        read_replacement(green, wall)
    with pytest.raises(BadPicture, match="very file"):
        read_replacement(green, lawn)


def test_two_who_send_the_same_file_for_two_pictures_are_told(wall):
    other = store_picture(upload(noisy((90, 90, 90)), "grey.jpg"))
    green = upload(noisy(GREEN), "green.jpg")
    first, second = read_replacement(green, wall), read_replacement(green, other)
    replace_file(wall, *first)
    with pytest.raises(BadPicture, match="A wall"):
        replace_file(other, *second)
    assert default_storage.exists(Picture.objects.get(pk=other.pk).file.name)


def test_following_a_replacement_twice_or_without_its_picture_is_no_error(wall):
    old = wall.file.name
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    follow_replacement.call(wall.pk)
    assert is_green(old)
    follow_replacement.call(12345)


def test_renditions_that_were_being_made_of_the_old_file_are_not_kept(wall):
    new = read_replacement(upload(noisy(GREEN), "green.jpg"), wall)
    old, image = Picture.objects.get(pk=wall.pk), noisy(RED)
    replace_file(wall, *new)
    make_rendition(old, image, Rendition.Format.WEBP, (320, 160))
    assert not wall.renditions.exists()


def test_the_former_files_go_with_the_picture(wall, django_capture_on_commit_callbacks):
    old = names_of(wall)
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    names = [*old, *names_of(wall)]
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_pictures([wall.pk]) == 1
    assert not any(default_storage.exists(name) for name in names)


def test_no_file_is_half_written_under_a_name_that_is_being_fetched(wall):
    folder = wall.file.name.rpartition("/")[0]
    replace(wall, upload(noisy(GREEN), "green.jpg"))
    assert not [name for name in default_storage.listdir(folder)[1] if name.startswith(".")]
    assert urlsplit(wall.file.url).path.startswith(settings.MEDIA_URL)
    with default_storage.open(wall.file.name) as file:
        Image.open(io.BytesIO(file.read())).load()
