"""Pictures of what comes in: at full size from the export, and else links that lead to where they are."""

import base64
import datetime
import io
import time

import pytest

from blog.markup import clean_html
from blog.models import Address, Picture, PictureOrigin
from blog.models.origins import full_size
from blog.moving.bringing.picture_tags import by_size
from blog.moving.bringing.pictures import Pictures
from blog.moving.entries import Blog, Entry, MediaFile, Status
from blog.moving.reports import Report
from blog.moving.shelf import Shelf
from tests.pictures.files import saved, scene

pytestmark = pytest.mark.django_db

HOST = "notes.example"
POST = Entry(
    "blogger:1:1", "A post", "", Status.PUBLIC, path="/2019/05/a.html", published_at=datetime.datetime.now(datetime.UTC)
)


def jpeg(colour=0):
    return saved(scene(60 + colour, 40), "JPEG")


class Archive:
    """A source of files in memory."""

    host = ""

    def __init__(self, **files):
        self.files = files
        self.opened = []

    def open(self, member):
        self.opened.append(member)
        return io.BytesIO(self.files[member])


@pytest.fixture
def report():
    return Report()


@pytest.fixture
def shelf():
    with Shelf() as shelf:
        shelf.put(Blog(title="Old", hosts=[HOST]))
        yield shelf


@pytest.fixture
def bring(shelf, report):
    """Call it with HTML, and {name in the archive: bytes}: the HTML as it would be stored."""

    def bring(html, files=(), **options):
        for member in files:
            shelf.put(MediaFile(url=member.rpartition("/")[2], member=member))
        pictures = Pictures(Archive(**dict(files)), shelf, report, **options)
        return clean_html(pictures.bring(html, POST))

    return bring


def shown(alt=""):
    picture = Picture.objects.get()
    return f'<img src="{picture.file.url}" alt="{alt}" data-picture="{picture.pk}">'


BLOGGER = "https://1.bp.blogspot.com/-abc/XyZ/AAAA/BBBB"
GOOGLE = "https://blogger.googleusercontent.com/img/b/R29v/AVvXs"


@pytest.mark.parametrize(
    ("small", "full"),
    [
        (f"{BLOGGER}/s320/cat.jpg", f"{BLOGGER}/s0/cat.jpg"),
        (f"{BLOGGER}/s1600-h/cat.jpg", f"{BLOGGER}/s0/cat.jpg"),
        (f"{BLOGGER}/w400-h300-p-k-no-nu/cat.jpg", f"{BLOGGER}/s0/cat.jpg"),
        ("http://1.bp.blogspot.com/-abc/XyZ/AAAA/BBBB/s72-c/cat.jpg", f"{BLOGGER}/s0/cat.jpg"),
        (f"{GOOGLE}/w640-h480/s.png", f"{GOOGLE}/s0/s.png"),
        (
            "//blogger.googleusercontent.com/img/a/AVvXsE=w400-h300-rw",
            "https://blogger.googleusercontent.com/img/a/AVvXsE=s0",
        ),
        (
            "https://blogger.googleusercontent.com/img/a/AVvXsE",
            "https://blogger.googleusercontent.com/img/a/AVvXsE=s0",
        ),
        ("https://lh3.googleusercontent.com/abc-d=s640", "https://lh3.googleusercontent.com/abc-d=s0"),
        ("http://lh4.ggpht.com/_a/b/c/d/x.jpg?imgmax=800", "https://lh4.ggpht.com/_a/b/c/d/s0/x.jpg"),
        (
            f"https://{HOST}/wp-content/uploads/2019/05/cat-300x200.jpg",
            f"https://{HOST}/wp-content/uploads/2019/05/cat.jpg",
        ),
        (f"https://{HOST}/wp-content/uploads/cat-scaled.jpg", f"https://{HOST}/wp-content/uploads/cat.jpg"),
        (
            f"https://i0.wp.com/{HOST}/wp-content/uploads/cat-300x200.jpg?resize=300%2C200&ssl=1",
            f"https://{HOST}/wp-content/uploads/cat.jpg",
        ),
        ("https://x.files.wordpress.com/2019/cat.jpg?w=300&h=200", "https://x.files.wordpress.com/2019/cat.jpg"),
        (f"https://{HOST}/content/images/size/w600/2020/cat.png", f"https://{HOST}/content/images/2020/cat.png"),
        (f"https://{HOST}/content/images/size/w600/format/webp/cat.png", f"https://{HOST}/content/images/cat.png"),
        ("https://elsewhere.example/cat-300x200.jpg?w=3", "https://elsewhere.example/cat-300x200.jpg?w=3"),
        ("http://[broken/s320/cat.jpg", "http://[broken/s320/cat.jpg"),
    ],
)
def test_the_full_size_of_a_picture_is_known(small, full):
    assert full_size(small) == full
    assert full_size(full) == full


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{BLOGGER}/s320/Cat%20one.jpg" alt="A cat">',
        f'<a href="{BLOGGER}/s1600/Cat%20one.jpg"><img src="{BLOGGER}/s320/Cat%20one.jpg" alt="A cat" width="320"></a>',
        f'<img src="data:image/gif;base64,R0lGOD" data-src="{BLOGGER}/s320/cat one.jpg" alt="A cat">',
        f'<picture><source srcset="{BLOGGER}/s9/Cat%20one.jpg 9w"><img src="x.jpg" alt="A cat"></picture>',
        f'<img srcset="/x.jpg 10w, {BLOGGER}/s320/Cat%20one.jpg 1200w" alt="A cat">',
        f'<noscript><img src="{BLOGGER}/s320/Cat%20one.jpg" alt="A cat"></noscript>',
        f'<img data-src="{BLOGGER}/s1/Cat%20one.jpg" alt="A cat"><noscript><img src="x.jpg" alt="A cat"></noscript>',
        f'<a href="https://{HOST}/?attachment_id=3" rel="attachment wp-att-3"><img src="/CAT ONE.jpg" alt="A cat"></a>',
        '<img src="Cat one.jpg" title="A cat">',
        f'<img src="x.jpg" data-original="true" data-orig-file="{BLOGGER}/s1/Cat%20one.jpg" alt="A cat">',
        '<amp-img src="/Cat%20one.jpg" alt="A cat"><noscript><img src="/Cat%20one.jpg"></noscript></amp-img>',
    ],
)
def test_a_picture_of_the_export_is_shown_from_here(bring, report, html):
    assert bring(html, {"Albums/My blog/Cat one.jpg": jpeg()}) == f"<figure>{shown('A cat')}</figure>"
    assert report.made["picture"] == 1
    assert not report.notes


