"""Pictures that are fetched: with patience, but not much, and never twice."""

import datetime
import time

import pytest
from django.utils import timezone

from blog.markup import clean_html
from blog.models import Author, Picture, PictureOrigin, Post
from blog.moving.bringing import fetching
from blog.moving.bringing.fetching import PictureFetcher
from blog.moving.bringing.pictures import Pictures
from blog.moving.entries import Blog, Entry, MediaFile, Status, Writer
from blog.moving.reports import Report
from blog.moving.shelf import Shelf
from blog.outbound import Fetcher
from tests.pictures.files import png_of, saved, scene
from tests.servers import Server, answer, drip, flood, redirect

from .shelves import bring as bring_shelf
from .shelves import entry

pytestmark = pytest.mark.django_db

PHOTOGRAPH = saved(scene(60, 40), "JPEG")
POST = Entry("blogger:1:1", "A post", "", Status.PUBLIC, path="/a.html")


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def report():
    return Report()


def loopback():
    return PictureFetcher(Fetcher(allows=lambda ip: ip == "127.0.0.1"))


@pytest.fixture
def run(report):
    """One run that fetches the pictures of the HTML it is given."""

    def run(html):
        with Shelf() as shelf:
            shelf.put(Blog(hosts=["notes.example"]))
            with Pictures(None, shelf, report, "fetch", fetcher=loopback()) as pictures:
                return clean_html(pictures.bring(html, POST))

    return run


def image(server, path="/a.jpg"):
    return f'<p><img src="{server.url}{path}" alt="A cat"></p>'


def an_hour_later():
    PictureOrigin.objects.update(tried_at=timezone.now() - datetime.timedelta(hours=2))


def test_a_picture_is_fetched_and_shown_from_here(server, run, report):
    server.answers["/a.jpg"] = answer(PHOTOGRAPH)
    html = run(image(server))
    picture = Picture.objects.get()
    assert f'<img src="{picture.file.url}" alt="A cat" data-picture="{picture.pk}">' in html
    assert (report.made["picture"], report.notes) == (1, {})


def test_many_are_fetched_each_once(server, run, report):
    paths = [f"/{number}.jpg" for number in range(20)]
    for number, path in enumerate(paths):
        server.answers[path] = answer(saved(scene(60 + number, 40), "JPEG"))
    html = "".join(image(server, path) for path in paths)
    assert run(html + html).count("data-picture") == 40
    assert run(html).count("data-picture") == 20
    assert sorted(server.asked) == sorted(paths)
    assert report.made["picture"] == 20


def test_the_large_one_is_asked_for_first_and_the_small_one_where_it_is_gone(server, run):
    small = "/wp-content/uploads/a-60x40.jpg"
    server.answers[small] = answer(PHOTOGRAPH)
    assert "data-picture" in run(image(server, small))
    assert server.asked == ["/wp-content/uploads/a.jpg", small]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (answer(status="404 Not Found"), "answered 404"),
        (answer(b"<html>", content_type="text/html"), "a page in its place"),
        (answer(b"<html>"), "not a picture"),
        (answer(PHOTOGRAPH[:-400]), "damaged"),
        (answer(PHOTOGRAPH[:500], content_length=len(PHOTOGRAPH)), "broke off"),
        (answer(png_of(60000, 60000), content_type="image/png"), "million pixels"),
        (answer(b"", content_length=10**11), "larger than 20 MB"),
        (flood, "larger than 20 MB"),
        (drip(b"HTTP/1.1 200 OK\r\n\r\n"), "too long"),
        (redirect("http://169.254.169.254/"), "private network"),
        (redirect("/a.jpg"), "redirects more than"),
    ],
)
def test_what_cannot_be_had_stays_a_link_and_is_noted(server, run, report, monkeypatch, reply, problem):
    monkeypatch.setattr(fetching, "SECONDS_A_PICTURE", 0.5 if "long" in problem else 15)
    server.answers["/a.jpg"] = reply
    url = f"{server.url}/a.jpg"
    assert run(image(server)) == f'<p><a href="{url}" rel="noopener">Picture: A cat</a></p>'
    ((about, sentence),) = report.notes["pictures"]
    assert about == "A post"
    assert problem in sentence
    origin = PictureOrigin.objects.get()
    assert (origin.url, origin.picture, origin.tries) == (url, None, 1)
    assert problem in origin.problem


def test_what_failed_is_asked_for_again_after_an_hour(server, run):
    run(image(server))
    run(image(server))
    assert len(server.asked) == 1
    an_hour_later()
    server.answers["/a.jpg"] = answer(PHOTOGRAPH)
    assert "data-picture" in run(image(server))
    assert len(server.asked) == 2


