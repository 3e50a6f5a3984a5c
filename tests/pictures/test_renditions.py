import pytest
from PIL import Image

from blog import followups
from blog.actions.pictures import store_picture
from blog.actions.posts import refresh_post
from blog.actions.renditions import make_renditions, sizes
from blog.models import Picture, Rendition
from tests.factories import EssayFactory

from . import files

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), [320, 640, 960, 1280, 1920]),
        ((1000, 500), [320, 640, 960, 1000]),
        ((320, 200), [320]),
        ((50, 50), [50]),
        ((400, 16000), [320, 400]),
        ((1200, 16000), [320, 640, 960, 1200]),
        ((100, 16384), []),
    ],
)
def test_no_rendition_is_larger_than_the_picture(size, widths):
    assert [width for width, _height in sizes(*size)] == widths


def test_storing_a_picture_has_its_renditions_made_afterwards():
    picture = store_picture(files.photograph(700, 350))
    assert not picture.renditions.exists()
    followups.run_all()
    made = {(each.format, each.width, each.height) for each in picture.renditions.all()}
    assert made == {(format, *size) for format in ("avif", "webp") for size in ((320, 160), (640, 320), (700, 350))}
    for rendition in picture.renditions.all():
        with rendition.file.open() as file, Image.open(file) as image:
            assert image.format == rendition.format.upper()
            assert image.size == (rendition.width, rendition.height)


def test_making_them_twice_changes_nothing():
    picture = store_picture(files.photograph(340, 200))
    make_renditions.call(picture.pk)
    before = list(picture.renditions.values_list("pk", "file"))
    make_renditions.call(picture.pk)
    assert list(picture.renditions.values_list("pk", "file")) == before


def test_only_what_is_missing_is_made():
    picture = store_picture(files.photograph(340, 200))
    make_renditions.call(picture.pk)
    picture.renditions.filter(format=Rendition.Format.AVIF, width=320).delete()
    make_renditions.call(picture.pk)
    assert picture.renditions.count() == 4


def test_a_picture_that_is_gone_is_no_error():
    make_renditions.call(12345)


def test_a_clear_picture_stays_clear_in_all_formats():
    image = Image.new("RGBA", (340, 100), (255, 0, 0, 0))
    picture = store_picture(files.upload(files.saved(image, "PNG"), "clear.png"))
    make_renditions.call(picture.pk)
    for rendition in picture.renditions.all():
        with rendition.file.open() as file, Image.open(file) as image:
            assert image.convert("RGBA").getpixel((5, 5))[3] == 0


def test_posts_that_show_the_picture_get_its_renditions():
    picture = store_picture(files.photograph(700, 350), alt="A desk")
    text = f'<p>Look:</p><figure><img src="{picture.file.url}" data-picture="{picture.pk}" alt=""></figure>'
    essay, other = EssayFactory(body=text), EssayFactory()
    refresh_post(essay)
    assert "srcset" not in essay.rendered["body"]
    make_renditions.call(picture.pk)
    essay.refresh_from_db()
    other.refresh_from_db()
    assert "image/avif" in essay.rendered["body"]
    assert 'width="700" height="350"' in essay.rendered["body"]
    assert 'loading="lazy"' in essay.rendered["body"]
    assert "srcset" not in other.rendered["body"]


def test_what_a_page_needs_takes_two_queries_however_many_pictures(django_assert_num_queries):
    pictures = [store_picture(files.photograph(330 + n, 200)) for n in range(3)]
    for picture in pictures:
        make_renditions.call(picture.pk)
    for count in (1, 3):
        with django_assert_num_queries(2):
            shown = Picture.objects.for_page([picture.pk for picture in pictures[:count]])
        assert len(shown) == count
    shown = shown[pictures[0].pk]
    assert [kind for kind, _srcset in shown.sources] == ["image/avif", "image/webp"]
    assert shown.sources[0][1].endswith(" 330w")
    assert shown.src.endswith(".webp")