def test_a_picture_keeps_its_link_to_a_page_and_its_caption(bring):
    html = '<figure><a href="https://shop.example/"><img src="/cat.jpg"></a><figcaption>A cat</figcaption></figure>'
    brought = bring(html, {"cat.jpg": jpeg()})
    assert f'<a href="https://shop.example/" rel="noopener">{shown()}</a>' in brought
    assert Picture.objects.get().caption == "A cat"


def test_the_words_of_the_export_are_taken_where_the_tag_has_none(bring, shelf):
    url = f"https://{HOST}/wp-content/uploads/cat.jpg"
    shelf.put(MediaFile(url=url, alt="A cat", caption="Asleep", paths=["/?attachment_id=7"], member="u/cat.jpg"))
    assert bring(f'<img src="{url}" alt="cat.jpg">', {"u/cat.jpg": jpeg()}) == f"<figure>{shown()}</figure>"
    picture = Picture.objects.get()
    assert (picture.alt, picture.caption) == ("A cat", "Asleep")
    assert Address.objects.get(path="/?attachment_id=7").target == picture.file.url


@pytest.mark.parametrize(
    ("srcset", "urls"),
    [
        ("a.jpg 10w, b.jpg 30w, c.jpg 20w", ["b.jpg", "c.jpg", "a.jpg"]),
        ("a.jpg 1x,b.jpg 1.5x", ["b.jpg", "a.jpg"]),
        ("a,b.jpg 2x, c.jpg", ["a,b.jpg", "c.jpg"]),
        ("a.jpg, b.jpg", ["a.jpg", "b.jpg"]),
        ("a.jpg 1.2.3w, b.jpg ..x", ["a.jpg", "1.2.3w", "b.jpg", "..x"]),
        ("data:image/gif;base64,AAAA 1w, b.jpg 2w", ["b.jpg"]),
        (", ,, 10w", []),
    ],
)
def test_the_largest_of_many_sizes_is_the_first(srcset, urls):
    assert by_size(srcset) == urls


def test_a_list_of_sizes_without_end_takes_no_time():
    begun = time.monotonic()
    for srcset in ("," * 10**6, "a" * 10**6, "a, " * 10**6, "1w " * 10**6):
        by_size(srcset)
    assert time.monotonic() - begun < 60  # it ends at all


def test_one_picture_at_two_sizes_is_stored_once(bring, report):
    html = "".join(f'<p><img src="{BLOGGER}/{size}/cat.jpg"></p>' for size in ("s320", "s640"))
    archive = {"cat.jpg": jpeg()}
    assert bring(html, archive).count("data-picture") == 2
    assert bring(html, archive).count("data-picture") == 2
    assert Picture.objects.count() == PictureOrigin.objects.count() == report.made["picture"] == 1


def test_of_two_files_with_one_name_the_folders_decide(bring):
    archive = {"uploads/2019/05/a.jpg": jpeg(), "uploads/2020/06/a.jpg": jpeg(5)}
    bring(f'<img src="https://{HOST}/wp-content/uploads/2020/06/a-30x20.jpg">', archive)
    assert Picture.objects.get().width == 65


