import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from blog.actions import pictures
from blog.actions.pictures import BadPicture, store_picture
from blog.actions.renditions import make_renditions
from blog.models import Picture

from . import files

pytestmark = pytest.mark.django_db

ORIENTATION, GPS = 0x0112, 0x8825


def stored(picture):
    with picture.file.open() as file:
        image = Image.open(file)
        image.load()
        return image


def test_a_photograph_is_kept_with_its_size_and_words(author):
    picture = store_picture(files.photograph(), alt=" A desk ", caption="At work", by=author)
    assert (picture.width, picture.height) == (800, 600)
    assert (picture.alt, picture.caption, picture.uploaded_by) == ("A desk", "At work", author)
    assert picture.file.name.endswith(".jpg")
    assert stored(picture).size == (800, 600)


@pytest.mark.parametrize(
    ("format", "mode", "ending", "kept_as"),
    [
        ("JPEG", "CMYK", "jpg", "RGB"),
        ("JPEG", "L", "jpg", "RGB"),
        ("PNG", "RGB", "jpg", "RGB"),
        ("PNG", "RGBA", "jpg", "RGB"),
        ("PNG", "I;16", "png", "RGB"),
        ("PNG", "1", "png", "RGB"),
        ("WEBP", "RGB", "jpg", "RGB"),
        ("AVIF", "RGB", "jpg", "RGB"),
        ("GIF", "P", "png", "RGB"),
    ],
)
def test_every_kind_of_picture_is_read(format, mode, ending, kept_as):
    image = files.scene(120, 90).convert("L").convert("I;16") if mode == "I;16" else files.scene(120, 90, mode)
    picture = store_picture(files.upload(files.saved(image, format)))
    assert picture.file.name.endswith(ending)
    assert stored(picture).mode == kept_as


def test_sixteen_bits_of_grey_do_not_turn_white():
    image = Image.new("I;16", (40, 40), 0x8000)
    picture = store_picture(files.upload(files.saved(image, "PNG")))
    assert stored(picture).getpixel((5, 5))[0] == pytest.approx(128, abs=1)


def test_clear_parts_stay_clear():
    image = Image.new("P", (40, 40), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((3, 3), 1)
    picture = store_picture(files.upload(files.saved(image, "PNG", transparency=0), "logo.png"))
    again = stored(picture)
    assert again.getpixel((30, 30))[3] == 0
    assert again.getpixel((3, 3)) == (0, 0, 255, 255)


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    picture = store_picture(files.photograph(800, 600, exif=exif.tobytes()))
    assert (picture.width, picture.height) == (600, 800)


def test_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    exif.get_ifd(GPS)[1] = "N"
    picture = store_picture(files.photograph(exif=exif.tobytes(), comment="secret words"))
    other = store_picture(files.upload(files.with_words_inside(), "words.png"))
    for each in (picture, other):
        with each.file.open() as file:
            assert b"secret" not in file.read()
        assert not stored(each).getexif()
        assert not {"comment", "icc_profile", "xmp"} & set(stored(each).info)


def test_colours_are_turned_into_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    ordinary = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (ordinary, lab.tobytes(), b"not a profile"):
        content = files.saved(files.scene(90, 60), "JPEG", icc_profile=profile, quality=80 + len(profile) % 9)
        assert "icc_profile" not in stored(store_picture(files.upload(content))).info


def test_only_the_first_frame_of_what_moves_is_kept():
    for number, format in enumerate(("GIF", "PNG", "WEBP")):
        picture = store_picture(files.upload(files.moving(format, 20 + number)))
        assert getattr(stored(picture), "n_frames", 1) == 1


def test_frames_without_end_take_no_time():
    picture = store_picture(files.upload(files.moving("GIF")))
    assert (picture.width, picture.height) == (20, 20)


def test_a_huge_picture_is_scaled_down():
    picture = store_picture(files.photograph(6000, 1000))
    assert (picture.width, picture.height) == (3840, 640)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"hello", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a picture"),
        (b"%PDF-1.7\n" + b"0" * 500, "not a picture"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 100, "not a picture"),
        (b"II*\0" + b"\0" * 100, "not a picture"),
        (files.saved(files.scene(), "JPEG")[:9000], "damaged"),
        (files.saved(files.scene(), "PNG")[:9000], "damaged"),
        (files.saved(files.scene(), "WEBP")[:9000], "not a picture"),
        (files.png_of(30000, 30000), "million pixels"),
        (files.png_of(9000, 9000), "million pixels"),
        (files.png_of(11000, 10000), "million pixels"),
        (files.png_of(100, 100), "damaged"),
        (files.png_of(0, 0), "not a picture"),
    ],
)
def test_what_is_no_good_picture_is_refused_in_words(content, said):
    with pytest.raises(BadPicture) as reason:
        store_picture(files.upload(content))
    assert said in str(reason.value)
    assert not Picture.objects.exists()


def test_a_file_too_large_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_UPLOAD_BYTES", 1024**2)
    with pytest.raises(BadPicture, match="larger than 1 MB"):
        store_picture(files.upload(b"\xff\xd8" + b"0" * 1024**2))


def test_without_room_for_it_a_picture_is_refused_in_words(monkeypatch):
    def has_no_room(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(Picture._meta.get_field("file").storage, "save", has_no_room)
    with pytest.raises(BadPicture, match="no room"):
        store_picture(files.upload(files.saved(files.scene(), "JPEG")))
    assert not Picture.objects.exists()


def test_the_same_file_twice_is_one_picture(author):
    content = files.saved(files.scene(), "JPEG")
    first = store_picture(files.upload(content, "one.jpg"), by=author)
    second = store_picture(files.upload(content, "two.jpg"), alt="A desk", credit="Somebody")
    third = store_picture(files.upload(content, "three.jpg"), alt="Another desk", is_decorative=True)
    assert first.pk == second.pk == third.pk
    third.refresh_from_db()
    assert (third.alt, third.credit, third.is_decorative) == ("A desk", "Somebody", False)


def test_a_picture_said_to_be_decorative_and_described_counts_as_described():
    picture = store_picture(files.photograph(), alt="A desk", is_decorative=True)
    assert (picture.alt, picture.is_decorative) == ("A desk", False)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "C:\\Users\\me\\a b.jpg", "", "数据.jpg", "x" * 300, "%00.jpg"]
)
def test_any_name_gives_a_harmless_one(name):
    content = ContentFile(files.saved(files.scene(90 + len(name) % 50, 60), "JPEG"), name=name or None)
    path = store_picture(content).file.name
    assert path.startswith("pictures/20")
    assert path.count("/") == 3
    assert len(path) <= 100


def test_words_too_long_for_the_table_are_cut():
    assert len(store_picture(files.photograph(), alt="a\0" * 400).alt) == 300


def test_a_file_that_was_read_before_is_read_again():
    content = io.BytesIO(files.saved(files.scene(), "JPEG"))
    content.name = "desk.jpg"
    content.read()
    assert store_picture(content).width == 800


def test_a_deleted_picture_leaves_no_file(django_capture_on_commit_callbacks):
    picture = store_picture(files.photograph())
    make_renditions.call(picture.pk)
    kept = [picture.file, *(rendition.file for rendition in picture.renditions.all())]
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert len(kept) > 1
    assert not any(file.storage.exists(file.name) for file in kept)