def test_a_host_that_is_down_is_not_asked_for_every_picture(run, report):
    with Server() as gone:
        pass
    run("".join(image(gone, f"/{number}.jpg") for number in range(40)))
    said = [sentence for _about, sentence in report.notes["pictures"]]
    assert len(said) == 40
    assert sum("does not answer" in sentence for sentence in said) < 10
    assert sum("did not answer several times" in sentence for sentence in said) > 30
    assert PictureOrigin.objects.filter(tries=0).count() > 30


def test_a_host_that_drips_is_left_after_some_pictures(server, run, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS_A_PICTURE", 0.2)
    paths = [f"/{number}.jpg" for number in range(40)]
    server.answers |= {path: drip() for path in paths}
    begun = time.monotonic()
    run("".join(image(server, path) for path in paths))
    assert len(server.asked) < 12
    assert time.monotonic() - begun < 60  # it ends at all


def test_without_a_network_the_end_comes_soon(run, report, monkeypatch):
    looked_up = []
    monkeypatch.setattr("blog.outbound.socket.getaddrinfo", lambda host, *args, **kwargs: looked_up.append(host) or [])
    run("".join(f'<img src="https://{number}.example/a.jpg">' for number in range(100)))
    assert len(looked_up) < 15
    assert "There seems to be no network." in report.notes["pictures"][-1][1]


def test_a_run_has_an_end(server, run, report, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 1)
    server.answers["/a.jpg"] = answer(PHOTOGRAPH)
    run(image(server) + "".join(image(server, f"/{number}.jpg") for number in range(20)))
    assert len(server.asked) < 10
    assert "Run the import again" in report.notes["pictures"][-1][1]


def test_a_rehearsal_asks_nobody(server, report):
    with Shelf() as shelf, Pictures(None, shelf, report, "fetch", rehearsal=True) as pictures:
        pictures.bring(image(server), POST)
    assert not server.asked
    assert "would be fetched" in report.notes["pictures"][0][1]


# A later run


FIGURE = '<figure><img src="/cat.jpg" alt="A cat"><figcaption>Asleep</figcaption></figure>'
BODY = f"<p>Look:</p>{FIGURE}<p>And <b>so</b> on.</p>"


def files(tmp_path):
    (tmp_path / "cat.jpg").write_bytes(PHOTOGRAPH)
    return MediaFile(url="https://notes.example/cat.jpg", member="cat.jpg")


def test_a_later_run_brings_what_was_out_before(tmp_path):
    bring_shelf(tmp_path, entry(1, html=BODY))
    assert "remote-picture" in Post.objects.get().body
    report = bring_shelf(tmp_path, entry(1, html=BODY), files(tmp_path))
    post, picture = Post.objects.get(), Picture.objects.get()
    shown = f'<img src="{picture.file.url}" alt="A cat" data-picture="{picture.pk}">'
    assert f"<figure>{shown}<figcaption>Asleep</figcaption></figure>" in post.body
    assert "<p>Look:</p>" in post.body
    assert "<p>And <strong>so</strong> on.</p>" in post.body
    assert picture.file.url.rpartition("/")[2].partition(".")[0] in str(post.rendered)
    assert "changed here" not in report.notes
    assert report.made["picture"] == 1
    again = bring_shelf(tmp_path, entry(1, html=BODY), files(tmp_path))
    assert (again.made["picture"], "changed here" in again.notes) == (0, False)


def test_a_post_that_an_editor_changed_keeps_its_links(tmp_path):
    bring_shelf(tmp_path, entry(1, html=BODY))
    Post.objects.update(title="Another")
    bring_shelf(tmp_path, entry(1, html=BODY), files(tmp_path))
    assert not Picture.objects.exists()
    assert "remote-picture" in Post.objects.get().body


def test_a_cover_that_was_out_is_brought_later(tmp_path):
    bring_shelf(tmp_path, entry(1, cover="/cat.jpg"))
    assert Post.objects.get().cover is None
    bring_shelf(tmp_path, entry(1, cover="/cat.jpg"), files(tmp_path))
    assert Post.objects.get().cover == Picture.objects.get()


def test_a_link_that_somebody_wrote_stays_one(tmp_path):
    html = '<p><a href="https://notes.example/cat.jpg">See the cat</a></p>'
    bring_shelf(tmp_path, entry(1, html=html))
    bring_shelf(tmp_path, entry(1, html=html), files(tmp_path))
    assert "<img" not in Post.objects.get().body


def test_a_writer_keeps_the_portrait_unless_there_is_one_here(tmp_path):
    ada = Writer("blogger:profile:1", "Ada", picture="/cat.jpg")
    report = bring_shelf(tmp_path, ada, entry(1, writers=[ada.reference]))
    assert (Author.objects.get().picture, report.notes.get("pictures")) == (None, None)
    bring_shelf(tmp_path, ada, entry(1, writers=[ada.reference]), files(tmp_path))
    assert Author.objects.get().picture == Picture.objects.get()
    Author.objects.update(picture=None)
    bring_shelf(tmp_path, ada, files(tmp_path), rehearsal=True)
    assert Author.objects.get().picture is None