def test_of_two_files_with_one_name_and_nothing_else_neither_is_taken(bring, report):
    bring(f'<img src="{BLOGGER}/s320/a.jpg">', {"One/a.jpg": jpeg(), "Two/a.jpg": jpeg(5)})
    assert not Picture.objects.exists()
    assert len(report.notes["pictures"]) == 1


def test_a_picture_of_another_site_is_not_taken_for_one_of_the_blog(bring):
    assert "elsewhere.example" in bring('<img src="https://elsewhere.example/a.jpg">', {"a.jpg": jpeg()})
    assert not Picture.objects.exists()


@pytest.mark.parametrize("mode", ["archive", "link"])
def test_what_is_not_here_stays_a_link_with_its_caption(bring, report, mode):
    linked = f'<a href="{BLOGGER}/s1600/cat.jpg"><img src="{BLOGGER}/s320/cat.jpg"></a>'
    html = f"<figure>{linked}<figcaption>A cat</figcaption></figure>"
    assert bring(html, mode=mode) == (
        f'<p class="remote-picture"><a href="{BLOGGER}/s1600/cat.jpg" rel="noopener">Picture: cat.jpg</a><br>A cat</p>'
    )
    assert report.notes["pictures"][0][0] == "A post"
    assert PictureOrigin.objects.get().url == f"{BLOGGER}/s0/cat.jpg"


def test_a_picture_left_out_of_a_link_is_still_found(bring):
    html = '<p><a href="https://shop.example/"><img src="/cat.jpg" alt="A cat"></a> and more</p>'
    assert bring(html) == (
        '<p><a href="https://shop.example/" rel="noopener">A cat</a> '
        f'<a href="https://{HOST}/cat.jpg" rel="noopener">Picture: A cat</a> and more</p>'
    )


def test_nothing_is_copied_when_only_links_are_asked_for(bring):
    assert "data-picture" not in bring('<img src="/cat.jpg">', {"cat.jpg": jpeg()}, mode="link")


def test_a_picture_within_the_text_becomes_a_file(bring):
    data = base64.b64encode(jpeg()).decode()
    assert bring(f'<img src="data:image/jpeg;base64,{data}" alt="A cat">') == f"<figure>{shown('A cat')}</figure>"
    assert not PictureOrigin.objects.exists()


@pytest.mark.parametrize(
    "data", ["", "image/png;base64,AAA", "image/svg+xml,<svg/>", "text/html,<script>", "x", ";base64,%%%"]
)
def test_a_broken_picture_within_the_text_leaves_its_words(bring, report, data):
    assert bring(f"<p>Before <img src='data:{data}' alt='A cat'> after</p>") == "<p>Before A cat after</p>"
    assert "left out" in report.notes["pictures"][0][1]


def test_counters_go_and_faces_are_their_sign(bring, report):
    html = (
        '<p>Hi <img class="wp-smiley" alt="🙂" src="/x.png"><img width="1" height="1" src="https://count.example/"></p>'
    )
    assert bring(html) == "<p>Hi 🙂</p>"
    assert not report.notes


@pytest.mark.parametrize("content", [b"", b"<html>no</html>", jpeg()[:300]], ids=["empty", "page", "cut off"])
def test_a_damaged_file_is_noted_and_left_a_link(bring, report, content):
    assert "Picture:" in bring('<img src="/cat.jpg">', {"cat.jpg": content})
    assert PictureOrigin.objects.get().problem
    assert len(report.notes["pictures"]) == 1


def test_the_cover_is_brought(shelf, report):
    shelf.put(MediaFile(url="cat.jpg", member="cat.jpg"))
    entry = Entry("x", "A post", "", Status.PUBLIC, path="/a/", cover="/cat.jpg", cover_alt="A cat")
    cover = Pictures(Archive(**{"cat.jpg": jpeg()}), shelf, report).cover(entry)
    assert cover.alt == "A cat"
    assert Pictures(Archive(), shelf, report).cover(POST) is None


def test_a_rehearsal_counts_the_same_and_stores_nothing(bring, report):
    html = f'<img src="{BLOGGER}/s1/a.jpg"><img src="{BLOGGER}/s2/a.jpg"><img src="/b.jpg"><img src="/none.jpg">'
    archive = {"a.jpg": jpeg(), "b.jpg": jpeg(9)}
    bring(html, archive, rehearsal=True)
    assert (Picture.objects.count(), PictureOrigin.objects.count()) == (0, 0)
    assert (report.made["picture"], len(report.notes["pictures"])) == (2, 1)


@pytest.mark.parametrize(
    "html",
    [
        "<img>",
        "<img src>",
        "<img src='http://['>",
        "<b>" * 5000 + "<img src='/a.jpg'>",
        "<img src='/a.jpg'" * 500,
        "<img src=javascript:alert(1) onerror=alert(1)>",
    ],
)
def test_hostile_pictures_are_survived(bring, html):
    brought = bring(html)
    assert "alert" not in brought.replace("javascript:alert(1)", "") or "onerror" not in brought
